"""PDF: where it leads, what it says, what it would do once opened, and the codes on its first pages.

pdfium reads and renders; it is written in C++ and is loaded where a PDF is opened, never where mail is read. What a
PDF would do is looked for in the octets as well, so that a damaged or encrypted one still shows it.
Source: ISO 32000-1, 7.3.5 (names, #xx), 7.5.7 (object streams), 12.5.6.5 (links), 12.6.4 (actions), 12.7.5.2 (submit).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from firstsight.mail.content.magic import detect
from firstsight.mail.inside.image import codes_in, said
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.links import MAX_HREF, bare_urls

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 20
"""Pages whose text and links are read, the first ones; a lure is on the first."""

MAX_TEXT = 20_000
"""Characters of text kept of all pages: four pages in full."""

MAX_PAGE_TEXT = 10_000
"""Characters taken of one page; a page of print has 3,000 to 5,000."""

MAX_CHARACTERS = 100_000
"""Characters on the pages that are laid out, beyond which the words of further pages are left out: 0.2 s."""

MAX_LINKS = 200
"""Links told of one document; a contents page has some 100."""

MAX_ANCHOR = 200
"""Characters of the text under a link."""

CODE_PAGES = 3
"""Pages on which codes are looked for, the first ones."""

PAGE_PIXELS = 2_000_000
"""Pixels of a rendered page, at most 150 dots an inch: 3 ms to render, a code of 2 cm has 118 pixels a side."""

DOTS = 150 / 72
"""Pixels a point at 150 dots an inch. Source: ISO 32000-1, 8.3.2.3 (a point is 1/72 inch)."""

FEW_WORDS = 60
"""Words below which a page says little and is looked at in any case, and thoroughly: a lure is a picture or a line."""

MAX_OBJECTS = 500
"""Objects of a page that are looked at for one that is no text."""

MAX_FILES, MAX_FILE_OCTETS = 5, 2_097_152
"""Embedded files handed on to be opened, and their octets in all."""

MAX_HOLDS = 50
"""Names of embedded files told."""

MAX_SCAN = 10_485_760
"""Octets that are searched for what the document would do; no larger file is opened."""

MAX_STREAMS, MAX_INFLATED = 200, 4_194_304
"""Object streams inflated for that search, and what comes out of all of them; one holds 100 to 200 objects."""


def _name(name: str) -> str:
    """A pattern for a PDF name in which any character may be written as #xx, and that ends where the name does."""
    letters = "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)
    return rf"/{letters}(?![\w#.-])"


