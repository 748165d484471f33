"""How much of it comes."""
