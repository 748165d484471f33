"""Documents of LibreOffice and other programs that write OpenDocument: macros, what is fetched, words, links, pictures.

Source: OASIS OpenDocument 1.3 part 2 (packages: 3.4.1 encryption), part 3 (14.4 scripts and events, 5 text, 10.4
frames, 9.3 sections).
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

from firstsight.mail.content.magic import OLE, detect
from firstsight.mail.inside.names import extension_of, traits_of_name
from firstsight.mail.inside.office.gathered import MAX_LINKS, Gathered
from firstsight.mail.inside.office.markup import attributes, decoded, tags
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.embedded import read_objects
from firstsight.mail.inside.office.ooxml import LEAST_PICTURE, MAX_PICTURE, MAX_PICTURES, MAX_SMALL, PICTURES
from firstsight.mail.inside.office.package import Package
from firstsight.mail.inside.office.reach import leads_outside
from firstsight.mail.inside.opener import File, Inside, opener

SCRIPTS = ("basic/", "scripts/")
"""Folders of macros."""

LISTS = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")
"""Files in them that only list others."""

_ANCHOR = re.compile(r"<text:a\s([^<>]{1,4000})>")
_RUNS = re.compile(
    r"event-name\s{0,9}=\s{0,9}[\"'](?:dom:load|office:(?:load|open)-?\w*|on-load|dom:DOMFocusIn)", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{1,8000}>")
_BREAK = re.compile(r"</text:(?:p|h)>|<text:line-break/>")


@opener(
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.graphics",
    "application/vnd.oasis.opendocument.text-template",
    "application/vnd.oasis.opendocument.spreadsheet-template",
    extensions="odt ods odp odg ott ots",
)
def open_opendocument(file: File) -> Inside:
    """Traits: macro, auto-exec, encrypted, external-link, dde, executable, bomb, mismatched-names; words, links,
    pictures.
    """
    into = Gathered()
    package = Package(file.octets)
    into.say(*package.directory.traits)
    into.defect(package.directory.defect)
    if package.encrypted or b"encryption-data" in package.read("meta-inf/manifest.xml", MAX_SMALL):
        into.say("encrypted")
        return into.inside()
    xml = decoded(package.read("content.xml"))
    if any(name.startswith(SCRIPTS) and not name.endswith((*LISTS, "/")) for name in package.parts):
        into.say("macro", "auto-exec" if _RUNS.search(xml) or _RUNS.search(_settings(package)) else "")
    _read_content(xml, into)
    for name in package.parts:
        if not name.endswith((".xml", ".rdf", "/")) and "executable" in (traits := traits_of_name(name, "")):
            into.say("embedded-object", *traits)
            into.hold(name)
    for name in islice((n for n in package.parts if "/" not in n and "." not in n and n != "mimetype"), 10):
        content = package.read(name, MAX_PICTURE)
        if detect(content) == OLE:
            read_objects(Compound(content), into)
    pictures = (name for name in package.parts if name.startswith("pictures/") and extension_of(name) in PICTURES)
    wanted = (name for name in pictures if LEAST_PICTURE <= package.size(name) <= MAX_PICTURE)
    for name in islice(wanted, MAX_PICTURES):
        content = package.read(name, MAX_PICTURE)
        into.files.append(File(name, "", detect(content), content))
    return into.inside()


def _settings(package: Package) -> str:
    return decoded(package.read("styles.xml", MAX_SMALL))


def _read_content(xml: str, into: Gathered) -> None:
    """Links with their words, what is fetched, and the words."""
    for found in islice(_ANCHOR.finditer(xml), MAX_LINKS):
        href = attributes(found[1]).get("href", "")
        end = xml.find("</text:a>", found.end(), found.end() + 2_000)
        into.link(href if href[:1] != "#" else "", unescape(_TAG.sub("", xml[found.end() : end])) if end > 0 else "")
    if "dde-" in xml:
        into.say("dde" if "office:dde-source" in xml or "text:dde-connection-decl" in xml else "")
    for name in ("image", "section-source", "object", "object-ole", "plugin", "table-source"):
        for inside in islice(tags(xml, name), 100):
            if leads_outside(target := inside.get("href", "")):
                into.say("external-link")
                into.link(target)
    body = xml[xml.find("<office:body") :][: into.room * 40] if "<office:body" in xml else ""
    into.text(unescape(_TAG.sub("", _BREAK.sub("\n", body))).strip())
