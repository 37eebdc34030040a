"""Proof that the tests defend the promises: take one guard away, and a test must fail.

``python -m tests.promises`` does so for each row of mutants.py, in a copy of the tree.
"""
