"""Where a way to pay and our books disagree: one list for operators, with the button that mends."""
