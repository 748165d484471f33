"""Two-dimensional codes as pictures, made by the library's own writer."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import zxingcpp
from PIL import Image

from firstsight.mail.content.magic import detect
from firstsight.mail.inside import File


def code(text: str, scale: int = 4, kind: str = "QRCode") -> Image.Image:
    """A black code on white with its quiet zone."""
    made = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    return Image.fromarray(np.array(made.to_image(scale=scale))).convert("L")


def picture(image: Image.Image, form: str = "PNG", name: str = "code", **options: object) -> File:
    """The picture as a file of a mail."""
    out = BytesIO()
    image.save(out, form, **options)
    octets = out.getvalue()
    return File(f"{name}.{form.lower()}", f"image/{form.lower()}", detect(octets), octets)


def half_blocks(text: str) -> str:
    """A code drawn with characters that are two modules high."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    rows = [[bool(value < 128) for value in row] for row in np.array(made.to_image(scale=1))]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    marks = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(marks[pair] for pair in zip(*two, strict=True)).rstrip() for two in pairs)
