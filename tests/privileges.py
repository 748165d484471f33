"""Root without its powers over files, so that what a folder without permission does is tested wherever tests run."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION_3 = 0x20080522
_OVER_FILES = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH. Source: capabilities(7), linux/capability.h."""


@contextmanager
def ordinary_user() -> Iterator[None]:
    """In this thread, permissions of files count even for root; afterwards as before."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice, for capabilities beyond 32
    _call(libc.capget, header, sets)
    before = sets[0]
    sets[0] = before & ~_OVER_FILES
    _call(libc.capset, header, sets)
    try:
        yield
    finally:
        sets[0] = before
        _call(libc.capset, header, sets)


def _call(function: object, *arguments: object) -> None:
    assert callable(function)
    if function(*arguments):
        raise OSError(ctypes.get_errno(), "capabilities cannot be changed")
