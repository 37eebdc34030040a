"""The marketplace of Vietnam's certified rural products: the whole, put together."""
