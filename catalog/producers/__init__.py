"""The entity behind products (chủ thể)."""
