"""Laws of the archive: every message once, its octets as they were, in time order over all sources."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.files import Archive, Stored, archive, open_sources
from firstsight.errors import ConfigError, InputError, UnavailableError
from tests.privileges import ordinary_user
from tests.unit.connectors.files.compound import compound, table, text
from tests.unit.connectors.files.writing import FROM_LINE, NOON, mail, maildir, mbox, packed

MAILS = [mail(n, seconds=n) for n in range(6)]


def read(paths: Sequence[Path], spool: Path, largest: int = 1_000_000) -> tuple[list[Stored], list[InputError]]:
    """All messages and all problems; nothing stays in the spool."""
    with open_sources(paths, spool, largest) as opened:
        found = list(opened.messages())
        assert list(opened.messages()) == found
        assert opened.total == len(found)
        problems = opened.problems
    assert list(spool.iterdir()) == []
    return found, problems


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["mbox", "gz", "maildir", "eml"]),
            st.lists(st.tuples(st.integers(0, 50), st.sampled_from([b"", b"From x\n", b">From y\n"])), max_size=6),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_message_comes_once_in_order_with_its_octets(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, list[tuple[int, bytes]]]]
) -> None:
    folder = tmp_path_factory.mktemp("sources")
    number, paths, expected = 0, [], []
    for place, (kind, own) in enumerate(plan):
        mails = [mail(number + n, seconds, body) for n, (seconds, body) in enumerate(own)]
        number += len(own)
        path = folder / str(place)
        if kind in ("mbox", "gz"):
            path.write_bytes(packed(mbox(mails)) if kind == "gz" else mbox(mails))
        elif kind == "maildir":
            maildir(path, mails)
        else:
            path.mkdir()
            for n, octets in enumerate(mails):
                (path / f"{n}.eml").write_bytes(octets)
        paths.append(path)
        expected += [(NOON + seconds, octets) for (seconds, _), octets in zip(own, mails, strict=True)]
    if not number:
        with pytest.raises(ConfigError, match="no message in"):
            read(paths, folder / "spool")
        return
    found, problems = read(paths, folder / "spool")
    assert sorted((f.received_at, f.raw) for f in found) == sorted(expected)
    assert [f.received_at for f in found] == sorted(f.received_at for f in found)
    assert problems == []


def test_of_one_second_the_order_of_sources_and_offsets_holds(tmp_path: Path) -> None:
    same = [mail(n) for n in range(6)]
    (tmp_path / "b").write_bytes(mbox(same[:3]))
    (tmp_path / "a").write_bytes(packed(mbox(same[3:])))
    found, _ = read([tmp_path / "b", tmp_path / "a"], tmp_path / "spool")
    assert [f.raw for f in found] == same
    assert [f.source for f in found] == [str(tmp_path / "b")] * 3 + [str(tmp_path / "a")] * 3
    assert [f.offset for f in found[:2]] == [0, len(FROM_LINE) + len(same[0]) + 1]


def test_gzipped_mailboxes_that_overlap_beyond_the_streams_are_unpacked(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n:02}.gz" for n in range(archive.MOST_STREAMS + 3)]
    for n, path in enumerate(paths):
        path.write_bytes(packed(mbox([mail(n, 0), mail(n, 60)])))
    with open_sources(paths, tmp_path / "spool") as opened:
        assert len(list((tmp_path / "spool").glob("*/unpacked-*"))) == 3
        assert len(list(opened.messages())) == 2 * len(paths)


def test_more_sources_than_files_may_be_open(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n:03}" for n in range(archive.MOST_OPEN + 5)]
    for n, path in enumerate(paths):
        path.write_bytes(mbox([mail(n, 0), mail(n, 60)]))
    assert len(read(paths, tmp_path / "spool")[0]) == 2 * len(paths)


def test_a_folder_of_mailboxes_is_read_whole(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "a.mbox").write_bytes(mbox(MAILS[:2]))
    (folder / "b.mbox.gz").write_bytes(packed(mbox(MAILS[2:4])))
    (folder / "c.eml.gz").write_bytes(packed(MAILS[4]))
    (folder / "d.eml").write_bytes(MAILS[5])
    (folder / "e.tar.gz").write_bytes(packed(b"no mail"))
    with open_sources([folder], tmp_path / "spool") as opened:
        assert [f.raw for f in opened.messages()] == MAILS
        assert (opened.skipped, opened.problems) == (1, [])
        assert opened.octets == sum(map(len, MAILS)) + 4 * (len(FROM_LINE) + 1)


def test_an_outlook_message_is_mail(tmp_path: Path) -> None:
    header = "Received: by b; Tue, 1 Jul 2003 12:00:01 +0000\r\nSubject: kept\r\n"
    octets = compound({**table(32), **text(0x007D, header), **text(0x1000, "hello")})
    (tmp_path / "a.msg").write_bytes(octets)
    (tmp_path / "b.gz").write_bytes(packed(octets))
    found, problems = read([tmp_path / "a.msg", tmp_path / "b.gz"], tmp_path / "spool")
    assert problems == []
    assert [f.received_at for f in found] == [NOON + 1] * 2
    assert all(b"Subject: kept\r\n" in f.raw for f in found)


@pytest.mark.parametrize("octets", [MAILS[0], mbox(MAILS[:1]), packed(MAILS[0]), b"\nno header\n"])
def test_standard_input_is_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, octets: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(octets)))
    with open_sources(["-"], tmp_path / "spool") as opened:
        (found,) = opened.messages()
    assert found.source == "-"
    assert found.raw == (octets if octets.startswith(b"\n") else MAILS[0])


def test_a_pipe_is_a_source(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(mbox(MAILS),))
    writer.start()
    found, _ = read([tmp_path / "pipe"], tmp_path / "spool")
    writer.join()
    assert [f.raw for f in found] == MAILS


def test_a_fault_in_one_source_leaves_the_others_whole(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(packed(mbox(MAILS[:3]))[:-9])
    (tmp_path / "b").write_bytes(mbox(MAILS[3:]))
    (tmp_path / "c.msg").write_bytes(compound({"x": b"y"}))
    found, problems = read([tmp_path / "a.gz", tmp_path / "c.msg", tmp_path / "b"], tmp_path / "spool")
    assert [f.raw for f in found] == MAILS[:2] + MAILS[3:]
    assert "a.gz: the gzip file is cut off (at octet" in str(problems[0])
    assert "c.msg: not a readable Outlook message" in str(problems[1])


def test_a_mailbox_that_changes_while_it_is_read_ends_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(mbox(MAILS[:4]))
    (tmp_path / "b").write_bytes(mbox(MAILS[4:]))
    with open_sources([tmp_path / "a", tmp_path / "b"], tmp_path / "spool") as opened:
        messages = opened.messages()
        assert next(messages).raw == MAILS[0]
        (tmp_path / "a").write_bytes(mbox(MAILS[::-1]))
        assert [f.raw for f in messages] == MAILS[4:]
        assert len(opened.problems) == 1
        assert "a: the file changed while it was read" in str(opened.problems[0])


def test_what_is_not_there_is_the_operators_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none: no such file or folder"):
        open_sources([tmp_path / "none"], tmp_path / "spool")
    (tmp_path / "x.txt").write_bytes(b"notes\n")
    with pytest.raises(ConfigError, match=r"no message in .*x\.txt: .*x\.txt: holds no mail"):
        open_sources([tmp_path / "x.txt"], tmp_path / "spool")
    with pytest.raises(ConfigError, match="neither a file nor a folder"):
        open_sources([Path("/dev/null")], tmp_path / "spool")
    with pytest.raises(ConfigError, match="no message in nothing"):
        open_sources([], tmp_path / "spool")
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(mbox(MAILS))
    (tmp_path / "b").write_bytes(mbox(MAILS))
    (tmp_path / "b").chmod(0)
    with ordinary_user():
        found, problems = read([tmp_path / "a", tmp_path / "b"], tmp_path / "spool")
    assert len(found) == len(MAILS)
    assert "b: cannot be read (Permission denied)" in str(problems[0])


def test_a_spool_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"a file")
    with pytest.raises(UnavailableError, match="spool"):
        open_sources([tmp_path], tmp_path / "spool")


def test_problems_beyond_the_list_are_counted(tmp_path: Path) -> None:
    opened = Archive(tmp_path, 1000)
    for _ in range(archive.MOST_PROBLEMS + 2):
        opened.report(InputError("x"))
    assert (len(opened.problems), opened.unlisted) == (archive.MOST_PROBLEMS, 2)
    opened.close()
