"""Where its links lead."""
