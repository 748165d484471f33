"""Rich text: words and links, objects that are packed in, a template that is fetched.

Groups, control words and hexadecimal digits are read as Word reads them, for they are written oddly on purpose.
Source: Microsoft, Rich Text Format specification 1.9.1 (groups, destinations, objects, fields, Unicode); ATT&CK T1221.
"""

from __future__ import annotations

import codecs
import re

from firstsight.mail.inside.names import words
from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.ole.embedded import read_object
from firstsight.mail.inside.office.reach import MAX_TARGET, follow_field, leads_outside
from firstsight.mail.inside.opener import File, Inside, opener

MAX_TOKENS = 100_000
"""Control words, groups and runs of text looked at; the specification of the
format itself, 2 MB and 225 pages, has 270,000."""

MAX_GROUPS = 500
"""Groups in groups; deeper ones are read as if they stood at this depth."""

MAX_OBJECT = 1_048_576
"""Hexadecimal digits kept of one object."""

MAX_OBJECTS = 10
"""Objects looked at."""

SKIPPED = words(
    "fonttbl colortbl stylesheet info pict nonshppict listtable listoverridetable rsidtbl generator xmlnstbl themedata "
    "colorschememapping datastore latentstyles revtbl objclass objname objalias objsect result sn sv filetbl"
)
"""Groups whose text is not the text of the document."""

READ = words("fldinst template objdata shpinst shptxt shppict")
"""Groups that are read although programs that do not know them are told to pass over them."""

SIGNS = {
    "par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "tab": "\t", "cell": "\t", "emdash": "—",
    "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
"""Control words that stand for characters."""

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)|\\")
_OBJECT = re.compile(rb"\\(?:objdata|objemb|objlink|objautlink|objupdate)(?![a-z])")
_NO_DIGIT = re.compile(rb"[^0-9a-fA-F]+")


@opener("application/rtf", "text/rtf", extensions="rtf")
def open_rtf(file: File) -> Inside:
    """Traits: embedded-object, external-template, external-link, dde, executable; words and links of fields."""
    into = Gathered()
    _Reader(into).read(file.octets)
    if _OBJECT.search(file.octets):
        into.say("embedded-object")
    return into.inside()


