"""Which look the pictures have."""

VERSION = 3
"""A picture kept under a key of another version is drawn again. It goes up whenever a pose looks otherwise."""

CLIP_VERSION = 1
"""Of the moving figure's files. It goes up whenever a player has to read them otherwise."""
