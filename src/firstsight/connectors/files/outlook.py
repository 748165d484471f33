"""x"""

from __future__ import annotations


def to_rfc5322(octets: bytes, name: str) -> bytes:
    """x"""
    return octets
