"""Versions of the official list of administrative units; stored beside every code that we keep."""

#: Two levels, Decision 19/2025/QĐ-TTg, as of July 2026.
CURRENT = "2026-07"
#: Three levels, the last list before 1 July 2025.
FORMER = "2025-06"
