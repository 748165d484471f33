"""Codes that are drawn, not pictured: with block characters in text, with coloured cells in a table.

Such a code is a picture to the eye and none to a reader of pictures. Here it becomes one: a PNG of our own making, to
be opened like any other.
Source: Unicode, Block Elements (U+2580 to U+259F); HTML 15.3.8 (tables); ISO/IEC 15948 (PNG).
"""

from __future__ import annotations

import re
import zlib
from html import unescape

from firstsight.mail.inside.opener import File

MIN_SIDE = 21
"""Modules of the smallest QR code. Source: ISO/IEC 18004."""

MIN_LINES = 11
"""Lines of the smallest QR code where one character is two modules high."""

MAX_LINES, MAX_COLUMNS = 400, 800
"""Lines and characters of a line that are looked at; the largest QR code has 177 modules and a margin of 8."""

MAX_DRAWN, MAX_RUNS = 4, 20
"""Codes of one text that are turned into pictures, and runs of lines that are tried."""

MAX_TEXT = 262_144
"""Characters from the first block character on that are searched; the largest code takes 63,000."""

MAX_CELLS = 40_000
"""Cells of tables that are looked at; the largest QR code has 31,329."""

MIN_COLOURED = 60
"""Colours of cells below which a table is not looked at: the smallest code has some hundred dark stretches."""

_COLOURED = ("bgcolor", "BGCOLOR", "background", "BACKGROUND")

MAX_ASKEW = 1.35
"""Longer side to shorter side of a drawn code, a label under it included."""

PIXELS, MARGIN = 2, 8
"""Pixels a point and points of white around: a code drawn in the finest way has two pixels a module."""

DARK = 128
"""Brightness (of 255) below which a cell is dark."""

_QUARTERS = {
    "▀": 0b1100,
    "▄": 0b0011,
    "█": 0b1111,
    "▌": 0b1010,
    "▐": 0b0101,
    "▖": 0b0010,
    "▗": 0b0001,
    "▘": 0b1000,
    "▙": 0b1011,
    "▚": 0b1001,
    "▛": 0b1110,
    "▜": 0b1101,
    "▝": 0b0100,
    "▞": 0b0110,
    "▟": 0b0111,
    **dict.fromkeys("▅▆▇", 0b0011),
    **dict.fromkeys("▊▋", 0b1010),
    **dict.fromkeys("▓▒▉■◼◾⬛", 0b1111),
}
"""Upper left, upper right, lower left, lower right quarter of a character; what is not here is light."""

_BLANK = " \u00a0\u2000\u2001\u2002\u2003\u2007\u2800\u3000"
_DRAWN = re.compile(f"[{''.join(_QUARTERS)}{_BLANK}░□◻◽⬜]{{{MIN_LINES},{MAX_COLUMNS}}}\\Z")
_SURE = "█▀▄■⬛◼▓"  # no drawing of a code does without all of them
_WRITTEN_OUT = ("&#9608", "&#x2588", "&block", "&#9632", "&#11035", "&#x2b1b")  # some of them in HTML
_BREAK = re.compile(r"<(?:br|/?(?:div|p|tr|li|pre))\b[^<>]{0,1000}>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,1000}>")
_SELECTORS = re.compile("[\ufe0e\ufe0f\r]")
_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,1000})>", re.IGNORECASE)
_COLOUR = re.compile(
    r"(?:bgcolor\s*=\s*[\"']?|background(?:-color)?\s*:\s*)(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s,.%]{5,40}\))",
    re.IGNORECASE,
)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_DARK_NAMES = frozenset({"black", "navy", "darkblue", "midnightblue", "maroon", "darkgreen", "darkslategray", "indigo"})


def codes_in_text(text: str) -> File | None:
    """A picture of what is drawn with block characters in a text, or None where nothing is.

    >>> codes_in_text("Dear Jane, 50 % off █ today"), codes_in_text("plain")
    (None, None)
    """
    if text.isascii() or not any(mark in text for mark in _SURE):
        return None
    return _picture(_drawn(text))


def codes_in_markup(markup: str) -> File | None:
    """A picture of what is drawn with block characters or with cells of tables in HTML, or None where nothing is."""
    coloured = sum(markup.count(word) for word in _COLOURED)
    drawn = _tables(markup) if coloured >= MIN_COLOURED else []
    shown = not markup.isascii() and any(mark in markup for mark in _SURE)
    if shown or any(mark in markup for mark in _WRITTEN_OUT):
        text = unescape(_ANY_TAG.sub("", _BREAK.sub("\n", markup)))
        drawn += _drawn(text) if any(mark in text for mark in _SURE) else []
    return _picture(drawn)


def _drawn(text: str) -> list[list[bytes]]:
    """The drawings in lines that follow each other; empty lines between them do not count."""
    start = min(at for at in map(text.find, _SURE) if at >= 0)
    text = text[text.rfind("\n", 0, start) + 1 :][:MAX_TEXT]
    drawn, run, tried = [], list[str](), 0
    for written in [*text.split("\n"), "-"]:
        line = _SELECTORS.sub("", written).rstrip(_BLANK)
        if line and _DRAWN.match(line) and len(run) < MAX_LINES:
            run.append(line)
        elif line:
            if len(run) >= MIN_LINES:
                tried += 1
                if bitmap := blocks_code(run):
                    drawn.append(bitmap)
            if len(drawn) >= MAX_DRAWN or tried >= MAX_RUNS:
                break
            run = []
    return drawn


