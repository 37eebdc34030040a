"""Provincial showcases, rural-tourism stories, the home page: what is told (Wagtail)."""
