"""Products that somebody keeps in sight: a member's in the database, a guest's in the session."""