_DOES = {
    "pdf-script": re.compile(_name("JavaScript").encode()),
    "pdf-launch": re.compile(_name("Launch").encode()),
    "form": re.compile(_name("SubmitForm").encode()),
}
_OBJECT_STREAM = re.compile(_name("ObjStm").encode())
_ENCRYPT = re.compile(_name("Encrypt").encode())
_URI = re.compile(_name("URI").encode() + rb"\s{0,8}\(((?:[^()\\]|\\.){4,2048})\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY of fpdfview.h


@opener("application/pdf", extensions="pdf", apart=True)
def open_pdf(file: File) -> Inside:
    """Links, text and codes of a PDF, what it would do, and the files in it: the first 20 pages, codes on three."""
    import pypdfium2

    searched = list(_searched(file.octets))
    traits = {trait: None for trait, pattern in _DOES.items() if any(pattern.search(part) for part in searched)}
    links = {(uri, "", "pdf"): None for part in searched for uri in _uris(part)}
    try:
        with pypdfium2.PdfDocument(file.octets) as document:
            found = _Document(document)
            found.read()
    except pypdfium2.PdfiumError as fault:
        closed = fault.err_code in (_PASSWORD, _SECURITY)
        if closed or any(_ENCRYPT.search(part) for part in searched):
            traits["encrypted"] = None
        defect = "" if closed else "PDF not read: its structure is broken"
        return Inside(tuple(traits), tuple(links)[:MAX_LINKS], defect=defect)
    traits |= found.traits
    beside = {href for href, _, _ in found.links}
    links = found.links | {link: None for link in links if link[0] not in beside}
    codes = said(tuple(found.codes))
    return Inside(
        tuple(traits | dict.fromkeys(codes.traits)),
        tuple(dict.fromkeys(codes.links + tuple(links)))[:MAX_LINKS],
        "\n".join(part for part in (codes.text, *found.texts) if part),
        tuple(found.holds),
        tuple(found.files),
        defect=found.defect,
    )


class _Document:
    """What pdfium finds in an open document."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document
        self.traits: dict[str, None] = {}
        self.links: dict[tuple[str, str, str], None] = {}
        self.codes: dict[str, None] = {}
        self.texts: list[str] = []
        self.holds: list[str] = []
        self.files: list[File] = []
        self.defect = ""
        self._characters, self._annotations = MAX_CHARACTERS, 2 * MAX_LINKS

    def read(self) -> None:
        """Everything, page after page."""
        import pypdfium2
        import pypdfium2.raw as pdfium

        if pdfium.FPDFDoc_GetJavaScriptActionCount(self._document) > 0:
            self.traits["pdf-script"] = None
        self._embedded()
        broken = 0
        for number in range(min(len(self._document), MAX_PAGES)):
            try:
                page = self._document[number]
            except pypdfium2.PdfiumError:
                broken += 1
                continue
            try:
                self._page(page, number)
            except pypdfium2.PdfiumError:
                broken += 1
            finally:
                page.close()
        if broken:
            self.defect = f"{broken} of the first {MAX_PAGES} pages of the PDF not read"

    def _page(self, page: PdfPage, number: int) -> None:
        """One page; words are no longer read once there were too many."""
        if self._characters <= 0:
            for href, _ in self._annotated(page):
                self._link(href, "")
            return
        textpage = page.get_textpage()
        try:
            count = textpage.count_chars()
            self._characters -= count
            text = textpage.get_text_range(0, min(count, MAX_PAGE_TEXT)).replace("\r\n", "\n")
            text = text.replace("\0", "").replace("\ufffe", "").strip()
            for href, (left, bottom, right, top) in self._annotated(page):
                shown = right > left and top > bottom and count <= MAX_PAGE_TEXT
                beside = textpage.get_text_bounded(left, bottom, right, top) if shown else ""
                self._link(href, " ".join(beside[:MAX_ANCHOR].split()))
        finally:
            textpage.close()
        known = {href for href, _, _ in self.links}
        for url in bare_urls(text, MAX_LINKS):
            if url not in known:
                self._link(url, "")
        if text and (left_over := MAX_TEXT - sum(map(len, self.texts))) > 0:
            self.texts.append(text[:left_over])
        few = len(text.split()) < FEW_WORDS
        if number < CODE_PAGES and (few or _draws(page)):
            self._codes(page, thorough=few)

    def _link(self, href: str, text: str) -> None:
        if len(self.links) < MAX_LINKS:
            self.links[(href, text, "pdf")] = None

    def _annotated(self, page: PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        """URI of each link of a page, and its rectangle: left, bottom, right, top."""
        from ctypes import byref, c_int

        import pypdfium2.raw as pdfium

        position, link = c_int(0), pdfium.FPDF_LINK()
        while self._annotations > 0 and pdfium.FPDFLink_Enumerate(page, byref(position), byref(link)):
            self._annotations -= 1
            action = pdfium.FPDFLink_GetAction(link)
            kind = pdfium.FPDFAction_GetType(action) if action else 0
            if kind == pdfium.PDFACTION_LAUNCH:
                self.traits["pdf-launch"] = None
            if kind != pdfium.PDFACTION_URI:
                continue
            href = _uri_of(self._document, action)
            box = pdfium.FS_RECTF()
            where = bool(pdfium.FPDFLink_GetAnnotRect(link, byref(box)))
            if href:
                yield href, (box.left, box.bottom, box.right, box.top) if where else (0.0, 0.0, 0.0, 0.0)

    def _codes(self, page: PdfPage, *, thorough: bool) -> None:
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return
        scale = min(DOTS, (PAGE_PIXELS / (width * height)) ** 0.5)
        if min(width, height) * scale < 1:
            return
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            self.codes |= dict.fromkeys(codes_in(bitmap.to_pil(), thorough=thorough))
        finally:
            bitmap.close()

    def _embedded(self) -> None:
        """Names of the files in the document, and the first of them to be opened in their turn."""
        import pypdfium2

        room = MAX_FILE_OCTETS
        for index in range(min(self._document.count_attachments(), MAX_HOLDS)):
            try:
                embedded = self._document.get_attachment(index)
                name = embedded.get_name()
                self.holds.append(name)
                octets = bytes(embedded.get_data()) if len(self.files) < MAX_FILES else b""
            except pypdfium2.PdfiumError:
                continue
            if octets and len(octets) <= room:
                room -= len(octets)
                self.files.append(File(name, "", detect(octets), octets))


def _uri_of(document: PdfDocument, action: Any) -> str:
    """The URI of an action, as UTF-8 where it is that."""
    from ctypes import create_string_buffer

    import pypdfium2.raw as pdfium

    length = min(pdfium.FPDFAction_GetURIPath(document, action, None, 0), 4 * MAX_HREF)
    buffer = create_string_buffer(length + 1)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return _decoded(buffer.raw.partition(b"\0")[0])


def _draws(page: PdfPage) -> bool:
    """Whether there is something on a page that is no text: an image, a drawing, a shading."""
    import pypdfium2.raw as pdfium

    count = min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index)) for index in range(count))
    return any(kind != pdfium.FPDF_PAGEOBJ_TEXT for kind in kinds)


def _searched(octets: bytes) -> Iterator[bytes]:
    """What is searched for names: the octets, then the object streams, inflated. Both are bounded."""
    octets = octets[:MAX_SCAN]
    yield octets
    room = MAX_INFLATED
    for count, found in enumerate(_OBJECT_STREAM.finditer(octets)):
        start = octets.find(b"stream", found.end(), found.end() + 1_000) + 6
        if count >= MAX_STREAMS or room <= 0:
            return
        if start < 6:
            continue
        start += 2 if octets[start : start + 2] == b"\r\n" else 1
        try:
            inflated = zlib.decompressobj().decompress(octets[start : start + MAX_INFLATED], room)
        except zlib.error:
            continue
        room -= len(inflated)
        yield inflated


def _uris(octets: bytes) -> Iterator[str]:
    """URIs of actions, wherever they hang: on a button, on the opening of the document. An encrypted one is no URI."""
    for count, found in enumerate(_URI.finditer(octets)):
        if count >= MAX_LINKS:
            return
        uri = _decoded(_ESCAPED.sub(_unescaped, found[1]))
        if uri.isprintable():
            yield uri


def _unescaped(found: re.Match[bytes]) -> bytes:
    """One escape of a literal string. Source: ISO 32000-1, table 3."""
    what = found[1]
    if what[:1].isdigit():
        return bytes([int(what, 8) & 255])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b""}.get(what, what)


def _decoded(octets: bytes) -> str:
    try:
        return octets.decode("utf-8")[:MAX_HREF]
    except UnicodeDecodeError:
        return octets.decode("latin-1")[:MAX_HREF]
