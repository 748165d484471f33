"""Codes made to be read by people's phones and not by mail filters; and pictures made to break a filter."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from firstsight.connectors.apart import Apart
from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.image import MAX_PIXELS, open_image
from tests.unit.mail.inside.codes import code, picture

URL = "https://evil.example/login?id=4711"
OTHER = "https://other.example/2"


def dotted(size: int) -> Image.Image:
    """The code with a dot for each dark module."""
    modules = code(URL, 1)
    image = Image.new("L", (modules.width * size, modules.height * size), 255)
    draw = ImageDraw.Draw(image)
    for y in range(modules.height):
        for x in range(modules.width):
            if modules.getpixel((x, y)) == 0:
                draw.ellipse((x * size + 1, y * size + 1, (x + 1) * size - 2, (y + 1) * size - 2), fill=0)
    return image


def seamed(size: int, gap: int) -> Image.Image:
    """The code with white lines between its modules."""
    image = code(URL, size + gap)
    draw = ImageDraw.Draw(image)
    for at in range(0, image.width, size + gap):
        draw.rectangle((at, 0, at + gap - 1, image.height), fill=255)
        draw.rectangle((0, at, image.width, at + gap - 1), fill=255)
    return image


def noisy() -> Image.Image:
    image = code(URL, 8)
    return ImageChops.add(image, Image.effect_noise(image.size, 80), 2)


def drawn_on_nothing(colour: tuple[int, int, int]) -> Image.Image:
    """Modules of one colour, all else transparent."""
    image = Image.new("RGBA", code(URL).size, colour)
    image.putalpha(ImageOps.invert(code(URL)))
    return image


def on_a_page(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture on a page with lines of text."""
    page = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    for y in range(20, size[1] - 20, 18):
        draw.text(
            (20, y), "Your mailbox is full, scan this code with your phone now. " * (size[0] // 400), fill="black"
        )
    page.paste(image, (size[0] // 2, size[1] // 2))
    return page


def coloured(dark: str, light: str) -> Image.Image:
    return ImageOps.colorize(code(URL), dark, light)


@pytest.mark.parametrize(
    "made",
    [
        lambda: dotted(4),
        lambda: dotted(8),
        lambda: dotted(14),
        lambda: seamed(3, 1),
        lambda: seamed(8, 2),
        noisy,
        lambda: code(URL).filter(ImageFilter.GaussianBlur(1.5)),
        lambda: code(URL, 5).rotate(17, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC),
        lambda: code(URL, 5).rotate(45, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC),
        lambda: drawn_on_nothing((0, 0, 0)),
        lambda: drawn_on_nothing((255, 255, 255)),
        lambda: drawn_on_nothing((255, 255, 255)).quantize(8),
        lambda: coloured("#c83232", "#327d32"),
        lambda: coloured("white", "#ffd000"),
        lambda: coloured("#0000c0", "black"),
        lambda: coloured("navy", "ivory").quantize(8),
        lambda: coloured("#f4f4f4", "white"),
        lambda: on_a_page(coloured("#c83232", "#327d32"), (900, 700)),
        lambda: on_a_page(code(URL, 2), (2_500, 1_800)),
        lambda: on_a_page(code(URL, 6), (3_000, 4_000)),
        lambda: Image.merge("LA", (code(URL), Image.new("L", code(URL).size, 255))),
        lambda: code(URL).convert("1"),
        lambda: code(URL).convert("I").point(lambda value: value * 257).convert("I;16"),
    ],
)
def test_a_code_that_a_phone_reads_is_read(made: Callable[[], Image.Image]) -> None:
    assert open_image.open(picture(made())).links == ((URL, "", "qr"),)


def test_a_code_that_a_jpeg_spoilt_is_read() -> None:
    assert open_image.open(picture(code(URL, 3).convert("CMYK"), "JPEG", quality=15)).links == ((URL, "", "qr"),)


def test_all_codes_of_a_picture_are_told_once() -> None:
    page = on_a_page(code(URL), (900, 900))
    page.paste(code(OTHER), (50, 50))
    page.paste(code(OTHER), (50, 450))
    assert sorted(open_image.open(picture(page)).text.split("\n")) == [URL, OTHER]


@pytest.mark.parametrize("form", ["GIF", "TIFF", "WEBP", "PNG"])
def test_a_code_on_a_later_frame_is_read(form: str) -> None:
    first = Image.new("L", code(URL).size, 255)
    file = picture(first, form, save_all=True, append_images=[code(URL)])
    assert open_image.open(file).links == ((URL, "", "qr"),)


@pytest.mark.parametrize(("kind", "text"), [("DataMatrix", URL), ("PDF417", URL), ("MicroQRCode", "TICKET-77")])
def test_every_kind_of_code_is_read(kind: str, text: str) -> None:
    assert open_image.open(picture(code(text, 4, kind))).text == text


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_code_above_a_cut_is_read_as_it_is_shown(form: str) -> None:
    page = ImageOps.expand(code(URL), (0, 0, 0, 400), 255)
    page.paste(Image.effect_noise((page.width, 400), 60), (0, code(URL).height))
    whole = picture(page, form)
    cut = whole.octets[: len(whole.octets) * 3 // 4]
    assert open_image.open(File(whole.name, whole.declared, whole.detected, cut)).links == ((URL, "", "qr"),)


def test_a_picture_that_unpacks_to_very_much_is_read_within_the_bounds() -> None:
    side = int(MAX_PIXELS**0.5)
    out = BytesIO()
    Image.new("L", (side, side), 255).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with Apart(seconds=10.0) as apart:
        start = time.monotonic()
        inside = apart(File("a.png", "image/png", "image/png", out.getvalue()))
        assert inside == Inside()
        assert time.monotonic() - start < 10.0
