"""Who it claims to be from."""
