"""Operators call off orders, or a seller's part of one, and see before what becomes of money and goods."""
