"""Where it leads."""
