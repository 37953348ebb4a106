"""What Unkink ships: programs as Markdown, ready to read, play and adapt. Content, no code."""
