"""Who handed a message over, when, and who vouches for it."""
