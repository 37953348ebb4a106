"""Sessions as sound: rendered once, kept, and sent in whatever pieces a player asks for."""
