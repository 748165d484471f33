"""Write the pages that say what the code says: commands, settings, lines, relations, detectors. --check only compares.

A page that is generated is never edited: its words are docstrings and catalogue lines.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import NODEFAULT, Struct

from firstsight import detectors, relations
from firstsight.cli import app
from firstsight.config import Config
from firstsight.lab.lines import Line, LineAction
from firstsight.model import Block, Finding

HERE = Path(__file__).resolve().parent
MARK = "<!-- Written by `make docs` from the code. Do not edit. -->"

KINDS = {
    "value": "a value: new ones are surprising, rare ones less so",
    "ordered": "a value of a small domain, all of which is summed",
    "rate": "an amount a day, against the days before",
    "memory": "remembered and looked up, never scored",
}
"""What each kind of relation counts, in words."""


def page(title: str, intro: str, sections: Iterable[str]) -> str:
    """One page of Markdown with its mark, ending in one line feed."""
    return "\n\n".join([f"# {title}", MARK, intro, *(section.strip() for section in sections)]).rstrip() + "\n"


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


def cli_page() -> str:
    """Every command with its flags, as `--help` has them."""
    title, _, rest = app.generate_docs("markdown").partition("\n\n")
    return f"{title}\n\n{MARK}\n\n{rest.strip()}\n"


def lines_page() -> str:
    """The format of one line of `replay --jsonl`."""
    sections = [f"## {title}\n\n{table(kind, defaults=False)}" for title, kind in LINE_PARTS]
    return page(
        "Verdicts",
        "`firstsight replay --jsonl FILE` writes one JSON object a line, one line a message, in order of time. "
        "Fields are only ever added.",
        sections,
    )


LINE_PARTS = (("A line", Line), ("An entry of actions", LineAction), ("An entry of findings", Finding))


def config_page() -> str:
    """Every setting with its default."""
    return page(
        "Settings",
        "One TOML file, given with `--config`; a flag wins over it. A field that is not listed here is an error. "
        "`firstsight config check FILE` names the first field that is wrong, `firstsight config show FILE` shows all.",
        [f"## `[{name}]`\n\n{words}\n\n{table(kind)}" for name, words, kind in settings(Config)],
    )


def settings(kind: type[Struct], prefix: str = "") -> Iterator[tuple[str, str, type[Struct]]]:
    """The tables of a TOML file: (dotted name, what it holds, struct), outermost first."""
    for field, inner in nested(kind):
        name = f"{prefix}{field}"
        yield name, " ".join(inspect.getdoc(inner).split()), inner  # type: ignore[union-attr]  # structs have docstrings
        yield from settings(inner, f"{name}.")


def nested(kind: type[Struct]) -> Iterator[tuple[str, type[Struct]]]:
    """Fields that are tables of their own; for a mapping to structs the name is written NAME."""
    for name, hint in typing.get_type_hints(kind).items():
        arguments = typing.get_args(hint)
        if is_struct(hint):
            yield name, hint
        elif typing.get_origin(hint) is dict and is_struct(arguments[1]):
            yield f"{name}.NAME", arguments[1]


def is_struct(hint: Any) -> bool:
    """Whether a type is a struct."""
    return isinstance(hint, type) and issubclass(hint, Struct)


def table(kind: type[Struct], *, defaults: bool = True) -> str:
    """The fields of a struct: name, type, default, meaning. With defaults, fields that are tables are left out."""
    words, hints = meanings(kind), types(kind)
    own = {name for name, _ in nested(kind)} if defaults else set()
    head = ["field", "type", *(["default"] if defaults else []), "meaning"]
    rows = [head, ["---"] * len(head)]
    for field in msgspec.structs.fields(kind):
        if field.name not in own:
            shown = [default_of(field)] if defaults else []
            rows.append([f"`{field.name}`", hints[field.name], *shown, words.get(field.name, "")])
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows)


def default_of(field: msgspec.structs.FieldInfo) -> str:
    """The default of a field as JSON, or that there is none."""
    if field.default is not NODEFAULT:
        return f"`{as_json(field.default)}`"
    if field.default_factory is not NODEFAULT:
        return f"`{as_json(field.default_factory())}`"
    return "none: it must be given"


def as_json(value: object) -> str:
    """A value as JSON, the same on every run."""
    return msgspec.json.encode(value, order="deterministic").decode()


def types(kind: type[Struct]) -> dict[str, str]:
    """The type of each field as JSON and TOML know it."""
    return {name: type_in_words(hint) for name, hint in typing.get_type_hints(kind).items()}


def type_in_words(hint: Any) -> str:
    """A type as JSON and TOML know it."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in (tuple, frozenset, list):
        return f"list of {type_in_words(arguments[0])}"
    if typing.get_origin(hint) is dict:
        return f"table of {type_in_words(arguments[1])} by {kind_in_words(arguments[0])}"
    if is_struct(hint):
        return "object"
    if isinstance(hint, type) and issubclass(hint, str) and hint is not str:
        return " or ".join(f"`{member.value}`" for member in hint)  # type: ignore[attr-defined]  # a StrEnum is iterable
    if isinstance(hint, type) and issubclass(hint, int) and hint not in (int, bool):
        return f"integer, {min(hint)} to {max(hint)}"  # type: ignore[call-overload]  # an IntEnum is iterable
    return {"str": "string", "int": "integer", "float": "number", "bool": "true or false"}[hint.__name__]


def kind_in_words(key: type) -> str:
    """What the keys of a table are: the words of the class name, or just names."""
    return "name" if key is str else "".join(f" {c.lower()}" if c.isupper() else c for c in key.__name__).strip()


def meanings(kind: type[Struct]) -> dict[str, str]:
    """What stands as a string under each field of a class."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(body, ast.ClassDef)
    words = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            assert isinstance(field.target, ast.Name)
            words[field.target.id] = " ".join(str(below.value.value).split())
    return words


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "cli.md": cli_page(),
        "config.md": config_page(),
        "detectors.md": detectors_page(),
        "relations.md": relations_page(),
        "verdicts.md": lines_page(),
    }


def main(arguments: list[str]) -> int:
    """0, or 1 where --check found a page that is not as the code says."""
    written = pages()
    stale = [name for name, text in written.items() if not same(HERE / name, text)]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/{name} is not what the code says: run make docs", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(written[name], encoding="utf-8")
        print(f"docs: {name}")
    return 0


def same(path: Path, text: str) -> bool:
    """Whether the file is there and holds exactly this text."""
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
