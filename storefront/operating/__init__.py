"""The operators of the marketplace at work: one office, its rooms, and what waits in each."""
