"""From what is said to the octets that a mail server stores: letters, MIME entities, attached files."""
