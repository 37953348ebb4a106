"""Reading a movement file: every mistake at once, each with its place, what was found, and the way out."""
