"""The ground all stand on: text, money, errors, clock, identifiers, audit. Imports nothing of ours."""
