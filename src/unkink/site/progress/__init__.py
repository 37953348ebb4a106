"""Progress: what a person's log adds up to, as charts, as tables, and as one page to take along."""
