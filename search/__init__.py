"""Finding and matching; takes the place of Oscar's search app (label search)."""
