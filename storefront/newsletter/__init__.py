"""New stories of the provinces by e-mail, to those who asked and confirmed (docs/reach.md)."""
