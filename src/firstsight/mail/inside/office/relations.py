"""The relations of the parts of a package: what a document links to, fetches, and holds.

Source: ECMA-376 part 2, 6.5 (relationships); part 1, 15.2 (their types).
"""

from __future__ import annotations

from itertools import islice

from msgspec import Struct, field

from firstsight.mail.inside.names import words
from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.markup import decoded, tags
from firstsight.mail.inside.office.package import Package
from firstsight.mail.inside.office.reach import leads_outside

MAX_FILES = 300
"""Files of relations read; a presentation has two for each slide."""

MAX_FILE = 524_288
"""Octets unpacked of one."""

MAX_EACH = 2_000
"""Relations read of one file."""

LOADS = words("attachedtemplate oleobject frame subdocument afchunk package control")
"""Types, in lower case, whose target becomes part of the document, with all that it may do."""


class Relations(Struct):
    """What the relations of all parts say together. Names of parts are in lower case, from the root of the package."""

    main: dict[str, None] = field(default_factory=dict)
    """The parts that the document begins with."""
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    """Targets of links by part, then by id."""
    projects: dict[str, None] = field(default_factory=dict)
    """Macro projects."""
    objects: dict[str, None] = field(default_factory=dict)
    """Embedded objects."""
    macro_sheets: bool = False
    """There are sheets of Excel 4.0 macros."""


def read_relations(package: Package, into: Gathered) -> Relations:
    """The relations of a package; what is fetched from elsewhere is told at once."""
    found = Relations()
    files = sorted((name for name in package.parts if name.endswith(".rels")), key=lambda name: (name.count("/"), name))
    for name in islice(files, MAX_FILES):
        folder, _, last = name.rpartition("_rels/")
        part = folder + last.removesuffix(".rels")
        for relation in islice(tags(decoded(package.read(name, MAX_FILE)), "Relationship"), MAX_EACH):
            kind = relation.get("type", "").rpartition("/")[2].lower()
            target = relation.get("target", "")
            if relation.get("targetmode", "").lower() == "external":
                _outside(found, part, kind, relation.get("id", ""), target, into)
            else:
                _inside(found, kind, resolved(folder, target))
    if len(files) > MAX_FILES:
        into.defect(f"relations beyond {MAX_FILES} files left out")
    return found


def _outside(found: Relations, part: str, kind: str, number: str, target: str, into: Gathered) -> None:
    if kind == "hyperlink":
        found.links.setdefault(part, {})[number] = target
    elif leads_outside(target):
        into.say("external-template" if kind in LOADS else "external-link")
        into.link(target)


def _inside(found: Relations, kind: str, name: str) -> None:
    if kind == "officedocument":
        found.main[name] = None
    elif kind == "vbaproject":
        found.projects[name] = None
    elif kind in ("oleobject", "package"):
        found.objects[name] = None
    elif kind in ("xlmacrosheet", "xlintlmacrosheet"):
        found.macro_sheets = True


def resolved(folder: str, target: str) -> str:
    """The name of a part from the root, in lower case, of a target written relative to a folder.

    >>> resolved("word/", "../xl/Book.xml"), resolved("word/", "/word/a.bin")
    ('xl/book.xml', 'word/a.bin')
    """
    target = target.replace("\\", "/").lower()
    parts = [] if target.startswith("/") else folder.split("/")[:-1]
    for step in target.split("/")[:50]:
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)
