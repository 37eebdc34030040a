"""Telling people once that a product is back in stock or in season (customer.ProductAlert)."""
