import sqlite3
from pathlib import Path

import pytest

from firstsight.errors import ConfigError, UnavailableError
from firstsight.model import Verdict
from firstsight.pipeline import Engine
from firstsight.store.log import Log, packed, unpacked
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says
from tests.streams import stream


@pytest.fixture
def verdicts() -> list[Verdict]:
    return Engine(MemoryStore(), OWN, Says()).handle(list(stream(4)))


def test_a_row_holds_the_whole_verdict(verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        assert unpacked(packed(verdict)) == verdict


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path, verdicts: list[Verdict]) -> None:
    log = Log(tmp_path / "log.sqlite")

    def half_wrong() -> None:
        with log.transaction() as db:
            db.execute("INSERT INTO name VALUES (1, 'x')")
            db.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(UnavailableError, match="no such table"):
        half_wrong()
    assert list(log.execute("SELECT * FROM name")) == []
    log.append(verdicts)
    assert len(list(log.verdicts())) == len(verdicts)
    log.close()


def test_a_file_that_is_no_log_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(ConfigError, match=r"log\.sqlite: the log cannot be opened"):
        Log(tmp_path / "log.sqlite")


def test_a_later_format_is_refused(tmp_path: Path) -> None:
    Log(tmp_path / "log.sqlite").close()
    db = sqlite3.connect(tmp_path / "log.sqlite")
    db.execute("UPDATE meta SET value = ? WHERE key = 'format'", (b"99",))
    db.commit()
    db.close()
    with pytest.raises(ConfigError, match="format b'99'"):
        Log(tmp_path / "log.sqlite")


def test_names_of_one_store_mean_nothing_in_another(tmp_path: Path) -> None:
    one, other = Log(tmp_path / "a.sqlite"), Log(tmp_path / "b.sqlite")
    assert one.names.number("mail:ana@corp.example") != other.names.number("mail:ana@corp.example")
    one.close()
    other.close()


def test_the_number_of_a_name_is_the_same_after_a_restart(tmp_path: Path) -> None:
    log = Log(tmp_path / "a.sqlite")
    number = log.names.number("org")
    log.close()
    again = Log(tmp_path / "a.sqlite")
    assert again.names.number("org") == number
    again.close()
