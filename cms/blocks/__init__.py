"""What the body of a page is made of. Blocks declare what they need; cms.supplies fetches it at once."""
