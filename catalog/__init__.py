"""What is certified and offered: the supply side."""
