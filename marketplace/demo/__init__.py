"""The demonstration: real recognised products with illustrative prices, stock and certificates.

Everything that the sources do not give is marked: illustrative producers, products with the
illustrative flag, decisions numbered DEMO-. Nothing here is proof that a product is certified.
"""
