"""The repository as the meta-tests see it: its files, and its modules as syntax trees."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "firstsight"
TESTS = ROOT / "tests"

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
"""What `def` and `async def` parse to."""


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of the module at `path`."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def modules(root: Path = SRC) -> list[Path]:
    """Every .py file below `root`, sorted."""
    return sorted(path for path in root.rglob("*.py") if "__pycache__" not in path.parts)


def name(path: Path) -> str:
    """`path` as it is written from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of the module, nested ones and methods too."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, FUNCTION)]


def defines(path: Path, symbol: str) -> bool:
    """Whether the module defines `symbol`: a function, a class, a constant, or `Class.member`."""
    body: list[ast.stmt] = tree(path).body
    for part in symbol.split("."):
        found = next((node for node in body if part in _names(node)), None)
        if found is None:
            return False
        body = found.body if isinstance(found, ast.ClassDef) else []
    return True


def _names(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.ClassDef, *FUNCTION)):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that belongs to the repository: those that git tracks or would track."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(sorted(path for line in listing.stdout.split("\0") if line and (path := ROOT / line).is_file()))
