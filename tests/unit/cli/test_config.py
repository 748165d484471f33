import json
from pathlib import Path

from tests.unit.cli.program import run


def test_a_good_file_is_good_and_shown_with_its_defaults(tmp_path: Path) -> None:
    path = tmp_path / "firstsight.toml"
    path.write_text('[organisation]\ndomains = ["corp.example"]\n')
    assert run("config", "check", path).stdout == f"{path}: good\n"
    shown = json.loads(run("config", "show", path).stdout)
    assert shown["organisation"]["domains"] == ["corp.example"]
    assert shown["policy"]["budgets"]["lock"]["share"] == 0.01


def test_a_bad_file_is_one_line_naming_the_field(tmp_path: Path) -> None:
    path = tmp_path / "firstsight.toml"
    path.write_text("[organisation]\ndomain = 'corp.example'\n")
    done = run("config", "check", path)
    assert done.returncode == 78
    assert "firstsight.toml" in done.stderr
    assert "domain" in done.stderr
