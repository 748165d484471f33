"""Every public name says what it is; every detector says what it cannot see."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.meta.source import FUNCTION, SRC, modules, name, tree

SOURCES = modules()

Named = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
"""What carries a name and may carry a docstring."""


def public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Named]]:
    """Public classes, functions and methods with their dotted names; a leading underscore means private."""
    for node in body:
        if isinstance(node, (ast.ClassDef, *FUNCTION)) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, f"{prefix}{node.name}.")


def inherited(node: Named) -> bool:
    """Whether a method is marked as taken over from a protocol or an overload, where its words stand."""
    marks = [ast.unparse(mark) for mark in node.decorator_list]
    return any(mark.endswith(("override", "overload", ".setter")) for mark in marks)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_public_name_has_a_docstring(path: Path) -> None:
    module = tree(path)
    bare = [] if ast.get_docstring(module) or not module.body else ["the module"]
    bare += [symbol for symbol, node in public(module.body) if not inherited(node) and not ast.get_docstring(node)]
    assert not bare, f"{name(path)}: {bare}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_docstring_does_more_than_repeat_the_name(path: Path) -> None:
    for symbol, node in public(tree(path).body):
        words = (ast.get_docstring(node) or "").lower().rstrip(".").replace("the ", "").split()
        said = symbol.rpartition(".")[2].lower().split("_")
        assert not words or words != said, f"{name(path)}: {symbol}"


def detectors() -> list[tuple[str, str]]:
    """Functions marked as detectors: (file: name, docstring)."""
    found = []
    for path in modules(SRC / "detectors"):
        for symbol, node in public(tree(path).body):
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            if any(mark.partition("(")[0].rpartition(".")[2] == "detector" for mark in marks):
                found.append((f"{name(path)}: {symbol}", ast.get_docstring(node) or ""))
    return found


def test_every_detector_names_what_it_cannot_see() -> None:
    silent = [symbol for symbol, words in detectors() if "Blind to:" not in words]
    assert not silent, f"known gaps are better than unknown gaps; no 'Blind to:' in {silent}"
