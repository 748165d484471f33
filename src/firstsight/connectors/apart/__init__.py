"""A process of its own for parsers written in C: what breaks there, hangs there or is taken over there stays there.

`client.Apart` is what the reader of mail holds; `serve` is what runs on the other side of two pipes, within the bounds
of `confine`. A request is a `File`, an answer an `Inside`, both as MessagePack behind their length.
"""

from __future__ import annotations

from firstsight.connectors.apart.client import Apart, Count

__all__ = ["Apart", "Count"]
