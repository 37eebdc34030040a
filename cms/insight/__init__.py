"""How often the provinces' pages are read, without knowing by whom (docs/insight.md)."""
