"""Settings: base and its parts, then one module per way of running (demo, test, production)."""
