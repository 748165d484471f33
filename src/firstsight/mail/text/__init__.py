"""Octets and markup as the words a reader sees."""
