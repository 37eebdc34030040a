"""Films and captions among Wagtail's documents: what is taken in, and how a browser gets it."""
