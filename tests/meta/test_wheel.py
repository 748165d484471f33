"""What is installed from a wheel is whole: code, templates, weights, the mark of types, and nothing else."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.meta.source import ROOT, SRC, tracked


@pytest.mark.server
def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(
    program: Callable[..., str], tmp_path: Path
) -> None:
    command = [program("uv"), "build", "--quiet", "--wheel", "--out-dir", str(tmp_path), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    ours = {path.relative_to(SRC.parent).as_posix() for path in tracked() if path.is_relative_to(SRC)}
    assert "firstsight/py.typed" in held
    assert not ours - held
    assert all(file in ours or ".dist-info/" in file for file in held)
    assert any(file.endswith("/licenses/LICENSE") for file in held)


def test_the_package_holds_no_symbolic_link() -> None:
    assert not [path.name for path in tracked() if path.is_relative_to(SRC) and path.is_symlink()]
