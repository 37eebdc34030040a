"""Buying and selling: Oscar forks with overrides only, the vendors' workspace, trade."""
