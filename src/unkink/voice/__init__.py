"""Cue texts become clips, clips and tones become one audio track."""
