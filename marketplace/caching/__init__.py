"""Pages that are the same bytes for everybody, and the small private call beside them (docs/caching.md)."""
