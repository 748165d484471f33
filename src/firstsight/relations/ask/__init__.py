"""What it asks for, and who asks."""
