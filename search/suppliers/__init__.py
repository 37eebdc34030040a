"""The directory of suppliers: verified vendors as a buyer meets them (docs/suppliers.md)."""
