import json

import msgspec
import pytest
from msgspec.structs import replace

from firstsight.lab.lines import Line, line_of
from firstsight.model import ActionKind
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says
from tests.streams import attack, stream

FIELDS = [
    "id",
    "time",
    "direction",
    "action",
    "actions",
    "score",
    "p",
    "intent",
    "links",
    "locked",
    "findings",
    "reason",
]


def test_a_line_has_the_documented_fields_and_decodes_as_such() -> None:
    engine = Engine(MemoryStore(), OWN, Says())
    engine.handle(list(stream(40)))
    verdict = engine.handle([attack(40, odds=0.5)])[0]
    line = json.loads(line_of(verdict))
    assert list(line) == FIELDS
    assert line["id"] == verdict.label
    assert line["action"] == "lock"
    assert line["locked"] == ["https://login.evil.example/40"]
    assert line["links"] == 2
    assert line["time"] == "2024-11-14T07:13:20Z"
    assert line["score"] == pytest.approx(verdict.score, abs=1e-6)
    decoded = msgspec.json.decode(line_of(verdict), type=Line)
    assert decoded.action is ActionKind.LOCK
    assert decoded.findings == verdict.findings


def test_a_line_is_one_line_whatever_the_message_holds() -> None:
    verdict = Engine(MemoryStore(), OWN, Says()).handle(list(stream(1)))[0]
    odd = replace(verdict, label="a\nb\u2028", reason="line\r\nbreak \x00")
    assert b"\n" not in line_of(odd)
    assert json.loads(line_of(odd))["reason"] == "line\r\nbreak \x00"
