"""How the provinces' pages are followed and shared elsewhere: feeds, calendars, pictures (docs/reach.md)."""
