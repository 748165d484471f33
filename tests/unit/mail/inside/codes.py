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
