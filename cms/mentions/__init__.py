"""What published pages tell of, in both directions: product and producer ↔ page, page ↔ place."""
