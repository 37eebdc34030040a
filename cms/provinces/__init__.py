"""A province's house: how it is provisioned, filled and shown."""
