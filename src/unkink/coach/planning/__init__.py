"""Planning: on which days, and at what time, the sessions of the weeks ahead are."""
