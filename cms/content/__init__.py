"""What the provinces' pages are filled with at set-up: texts in both languages with their sources."""
