"""Coverage-guided fuzzing of what undoes gateways' links: any text gives an answer within its bounds.

    python tests/fuzz/fuzz_unwrap.py -max_total_time=600 -rss_limit_mb=300 -timeout=2

Seeds are the wrapped links of tests/corpus/links; all options are those of libFuzzer.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["firstsight.mail.unwrap", "firstsight.mail.urls", "firstsight.mail.links"]):
    from firstsight.mail.links import link
    from firstsight.mail.parts import opened
    from firstsight.mail.unwrap import MAX_LAYERS, unwrap
    from firstsight.mail.unwrap.wrapper import MAX_URL
    from firstsight.mail.urls import TRAITS, traits_of

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "links"


def one_input(octets: bytes) -> None:
    """The law that is fuzzed."""
    url = octets.decode("utf-8", "surrogateescape")
    found = unwrap(url)
    assert len(found.layers) <= MAX_LAYERS
    assert found.target is None or 0 < len(found.target) <= MAX_URL
    assert found.target is None or found.host
    assert unwrap(url) == found
    made = link(url, "Your bank: www.bank.example", "html")
    if made:
        assert set(traits_of(opened(made), ("ana@corp.example",))) <= set(TRAITS)


def seeds() -> list[str]:
    """Every text of the corpus that is a URL."""
    found = []
    for path in sorted(CORPUS.glob("*.toml")):
        pending: list[object] = [tomllib.loads(path.read_text(encoding="utf-8"))]
        while pending:
            each = pending.pop()
            if isinstance(each, str) and "://" in each:
                found.append(each)
            elif isinstance(each, dict):
                pending.extend(each.values())
            elif isinstance(each, list):
                pending.extend(each)
    return found


def main() -> None:
    """Runs libFuzzer with the seeds and the given options."""
    with tempfile.TemporaryDirectory() as folder:
        for number, url in enumerate(seeds()):
            Path(folder, str(number)).write_text(url, encoding="utf-8")
        atheris.Setup([sys.argv[0], "-max_len=8192", *sys.argv[1:], folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
