"""Recognition decisions come in: spreadsheets as provinces write them → certificates.

reading (bytes → rows) → layout (rows → rows with a kind and named fields) → parsing (fields →
facts or reasons) → matching (facts → whose certificate) → importing (one transaction). The
first three never touch the database. docs/decisions.md describes it for the offices.
"""
