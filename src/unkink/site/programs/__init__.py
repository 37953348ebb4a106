"""The library and the handouts: what programs there are, and each of them as a page to read and do."""
