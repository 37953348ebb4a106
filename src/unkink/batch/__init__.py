"""Many people at once: made-up lives, each lived with the same decisions, in one process, in many, or in a cluster."""
