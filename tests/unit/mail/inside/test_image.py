"""Codes in pictures are read however they are shown; what holds none costs nothing, what is hostile is bounded."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from firstsight.mail.inside import File
from firstsight.mail.inside.image import can_hold_a_code, open_image
from tests.unit.mail.inside.codes import code, picture

URL = "https://evil.example/login?id=4711"


@pytest.mark.parametrize("scale", [1, 2, 4, 9])
def test_a_code_of_any_usual_size_gives_its_link(scale: int) -> None:
    inside = open_image.open(picture(code(URL, scale)))
    assert inside.traits == ("qr",)
    assert inside.links == ((URL, "", "qr"),)


@pytest.mark.parametrize(
    "shown",
    [
        lambda image: image.rotate(90, expand=True),
        lambda image: image.rotate(180),
        ImageOps.invert,
        lambda image: ImageOps.expand(image, 300, 255),
        lambda image: image.point(lambda value: 110 if value < 128 else 150),
    ],
    ids=["turned", "upside-down", "inverted", "in-a-page", "pale"],
)
def test_a_code_is_read_however_it_is_shown(shown: object) -> None:
    image = shown(code(URL))  # type: ignore[operator]  # each is a function of an image
    assert (URL, "", "qr") in open_image.open(picture(image)).links


@pytest.mark.parametrize(
    ("form", "options"), [("JPEG", {"quality": 40}), ("GIF", {}), ("BMP", {}), ("WEBP", {}), ("TIFF", {})]
)
def test_a_code_is_read_from_every_kind_of_picture(form: str, options: dict[str, object]) -> None:
    assert (URL, "", "qr") in open_image.open(picture(code(URL), form, **options)).links


def test_other_kinds_of_codes_are_read() -> None:
    assert (URL, "", "qr") in open_image.open(picture(code(URL, 4, "Aztec"))).links


def test_what_is_no_link_is_text() -> None:
    inside = open_image.open(picture(code("WIFI:T:WPA;S:guest;P:secret;;")))
    assert "WIFI" in inside.text
    assert not inside.links


def test_a_picture_without_a_code_says_nothing() -> None:
    assert open_image.open(picture(Image.linear_gradient("L").resize((300, 200)))).traits == ()


@pytest.mark.parametrize(
    ("size", "can"), [((1, 1), False), ((20, 20), False), ((600, 24), False), ((21, 21), True), ((800, 600), True)]
)
def test_tracking_pixels_and_rulers_are_not_opened(size: tuple[int, int], can: bool) -> None:
    noisy = Image.effect_noise(size, 90)
    assert can_hold_a_code(picture(noisy)) == can


def test_a_picture_that_claims_to_be_huge_is_not_decoded() -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    octets = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + bytes(100)
    inside = open_image.open(File("a.png", "image/png", "image/png", octets))
    assert inside.defect == "picture of 50000 x 50000 pixels not decoded"


def test_a_truncated_picture_is_told_or_read_as_far_as_it_goes() -> None:
    whole = picture(code(URL))
    half = File(whole.name, whole.declared, whole.detected, whole.octets[: len(whole.octets) // 2])
    assert isinstance(open_image.open(half).defect, str)


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"BM", b"RIFF\0\0\0\0WEBP"]),
)
def test_any_octets_give_an_answer(octets: bytes, magic: bytes) -> None:
    file = File("a", "image/png", "image/png", magic + octets)
    can_hold_a_code(file)
    open_image.open(file)
