import pytest

from firstsight import __version__
from firstsight.cli import app
from tests.unit.cli.program import run


def test_every_command_can_be_loaded() -> None:
    names = {name for name in app if not name.startswith("-")}
    assert names >= {
        "replay",
        "demo",
        "explain",
        "knows",
        "forget",
        "release",
        "report",
        "backfill",
        "config",
        "intent",
    }
    for name in names:
        assert app[name].help


def test_the_version_is_told() -> None:
    assert run("--version").stdout.strip() == __version__


@pytest.mark.parametrize("arguments", [("nonsense",), ("replay", "--nonsense")])
def test_what_is_not_understood_is_said_and_fails(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert "nonsense" in done.stdout + done.stderr
