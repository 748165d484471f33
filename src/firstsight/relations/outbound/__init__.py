"""What own people do, and what is remembered of it."""
