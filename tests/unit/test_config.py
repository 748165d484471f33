"""One file of settings: what is not known, not possible or not whole is an error that names file and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from firstsight.config import Config, checked, load
from firstsight.errors import ConfigError
from firstsight.model import ActionKind, IntentClass, Perimeter
from firstsight.policy.table import Table
from firstsight.surprise.budget import Allowance
from tests.conftest import ROOT

BAD = sorted((ROOT / "tests" / "corpus" / "config-bad").glob("*.toml"))

WHOLE = """
[organisation]
domains = ["Corp.Example", "lab.example."]
authserv_ids = ["mx.corp.example"]
id_header = "X-Archive-Id"
envelope_header = "X-Envelope-To"
nameservers = ["192.0.2.53"]

[policy]
version = "ours-7"
learning_days = 30
learning_messages = 5000
exempt = ["SOC@corp.example"]

[policy.weights]
prior = -5
money = 3.5

[policy.losses]
harm = { credential = 1, payment = 2, malware = 3, extortion = 4, callback = 5, contact = 6 }
friction = { none = 0, annotate = 1, lock = 2, hold = 3 }
left = { hold = { credential = 0.5 } }

[policy.budgets]
annotate = { share = 0.5, floor = -3, ceiling = -3 }
lock = { share = 0.02, floor = -2, ceiling = 0.5, of = "links" }
hold = { share = 0.01, floor = 1, ceiling = 4 }
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """A file of settings that holds this text."""

    def write(text: str) -> Path:
        path = tmp_path / "firstsight.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_an_empty_file_is_the_defaults(written: Callable[[str], Path]) -> None:
    assert load(written("")) == Config()
    assert Config().perimeter == Perimeter(frozenset())


def test_a_whole_file_is_read_field_by_field(written: Callable[[str], Path]) -> None:
    config = load(written(WHOLE))
    assert config.perimeter == Perimeter(
        frozenset({"corp.example", "lab.example"}), frozenset({"mx.corp.example"}), "X-Envelope-To", "X-Archive-Id"
    )
    assert config.organisation.nameservers == ("192.0.2.53",)
    policy = config.policy
    assert (policy.version, policy.learning_days, policy.learning_messages) == ("ours-7", 30, 5000)
    assert (policy.weights.prior, policy.weights.money, policy.weights.text) == (-5.0, 3.5, Table().weights.text)
    assert policy.losses.harm[IntentClass.CONTACT] == 6.0
    assert policy.losses.friction[ActionKind.HOLD] == 3.0
    assert policy.losses.left == {ActionKind.HOLD: {IntentClass.CREDENTIAL: 0.5}}
    assert policy.budgets["lock"] == Allowance(0.02, -2.0, 0.5, "links")


def test_exempt_addresses_are_compared_in_lower_case(written: Callable[[str], Path]) -> None:
    assert load(written(WHOLE)).policy.exempt == {"soc@corp.example"}


@pytest.mark.parametrize("text", ["", WHOLE])
def test_what_is_shown_of_the_settings_is_a_file_that_says_the_same(text: str, written: Callable[[str], Path]) -> None:
    config = load(written(text))
    shown = msgspec.to_builtins(config)
    assert load(written(_toml(shown))) == config


def _toml(tree: object, path: tuple[str, ...] = ()) -> str:
    """A tree of tables as TOML, values before tables."""
    assert isinstance(tree, dict)
    tables = {key: value for key, value in tree.items() if isinstance(value, dict)}
    lines = [f"{key} = {msgspec.json.encode(value).decode()}" for key, value in tree.items() if key not in tables]
    head = [f"[{'.'.join(path)}]"] if path else []
    return "\n".join([*head, *lines, *(_toml(value, (*path, key)) for key, value in tables.items())])


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_told_by_field(path: Path, golden: Callable[[Path, str], None]) -> None:
    with pytest.raises(ConfigError) as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    golden(path.with_suffix(".expected"), message.removeprefix(f"{path}: ") + "\n")


def test_every_bad_file_has_its_message_and_the_other_way_round() -> None:
    assert len(BAD) >= 20
    assert {path.stem for path in BAD} == {path.stem for path in BAD[0].parent.glob("*.expected")}


def test_a_file_that_is_not_there_or_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file or directory"):
        load(tmp_path / "nowhere.toml")
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        load(tmp_path)


def test_a_table_that_was_not_read_from_a_file_is_checked_alike() -> None:
    with pytest.raises(ConfigError, match=r"^flags: policy\.budgets: no budget for annotate, hold, lock\Z"):
        checked(Table(budgets={}), "flags")
