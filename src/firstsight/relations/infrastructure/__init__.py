"""Which machines and programs it came through."""
