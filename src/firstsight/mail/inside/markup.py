"""Pages as attachments: HTML and SVG, their forms and scripts, and what the scripts' literals come to.

A page that is attached is opened in a browser, outside of every filter: so it is read as the browser would find it, the
pieces of its scripts decoded by form (`literals`), and nothing is run.
Source: WHATWG HTML; SVG 2; ATT&CK T1027.006.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborNode

from firstsight.mail.content.magic import detect
from firstsight.mail.inside.literals import decoded
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.links import MAX_HREF, bare_urls
from firstsight.mail.text.html import grow, read_html, rough_text, visible
from firstsight.mail.text.words import to_text

MAX_OCTETS = 2_097_152
"""Octets of a page that are read."""

MAX_TEXT = 20_000
"""Characters kept of what a page says."""

MAX_LINKS = 100
"""Links kept of one page."""

MAX_ROUNDS = 3
"""Times that what scripts would write is read again."""

MAX_FILES = 5
"""Pictures that are written into the markup itself and handed on."""

MAX_FILE = 1_048_576
"""Octets of such a picture."""

SUNK = re.compile(
    r"\batob\s*\(|fromCharCode|\bunescape\s*\(|decodeURIComponent\s*\(|document\s*\.\s*write|\beval\s*\(|new\s+Function"
    r"|\.innerHTML\s*=|insertAdjacentHTML|createElement\s*\("
)
"""Calls by which scripts put pages together. Source: ATT&CK T1027.006, T1059.007."""

HANDED_OVER = re.compile(r"createObjectURL|msSaveOrOpenBlob|msSaveBlob|new\s+Blob\b|\.download\s*=|data:application/")
"""Calls by which a script hands a file to the reader."""

_GONE = re.compile(r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|window\.open\s*\()")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\">\s;]{4,2048})", re.IGNORECASE)
_DATA = re.compile(r"data:(image/[a-z+.-]{2,20});base64,([A-Za-z0-9+/=\s%]{64,1500000})")


@opener(
    "text/html",
    "application/xhtml+xml",
    "image/svg+xml",
    extensions="htm html xhtml shtml svg hta",
)
def open_markup(file: File) -> Inside:
    """Forms, password fields, scripts, frames, redirections; where they lead; what the page says."""
    page = _Page()
    markup = to_text(file.octets[:MAX_OCTETS], "")
    page.read(markup, written=True)
    pending = page.scripts
    for _ in range(MAX_ROUNDS):
        page.scripts = []
        pieces = [piece for script in pending for piece in decoded(script)]
        for piece in pieces:
            page.read(piece, written=False)
        pending = page.scripts
        if not pending:
            break
    defect = f"a page of {len(file.octets)} octets, read up to {MAX_OCTETS}" if len(file.octets) > MAX_OCTETS else ""
    files = data_files(markup) if file.detected != "image/svg+xml" or "data:image" in markup else ()
    links = tuple(dict.fromkeys(page.links))[:MAX_LINKS]
    return Inside(tuple(page.traits), links, "\n".join(page.said)[:MAX_TEXT], files=files, defect=defect)


class _Page:
    """What was found so far on a page and on what its scripts would make of it."""

    def __init__(self) -> None:
        self.traits: dict[str, None] = {}
        self.links: list[tuple[str, str, str]] = []
        self.said: list[str] = []
        self.scripts: list[str] = []

    def read(self, markup: str, *, written: bool) -> None:
        """Takes in markup that was `written` so, or what a script's literal holds."""
        if "<" not in markup:
            self._addresses(markup)
            return
        for href, text, _ in read_html(markup, MAX_LINKS, text=False).links:
            self._link(href, text)
        tree = grow(markup)
        if tree.root is None:
            self.said.append(rough_text(markup)[:MAX_TEXT])
            return
        self.said.append(visible(tree.root)[:MAX_TEXT])
        before = len(self.traits)
        for element in tree.root.traverse():
            self._element(element)
        if not written and not {"form", "password-field"}.isdisjoint(list(self.traits)[before:]):
            self.traits["assembled-form"] = None

    def _element(self, element: LexborNode) -> None:
        tag, attributes = element.tag or "", element.attributes
        if tag in ("form", "input"):
            self.traits["form"] = None
            if (attributes.get("type") or "").lower() == "password":
                self.traits["password-field"] = None
            if shown := attributes.get("placeholder"):
                self.said.append(shown[:200])
        elif tag in ("iframe", "frame", "embed", "object"):
            self.traits["frame"] = None
            self._link(attributes.get("src") or attributes.get("data") or "", "")
        elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            if found := _REFRESH.search(attributes.get("content") or ""):
                self.traits["redirect"] = None
                self._link(found[1], "")
        elif tag == "script":
            self._script(element)
        elif tag == "title":
            self.said.append(element.text()[:200])
        for name, value in attributes.items():
            if name[:2] == "on" and value and len(name) < 24:
                self.scripts.append(value)
            elif name.endswith("href") and tag not in ("a", "area", "link", "base"):
                self._link(value or "", "")

    def _script(self, element: LexborNode) -> None:
        """A script: its source is a link, its text is looked through for literals."""
        self.traits["script"] = None
        self._link(element.attributes.get("src") or "", "")
        text = element.text()
        parent = element.parent
        if parent is not None and (parent.tag or "").lower() in ("svg", "g", "defs", "foreignobject"):
            self.traits["svg-script"] = None
        if SUNK.search(text):
            self.traits["script-assembly"] = None
        if HANDED_OVER.search(text):
            self.traits["smuggling"] = None
        if _GONE.search(text):
            self.traits["redirect"] = None
        self.scripts.append(text)

    def _addresses(self, text: str) -> None:
        for url in bare_urls(text, MAX_LINKS):
            self._link(url, "")

    def _link(self, href: str, text: str) -> None:
        href = href.strip()
        if href and len(self.links) < MAX_LINKS and href[:8].lower().startswith(("http", "//", "ftp:")):
            self.links.append((href[:MAX_HREF], text[:200], "attachment"))


def data_files(markup: str) -> tuple[File, ...]:
    """Pictures that stand in markup as data: URIs, at most `MAX_FILES` of `MAX_FILE` octets."""
    return tuple(_data_files(markup))


def _data_files(markup: str) -> Iterator[File]:
    if "data:image/" not in markup:
        return
    for count, found in enumerate(_DATA.finditer(markup)):
        if count >= MAX_FILES:
            return
        packed = unquote_to_bytes(found[2]) if "%" in found[2] else found[2].encode()
        try:
            octets = b64decode(packed + b"=" * (-len(packed.rstrip(b"=")) % 4))
        except ValueError:
            continue
        if 0 < len(octets) <= MAX_FILE:
            yield File("", found[1], detect(octets), octets)
