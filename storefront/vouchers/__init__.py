"""Vouchers: who pays them, for which goods, and how far their money reaches (docs/vouchers.md)."""
