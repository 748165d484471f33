"""Pictures: what the two-dimensional codes in them say. A code carries a link past every reader of text.

Decoding is done by Pillow and zxing-cpp, both written in C: they are loaded where a picture is opened, never where
mail is read. What no code can be in is told from the header beforehand.
Source: ISO/IEC 18004 (QR and Micro QR), 24778 (Aztec), 16022 (Data Matrix), 15438 (PDF417).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from firstsight.mail.content.dimensions import dimensions
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.links import bare_urls, resolve

if TYPE_CHECKING:
    from PIL.Image import Image
    from zxingcpp import BarcodeFormat

MIN_SIDE = 21
"""Pixels of the shorter side below which a picture is not opened: modules of the smallest QR code (ISO/IEC 18004)."""

MIN_OCTETS = 64
"""Octets below which a picture is not opened: the 26 of the smallest QR code and the headers of the tersest format."""

MAX_RATIO = 20
"""The longer side to the shorter one beyond which a picture is a ruler or a border."""

MAX_PIXELS = 50_000_000
"""Pixels of a picture that is decoded: a camera of 48 million; 200 MB at four octets each."""

FULL_PIXELS = 4_000_000
"""Pixels in which a QR code is looked for: a page of A4 at 190 dots an inch; about 15 ms where it is full of text."""

OTHER_PIXELS = 500_000
"""Pixels in which the other codes are looked for; that takes five times as long for each pixel (measured)."""

LADDER_PIXELS = 400_000
"""Pixels of a picture that is turned and twisted once nothing was found in it as it came."""

SMALL_PIXELS = 40_000
"""Pixels of a picture that is also looked at three times as large."""

MAX_FRAMES = 4
"""Frames of an animation, pages of a TIFF that are looked at, as far as they have `MAX_PIXELS` together."""

MAX_CODES = 20
"""Codes told of one file; a sheet of tickets has up to ten."""

MAX_PAYLOAD = 7_089
"""Characters of a code: what the largest QR code holds in digits. Source: ISO/IEC 18004, table 7."""

MIN_PAYLOAD = 4
"""Characters of a code that is no QR code: noise sometimes passes for a Data Matrix of two letters."""

COLOUR_SAMPLE, COLOUR_SHARE, STRONG = 128, 0.005, 64
"""Points a side that are sampled for colour, the share of them that must have it, the saturation (of 255) it takes: a
code covers a hundredth of a page, and half of a code is dark."""

GREYS = ("1", "L", "LA", "I", "I;16", "I;16B", "I;16L", "F")
"""Modes of Pillow in which a picture has no colour."""

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
"""What Pillow may read; its other fifty readers stay shut."""

_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?\Z", re.IGNORECASE
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def can_hold_a_code(file: File) -> bool:
    """Whether a code can be in a picture of that size; where the header does not tell the size it can."""
    if len(file.octets) < MIN_OCTETS:
        return False
    size = dimensions(file.octets)
    if size is None:
        return True
    short, long = min(size), max(size)
    return short >= MIN_SIDE and long <= short * MAX_RATIO


@opener(
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/bmp",
    "image/webp",
    "image/tiff",
    apart=True,
    worth=can_hold_a_code,
)
def open_image(file: File) -> Inside:
    """What the codes in a picture say, be they QR, Micro QR, Aztec, Data Matrix or PDF417; the first four frames."""
    size = dimensions(file.octets)
    if size and size[0] * size[1] > MAX_PIXELS:
        return Inside(defect=f"picture of {size[0]} x {size[1]} pixels not decoded")
    payloads: dict[str, None] = {}
    try:
        for number, frame in enumerate(_frames(file.octets)):
            payloads |= dict.fromkeys(codes_in(frame, thorough=number == 0))
    except Exception as fault:  # Pillow's readers raise whatever broken octets lead them to
        found = said(tuple(payloads))
        return Inside(found.traits, found.links, found.text, defect=f"picture not decoded: {type(fault).__name__}")
    return said(tuple(payloads))


def _frames(octets: bytes) -> Iterator[Image]:
    """The first frames; a truncated picture as far as it goes, as mail clients show it."""
    from PIL import Image, ImageFile

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        with Image.open(BytesIO(octets), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Image.DecompressionBombError
            if picture.format == "JPEG":  # decoding at half the size takes a quarter of the time
                factor = _factor(picture, FULL_PIXELS)
                picture.draft(None, (picture.width // factor, picture.height // factor))
            for number in range(min(MAX_FRAMES, MAX_PIXELS // max(picture.width * picture.height, 1))):
                try:
                    picture.seek(number)
                except EOFError:
                    return
                yield picture


def codes_in(picture: Image, *, thorough: bool = True) -> tuple[str, ...]:
    """The payloads of the codes in a picture in the order in which they are found, each once.

    A QR code is looked for first. Where there is none and it is `thorough`, the other kinds are looked for; then the
    picture is looked at through changes that undo what hides a code: dots for modules, seams, noise, colours of one
    brightness, white on nothing.
    """
    import zxingcpp

    kinds = zxingcpp.BarcodeFormat
    if not picture.mode.startswith(("P", "I", "F")):
        picture = _within(picture, FULL_PIXELS)
    full = _seen(picture, 255, FULL_PIXELS)
    if found := _read(full, kinds.QRCode):
        return found
    if thorough:
        found = _read(_within(full, OTHER_PIXELS), kinds.Aztec, kinds.DataMatrix, kinds.PDF417)
        if found := tuple(payload for payload in found if len(payload) >= MIN_PAYLOAD):
            return found
        for changed, globally in _ladder(picture, full):
            if found := _read(changed, kinds.QRCode, globally=globally):
                return found
    return ()


def _read(picture: Image, *kinds: BarcodeFormat, globally: bool = False) -> tuple[str, ...]:
    """What zxing reads; `globally` sets one threshold for all of the picture, which suits what is drawn, not shot."""
    import zxingcpp

    threshold = zxingcpp.Binarizer.GlobalHistogram if globally else zxingcpp.Binarizer.LocalAverage
    plain = zxingcpp.TextMode.Plain
    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(kinds), binarizer=threshold, text_mode=plain
    )
    texts = (_UNPRINTABLE.sub("", code.text).strip()[:MAX_PAYLOAD] for code in found[:MAX_CODES] if code.valid)
    return tuple(dict.fromkeys(text for text in texts if text))


def _ladder(picture: Image, full: Image) -> Iterator[tuple[Image, bool]]:
    """The picture changed, and whether one threshold is to be set; in the order of what it costs."""
    from PIL import ImageFilter, ImageOps

    little = _within(full, LADDER_PIXELS)
    yield little, True
    yield little.filter(ImageFilter.BoxBlur(1)), True
    for factor in (2, 4):
        if min(little.size) >= MIN_SIDE * factor:
            reduced = little.reduce(factor)
            yield reduced, True
            yield reduced.filter(ImageFilter.MinFilter(3)), True
    yield ImageOps.equalize(_within(full, OTHER_PIXELS)), True
    if little.width * little.height <= SMALL_PIXELS:
        yield little.resize((little.width * 3, little.height * 3)), False
    if _transparent(picture):
        yield _seen(picture, 0, LADDER_PIXELS), True
    if _colourful(picture):
        for channel in _within(picture, LADDER_PIXELS).convert("RGB").split():
            yield ImageOps.autocontrast(channel), True


def _colourful(picture: Image) -> bool:
    """Whether a share of the picture that a code could cover is of strong colour."""
    if picture.mode in GREYS:
        return False
    side = COLOUR_SAMPLE
    strong = picture.resize((side, side), 0).convert("RGB").convert("HSV").getchannel("S").histogram()[STRONG:]
    return sum(strong) > side * side * COLOUR_SHARE


def _within(picture: Image, pixels: int) -> Image:
    """The picture made smaller by a whole factor until it has at most so many pixels; palettes become colours."""
    factor = _factor(picture, pixels)
    if factor == 1:
        return picture
    if picture.mode in ("P", "PA", "1"):
        picture = picture.convert({"P": "RGB", "PA": "RGBA", "1": "L"}[picture.mode])
    return picture.reduce(factor)


def _factor(picture: Image, pixels: int) -> int:
    """The whole number by which a picture is to be divided until it has at most so many pixels."""
    factor = 1
    while picture.width * picture.height > pixels * factor * factor:
        factor += 1
    return factor


def _transparent(picture: Image) -> bool:
    """Whether something behind the picture can be seen through it."""
    if "A" in picture.getbands():
        low = picture.getchannel("A").getextrema()[0]
        return not isinstance(low, tuple) and low < 255
    clear = picture.info.get("transparency")
    if clear is None or picture.mode != "P":
        return clear is not None
    indices = [clear] if isinstance(clear, int) else [index for index, opaque in enumerate(clear) if opaque < 255]
    used = picture.histogram()
    return any(used[index] for index in indices if index < len(used))


def _seen(picture: Image, ground: int, pixels: int) -> Image:
    """Brightness alone, from black to white, of at most so many pixels; what is transparent shows `ground`."""
    from PIL import ImageOps

    if picture.mode == "P":
        grey = _within(_grey_by_palette(picture, ground), pixels)
    elif picture.mode.startswith(("I", "F")):
        grey = _within(_eight_bits(picture), pixels)
    else:
        grey = _grey(_within(picture, pixels), ground)
    return ImageOps.autocontrast(grey)


def _grey(picture: Image, ground: int) -> Image:
    from PIL import Image

    if not _transparent(picture):
        return picture.convert("L")
    seen = picture.convert("RGBA")
    behind = Image.new("L", seen.size, ground)
    behind.paste(seen.convert("L"), mask=seen.getchannel("A"))
    return behind


def _grey_by_palette(picture: Image, ground: int) -> Image:
    """The same by way of the 256 colours: ten times as fast as by way of the pixels (measured)."""
    from PIL import Image

    colours = Image.frombytes("P", (256, 1), bytes(range(256)))
    colours.putpalette(picture.getpalette("RGB") or [])
    if "transparency" in picture.info:
        colours.info["transparency"] = picture.info["transparency"]
    greys = list(_grey(colours, ground).tobytes())
    return Image.frombytes("L", picture.size, picture.tobytes()).point(greys)


def _eight_bits(picture: Image) -> Image:
    """A picture of more than eight bits a pixel, stretched to what it uses of them."""
    wide = picture.convert("F")
    low, high = wide.getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple) or not high > low:
        return picture.convert("L")
    scale = 255.0 / (high - low)
    return wide.point(lambda value: value * scale + -low * scale).convert("L")


def said(payloads: tuple[str, ...], place: str = "qr") -> Inside:
    """Payloads as what is inside a file: links where they lead to a host, words in any case."""
    if not payloads:
        return Inside()
    links = tuple(dict.fromkeys((href, "", place) for payload in payloads for href in _hrefs(payload)))
    return Inside(("qr",), links, "\n".join(payloads))


def _hrefs(payload: str) -> list[str]:
    """Where a payload leads, as a phone would read it: a URL, URLs in a text, or a bare host.

    >>> _hrefs("HTTPS://PAY.EXAMPLE/A"), _hrefs("MEBKM:TITLE:x;URL:https://a.example/b;;"), _hrefs("pay.example/a")
    (['HTTPS://PAY.EXAMPLE/A'], ['https://a.example/b'], ['http://pay.example/a'])
    >>> _hrefs("WIFI:S:guest;T:WPA;P:secret;;"), _hrefs("tel:+15550100"), _hrefs("TICKET-7")
    ([], [], [])
    """
    if not re.search(r"\s", payload):
        if resolve(payload)[1]:
            return [payload]
        if _HOST.match(payload):
            return [f"http://{payload}"]
    return bare_urls(payload, MAX_CODES)
