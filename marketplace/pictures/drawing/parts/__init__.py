"""Small hand-made things that pictures are composed of."""
