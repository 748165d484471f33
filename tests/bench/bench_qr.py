"""CPU milliseconds to look for codes in a picture, in the process that opens files: cold, and when it is known.

    python tests/bench/bench_qr.py [MAILBOX ...]

Without a mailbox (mbox, gzip or plain) pictures of the sizes that mails carry are made up. The processor time of the
other process counts, its start does not; it is told apart. Aim: 20 ms a picture, cold.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes
from io import BytesIO
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from firstsight.connectors.apart import Apart
from firstsight.mail.content.magic import detect
from firstsight.mail.inside import CATALOGUE, File

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.bench_read import messages  # the path comes first

AIM = 20.0
"""Milliseconds of processor time a picture."""

EACH = 12
"""Different pictures of each kind."""

REPEATS = 20
"""Mails that carry the same picture, as a signature's logo is carried."""


def main() -> None:
    """Prints a line for each kind of picture, or one line for each mailbox."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    paths = parser.parse_args().paths
    started = min(cpu([], 1) for _ in range(3))
    print(f"start of the process: {started:.0f} ms, once")
    print(f"{'':24}{'files':>7}{'refused':>9}{'codes':>7}{'cold ms':>9}{f'x{REPEATS} ms':>9}")
    kinds = {path.name: list(pictures_in(path)) for path in paths} or {k: made(draw) for k, draw in KINDS.items()}
    total = [tell(name, files, started) for name, files in kinds.items()]
    files, spent = sum(count for count, _ in total), sum(spent for _, spent in total)
    if files:
        print(f"mean {spent / files:.1f} ms a picture that is opened, aim {AIM:.0f}")


def tell(name: str, files: list[File], started: float) -> tuple[int, float]:
    """Prints one line; how many different pictures were opened, and the milliseconds that took."""
    wanted = [file for file in files if any(each.apart and each.wants(file) for each in CATALOGUE)]
    different = list({(file.octets, file.name): file for file in wanted}.values())
    if not different:
        print(f"{name:24}{len(files):>7}{len(files) - len(wanted):>9}{0:>7}")
        return 0, 0.0
    cold, warm = (max(0.0, min(cpu(different, times) for _ in range(2)) - started) for times in (1, REPEATS))
    with Apart() as apart:
        codes = sum("qr" in apart(file).traits for file in wanted)
    each, amortised = cold / len(different), warm / len(different) / REPEATS
    print(f"{name:24}{len(files):>7}{len(files) - len(wanted):>9}{codes:>7}{each:>9.1f}{amortised:>9.2f}")
    return len(different), cold


def cpu(files: list[File], repeats: int) -> float:
    """Milliseconds of processor time, here and there, to open the files so many times in a fresh process."""
    before = spent()
    with Apart(seconds=20) as apart:
        apart(File("start.png", "image/png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(90)))
        for _ in range(repeats):
            for file in files:
                apart(file)
    return (spent() - before) * 1_000


def spent() -> float:
    """Seconds of processor time of this process and of those that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def pictures_in(path: Path) -> Iterator[File]:
    """The pictures of a mailbox, as attached and as shown."""
    for raw in messages(path):
        if b"image" not in raw:
            continue
        for part in message_from_bytes(raw).walk():
            octets = part.get_payload(decode=True)
            if isinstance(octets, bytes) and (kind := detect(octets)).startswith("image/"):
                yield File(part.get_filename() or "", part.get_content_type(), kind, octets)


def made(draw: Callable[[int], bytes]) -> list[File]:
    """Different pictures of one kind."""
    pictures = [draw(number) for number in range(EACH)]
    return [File(f"image{n:03}", "", detect(octets), octets) for n, octets in enumerate(pictures)]


def saved(image: Image.Image, form: str, **options: int) -> bytes:
    """The picture as a file."""
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def photo(size: tuple[int, int], number: int) -> Image.Image:
    """Something with the detail of a photograph."""
    colours = [Image.effect_noise(size, 60 + number).filter(ImageFilter.GaussianBlur(blur)) for blur in (2, 3, 4)]
    return Image.merge("RGB", colours)


def written(size: tuple[int, int], number: int) -> Image.Image:
    """Lines of text, as on a screen or a page."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for y in range(20, size[1] - 20, 18):
        draw.text((20, y), f"{number + y} the train leaves at ten from platform two, " * (size[0] // 350), fill="black")
    return image


def code(scale: int, number: int) -> Image.Image:
    """A code with a link."""
    made = zxingcpp.create_barcode(f"https://tickets.example/view?id={number:08}", zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(np.array(made.to_image(scale=scale))).convert("L")


def poster(number: int) -> Image.Image:
    """A code on a page of text."""
    page = written((800, 1_100), number)
    page.paste(code(4, number), (320, 600))
    return page


KINDS: dict[str, Callable[[int], bytes]] = {
    "tracking pixel 1x1": lambda n: saved(Image.new("P", (1, 1), n), "GIF"),
    "icon 32x32 png": lambda n: saved(photo((32, 32), n), "PNG"),
    "logo 240x80 png": lambda n: saved(written((240, 80), n).convert("RGBA"), "PNG"),
    "banner 600x200 jpeg": lambda n: saved(photo((600, 200), n), "JPEG", quality=85),
    "photo 1200x900 jpeg": lambda n: saved(photo((1_200, 900), n), "JPEG", quality=85),
    "photo 4000x3000 jpeg": lambda n: saved(photo((4_000, 3_000), n % 2), "JPEG", quality=70 + n),
    "screen 1366x768 png": lambda n: saved(written((1_366, 768), n), "PNG"),
    "code 195x195 png": lambda n: saved(code(5, n), "PNG"),
    "code 81x81 jpeg": lambda n: saved(code(2, n), "JPEG", quality=60),
    "code on a page png": lambda n: saved(poster(n), "PNG"),
}
"""Pictures by what mails carry them for."""


if __name__ == "__main__":
    main()
