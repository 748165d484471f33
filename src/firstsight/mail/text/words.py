"""From octets and encoded words to text: charsets, RFC 2047 encoded words, RFC 2231 parameters.

Nothing here raises: what cannot be decoded is shown with U+FFFD. Only charsets of a fixed table are ever looked up,
because the interpreter remembers every unknown codec name for good and some of its codecs are not charsets.
Source: RFC 2047, RFC 2231, RFC 2045 section 5.1.
"""

from __future__ import annotations

import re
from binascii import Error as BinasciiError
from binascii import a2b_base64, a2b_qp
from encodings.aliases import aliases
from functools import lru_cache
from string import ascii_letters, digits
from urllib.parse import unquote_to_bytes

MAX_WORD_VALUE = 65_536
"""Characters of a header value that are searched for encoded words; RFC 5322 lines hold 998, subjects far less."""

MAX_RUNS = 1_000
"""Padded runs of one Base64 text that are decoded each by itself; what follows is decoded as one."""

MAX_PARAMETERS = 64
"""Parameters kept of one field: a Content-Type has one to five, RFC 2231 continuations a dozen."""

NOT_CHARSETS = frozenset({
    "base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec", "mbcs", "oem",
    "idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "palmos",
})  # fmt: skip
"""Codecs of the interpreter that are no charset of a mail, or that take quadratic time."""

WINDOWS_EXTENDS = {"ascii": "utf_8", "latin_1": "cp1252", "iso8859_1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""Charsets read as their superset, as browsers do. Source: WHATWG Encoding, section 4.2."""

CHARSETS = {name: codec for name, codec in aliases.items() if codec not in NOT_CHARSETS}
CHARSETS |= {codec: codec for codec in CHARSETS.values()}
CHARSETS |= {
    "unicode_1_1_utf_7": "utf_7", "ks_c_5601_1987": "cp949", "x_gbk": "gb18030", "gb18030_2000": "gb18030",
    "x_sjis": "cp932", "shift_jis": "cp932", "windows_31j": "cp932", "windows_874": "cp874", "x_mac_roman": "mac_roman",
    "x_big5": "big5", "x_euc_jp": "euc_jp", "utf8mb4": "utf_8", "iso_8859_8_i": "iso8859_8",
    "iso_8859_8_e": "iso8859_8",
}  # fmt: skip

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)(?:\?=|\?\Z|\Z)")
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_NOT_BASE64 = bytes(octet for octet in range(256) if chr(octet) not in ascii_letters + digits + "+/")


@lru_cache(maxsize=512)
def codec_of(charset: str) -> str:
    """The name of the codec that reads `charset`, or "" where it is unknown.

    >>> codec_of("ISO-8859-1"), codec_of("x-nonsense"), codec_of("zlib")
    ('cp1252', '', '')
    """
    name = re.sub(r"[^a-z0-9]+", "_", charset[:60].strip(" '\"\t").lower()).strip("_")
    codec = CHARSETS.get(name, "")
    return WINDOWS_EXTENDS.get(codec, codec)


def to_text(octets: bytes, charset: str = "") -> str:
    """The octets as text: as declared, else as UTF-8, else as the declared charset with U+FFFD for what it lacks."""
    codec = codec_of(charset) if charset else "utf_8"
    try:
        text = octets.decode(codec or "utf_8")
        # UTF-7 alone can spell half of a surrogate pair, which no text may hold (RFC 2152, RFC 3629 section 3).
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if codec == "utf_7" else text
    except UnicodeError:
        pass
    if codec not in ("utf_8", ""):
        try:
            return octets.decode("utf_8")
        except UnicodeError:
            return octets.decode(codec, "replace")
    return octets.decode("cp1252", "replace")


def base64_octets(octets: bytes | memoryview) -> bytes:
    """Base64 decoded; junk is skipped, missing padding supplied, and what follows an early padding is read too."""
    try:
        decoded = a2b_base64(octets)
    except BinasciiError:
        return b"".join(_base64_runs(bytes(octets)))
    if len(decoded) * 4 // 3 + 4 < len(octets) and b"=" in (whole := bytes(octets)):
        end = whole.find(b"=")
        if whole[end:].strip(b"= \t\r\n"):
            return b"".join(_base64_runs(whole))
    return decoded


