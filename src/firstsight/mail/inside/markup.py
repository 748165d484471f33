"""Pages as attachments: HTML and SVG, their forms and scripts, and what the scripts' literals come to.

A page that is attached is opened in a browser, outside of every filter: so it is read as the browser would find it, the
pieces of its scripts decoded by form (`literals`), and nothing is run.
Source: WHATWG HTML; SVG 2; ATT&CK T1027.006.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

from selectolax.lexbor import LexborNode

from firstsight.mail.content.magic import detect
from firstsight.mail.fields import body_offset, read_fields
from firstsight.mail.inside.literals import MAX_SCRIPT, PACKED, files, packed, pieces
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.links import MAX_HREF, bare_urls
from firstsight.mail.mime import Leaf, Tree
from firstsight.mail.text.html import MAX_WORK, grow, joined, rough_links, rough_text, visible
from firstsight.mail.text.words import to_text

MAX_OCTETS = 2_097_152
"""Octets of a page that are read."""

MAX_TEXT = 20_000
"""Characters kept of what a page says."""

MAX_LINKS = 100
"""Links kept of one page."""

MAX_ROUNDS = 3
"""Times that what scripts would write is read again."""

MAX_PAGES = 5
"""Pages read of one web archive: a document and its frames."""

MAX_FILES = 5
"""Pictures that are written into the markup itself and handed on."""

MAX_FILE = 1_048_576
"""Octets of such a picture."""

MAX_SAID = 200
"""Characters kept of a title, of the text of a link, of the hint in a field."""

MAX_SCRIPTS = 50
"""Scripts looked at where markup is read by patterns."""

MAX_NESTED = 20
"""Elements around a script that are looked at."""

NAMESPACES = ("http://www.w3.org/1999/", "http://www.w3.org/2000/", "http://www.w3.org/XML/")
"""How the names of XML vocabularies begin; scripts have them in their literals, and they lead nowhere."""

ARCHIVES = frozenset({"multipart/related", "application/x-mimearchive"})
"""Media types of web archives. Source: RFC 2557."""

PACKED_SHARE = 0.3
"""Share of packed literals in a script that is there to unpack them; libraries are nearly all code."""

_DECODER = r"(?:(?:window|self)\.)?(?:atob|unescape|decodeURI(?:Component)?|String\.fromCharCode)\b"
_DECODES = re.compile(r"\batob\b|fromCharCode|\bunescape\b|decodeURI|charCodeAt|TextDecoder|CryptoJS|crypto\.subtle")
_PUTS = re.compile(
    r"document\.write|\beval\b|\bFunction\(|\.(?:inner|outer)HTML\s{0,9}\+?=|insertAdjacentHTML|\bsrcdoc\b|"
    r"createContextualFragment|\[['\"](?:write|innerHTML|eval)|createObjectURL|\blocation\b"
)
_UNPACKS = re.compile(
    rf"(?:document\.write(?:ln)?|\beval|\bFunction)\s{{0,9}}\(\s{{0,9}}{_DECODER}|"
    rf"\.(?:inner|outer)HTML\s{{0,9}}\+?=\s{{0,9}}{_DECODER}"
)
"""Calls by which scripts put pages together: one that decodes, one that shows, and one right into the other. Libraries
have the first two as well. Source: ATT&CK T1027.006, T1059.007."""

_MATTERS = re.compile(
    r"<(?:form|input|script|iframe|meta|html|body|a\s+href)\b|\A\s*https?://|\bdocument\.\w|\blocation\s{0,9}[.=(]|\b(?:atob|eval|unescape)\(",
    re.IGNORECASE,
)
"""What makes a hidden piece more than the drawing of a button."""

_BLOB = re.compile(r"createObjectURL|msSaveOrOpenBlob|msSaveBlob|new\s{1,9}Blob\b|data:application/")
_SAVED = re.compile(r"\.download\b|['\"]download['\"]|msSave|\.click\(|location|window\.open")
_CARGO = re.compile(r"\.(?:iso|img|vhdx?|exe|msi|jse|vbs|wsf|hta|lnk|scr|bat|cmd|docm|xlsm|cab)[\"'`]", re.IGNORECASE)
"""A file made in the page, the call that hands it to the reader, and names of files that nobody exports from a report.
Source: ATT&CK T1027.006."""

_SCRIPT = re.compile(r"<script\b[^<>]{0,2000}>", re.IGNORECASE)
_GONE = re.compile(r"\blocation(?:\.href)?\s{0,9}=[^=]|\blocation\.(?:replace|assign)\s{0,9}\(|\bwindow\.open\s{0,9}\(")
_ROUGH = {
    "form": re.compile(r"<form\b", re.IGNORECASE),
    "password-field": re.compile(r"<input\b[^<>]{0,500}\btype\s{0,9}=[\s\"']{0,9}password", re.IGNORECASE),
    "script": re.compile(r"<script\b", re.IGNORECASE),
    "frame": re.compile(r"<i?frame\b", re.IGNORECASE),
}
"""What markup that is too much for a tree shows of these traits."""

_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\">\s;]{4,2048})", re.IGNORECASE)
_DATA = re.compile(r"data:(image/[a-z+.-]{2,20});base64,([A-Za-z0-9+/=\s%]{64,1500000})")


@opener(
    "text/html",
    "application/xhtml+xml",
    "image/svg+xml",
    extensions="htm html xhtml shtml svg hta",
    by_name=True,
)
def open_markup(file: File) -> Inside:
    """Forms, password fields, scripts, frames, redirections; where they lead; what the page says."""
    return _opened(file, [to_text(file.octets[:MAX_OCTETS], "").replace("\0", "")])


@opener("message/rfc822", *ARCHIVES, extensions="mht mhtml")
def open_web_archive(file: File) -> Inside:
    """Web archives: the pages in them, read as pages are. Attached messages are none."""
    if file.extension not in ("mht", "mhtml") and file.declared not in ARCHIVES:
        return Inside()
    octets = file.octets[:MAX_OCTETS]
    stop, body = body_offset(octets, 0, len(octets))
    tree = Tree()
    tree.walk(read_fields(octets[:stop]), Leaf(octets, body, len(octets)))
    pages = [leaf for leaf in tree.leaves if leaf.kind in ("text/html", "application/xhtml+xml")][:MAX_PAGES]
    return _opened(file, [to_text(leaf.octets(), leaf.charset).replace("\0", "") for leaf in pages])


def _opened(file: File, markups: list[str]) -> Inside:
    """What the pages of one file hold."""
    page = _Page()
    for markup in markups:
        page.read(markup, written=True)
    for _ in range(MAX_ROUNDS):
        scripts, pages = page.scripts, page.pages
        page.scripts, page.pages = [], []
        for inner in pages:
            page.read(inner, written=True)
        script = "\n".join(scripts)
        page.unpack(script)
        for piece in pieces(script):
            page.read(piece.text, written=False, hidden=piece.hidden)
    defect = (
        f"a page of {len(file.octets)} octets, read up to {MAX_OCTETS}"
        if len(file.octets) > MAX_OCTETS
        else page.defect
    )
    links = tuple(dict.fromkeys(page.links))[:MAX_LINKS]
    text = "\n".join(filter(None, page.said))[:MAX_TEXT]
    return Inside(tuple(page.traits), links, text, files=(*data_files("\n".join(markups)), *page.files), defect=defect)


class _Page:
    """What was found so far on a page and on what its scripts would make of it."""

    def __init__(self) -> None:
        self.traits: dict[str, None] = {}
        self.links: list[tuple[str, str, str]] = []
        self.said: list[str] = []
        self.scripts: list[str] = []
        self.pages: list[str] = []
        """Markup in attributes, to be read in the next round."""
        self.files: list[File] = []
        """Files that scripts hold and hand over."""
        self.defect = ""
        """Why the first tree that is not whole is not; "" where all are."""
        self._work = MAX_WORK
        self._base = ""

    def unpack(self, script: str) -> None:
        """Says what the scripts of one round are there for, and keeps the files that they hold."""
        if not script:
            return
        held = files(script)
        self.files.extend(File("", "", detect(octets), octets) for octets in held[: MAX_FILES - len(self.files)])
        size = packed(script)
        mostly = size >= max(PACKED, PACKED_SHARE * len(script[:MAX_SCRIPT]))
        if _UNPACKS.search(script) or (mostly and _DECODES.search(script) and _PUTS.search(script)):
            self.traits["script-assembly"] = None
        if (held or mostly or _CARGO.search(script)) and _BLOB.search(script) and _SAVED.search(script):
            self.traits["smuggling"] = self.traits["script-assembly"] = None

    def read(self, markup: str, *, written: bool, hidden: bool = False) -> None:
        """Takes in markup that was `written` so, or what a script's literal holds, `hidden` if it had to be decoded."""
        if hidden and _MATTERS.search(markup):
            self.traits["script-assembly"] = None
        if not written:
            self._calls(markup)
            if "<" not in markup:
                self.scripts.append(markup)
                for url in bare_urls(markup, MAX_LINKS):
                    self._link(url, "")
                return
        before = {"form", "password-field"}.intersection(self.traits)
        tree = grow(markup, self._work)
        self._work = max(self._work - tree.work, 0)
        self.defect = self.defect or tree.defect
        if tree.root is not None:
            self.said.append(visible(tree.root)[:MAX_TEXT])
            for element in tree.root.traverse():
                self._element(element)
        if tree.rest:
            self._rough(tree.rest)
        asked = {"form", "password-field"} if hidden else {"password-field"}
        if not written and asked.intersection(self.traits) - before:
            self.traits["assembled-form"] = None

    def _rough(self, markup: str) -> None:
        """What patterns find in markup that is too much for a tree."""
        self.said.append(rough_text(markup)[:MAX_TEXT])
        for href, _, place in rough_links(markup, MAX_LINKS):
            if place == "form":
                self.traits["form"] = None
            if place != "image":
                self._link(href, "")
        for trait, pattern in _ROUGH.items():
            if pattern.search(markup):
                self.traits[trait] = None
        for part in _SCRIPT.split(markup, MAX_SCRIPTS)[1:]:
            script = part.partition("</")[0]
            self._calls(script)
            self.scripts.append(script)

    def _element(self, element: LexborNode) -> None:
        tag, attributes = (element.tag or "").rpartition(":")[2], element.attributes
        if tag == "form":
            self.traits["form"] = None
        elif tag == "input":
            self._field((attributes.get("type") or "text").lower(), attributes.get("placeholder") or "")
        elif tag in ("iframe", "frame", "embed", "object"):
            self.traits["frame"] = None
            self._link(attributes.get("src") or attributes.get("data") or "", "")
            self.pages.append(attributes.get("srcdoc") or "")
        elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            if found := _REFRESH.search(attributes.get("content") or ""):
                self.traits["redirect"] = None
                self._link(found[1], "")
        elif tag == "script":
            self._script(element)
        elif tag == "title":
            self.said.append((element.text() or "")[:MAX_SAID])
        elif tag == "base":
            self._base = self._base or (attributes.get("href") or "").strip()
        for name, value in attributes.items():
            if not value:
                continue
            if name[:2] == "on":
                self._calls(value)
                self.scripts.append(value)
            elif name in ("action", "formaction") or (name.endswith("href") and tag not in ("link", "base", "image")):
                self._link(value, element.text()[:MAX_SAID] if tag == "a" and len(self.links) < MAX_LINKS else "")

    def _field(self, kind: str, shown: str) -> None:
        if kind == "password":
            self.traits["form"] = self.traits["password-field"] = None
        elif kind in ("email", "tel"):
            self.traits["form"] = None
        self.said.append(shown[:MAX_SAID])

    def _script(self, element: LexborNode) -> None:
        """A script: its source is a link, its text is looked through for literals."""
        self.traits["script"] = None
        for name in ("src", "href", "xlink:href"):
            self._link(element.attributes.get(name) or "", "")
        parent = element.parent
        for _ in range(MAX_NESTED):
            if parent is None:
                break
            if (parent.tag or "").rpartition(":")[2] == "svg":
                self.traits["svg-script"] = None
                break
            parent = parent.parent
        text = element.text() or ""
        self._calls(text)
        self.scripts.append(text)

    def _calls(self, script: str) -> None:
        """Where a script sends its reader in plain words."""
        if _GONE.search(script):
            self.traits["redirect"] = None

    def _link(self, href: str, text: str) -> None:
        href = href.strip()
        start = href[:MAX_SAID].lower()
        if start.startswith("javascript:"):
            self._calls(unquote(href))
            self.scripts.append(unquote(href))
        elif start.startswith(("data:text/html", "data:image/svg")):
            self.pages.append(_data_page(href))
        elif href and len(self.links) < MAX_LINKS:
            if self._base and ":" not in start[:32]:
                href = joined(self._base, href)
            if href[:8].lower().startswith(("http:", "https:", "//", "ftp:")) and not href.startswith(NAMESPACES):
                self.links.append((href[:MAX_HREF], " ".join(text.split()), "attachment"))


def _data_page(href: str) -> str:
    """The markup that a data: URI is; "" where it is none. Source: RFC 2397."""
    head, _, packed = href[:MAX_SCRIPT].partition(",")
    octets = unquote_to_bytes(packed)
    if head.lower().rstrip().endswith(";base64"):
        octets = _from_base64(octets)
    return octets.decode("utf-8", "replace")


def _from_base64(packed: bytes) -> bytes:
    packed = packed.rstrip(b"= \r\n\t")
    try:
        return b64decode(packed + b"=" * (-len(packed) % 4))
    except ValueError:
        return b""


def data_files(markup: str) -> tuple[File, ...]:
    """Pictures that stand in markup as data: URIs, at most `MAX_FILES` of `MAX_FILE` octets."""
    return tuple(_data_files(markup))


def _data_files(markup: str) -> Iterator[File]:
    if "data:image/" not in markup:
        return
    for count, found in enumerate(_DATA.finditer(markup)):
        if count >= MAX_FILES:
            return
        octets = _from_base64(unquote_to_bytes(found[2]))
        if 0 < len(octets) <= MAX_FILE:
            yield File("", found[1], detect(octets), octets)
