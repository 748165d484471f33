"""What it is part of, and whether it can be read at all."""
