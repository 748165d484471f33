"""What must not be in the repository: paths of one machine, names of package registries, bodies of data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.meta.source import SRC, name, tracked

OCTETS = 1_000_000
"""A source, a page, a picture or a golden file is smaller than this; a corpus of mail is not."""

WEIGHTS = SRC / "intent" / "weights.npz"
WEIGHTS_OCTETS = 16_000_000
"""The intent model ships inside the package; a bigger one belongs outside it."""

MACHINE_PATH = re.compile(r"""(?<![\w.:/-])/(?:root|work|home/[a-z][\w-]*|Users/[A-Z]?\w+)/\w""")
REGISTRY = re.compile(
    "|".join(
        re.escape(".".join(labels))
        for labels in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("debian", "org"),
            ("conda", "anaconda", "org"),
        )
    )
)
SECRET = re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n(?:[A-Za-z0-9+/=]{60,}\n){3}")
TEXT_SUFFIXES = {"", ".py", ".md", ".toml", ".lock", ".sql", ".html", ".css", ".js", ".svg", ".json", ".txt", ".yml"}


def texts() -> list[Path]:
    """Files that people write; golden octets of mail may hold anything."""
    return [path for path in tracked() if path.suffix in TEXT_SUFFIXES and "corpus" not in path.parts]


def found(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern occurs: file:line."""
    return [
        f"{name(path)}:{number}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_path_of_one_machine() -> None:
    assert not found(MACHINE_PATH)


def test_no_host_of_a_package_registry() -> None:
    assert not found(REGISTRY)


def test_no_private_key() -> None:
    holders = [name(path) for path in tracked() if SECRET.search(path.read_bytes().decode("latin-1"))]
    assert not holders


def test_no_body_of_data() -> None:
    big = {name(path): path.stat().st_size for path in tracked() if path != WEIGHTS and path.stat().st_size > OCTETS}
    assert not big
    assert not WEIGHTS.exists() or WEIGHTS.stat().st_size <= WEIGHTS_OCTETS


def test_every_text_ends_with_a_line_feed_and_has_no_carriage_return() -> None:
    bad = [
        name(path)
        for path in texts()
        if (octets := path.read_bytes()) and (b"\r" in octets or not octets.endswith(b"\n"))
    ]
    assert not bad


@pytest.mark.parametrize(
    ("parts", "bad"),
    [
        (("", "home", "ana", "mail.mbox"), True),
        (("PATH=", "root", "bin"), True),
        (("https:", "", "a.example", "home", "ana", "x"), False),
        (("", "etc", "ssl", "certs"), False),
        (("src", "work", "x"), False),
    ],
)
def test_the_rule_on_machine_paths_tells_good_from_bad(parts: tuple[str, ...], bad: bool) -> None:
    assert bool(MACHINE_PATH.search("/".join(parts))) is bad
