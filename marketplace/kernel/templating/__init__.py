"""Django's templates drawn faster, with the same bytes (docs/templates.md).

Django walks a tree of nodes for each page: three calls a node, a failed subscription a look-up, a
translation a word. Here a template becomes functions when it is first drawn: what is the same for
all (texts, words, static addresses) is joined once for each language, inheritance and includes are
resolved, look-ups go straight. A node that is not known here is drawn by itself as ever.
"""
