from pathlib import Path

import pytest

from firstsight.cli.demo import _summary
from firstsight.lab.lines import line_of
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says
from tests.streams import attack, stream


def test_the_summary_counts_what_each_family_got(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The demo itself is run by `make demo`; here its table."""
    engine = Engine(MemoryStore(), OWN, Says())
    verdicts = [*engine.handle(list(stream(40))), *engine.handle([attack(40)])]
    (tmp_path / "lines.jsonl").write_bytes(b"".join(line_of(v) + b"\n" for v in verdicts))
    rows = [f"{v.label},x,ham,talk" for v in verdicts[:-1]] + [f"{verdicts[-1].label},x,attack,phish"]
    (tmp_path / "labels.csv").write_text("id,time,kind,family\n" + "\n".join(rows) + "\n")
    _summary(tmp_path / "labels.csv", tmp_path / "lines.jsonl")
    out = capsys.readouterr().out
    table = {line[:34].strip(): line[34:].split() for line in out.splitlines()}
    assert table["attacks"][0] == "1"
    assert table["phish"] == table["attacks"]
    assert table["ordinary mail"][0] == str(len(verdicts) - 1)
