"""What stands in place of Wagtail's own in the editors' administration, where it has no seam for it."""
