"""The seller's side of orders; the Vendor itself is catalog.partner's."""