class _Reader:
    """One walk over the tokens."""

    def __init__(self, into: Gathered) -> None:
        self.into = into
        self.codec = "cp1252"
        self.groups: list[tuple[str, int]] = []
        """Destination and octets that stand for a Unicode character, of the groups around the present one."""
        self.kind, self.skip = "", 1
        self.fallback = 0
        """Octets still to pass over: they stand for a Unicode character that was read."""
        self.ignorable = False
        self.raw = bytearray()
        self.sinks: dict[str, list[str]] = {"": [], "fldinst": [], "fldrslt": [], "template": []}
        self.digits = bytearray()
        self.objects = 0
        self.room = into.room

    def read(self, octets: bytes) -> None:
        """Reads all of it, at most `MAX_TOKENS`."""
        at = 0
        for _ in range(MAX_TOKENS):
            found = _TOKEN.match(octets, at)
            if not found:
                break
            at = found.end()
            word, number, octet, symbol, brace, text = found.groups()
            if text is not None:
                self._text(text)
            elif word is not None:
                at = self._word(word.decode("ascii"), int(number) if number else None, octets, at)
            elif brace == b"{":
                self._open()
            elif brace == b"}":
                self._close()
            elif octet is not None:
                self._octet(bytes([int(octet, 16)]))
            elif symbol is not None:
                self._symbol(symbol)
        else:
            self.into.defect(f"rich text beyond {MAX_TOKENS} words and groups left out")
        while self.groups:
            self._close()
        self._flush()
        self._field()
        self.into.text("".join(self.sinks[""]).strip())

    def _text(self, text: bytes) -> None:
        if self.kind == "objdata":
            if len(self.digits) < MAX_OBJECT:
                self.digits += _NO_DIGIT.sub(b"", text[:MAX_OBJECT])
            return
        if self.kind == "skipped":
            return
        text = text.translate(None, b"\r\n\0")
        if self.fallback:
            text, self.fallback = text[self.fallback :], max(self.fallback - len(text), 0)
        self.raw += text
        self.ignorable = False

    def _octet(self, octet: bytes) -> None:
        if self.fallback:
            self.fallback -= 1
        elif self.kind not in ("skipped", "objdata"):
            self.raw += octet

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.ignorable = True
        elif symbol in b"\\{}" or symbol == b"~":
            self._text(b" " if symbol == b"~" else symbol)
        elif symbol in b"\r\n":
            self._put("\n")

    def _word(self, word: str, number: int | None, octets: bytes, at: int) -> int:
        """Follows a control word; where reading goes on."""
        if word == "bin" and number and number > 0:
            if self.kind == "objdata" and len(self.digits) < MAX_OBJECT:
                self.digits += octets[at : at + min(number, MAX_OBJECT // 2)].hex().encode()
            return at + number
        ignorable, self.ignorable = self.ignorable, False
        if word == "u" and number is not None:
            self._put(chr(number & 0xFFFF))
            self.fallback = self.skip
        elif word == "uc" and number is not None:
            self.skip = min(max(number, 0), 10)
        elif word == "ansicpg" and number:
            self._codec(number)
        elif word in SIGNS:
            self._put(SIGNS[word])
        elif word in SKIPPED or (ignorable and word not in READ):
            self._turn("skipped")
        elif word in ("fldinst", "fldrslt", "template", "objdata") and self.kind != "skipped":
            if word == "fldinst" and self.kind != "fldinst":
                self._field()
            self._turn(word)
        return at

    def _codec(self, number: int) -> None:
        name = {65001: "utf-8", 10000: "mac_roman", 0: "cp1252"}.get(number, f"cp{number}")
        try:
            self.codec = codecs.lookup(name).name
        except LookupError:
            self.codec = "cp1252"

    def _open(self) -> None:
        self._flush()
        self.fallback, self.ignorable = 0, False
        if len(self.groups) < MAX_GROUPS:
            self.groups.append((self.kind, self.skip))

    def _close(self) -> None:
        self._flush()
        self.fallback, self.ignorable = 0, False
        ended = self.kind
        self.kind, self.skip = self.groups.pop() if self.groups else ("", 1)
        if ended == self.kind:
            return
        if ended == "objdata":
            self._object()
        elif ended == "fldrslt":
            self._field()
        elif ended == "template":
            target = "".join(self.sinks["template"]).strip()
            self.sinks["template"].clear()
            if leads_outside(target):
                self.into.say("external-template")
                self.into.link(target)

    def _turn(self, kind: str) -> None:
        self._flush()
        self.kind = kind

    def _put(self, sign: str) -> None:
        self._flush()
        self._sink(sign)

    def _flush(self) -> None:
        if self.raw:
            self._sink(self.raw.decode(self.codec, "replace"))
            self.raw.clear()

    def _sink(self, text: str) -> None:
        """Puts text where the present group says."""
        if self.kind in ("", "fldrslt") and self.room > 0:
            self.sinks[""].append(text[: self.room])
            self.room -= len(text)
        if self.kind in ("fldinst", "fldrslt", "template") and len(self.sinks[self.kind]) < MAX_TARGET:
            self.sinks[self.kind].append(text[:MAX_TARGET])

    def _field(self) -> None:
        """Follows the field that was read last."""
        instruction = "".join(self.sinks["fldinst"])
        if instruction:
            follow_field(instruction, "".join(self.sinks["fldrslt"]), self.into)
        self.sinks["fldinst"].clear()
        self.sinks["fldrslt"].clear()

    def _object(self) -> None:
        """Looks at the object that was read last."""
        digits = bytes(self.digits[: len(self.digits) & ~1])
        self.digits.clear()
        if digits and self.objects < MAX_OBJECTS:
            self.objects += 1
            read_object(bytes.fromhex(digits.decode("ascii")), self.into)
