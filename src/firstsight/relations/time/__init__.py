"""When it comes."""
