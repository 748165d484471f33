"""The shape that keeps the code readable: a test file for each file, and limits on what one must hold in mind."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from tests.meta.source import ROOT, SRC, TESTS, functions, modules, name, tracked, tree

FILE_LINES = 400
"""Praised code bases have nine of ten files below this (median 100 to 180 lines)."""

FUNCTION_LINES = 50
"""The same code bases: the 90th percentile of function length is 28 to 44 lines."""

PACKAGE_MODULES = 14
"""Beyond this a package is split by noun."""

FORBIDDEN_MODULE = re.compile(r"(utils?|helpers?|common|misc|managers?|data|info|process_.*)")
"""Names that say nothing: whatever is put there belongs somewhere else."""

EXCUSE = re.compile(r"#\s*(?:noqa\b|type:\s*ignore\b|pragma:\s*no cover\b)(?P<rest>.*)", re.IGNORECASE)
NAMED_EXCUSE = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[a-z-]+(?:,\s*[a-z-]+)*\]|pragma:\s*no cover\b)"
    r"\W*(?P<reason>\w.*)"
)
REASON_WORDS = 2
"""A reason is a few words at least."""

SOURCES = modules()
EVERYWHERE = [path for path in tracked() if path.suffix == ".py"]


def runs(path: Path) -> bool:
    """Whether the module has a function. One without only declares (enums, structs, constants): nothing can fail."""
    return bool(functions(path)) or any(isinstance(node, ast.Lambda) for node in ast.walk(tree(path)))


def mirror(path: Path) -> Path:
    """Where the test of a source file is."""
    inside = path.relative_to(SRC)
    return TESTS / "unit" / inside.parent / f"test_{inside.stem.lstrip('_')}.py"


@pytest.mark.parametrize("path", [p for p in SOURCES if p.name != "__init__.py"], ids=name)
def test_a_source_file_has_its_test_file(path: Path) -> None:
    if runs(path) and not mirror(path).exists():
        pytest.fail(f"{name(mirror(path))} is not there", pytrace=False)


def test_a_unit_test_file_has_its_source_file() -> None:
    known = {mirror(path) for path in SOURCES} | {
        mirror(path.with_name(f"{path.parent.name}.py")) for path in SOURCES if path.name == "__init__.py"
    }
    strays = [
        name(path)
        for path in modules(TESTS / "unit")
        if path.name.startswith("test_") and not any(belongs(path, mirrored) for mirrored in known)
    ]
    assert not strays, f"these tests mirror no source file: {strays}"


def belongs(test: Path, mirrored: Path) -> bool:
    """Whether a test file is the mirror of a source file or one of its parts: test_read.py, test_read_charsets.py."""
    return test == mirrored or (test.parent == mirrored.parent and test.stem.startswith(f"{mirrored.stem}_"))


@pytest.mark.parametrize("path", EVERYWHERE, ids=name)
def test_a_file_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_LINES, f"{name(path)} has {lines} lines"


@pytest.mark.parametrize("path", EVERYWHERE, ids=name)
def test_a_function_is_short(path: Path) -> None:
    long = {f.name: lines for f in functions(path) if (lines := code_lines(f)) > FUNCTION_LINES}
    assert not long, f"{name(path)}: {long}"


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, those of the docstring left out: a command's help is as long as it must be."""
    first = function.body[0]
    words = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) and first.end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - words


def test_the_lines_of_a_function_are_counted_without_its_docstring() -> None:
    (function,) = ast.parse('def f(\n    x: int,\n) -> int:\n    """One.\n\n    Two.\n    """\n    return x\n').body
    assert isinstance(function, ast.FunctionDef)
    assert code_lines(function) == 4


@pytest.mark.parametrize("package", sorted({path.parent for path in SOURCES}), ids=name)
def test_a_package_is_small(package: Path) -> None:
    inside = [path.name for path in package.glob("*.py") if path.name != "__init__.py"]
    assert len(inside) <= PACKAGE_MODULES, f"{name(package)} has {len(inside)} modules: split it by noun"


def test_every_folder_of_modules_is_a_package() -> None:
    bare = [name(folder) for folder in {path.parent for path in SOURCES} if not (folder / "__init__.py").exists()]
    assert not bare


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_name_says_something(path: Path) -> None:
    names = [path.parent.name, path.stem, *(function.name for function in functions(path))]
    empty = [word for word in names if FORBIDDEN_MODULE.fullmatch(word)]
    assert not empty, f"{name(path)}: {empty}"


@pytest.mark.parametrize("path", EVERYWHERE, ids=name)
def test_an_excuse_names_its_rule_and_its_reason(path: Path) -> None:
    for number, line in comments(path):
        if EXCUSE.search(line):
            named = NAMED_EXCUSE.search(line)
            reason = named.group("reason").split() if named else []
            assert len(reason) >= REASON_WORDS, f"{name(path)}:{number}: {line.strip()}"


@pytest.mark.parametrize(
    ("comment", "good"),
    [
        ("x = 1  # noqa", False),
        ("x = 1  # noqa: S301", False),
        ("x = 1  # noqa: S301  # the octets are our own", True),
        ("x = 1  # noqa: S301, S608 - the octets are our own", True),
        ("x = 1  # type: ignore", False),
        ("x = 1  # type: ignore[attr-defined]", False),
        ("x = 1  # type: ignore[attr-defined]  # dkimpy has no stubs", True),
    ],
)
def test_the_rule_on_excuses_tells_good_from_bad(comment: str, good: bool) -> None:
    named = NAMED_EXCUSE.search(comment)
    assert EXCUSE.search(comment)
    assert (named is not None and len(named.group("reason").split()) >= REASON_WORDS) is good


def comments(path: Path) -> list[tuple[int, str]]:
    """The lines of a file that hold a comment, numbered from 1; those inside strings are not comments."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def test_the_tree_is_where_it_is_expected() -> None:
    assert (ROOT / "pyproject.toml").is_file()
    assert SOURCES
