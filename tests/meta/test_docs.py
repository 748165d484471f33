"""The docs say what the code says: links lead somewhere, steps name what exists, catalogues are complete."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from firstsight import cli, detectors, relations
from tests.meta.source import ROOT, defines, name, tracked

DOCS = ROOT / "docs"
FLOW = DOCS / "flow.md"
LINK = re.compile(r"!?\[[^\]]*\]\((?P<to>[^)\s]+)\)")
STEP = re.compile(r"\[[^\]]+\]\((?P<to>\.\./src/[^)\s#]+)\)(?P<symbols>(?:[\s,]+`[\w.]+`)*)")
MAKE = re.compile(r"\bmake ([a-z]+)(?= |`|$)", re.MULTILINE)
PAGES = [path for path in tracked() if path.suffix == ".md" and "corpus" not in path.parts]
GENERATED = ("cli.md", "config.md", "detectors.md", "relations.md", "verdicts.md")


def steps(text: str) -> list[tuple[Path, list[str]]]:
    """Each link into the source with the symbols named right after it."""
    return [((DOCS / step["to"]).resolve(), re.findall(r"[\w.]+", step["symbols"])) for step in STEP.finditer(text)]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_inside_the_repository_leads_somewhere(page: Path) -> None:
    targets = [link["to"].partition("#")[0] for link in LINK.finditer(page.read_text(encoding="utf-8"))]
    dead = [to for to in targets if to and "://" not in to and not (page.parent / to).exists()]
    assert not dead, f"{name(page)}: {dead}"


def test_every_step_of_the_flow_names_what_its_file_defines() -> None:
    found = steps(FLOW.read_text(encoding="utf-8"))
    assert found
    for path, symbols in found:
        assert symbols, f"{name(path)} is linked without a symbol: [file](../src/...) `symbol`"
        unknown = [symbol for symbol in symbols if not defines(path, symbol)]
        assert not unknown, f"{name(path)} does not define {unknown}"


def test_the_flow_follows_a_mail_from_reading_to_commit() -> None:
    files = [name(path).removeprefix("src/firstsight/") for path, _ in steps(FLOW.read_text(encoding="utf-8"))]
    order = [files.index(file) for file in ("mail/read.py", "pipeline.py", "surprise/score.py", "policy/decide.py")]
    assert order == sorted(order)


def test_a_step_is_read_with_all_its_symbols() -> None:
    assert steps("1. [a](../src/firstsight/errors.py) `InputError`, `InputError.at` says `where`") == [
        (ROOT / "src/firstsight/errors.py", ["InputError", "InputError.at"])
    ]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = [
        target
        for code in re.findall(r"`([^`\n]+)`|^    (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        for target in MAKE.findall("".join(code))
    ]
    assert set(named) <= targets, f"{name(page)}: {set(named) - targets}"


def test_the_readme_shows_its_two_commands() -> None:
    shown = MAKE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"demo", "test"} <= set(shown)


def test_every_relation_is_described() -> None:
    text = (DOCS / "relations.md").read_text(encoding="utf-8")
    assert relations.CATALOGUE
    assert not [relation.id for relation in relations.CATALOGUE if f"`{relation.id}`" not in text]


def test_every_detector_is_described_with_what_it_is_blind_to() -> None:
    text = (DOCS / "detectors.md").read_text(encoding="utf-8")
    assert detectors.CATALOGUE
    assert not [detector.id for detector in detectors.CATALOGUE if f"`{detector.id}`" not in text]
    assert not [detector.id for detector in detectors.CATALOGUE if "Blind to:" not in detector.doc]


def test_no_id_of_a_catalogue_is_used_twice() -> None:
    for catalogue in (relations.CATALOGUE, detectors.CATALOGUE):
        ids = [entry.id for entry in catalogue]
        assert len(ids) == len(set(ids))


def test_every_command_is_described() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    commands = [command for command in cli.app if not command.startswith("-")]
    assert commands
    assert not [command for command in commands if f"firstsight {command}" not in text]


def test_every_command_that_the_pages_show_exists() -> None:
    commands = set(cli.app)
    for page in PAGES:
        code = re.findall(r"`([^`\n]+)`|^    (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        shown = {match for part in code for match in re.findall(r"^firstsight ([a-z]+)", "".join(part))}
        assert shown <= commands, f"{name(page)}: {shown - commands}"


@pytest.mark.parametrize("file", GENERATED)
def test_a_generated_page_is_what_the_code_says(file: str) -> None:
    written = runpy.run_path(str(DOCS / "build.py"))["pages"]()
    assert set(written) == set(GENERATED)
    assert (DOCS / file).read_text(encoding="utf-8") == written[file], "run make docs"


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    pages = sorted(path.name for path in (DOCS / "decisions").glob("[0-9]*.md"))
    listing = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [page[:4] for page in pages] == [f"{number:03}-" for number in range(1, len(pages) + 1)]
    assert not [page for page in pages if f"({page})" not in listing]


def test_the_changelog_begins_each_version_with_security() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    order = ["Security", "Removed", "Deprecated", "Added", "Changed", "Fixed"]
    for version in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        parts = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert parts == [part for part in order if part in parts], version.partition("\n")[0]
