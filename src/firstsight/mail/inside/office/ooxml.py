"""Word, Excel and PowerPoint since 2007: macros, what is fetched, what is packed in, words, links, pictures.

What a part is, is told by names, by types and by relations, so that renaming a part hides nothing.
Source: ECMA-376 part 2 (packages, relationships) and part 1, 11 to 13 (the parts of each format); [MS-OFFMACRO2] 2.2
(macros); ATT&CK T1221 (template injection).
"""

from __future__ import annotations

import re
from itertools import islice

from firstsight.mail.content.magic import OLE, detect
from firstsight.mail.inside.listing import list_zip
from firstsight.mail.inside.names import extension_of, traits_of_name, words
from firstsight.mail.inside.office.gathered import MAX_LINKS, Gathered
from firstsight.mail.inside.office.markup import attributes, decoded, follow_fields, tags, words_of
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.embedded import read_objects
from firstsight.mail.inside.office.ole.vba import read_macros
from firstsight.mail.inside.office.package import Package
from firstsight.mail.inside.office.relations import Relations, read_relations
from firstsight.mail.inside.office.xlsb import talks_to_program, texts_of
from firstsight.mail.inside.opener import File, Inside, opener

TYPES = "[content_types].xml"
"""The part that every package of this kind has: without it no program opens it."""

MAX_SMALL = 262_144
"""Octets unpacked of a part that holds little: a slide, a header, a sheet."""

MAX_PROJECT = 4_194_304
"""Octets unpacked of a macro project or an embedded object."""

MAX_PROJECTS, MAX_OBJECTS = 3, 10
"""Macro projects and embedded objects looked at."""

MAX_TEXTS = 50
"""Parts read for their words: slides, headers, sheets, drawings."""

MAX_PICTURES, MAX_PICTURE, LEAST_PICTURE = 3, 1_048_576, 400
"""Pictures handed on, octets of the largest and of the smallest: a bullet is no picture."""

MAX_PAGES = 3
"""Documents of other formats that are woven in (altChunk) and handed on."""

PICTURES = words("png jpg jpeg gif webp bmp tif tiff svg")
"""Extensions of pictures that are handed on."""

PAGES = words("html htm xhtml mht mhtml rtf")
"""Extensions of documents of other formats that can be woven in."""

_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")
_OTHER_TEXT = re.compile(
    r"(?:word/(?:header|footer|footnotes|endnotes|comments)\d{0,4}|xl/worksheets/sheet\d{1,4}|xl/drawings/drawing\d{1,4}"
    r"|xl/comments\d{1,4}|ppt/diagrams/data\d{1,4}|word/glossary/document)\.xml"
)
_FORMULA = re.compile(
    r"(?:WEBSERVICE|IMAGE|HYPERLINK)\(\s{0,9}(?:\"|&quot;)([a-z]{2,20}:[^\"&<>]{3,1000})", re.IGNORECASE
)
_ON_LOAD = re.compile(r"onLoad\s{0,9}=", re.IGNORECASE)


@opener(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument",
    extensions="docx docm dotx dotm xlsx xlsm xltx xltm xlam xlsb pptx pptm potx potm ppsx ppsm ppam",
)
def open_ooxml(file: File) -> Inside:
    """Traits: macro, auto-exec, starts-programs, external-template, external-link, embedded-object, dde, executable,
    bomb, mismatched-names; words, links, names of packed files; pictures are handed on.
    """
    into = Gathered()
    package = Package(file.octets)
    into.say(*package.directory.traits, "encrypted" if package.encrypted else "")
    into.defect(package.directory.defect)
    if TYPES in package.parts:
        read_ooxml(package, into)
    else:  # an archive with folders of the same names
        listing = list_zip(file.octets, package.directory)
        into.take(listing.traits, listing.holds, listing.files)
    return into.inside()


def read_ooxml(package: Package, into: Gathered) -> None:
    """All that is known to be found in such a package."""
    relations = read_relations(package, into)
    _read_types(package, relations)
    _read_macros(package, relations, into)
    _read_objects(package, relations, into)
    _read_texts(package, relations, into)
    for links in relations.links.values():
        for target in links.values():
            into.link(target)
    _hand_on(package, into)


def _read_types(package: Package, relations: Relations) -> None:
    """Macro parts by their media types."""
    for override in tags(decoded(package.read(TYPES, MAX_SMALL * 2)), "Override"):
        kind, name = override.get("contenttype", "").lower(), override.get("partname", "").lstrip("/").lower()
        if kind.endswith(".vbaproject"):
            relations.projects[name] = None
        elif "macrosheet" in kind:
            relations.macro_sheets = True


