"""Standing watch: whoever wants or offers something hears of what newly fits it, once."""
