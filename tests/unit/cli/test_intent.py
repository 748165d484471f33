"""`firstsight intent`: from files to weights and figures."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

from firstsight.cli.intent import corpus_texts, evaluate, labelled, train, written_texts
from firstsight.errors import ConfigError
from firstsight.intent.model import load
from firstsight.model import IntentClass

LISTS = '[all]\nfirst = ["Ann"]\nlast = ["Low"]\nhi = ["Hi,", ""]\nbye = ["Bye", ""]\nfooter = [""]\n'
GRAMMARS = """
lang = "en"
[[grammar]]
name = "wire"
intent = "payment"
subject = "Wire | Payment | Transfer"
body = ["send {n} to the new account | wire it today | buy gift cards", "keep it quiet | do not call |"]
[[grammar]]
name = "lunch"
intent = "benign"
subject = "Lunch | Agenda | Meeting"
body = ["shall we eat at noon? | the meeting moved | here is the agenda", "see you | until then |"]
"""


def message(text: str, number: int = 0) -> bytes:
    date = f"Mon, 02 Sep 2002 10:{number // 60:02d}:{number % 60:02d} +0000"
    return f"From: a@x.example\nX-Id: m{number}\nDate: {date}\nSubject: hello\n\n{text}\n".encode()


@pytest.fixture
def training(tmp_path: Path) -> Path:
    folder = tmp_path / "training"
    folder.mkdir()
    (folder / "lists.toml").write_text(LISTS)
    (folder / "en.toml").write_text(GRAMMARS)
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.tar.xz"
    with tarfile.open(path, "w:xz") as archive:
        for number in range(20):
            for folder, text in (("easy-ham", "see the agenda of the meeting"), ("spam", "cheap ink, order now")):
                raw = message(f"{text} {number}", number)
                member = tarfile.TarInfo(f"corpus/{folder}/{number}.txt")
                member.size = len(raw)
                archive.addfile(member, io.BytesIO(raw))
        archive.addfile(tarfile.TarInfo("corpus/README"), io.BytesIO())
    return path


@pytest.fixture
def labels(tmp_path: Path) -> tuple[Path, Path]:
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "a.eml").write_bytes(message("wire it to the new account today and buy gift cards"))
    (folder / "b.eml").write_bytes(message("here is the agenda, see you at noon"))
    (folder / "c.eml").write_bytes(message("not labelled"))
    table = tmp_path / "labels.tsv"
    table.write_text("sample\tintent\tfile\n1\tpayment\ta.eml\n2\tbenign\tb.eml\n3\tunclear\tc.eml\n")
    return table, folder


def test_training_writes_weights_that_evaluation_measures(
    training: Path, corpus: Path, labels: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    out = training.parent / "weights.npz"
    assert train(training=training, out=out, corpus=(corpus,)) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["model"] == load(out.read_bytes()).id
    assert report["ham"] == 20
    assert report["texts"]["promotion"] == 20
    assert evaluate(labels=labels[0], messages=(labels[1],), weights=out) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["malicious"], found["peaceful"], found["recall"], found["false_share"]) == (1, 1, 1.0, 0.0)


def test_a_mailbox_is_labelled_by_a_header_field_up_to_a_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = tmp_path / "box.mbox.gz"
    box.write_bytes(
        gzip.compress(
            b"".join(
                b"From a@x.example Mon Sep  2 10:00:00 2002\n" + message("see the agenda", n) + b"\n" for n in range(3)
            )
        )
    )
    table = tmp_path / "labels.csv"
    table.write_text("id,time,kind,intent\nm0,2002-09-02T10,ham,\nm1,2002-09-02T10,attack,\nm2,2002-09-03T10,ham,\n")
    assert evaluate(labels=table, messages=(box,), id_header="X-Id", until="2002-09-02") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["malicious"], found["peaceful"]) == (0, 1)


def test_the_corpus_is_labelled_by_folder(corpus: Path) -> None:
    texts = corpus_texts(corpus)
    assert {(text.source, text.kind) for text in texts} == {
        ("corpus:easy-ham", IntentClass.BENIGN),
        ("corpus:spam", IntentClass.PROMOTION),
    }
    assert min(text.time for text in texts) == 1030960800


def test_a_folder_is_read_like_an_archive(corpus: Path, tmp_path: Path) -> None:
    with tarfile.open(corpus) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.4 or later, PEP 706
        archive.extractall(tmp_path)
    from_folder = {(t.source, t.reading, t.time) for t in corpus_texts(tmp_path / "corpus")}
    assert from_folder == {(t.source, t.reading, t.time) for t in corpus_texts(corpus)}


def test_what_cannot_be_used_is_named(training: Path, tmp_path: Path, labels: tuple[Path, Path]) -> None:
    (training / "de.toml").write_text('lang = "de"\ngrammar = [{name = "x"}]\n')
    with pytest.raises(ConfigError, match="intent"):
        written_texts(training)
    with pytest.raises(ConfigError, match="nowhere"):
        corpus_texts(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="names a class"):
        corpus_texts(labels[1])
    with pytest.raises(ConfigError, match="'file'"):
        labelled(training / "lists.toml", by_first=False, until="")
    with pytest.raises(ConfigError, match="no row"):
        evaluate(labels=labels[0], messages=(training,))
