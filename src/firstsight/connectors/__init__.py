"""The edge: octets come in from the world and answers go out. What opens a file or a socket stands here."""