def _read_macros(package: Package, relations: Relations, into: Gathered) -> None:
    projects = {name: None for name in package.parts if name.endswith("vbaproject.bin")} | relations.projects
    for name in islice((name for name in projects if name in package.parts), MAX_PROJECTS):
        compound = Compound(package.read(name, MAX_PROJECT))
        traits = read_macros(compound).traits
        into.say(*(traits or ("macro",) * bool(compound.defect)))
    if relations.macro_sheets or any(name.startswith(("xl/macrosheets/", "xl/intlmacro")) for name in package.parts):
        into.say("macro")
    if into.says("macro") and not into.says("auto-exec"):
        ribbons = (name for name in package.parts if "customui" in name and name.endswith(".xml"))
        runs = any(_ON_LOAD.search(decoded(package.read(name, MAX_SMALL))) for name in islice(ribbons, 3))
        workbook = (package.read("xl/workbook.xml", MAX_SMALL) + package.read("xl/workbook.bin", MAX_SMALL)).lower()
        workbook = workbook.replace(b"\0", b"")
        into.say("auto-exec" if runs or b"auto_open" in workbook or b"auto_close" in workbook else "")


def _read_objects(package: Package, relations: Relations, into: Gathered) -> None:
    """Objects that are packed in, and parts that no document of this kind has."""
    objects = {name: None for name in package.parts if "/embeddings/" in name} | relations.objects
    for name in islice((name for name in objects if name in package.parts), MAX_OBJECTS):
        content = package.read(name, MAX_PROJECT if extension_of(name) == "bin" else 4_096)
        kind = detect(content)
        if kind == OLE:
            read_objects(Compound(content), into)
        elif "executable" in traits_of_name("", kind):
            into.say("embedded-object", "executable")
            into.hold(name)
    for name in package.parts:
        if not name.endswith((".xml", ".rels", "/")) and (traits := traits_of_name(name, "")):
            if "executable" in traits:
                into.say("embedded-object")
            into.say(*(trait for trait in traits if trait != "macro-format"))
            into.hold(name)
    for name in islice((n for n in package.parts if "externallinks/" in n and ".rels" not in n), MAX_OBJECTS):
        head = package.read(name, 16_384)
        into.say("dde" if b"ddeLink" in head or b"ddeService" in head or talks_to_program(head) else "")


def _read_texts(package: Package, relations: Relations, into: Gathered) -> None:
    """Words, fields, formulas and links of the parts that people read, the main ones first."""
    into.text(texts_of(package.read("xl/sharedstrings.bin")))
    slides = sorted((int(found[1]), name) for name in package.parts if (found := _SLIDE.fullmatch(name)))
    main = [*relations.main, *(name for name in package.parts if name.endswith("sharedstrings.xml"))]
    others = [name for name in package.parts if _OTHER_TEXT.fullmatch(name)]
    small = [*(name for _, name in slides), *others][:MAX_TEXTS]
    for name in dict.fromkeys([*main, *small]):
        xml = decoded(package.read(name) if name in main else package.read(name, MAX_SMALL))
        if not xml:
            continue
        into.text(words_of(xml, into.room))
        follow_fields(xml, into)
        _links_of(xml, relations.links.get(name, {}), into)
        if "(" in xml and name.startswith("xl/"):
            for target in islice(_FORMULA.findall(xml), MAX_TEXTS):
                into.link(target)
        if "WEBSERVICE(" in xml:
            into.say("external-link")


def _links_of(xml: str, links: dict[str, str], into: Gathered) -> None:
    """The links of a part with the words that they are hidden behind."""
    for name, stop in (("hyperlink", "hyperlink>"), ("hlinkClick", "</a:r>")):
        at = xml.find(f"{name} ") if links else -1
        for _ in range(MAX_LINKS):
            if at < 0:
                break
            end = xml.find(">", at, at + 4_000)
            if end < 0:
                break
            inside = attributes(xml[at:end])
            if target := links.get(inside.get("id", "")):
                begun = name != "hyperlink" or xml[end - 1] != "/"
                last = xml.find(stop, end, end + 20_000) if begun else -1
                into.link(target, inside.get("display") or (words_of(xml[end:last], 200) if last > 0 else ""))
            at = xml.find(f"{name} ", end)


def _hand_on(package: Package, into: Gathered) -> None:
    """Pictures, for codes may stand in them, and documents of other formats that are woven in."""
    pictures = pages = 0
    for name in package.parts:
        extension, size = extension_of(name), package.size(name)
        if "media/" in name and extension in PICTURES and pictures < MAX_PICTURES:
            if LEAST_PICTURE <= size <= MAX_PICTURE:
                content = package.read(name, MAX_PICTURE)
                into.files.append(File(name, "", detect(content), content))
                pictures += 1
        elif extension in PAGES and pages < MAX_PAGES and size <= MAX_PICTURE:
            content = package.read(name, MAX_PICTURE)
            into.files.append(File(name, "", detect(content), content))
            pages += 1
