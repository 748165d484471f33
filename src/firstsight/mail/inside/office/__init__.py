"""Office documents, opened: macros, fetched templates, embedded objects, words and links. Nothing in them is run."""
