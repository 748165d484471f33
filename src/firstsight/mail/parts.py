"""From the leaves of a message to its text, its links and its attachments.

Of a multipart/alternative the plain part is the text unless it is empty or a stub; the links of both are read.
Source: RFC 2046 section 5.1.4 (alternative), 5.1.5 (digest), RFC 2183 (disposition), RFC 2557 (related).
"""

from __future__ import annotations

import re
from hashlib import sha256

from msgspec.structs import replace

from firstsight.mail.content.magic import detect
from firstsight.mail.content.promise import breaks_promise
from firstsight.mail.content.tnef import read_tnef
from firstsight.mail.domains import registrable
from firstsight.mail.inside import CATALOGUE as OPENERS
from firstsight.mail.inside import File, Inside, Open, look_inside
from firstsight.mail.inside.blocks import codes_in_markup, codes_in_text
from firstsight.mail.inside.markup import data_files
from firstsight.mail.inside.names import traits_of_name
from firstsight.mail.inside.opener import NOT_OPENED
from firstsight.mail.links import MAX_HREF, MAX_LINKS, bare_urls, link
from firstsight.mail.mime import Leaf
from firstsight.mail.text.html import MAX_WORK, read_html
from firstsight.mail.text.transfer import uudecode
from firstsight.mail.text.words import to_text
from firstsight.mail.unwrap import unwrap
from firstsight.model import Attachment, Link

MAX_TEXT = 65_536
"""Characters of text kept; a long mail has some 10,000."""

MAX_TEXT_OCTETS = 2_097_152
"""Encoded octets of one text part that are decoded; an HTML part of half a million characters fits in."""

MAX_NAME = 255
"""Characters kept of a file name, the limit of common file systems; the extension is kept."""

STUB = 40
"""Characters below which a plain part may be a stub that only points to the HTML part."""

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
"""Direction marks stay in a name: they are evidence of a disguise (report\u202efdp.exe)."""

MAX_ATTACHED_TEXT = 20_000
"""Characters kept of what attachments say."""

MAX_HOLDS = 100
"""Names kept of the files in an attachment."""

MAX_OPENED = 100
"""Attachments of one message that are looked into, with the files in them; what comes after is told as not opened."""

MAX_FAILED = 3
"""Files of one message that may fail to open, each after two seconds at most, before no more are opened apart."""

MAX_OPENED_OCTETS = 33_554_432
"""Octets of attachments of one message that are looked into: what large mail servers accept in all."""

