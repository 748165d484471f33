"""What it asks for."""