def blocks_code(lines: list[str]) -> list[bytes]:
    """Rows of points, 1 for dark, that are as wide as they are high; [] where the lines are too few or form no square.

    >>> blocks_code(["▀▄"] * 20)
    []
    """
    left = min(len(line) - len(line.lstrip(_BLANK)) for line in lines)
    width = max(map(len, lines)) - left
    rows: list[bytes] = []
    for line in lines:
        quarters = [_QUARTERS.get(letter, 0) for letter in line[left:].ljust(width)]
        rows.append(bytes(bit for four in quarters for bit in (four >> 3 & 1, four >> 2 & 1)))
        rows.append(bytes(bit for four in quarters for bit in (four >> 1 & 1, four & 1)))
    if abs(2 * len(rows) - 2 * width) < abs(len(rows) - 2 * width):  # characters of a terminal are twice as high
        rows = [row for row in rows for _ in range(2)]
    rows = _cropped(rows)
    return rows if _square(rows) else []


def _tables(markup: str) -> list[list[bytes]]:
    """The drawings in dark and light cells of tables."""
    if markup.count("<td") + markup.count("<TD") < MIN_SIDE * MIN_SIDE // 2:
        return []
    drawn: list[list[bytes]] = []
    tables: list[list[bytearray]] = []
    for count, tag in enumerate(_TAG.finditer(markup)):
        if count > 3 * MAX_CELLS or len(drawn) >= MAX_DRAWN:
            break
        closes, name, attributes = tag[1], tag[2].lower(), tag[3]
        if name == "table" and not closes:
            tables.append([])
        elif not tables:
            continue
        elif name == "table":
            _finish(tables.pop(), drawn)
        elif name == "tr" and not closes:
            tables[-1].append(bytearray())
        elif name in ("td", "th") and not closes and tables[-1]:
            span = _COLSPAN.search(attributes)
            across = min(int(span[1]) if span else 1, MAX_COLUMNS)
            if len(tables[-1][-1]) + across <= MAX_COLUMNS:
                tables[-1][-1].extend([_dark(attributes)] * max(across, 1))
    for table in tables:
        _finish(table, drawn)
    return drawn


def _finish(table: list[bytearray], drawn: list[list[bytes]]) -> None:
    """Keeps a table that is a square of cells of two colours."""
    rows = [bytes(row) for row in table[:MAX_LINES] if row]
    width = max(map(len, rows), default=0)
    rows = _cropped([row.ljust(width, b"\0") for row in rows])
    if _square(rows) and not all(map(all, rows)):
        drawn.append(rows)


def _dark(attributes: str) -> int:
    """1 where the attributes of a cell give it a dark ground."""
    found = _COLOUR.search(attributes)
    if not found:
        return 0
    colour = found[1].lower()
    if colour[0] == "#":
        digits = colour[1:4] if len(colour) < 7 else colour[1:7:2]
        return int(sum(int(digit, 16) for digit in digits) * 17 < DARK * 3)
    if colour[:3] == "rgb":
        parts = [float(part) for part in re.findall(r"\d{1,3}", colour)[:3]]
        return int(len(parts) == 3 and sum(parts) < DARK * 3)
    return int(colour in _DARK_NAMES)


def _cropped(rows: list[bytes]) -> list[bytes]:
    """The rows without what is light around them."""
    inked = [number for number, row in enumerate(rows) if any(row)]
    if not inked:
        return []
    rows = rows[inked[0] : inked[-1] + 1]
    left = min(row.index(1) for row in rows if any(row))
    right = max(row.rindex(1) for row in rows if any(row))
    return [row[left : right + 1] for row in rows]


def _square(rows: list[bytes]) -> bool:
    """Whether the rows are many enough for a code and about as many as they are long."""
    height, width = len(rows), len(rows[0]) if rows else 0
    return min(height, width) >= MIN_SIDE and max(height, width) <= MAX_ASKEW * min(height, width)


def _picture(drawn: list[list[bytes]]) -> File | None:
    """The first drawings below each other as a grey PNG; None where there are none.

    Around each is what its first corner is not: a code begins with a dark module, or is drawn light on dark.
    """
    if not drawn:
        return None
    drawn = drawn[:MAX_DRAWN]
    width = max(len(bitmap[0]) for bitmap in drawn) + 2 * MARGIN
    points: list[bytes] = []
    for bitmap in drawn:
        around = bytes([1 - bitmap[0][0]])
        rows = [(around * MARGIN + row).ljust(width, around) for row in bitmap]
        points += [around * width] * MARGIN + rows + [around * width] * MARGIN
    shades = bytes.maketrans(b"\0\1", b"\xff\0")
    wide = [bytes(point for point in row.translate(shades) for _ in range(PIXELS)) for row in points]
    lines = [row for row in wide for _ in range(PIXELS)]
    header = (width * PIXELS).to_bytes(4, "big") + len(lines).to_bytes(4, "big") + b"\x08\0\0\0\0"
    content = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    octets = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", content) + _chunk(b"IEND", b"")
    return File("", "image/png", "image/png", octets)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")
