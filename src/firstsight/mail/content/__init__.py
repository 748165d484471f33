"""What a part is, whatever it says of itself."""
