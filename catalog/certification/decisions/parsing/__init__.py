"""One cell → one fact, or Unclear with the code of the reason. Pure."""
