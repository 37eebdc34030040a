"""Delivery rates as operators see and change them: in force, to come, and as they were."""
