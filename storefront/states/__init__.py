"""Where everything that is sold, paid and sent stands, and how it may move; docs/states.md."""
