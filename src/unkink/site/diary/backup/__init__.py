"""Everything that people entered, in one file, and back again; the same file for SQLite and for PostgreSQL."""
