"""What every test may use: golden files, hypothesis profiles, and the real programs that some tests need."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
"""The root of the repository."""

IN_CI = bool(os.environ.get("CI"))
"""CI promises that everything a test needs is installed: there, a missing program is a failure."""

BUNDLED = (ROOT / ".uv" / "bin", ROOT / ".venv" / "bin")
"""Where `make` puts the programs that it brings along; searched after PATH."""

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if IN_CI else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`: golden files are rewritten with what came out, to be read in the diff and committed."""
    parser.addoption("--accept", action="store_true", default=False, help="rewrite golden files (expect.*)")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten rather than compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def golden(accept: bool) -> Callable[[Path, str], None]:
    """`golden(path, text)`: the file at `path` holds exactly `text`; with --accept the file is written instead."""

    def compare(path: Path, text: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"{path.relative_to(ROOT)} is not there: run pytest --accept and read the diff"
        assert path.read_text(encoding="utf-8") == text

    return compare


def find_program(*names: str) -> str | None:
    """The path of the first of `names` that is installed, or None."""
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, BUNDLED)])
    found = (shutil.which(name, path=places) for name in names)
    return next((path for path in found if path), None)


@pytest.fixture
def program(request: pytest.FixtureRequest) -> Callable[..., str]:
    """`program("chromium", "google-chrome")`: the path of the first that is installed.

    Where none is, the test is skipped, but in CI it fails. Only tests marked `server` may ask.
    """
    if request.node.get_closest_marker("server") is None:
        pytest.fail("a test that needs a real program is marked: @pytest.mark.server")

    def need(*names: str) -> str:
        path = find_program(*names)
        if path is None:
            missing = f"{' or '.join(names)} is not installed"
            if IN_CI:
                pytest.fail(f"{missing}; .ci/run must install it")
            pytest.skip(missing)
        return path

    return need
