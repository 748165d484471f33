"""Archived mail: mailboxes, Maildirs and folders of messages, read in time order whatever their size."""

from firstsight.connectors.files.archive import Archive, Stored, open_sources

__all__ = ["Archive", "Stored", "open_sources"]
