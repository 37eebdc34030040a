"""Certificates and their history, recognition decisions and their import, public verification."""