def _base64_runs(octets: bytes) -> list[bytes]:
    """Each padded run of a Base64 text decoded by itself. Source: RFC 2045, section 6.8 (padding ends the data)."""
    runs = []
    for run in octets.split(b"=", MAX_RUNS):
        if clean := run.translate(None, _NOT_BASE64):
            usable = clean[:-1] if len(clean) % 4 == 1 else clean
            runs.append(a2b_base64(usable + b"=" * (-len(usable) % 4)))
    return runs


def decode_words(value: str) -> str:
    """A header value with its RFC 2047 encoded words decoded, wherever they stand (also inside quoted strings).

    Characters split across neighbouring words of one charset are put together before they are decoded.

    >>> decode_words("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?= au lait")
    'café au lait'
    """
    if "=?" not in value:
        return value
    pieces: list[str] = []
    pending, charset, last = bytearray(), "", 0
    for word in _ENCODED_WORD.finditer(value[:MAX_WORD_VALUE]):
        gap = value[last : word.start()]
        name = word[1].partition("*")[0].lower()
        adjacent = last > 0 and not gap.strip()
        if pending and not (adjacent and name == charset):
            pieces.append(to_text(bytes(pending), charset))
            pending.clear()
        if not adjacent:
            pieces.append(gap)
        charset, last = name, word.end()
        pending += _word_octets(word[2], word[3])
    if pending:
        pieces.append(to_text(bytes(pending), charset))
    pieces.append(value[last:])
    return "".join(pieces)


def _word_octets(encoding: str, content: str) -> bytes:
    octets = content.encode("utf-8", "surrogatepass")
    if encoding in "bB":
        return base64_octets(octets)
    return a2b_qp(octets.replace(b" ", b"_"), header=True)


@lru_cache(maxsize=1024)
def _short_parameters(value: str) -> tuple[str, dict[str, str]]:
    return _parameters(value)


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The value before the first semicolon in lower case, and its parameters: names in lower case, values decoded.

    RFC 2231 continuations are joined and charsets applied; encoded words, which RFC 2047 forbids here, are decoded.
    The dictionary may be shared: do not change it.

    >>> parameters("Text/HTML; name*0*=utf-8''na%C3%AF; name*1=ve.html")
    ('text/html', {'name': 'naïve.html'})
    """
    if ";" not in value:
        return value.strip().lower(), {}
    return _short_parameters(value) if len(value) <= 80 else _parameters(value)


def _parameters(value: str) -> tuple[str, dict[str, str]]:
    value = value[:MAX_WORD_VALUE]
    main = value.partition(";")[0].strip().lower()
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for count, found in enumerate(_PARAMETER.finditer(value)):
        if count >= MAX_PARAMETERS:
            break
        name, content = found[1].lower(), _unquote(found[2])
        if "*" not in name:
            plain.setdefault(name, decode_words(content))
            continue
        base, _, rest = name.partition("*")
        number, star, _ = rest.partition("*")
        extended = bool(star) or not rest
        index = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
        pieces.setdefault(base, {}).setdefault(index, (content, extended))
    for base, numbered in pieces.items():
        plain[base] = _join_pieces([numbered[index] for index in sorted(numbered)])
    return main, plain


def _unquote(content: str) -> str:
    content = content.strip()
    if len(content) > 1 and content[0] == '"' and content[-1] == '"':
        content = content[1:-1]
        # Windows paths come unescaped (C:\\in\\x.pdf): only what must be escaped is taken as such.
        return re.sub(r'\\(["\\])', r"\1", content) if "\\" in content else content
    return content.strip('"')


def _join_pieces(pieces: list[tuple[str, bool]]) -> str:
    """RFC 2231 pieces of one value put together. The first extended piece names the charset (section 4)."""
    charset, octets = "", bytearray()
    for position, (content, extended) in enumerate(pieces):
        text = content
        if extended and position == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw = text.encode("utf-8", "surrogatepass")
        octets += unquote_to_bytes(raw) if extended else raw
    return to_text(bytes(octets), charset)
