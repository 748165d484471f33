"""Write the pages that say what the code says: commands, relations, detectors. With --check, only compare.

A page that is generated is never edited: its words are docstrings and catalogue lines.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable
from pathlib import Path

from cyclopts import App

from firstsight import cli, detectors, relations
from firstsight.model import Block

HERE = Path(__file__).resolve().parent
MARK = "<!-- Written by `make docs` from the code. Do not edit. -->"


def page(title: str, intro: str, sections: Iterable[str]) -> str:
    """One page of Markdown with its mark, ending in one line feed."""
    return "\n\n".join([f"# {title}", MARK, intro, *(section.strip() for section in sections)]).rstrip() + "\n"


KINDS = {
    "value": "a value: new ones are surprising, rare ones less so",
    "ordered": "a value of a small domain, all of which is summed",
    "rate": "an amount a day, against the days before",
    "memory": "remembered and looked up, never scored",
}
"""What each kind of relation counts, in words."""


def relations_page() -> str:
    """Every relation of the catalogue, by block."""
    sections = []
    for block in Block:
        of_block = [relation for relation in relations.CATALOGUE if relation.block == block]
        if of_block:
            sections.append(f"## {block.value.capitalize()}")
            sections += [relation_section(relation) for relation in of_block]
    return page(
        "Relations",
        f"What is counted of every message: {len(relations.CATALOGUE)} relations from a subject to a value. "
        "Relations of one block speak of the same thing and are weighed together.",
        sections,
    )


def relation_section(relation: relations.Relation) -> str:
    """One relation: its title, its words, and how it is counted."""
    scale = relation.scale
    counted = [KINDS[scale.kind], f"half-life {scale.half_life_days} days"]
    counted += [f"weight {scale.weight:g}"] if scale.kind != "memory" else []
    counted += ["known at once, not from midnight on"] if scale.live else []
    title = relation.title[:1].upper() + relation.title[1:]
    return f"### `{relation.id}`\n\n*{title}.* {inspect.cleandoc(relation.doc)}\n\nCounted as {'; '.join(counted)}."


def detectors_page() -> str:
    """Every detector of the catalogue."""
    return page(
        "Detectors",
        f"What is said of a message beside its surprise: {len(detectors.CATALOGUE)} detectors. "
        "Each names what it is blind to.",
        [detector_section(detector) for detector in detectors.CATALOGUE],
    )


def detector_section(detector: detectors.Detector) -> str:
    """One detector: its words, how bad, how sure, which techniques, and what it adds to the score."""
    facts = [f"severity {detector.severity.name.lower()}", f"confidence {detector.confidence}"]
    facts += [f"adds {detector.nats:g} nats to the score"]
    facts += [f"ATT&CK {', '.join(detector.techniques)}"] if detector.techniques else []
    stated = "; ".join(facts)
    return f"## `{detector.id}`\n\n{inspect.cleandoc(detector.doc)}\n\n{stated[:1].upper()}{stated[1:]}."


def cli_page(app: App) -> str:
    """Every command with its flags, as `--help` has them."""
    text = app.generate_docs("markdown")
    title, _, rest = text.partition("\n\n")
    return f"{title}\n\n{MARK}\n\n{rest.strip()}\n"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {"relations.md": relations_page(), "detectors.md": detectors_page(), "cli.md": cli_page(cli.APP)}


def main(arguments: list[str]) -> int:
    """0, or 1 where --check found a page that is not as the code says."""
    written = pages()
    stale = [name for name, text in written.items() if not _same(HERE / name, text)]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/{name} is not what the code says: run make docs", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(written[name], encoding="utf-8")
        print(f"docs: {name}")
    return 0


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
