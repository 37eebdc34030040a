"""What the blocks of a page need, collected first and fetched together."""
