"""One prescription becomes an exact timeline of cues."""
