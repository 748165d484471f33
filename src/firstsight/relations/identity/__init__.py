"""Who it is from."""
