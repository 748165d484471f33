"""Lists of domains: those that a package keeps, and short ones of our own where no package has any.

Own lists and suffixes are read when they are first asked for, and kept. Packages are read as files: no code of theirs
runs.
Source: misp-warninglists (CC0) as packaged by pymispwarninglists; the Public Suffix List (MPL 2.0) as packaged by
publicsuffixlist; the files in `own/`, each with its source on top.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec

import msgspec

PRIVATE = "===BEGIN PRIVATE DOMAINS==="
"""Where the private section of the Public Suffix List begins. Source: publicsuffix.org, "Format"."""


class _Warning(msgspec.Struct):
    """The part of a warning list that is read. Source: misp-warninglists, schema.json."""

    list: tuple[str, ...]


def words(text: str) -> frozenset[str]:
    """The words of a text, for lists that stand in the code."""
    return frozenset(text.split())


@lru_cache(maxsize=16)
def own(name: str) -> frozenset[str]:
    """The words of `own/NAME.txt`, where "#" begins a comment.

    >>> "gmail.com" in own("free-mail")
    True
    """
    text = files(__package__).joinpath("own", f"{name}.txt").read_text(encoding="utf-8")
    return words("\n".join(line.partition("#")[0] for line in text.splitlines()))


def warned(name: str) -> frozenset[str]:
    """The hosts of the warning list `name` in lower case, read anew; each is meant with all names below it.

    >>> "bit.ly" in warned("url-shortener")
    True
    """
    octets = _inside("pymispwarninglists", "data", "misp-warninglists", "lists", name, "list.json").read_bytes()
    return frozenset(entry.lower().lstrip(".") for entry in msgspec.json.decode(octets, type=_Warning).list)


@lru_cache(maxsize=1)
def private_suffixes() -> frozenset[str]:
    """The rules of the private section of the Public Suffix List as they stand there: "github.io", "*.r2.example"."""
    text = _inside("publicsuffixlist", "public_suffix_list.dat").read_text(encoding="utf-8")
    lines = text.partition(PRIVATE)[2].splitlines()
    return frozenset(line.split()[0].lower() for line in lines if line.strip() and not line.startswith("//"))


def _inside(package: str, *path: str) -> Traversable:
    """A file of a package that is not imported for it."""
    spec = find_spec(package)
    reader = getattr(spec.loader, "get_resource_reader", None) if spec else None
    found = reader(package) if reader else None
    folder: Traversable = found.files() if found else files(package)
    return folder.joinpath(*path)
