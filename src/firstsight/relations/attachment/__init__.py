"""What it carries."""
