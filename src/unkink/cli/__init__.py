"""The commands: read files, hand their bytes to the pure core, print what comes back."""
