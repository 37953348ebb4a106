"""Who uses Unkink: households and practices, accounts, and the person whose log each account opens."""
