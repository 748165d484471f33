"""Compound files and what Office 97 to 2003 keeps in them: documents, macros, objects, saved messages, installers."""