_STUB = re.compile(
    r"(?:html|browser|e-?mail client|mail program).{0,80}(?:view|support|display|format|messag|enable)|"
    r"(?:view|support|display|enable).{0,80}(?:html|browser)", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UUENCODED = re.compile(r"^begin [0-7]{3,4} (.{1,200})$", re.MULTILINE)


def opened(found: Link) -> Link:
    """The link with the wrappers of gateways taken off: judged by where it leads. Its `href` stays as written."""
    inner = unwrap(found.target)
    if not inner.layers:
        return found
    host = inner.host or found.host
    gateways = tuple(layer.gateway for layer in inner.layers)
    target = inner.target or found.target
    leaks = tuple(leak for layer in inner.layers for leak in layer.leaks)
    return replace(
        found, target=target[:MAX_HREF], host=host, domain=registrable(host), wrapped_by=gateways, leaks=leaks
    )


class Content:
    """What the parts hold, gathered leaf by leaf."""

    def __init__(self, apart: Open | None = None, author: str = "") -> None:
        """`apart` opens files in another process (None: those that need one stay closed); `author` is the domain in
        From."""
        self._apart, self._author = apart, author
        self._opened = self._opened_octets = self._failed = 0
        self._said: list[str] = []
        self.attachments: list[Attachment] = []
        self.defects: list[str] = []
        self.links: dict[tuple[str, str], Link] = {}
        self._texts: list[str] = []
        self._attached_texts: list[str] = []
        self._dropped_links = 0
        self._work = MAX_WORK

    def gather(self, leaves: list[Leaf]) -> None:
        """Reads all leaves of one message in order."""
        if len(leaves) == 1 and leaves[0].kind == "text/plain" and not leaves[0].disposition and not leaves[0].name:
            self._plain(leaves[0])
            return
        plain: dict[int, str] = {}
        for leaf in leaves:
            if not _is_text(leaf):
                self._attach(leaf)
            elif leaf.kind == "text/html":
                instead = plain.get(leaf.group, "") if leaf.group else ""
                self._html(leaf, needed=not instead.strip() or is_stub(instead), instead=bool(instead))
            else:
                text = self._plain(leaf)
                if leaf.group:
                    plain[leaf.group] = plain.get(leaf.group, "") + text

    def text(self) -> str:
        """The text of the message itself, or where that is empty the text of the attached messages."""
        own = "\n".join(self._texts)[:MAX_TEXT].strip()
        return own or "\n".join(self._attached_texts)[:MAX_TEXT].strip()

    def attached_text(self) -> str:
        """What attachments say in words."""
        return "\n".join(self._said)[:MAX_ATTACHED_TEXT]

    def forwarded(self) -> int:
        """Characters of attached messages that are not in `text`."""
        return sum(map(len, self._attached_texts)) if any(map(str.strip, self._texts)) else 0

    def _texts_of(self, leaf: Leaf) -> list[str]:
        return self._attached_texts if leaf.level else self._texts

    def _plain(self, leaf: Leaf) -> str:
        text = to_text(leaf.octets(MAX_TEXT_OCTETS), leaf.charset)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "\0" in text:
            text = text.replace("\0", "")
        if "\nbegin " in text or text.startswith("begin "):
            text = self._uuencoded(text)
        if leaf.flowed and " \n" in text:
            text = unflow(text)
        for url in bare_urls(text, MAX_LINKS + 1):
            self._link(url, "", "text")
        if drawn := codes_in_text(text):
            self._look(drawn)
        self._texts_of(leaf).append(text[:MAX_TEXT])
        if len(text) > MAX_TEXT:
            self.defects.append(f"text of {len(text)} characters cut at {MAX_TEXT}")
        return text

    def _html(self, leaf: Leaf, *, needed: bool, instead: bool) -> None:
        """Reads an HTML part: its links always, its text if `needed`; it takes the place of the plain part if any."""
        markup = to_text(leaf.octets(MAX_TEXT_OCTETS), leaf.charset or _charset_inside(leaf))
        texts = self._texts_of(leaf)
        needed = needed and sum(map(len, texts)) < MAX_TEXT
        text = self._read_html(markup, "", needed=needed)
        drawn = codes_in_markup(markup)
        for picture in (*data_files(markup), *([drawn] if drawn else [])):
            self._look(picture)
        if needed and (text.strip() or not instead):
            if instead and texts:
                texts.pop()
            texts.append(text[:MAX_TEXT])

    def _read_html(self, markup: str, place: str, *, needed: bool) -> str:
        read = read_html(markup, MAX_LINKS + 1, text=needed, budget=self._work)
        self._work -= read.work
        for href, text, where in read.links:
            self._link(href, text, place or where)
        if read.defect:
            self.defects.append(read.defect)
        for url in bare_urls(read.text, MAX_LINKS) if needed else ():
            self._link(url, "", place or "text")
        return read.text

    def _link(self, href: str, text: str, place: str) -> None:
        """Keeps a link once for each reference; a text beside it is added to one that had none."""
        key = (href, "image" if place == "image" else "")
        known = self.links.get(key)
        if known is not None and (known.text or not text):
            return
        if known is None and len(self.links) >= MAX_LINKS:
            self._dropped_links += 1
            return
        if found := link(href, text, place):
            self.links[key] = opened(found)

    def _attach(self, leaf: Leaf) -> None:
        octets = leaf.octets()
        inline = bool(leaf.related or leaf.disposition == "inline")
        found = attachment(leaf.name, leaf.kind, octets, inline=inline)
        if "application/ms-tnef" in (found.detected, leaf.kind):
            self.attachments.append(found)
            self._tnef(octets, leaf)
        else:
            self._keep(found, octets)

    def _keep(self, found: Attachment, octets: bytes) -> None:
        """Keeps a file with what is found by looking into it, and into the files in it."""
        file = File(found.name, found.declared, found.detected, octets)
        inside = self._look(file)
        inner = [(each, self._look(each)) for each in inside.files]
        traits = dict.fromkeys(traits_of_name(found.name, found.detected))
        for one in (inside, *(look for _, look in inner)):
            traits |= dict.fromkeys(one.traits)
            if self._from_elsewhere(one):
                traits["organizer-elsewhere"] = None
        holds = inside.holds + tuple(name for _, look in inner for name in look.holds)
        if traits or holds:
            found = replace(found, traits=tuple(traits), holds=holds[:MAX_HOLDS])
        self.attachments.append(found)

    def _look(self, file: File) -> Inside:
        """What is inside a file, its links and words taken over; nothing where enough was opened already."""
        if not any(each.wants(file) for each in OPENERS):
            return Inside()
        self._opened += 1
        self._opened_octets += len(file.octets)
        if self._opened > MAX_OPENED or self._opened_octets > MAX_OPENED_OCTETS:
            self._told(f"{file.name or 'a part'}: not opened, there are too many or too large attachments")
            return Inside()
        inside = look_inside(file, self._apart if self._failed < MAX_FAILED else None)
        self._failed += NOT_OPENED in inside.defect
        for href, text, place in inside.links:
            self._link(href, text, place)
        if inside.text:
            self._said.append(inside.text[:MAX_ATTACHED_TEXT])
        if inside.defect:
            self._told(f"{file.name or file.detected or 'a part'}: {inside.defect}")
        return inside

    def _told(self, defect: str) -> None:
        if len(self.defects) < MAX_OPENED:
            self.defects.append(defect)

    def _from_elsewhere(self, inside: Inside) -> bool:
        """Whether an invitation comes from another organisation than the mail that brings it."""
        organizers = [addr.rpartition("@")[2] for role, addr in inside.addresses if role == "organizer"]
        return bool(self._author) and any(registrable(each) != registrable(self._author) for each in organizers if each)

    def _tnef(self, octets: bytes, leaf: Leaf) -> None:
        holds = read_tnef(octets)
        for name, content in holds.attachments:
            self._keep(attachment(name, "", content, inline=False), content)
        if holds.defect:
            self.defects.append(holds.defect)
        text = self._read_html(holds.html, "", needed=not holds.text) if holds.html else ""
        text = holds.text or text
        for url in bare_urls(text, MAX_LINKS):
            self._link(url, "", "text")
        if text and not any(map(str.strip, self._texts_of(leaf))):
            self._texts_of(leaf).append(text[:MAX_TEXT])

    def _uuencoded(self, text: str) -> str:
        """Files that stand uuencoded in the text are taken out of it and become attachments."""
        pieces, position = [], 0
        for found in _UUENCODED.finditer(text):
            if found.start() < position:
                continue
            end = text.find("\nend", found.end())
            if end < 0 or len(self.attachments) >= 50:
                break
            octets = uudecode(text[found.start() : end + 4].encode("ascii", "replace"))
            self._keep(attachment(found[1], "", octets, inline=False), octets)
            pieces.append(text[position : found.start()])
            position = end + 4
        pieces.append(text[position:])
        return "".join(pieces)

    def finish(self) -> None:
        """Tells what was left out."""
        if self._dropped_links:
            self.defects.append(f"{self._dropped_links} links beyond {MAX_LINKS} left out")


def _is_text(leaf: Leaf) -> bool:
    if leaf.kind not in ("text/plain", "text/html") or leaf.disposition == "attachment":
        return False
    return not leaf.name or (leaf.disposition != "inline" and leaf.group > 0)


def _charset_inside(leaf: Leaf) -> str:
    """The charset that the first kilobyte of HTML names itself; the header goes before it (WHATWG HTML, 13.2.3.2)."""
    found = re.search(rb"charset=[\"']?([\w.:-]{2,40})", leaf.octets(2_048)[:1_024], re.IGNORECASE)
    return found[1].decode("ascii", "replace") if found else ""


def is_stub(text: str) -> bool:
    """Whether a plain part only says that there is an HTML part.

    >>> is_stub("Enable HTML to view this message, please."), is_stub("Dear Jane, " + "the train leaves at ten. " * 2)
    (True, False)
    """
    text = text.strip()
    return len(text) < STUB or (len(text) < 400 and bool(_STUB.search(text)))


def unflow(text: str) -> str:
    """Lines that end in a space joined with the next one of the same quote depth. Source: RFC 3676, section 4.2."""
    pieces: list[str] = []
    joins = True
    for line in text.split("\n"):
        if joins and pieces and not line.startswith(">"):
            pieces.append(line.removeprefix(" "))
        else:
            pieces.append(f"\n{line}" if pieces else line)
        joins = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "".join(pieces)


def file_name(name: str) -> str:
    """A file name without path and control characters; direction marks stay, the extension survives the cut.

    >>> file_name("C:\\\\tmp\\\\in\\nvoice.pdf")
    'invoice.pdf'
    """
    name = _UNPRINTABLE.sub("", name).strip().rstrip(". ")
    cut = max(name.rfind("/"), name.rfind("\\"))
    name = name[cut + 1 :].strip()
    if len(name) > MAX_NAME:
        stem, dot, extension = name.rpartition(".")
        name = f"{stem[: MAX_NAME - 20]}{dot}{extension[:19]}" if dot else name[:MAX_NAME]
    return name


def attachment(name: str, declared: str, octets: bytes, *, inline: bool) -> Attachment:
    """What is to be known of a file without opening it."""
    detected = detect(octets)
    found = Attachment(file_name(name), declared, detected, len(octets), sha256(octets).hexdigest(), inline=inline)
    if detected and breaks_promise(found.extension, declared, detected):
        return Attachment(found.name, declared, detected, found.size, found.sha256, mismatch=True, inline=inline)
    return found
