"""What the text of a mail asks for: hashed n-grams, two linear models, and how they are fitted."""
