"""How coins write addresses, and the hash that two of them check with."""
