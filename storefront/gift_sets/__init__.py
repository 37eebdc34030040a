"""Gift sets (giỏ quà): packs of several sellers, bought and taken out as one (docs/vouchers.md)."""
