"""`firstsight intent`: fit a model of what mails ask for, and measure one."""

from __future__ import annotations

import csv
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from firstsight.connectors.files import open_sources
from firstsight.errors import ConfigError, InputError
from firstsight.intent.features import of_mail
from firstsight.intent.figures import figures
from firstsight.intent.model import Model, load, shipped
from firstsight.intent.train import trained
from firstsight.intent.weak import kind_in, weight_in
from firstsight.intent.written import Page, Text, Writer
from firstsight.mail.read import read
from firstsight.model import EmailActivity, IntentClass, Perimeter

app = App(name="intent", help="Train or measure the model of what a mail asks for.")

LARGEST = 8_000_000
"""Octets of one message that are read; a longer one is cut, its text stands long before."""
MAILBOXES = (".gz", ".mbox")
"""Endings of files that hold many messages."""
OUTSIDE = Perimeter(org_domains=frozenset())
"""Training knows no organisation: every mail comes from outside."""


@app.command
def train(
    *,
    training: Path,
    out: Path,
    corpus: Annotated[tuple[Path, ...], Parameter(negative="", consume_multiple=True)] = (),
) -> int:
    """Fit a model and write it; the figures on what was held out go to standard output as JSON.

    Parameters
    ----------
    training
        Folder of written texts: lists.toml and TOML files of grammars.
    out
        The file of weights to write (.npz).
    corpus
        Archives (.tar, also compressed) or folders of messages, labelled by the folder a message lies in: the name of
        a class, or one that holds ham, hard-ham or spam.
    """
    texts = written_texts(training)
    for path in corpus:
        texts += corpus_texts(path)
    print(f"{len(texts):,} texts, fitting", file=sys.stderr)
    weights, found = trained(texts)
    _write(out, weights.dump())
    print(_json(found))
    return 0


@app.command
def evaluate(
    *,
    labels: Path,
    messages: Annotated[tuple[Path, ...], Parameter(negative="", consume_multiple=True)],
    weights: Path | None = None,
    threshold: float = 0.0,
    id_header: str = "",
    until: str = "",
) -> int:
    """Measure a model on labelled mail; figures go to standard output as JSON.

    Parameters
    ----------
    labels
        Table (.tsv, else commas) with a header line. A message is found by the column `file`, or with --id-header by
        the first column; its class is the column `intent`, or benign where the column `kind` says ham.
    messages
        Archives (.tar, also compressed), folders of messages, or mailboxes.
    weights
        File of weights; without it the model that comes with the package.
    threshold
        Log-odds above which a message counts as called malicious.
    id_header
        Header field that holds the id of a message.
    until
        Leave out rows whose column `time` begins later than this (as text: 2021-04-28).
    """
    model = shipped() if weights is None else _model(weights)
    known = labelled(labels, by_first=bool(id_header), until=until)
    true, found = [], []
    for name, raw in _messages(messages):
        kind = known.get(_field(raw, id_header) if id_header else PurePosixPath(name).name)
        event = _event(raw, name) if kind is not None else None
        if kind is not None and event is not None:
            true.append(kind)
            found.append(model.judge(event))
    if not true:
        raise ConfigError(f"{labels}: no row of it belongs to a message")
    print(_json(figures(true, found, threshold)))
    return 0


def written_texts(folder: Path) -> list[Text]:
    """The messages that the written texts of a folder expand to; raises ConfigError naming the file at fault."""
    try:
        writer = Writer(tomllib.loads((folder / "lists.toml").read_text(encoding="utf-8")))
        texts: list[Text] = []
        for path in sorted(set(folder.glob("*.toml")) - {folder / "lists.toml"}):
            page = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Page)
            texts += writer.texts(page)
    except (OSError, ValueError, msgspec.ValidationError) as fault:
        raise ConfigError(f"{folder}: {fault}") from fault
    return texts


def corpus_texts(path: Path) -> list[Text]:
    """The labelled messages of an archive or folder; those in a folder whose name says nothing are left out."""
    texts: list[Text] = []
    for name, raw in _messages((path,)):
        folder = PurePosixPath(name).parent.name
        event = _event(raw, name) if kind_in(folder, "") is not None else None
        if event is None:
            continue
        kind = kind_in(folder, f"{event.message.subject}\n{event.message.text}")
        if kind is not None:
            texts.append(Text(f"corpus:{folder}", kind, of_mail(event), weight_in(folder, kind), event.time))
    if not texts:
        raise ConfigError(f"{path}: no message lies in a folder that names a class, ham or spam")
    return texts


def labelled(path: Path, *, by_first: bool, until: str) -> dict[str, IntentClass]:
    """Key -> class of a table of labels; rows without a class are left out. Raises ConfigError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))
    except (OSError, ValueError) as fault:
        raise ConfigError(f"{path}: {fault}") from fault
    if not rows or ("file" not in rows[0] and not by_first):
        raise ConfigError(f"{path}: no column 'file'")
    known: dict[str, IntentClass] = {}
    for row in rows:
        kind = row.get("intent") or ("benign" if row.get("kind") == "ham" else "")
        if kind in frozenset(IntentClass) and not (until and row.get("time", "")[: len(until)] > until):
            known[next(iter(row.values())) if by_first else row["file"]] = IntentClass(kind)
    return known


def _messages(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Name and octets of each message: of an archive's members, of files under a folder, of mailboxes."""
    for path in paths:
        if not path.exists():
            raise ConfigError(f"{path}: there is no such file")
        if path.is_dir():
            yield from _messages_under(path)
        elif tarfile.is_tarfile(path):
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.isfile() and (inside := archive.extractfile(member)):
                        yield member.name, inside.read(LARGEST)
        else:
            with tempfile.TemporaryDirectory() as spool, open_sources([path], Path(spool)) as box:
                yield from ((str(path), stored.raw) for stored in box.messages())


def _messages_under(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(found for found in folder.rglob("*") if found.is_file()):
        if path.suffix in MAILBOXES:
            yield from _messages((path,))
        else:
            with path.open("rb") as file:
                yield path.relative_to(folder.parent).as_posix(), file.read(LARGEST)


def _event(raw: bytes, name: str) -> EmailActivity | None:
    """The message, or None with a line on standard error where there is none in the octets."""
    try:
        return read(raw, OUTSIDE)
    except InputError as fault:
        print(f"{name}: left out: {fault}", file=sys.stderr)
        return None


def _field(raw: bytes, field: str) -> str:
    """The first value of a header field on one line, empty if absent."""
    head = raw[:65_536].partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    wanted = field.lower().encode()
    for line in head.splitlines():
        key, colon, value = line.partition(b":")
        if colon and key.strip().lower() == wanted:
            return value.strip().decode("ascii", "replace")
    return ""


def _model(path: Path) -> Model:
    try:
        return load(path.read_bytes())
    except OSError as fault:
        raise ConfigError(f"{path}: {fault}") from fault


def _write(path: Path, octets: bytes) -> None:
    try:
        path.write_bytes(octets)
    except OSError as fault:
        raise ConfigError(f"{path}: {fault}") from fault


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=2).decode()
