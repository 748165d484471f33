"""Lists of domains: those that a package keeps, and short ones of our own where no package has any.

A list is read when it is first asked for, and kept.
Source: misp-warninglists (CC0) as packaged by pymispwarninglists; the files in `own/`, each with its source on top.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=32)
def own(name: str) -> frozenset[str]:
    """The words of `own/NAME.txt`, where "#" begins a comment.

    >>> "gmail.com" in own("free-mail")
    True
    """
    text = files(__package__).joinpath("own", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())
