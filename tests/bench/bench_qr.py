"""What a picture costs that may hold a code: milliseconds of CPU in the other process, new and known by its content.

Without arguments pictures made here, of the sizes that mails have; `bench_qr.py PATH...` takes those of an archive.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps

from firstsight.connectors.apart import Apart
from firstsight.connectors.files import open_sources
from firstsight.mail.inside import CATALOGUE, File
from firstsight.mail.read import read
from firstsight.model import Perimeter

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.unit.mail.inside.codes import code, picture  # noqa: E402  # the path comes first


def made() -> list[File]:
    """Codes alone and in pages, logos and photographs."""
    files = [picture(code(f"https://a.example/{number}", scale)) for number in range(20) for scale in (2, 4, 8)]
    for number in range(10):
        page = ImageOps.expand(code(f"https://b.example/{number}"), 250, 255)
        files += [picture(page), picture(page, "JPEG")]
        noise = Image.effect_noise((640 + number, 480), 60)
        files += [picture(noise, "JPEG"), picture(noise.resize((120, 40)))]
    return files


def of_archive(paths: list[Path]) -> list[File]:
    """Every picture of an archive that may hold a code."""
    seen: list[File] = []

    def keep(file: File) -> object:
        seen.append(file)
        return CATALOGUE[0].open(File("", "", "", b""))

    with tempfile.TemporaryDirectory() as folder, open_sources(paths, Path(folder)) as archive:
        for stored in archive.messages():
            read(stored.raw, Perimeter(frozenset()), apart=keep)  # type: ignore[arg-type]  # gives an Inside
    return [file for file in seen if file.detected.startswith("image/")]


def timed(apart: Apart, files: list[File]) -> Iterator[float]:
    for file in files:
        start = time.perf_counter()
        apart(file)
        yield time.perf_counter() - start


def main() -> None:
    """Print what a picture costs the first time and from then on."""
    files = of_archive([Path(path) for path in sys.argv[1:]]) if sys.argv[1:] else made()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Apart(seconds=10) as apart:
        apart(files[0])
        new = sorted(timed(apart, files))
        known = sorted(timed(apart, files))
        distinct = apart.count.asked - apart.count.remembered
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    mean = sum(new) / len(files)
    middle = new[len(new) // 2]
    print(f"{len(files):,} pictures, {distinct:,} different: {mean * 1e3:.1f} ms mean, {middle * 1e3:.1f} median")
    print(f"{child / max(1, distinct) * 1e3:.1f} ms of CPU a different picture, the start of the process included")
    print(f"known by content {known[len(known) // 2] * 1e3:.3f} ms")
    print(f"ratio={mean / (sum(known) / len(known)):.0f} (new / known)")


if __name__ == "__main__":
    main()
