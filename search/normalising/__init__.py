"""What to make of words that the index does not know: keys, joined syllables, slips, confusions.

Never an engine's fuzzy search: on syllables of three letters that matches nearly everything.
Repairs lead only to words that the index holds, preferring those that stand beside the neighbour
typed; which of the likeliest is meant, the engine's answer decides (finding.py).
"""
