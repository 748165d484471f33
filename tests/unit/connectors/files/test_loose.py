"""Folders of messages: every message once, whatever lies beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from firstsight.connectors.files.loose import Loose
from firstsight.errors import InputError
from tests.privileges import ordinary_user
from tests.unit.connectors.files.compound import compound
from tests.unit.connectors.files.writing import NOON, mail, maildir, mbox, packed

MAILS = [mail(n, seconds=n) for n in range(5)]


def look(path: Path, largest: int = 100_000) -> tuple[Loose, list[bytes], list[InputError]]:
    """The source, its messages in time order, its problems."""
    problems: list[InputError] = []
    source = Loose(path, problems.append, largest)
    rows = sorted(source.index(), key=lambda row: (row.time, row.name))
    return source, [source.read(row) for row in rows], problems


def test_a_maildir_gives_what_is_in_cur_and_new(tmp_path: Path) -> None:
    maildir(tmp_path, MAILS)
    (tmp_path / "tmp" / "half").write_bytes(MAILS[0][:50])
    (tmp_path / "dovecot-uidlist").write_bytes(b"3 V1\n")
    (tmp_path / ".Sent" / "cur").mkdir(parents=True)
    (tmp_path / ".Sent" / "cur" / "1").write_bytes(MAILS[0])
    source, messages, problems = look(tmp_path)
    assert (messages, problems) == (MAILS, [])
    assert source.skipped == 2


def test_a_file_of_a_maildir_is_one_message_whatever_it_begins_with(tmp_path: Path) -> None:
    odd = [b"From a@b Tue Jul  1 08:52:37 2003\n" + MAILS[0], b"no header at all\n"]
    _, messages, _ = look(maildir(tmp_path, odd))
    assert sorted(messages) == sorted(odd)


def test_a_folder_is_walked_and_other_files_are_counted(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "1.eml").write_bytes(MAILS[0])
    (tmp_path / "17").write_bytes(MAILS[1])
    (tmp_path / "odd.EML").write_bytes(b"\nno header\n")
    for name, octets in {
        ".hidden": MAILS[2],
        "x.txt": b"notes\n",
        "empty": b"",
        "a.doc": compound({"x": b"y"}),
    }.items():
        (tmp_path / name).write_bytes(octets)
    os.mkfifo(tmp_path / "pipe")
    source, messages, problems = look(tmp_path)
    assert (sorted(messages), problems) == (sorted([MAILS[0], MAILS[1], b"\nno header\n"]), [])
    assert source.skipped == 5


def test_mailboxes_in_a_folder_are_handed_on(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_bytes(mbox(MAILS))
    (tmp_path / "b.gz").write_bytes(packed(mbox(MAILS)))
    source, messages, _ = look(tmp_path)
    assert messages == []
    assert sorted(path.name for path in source.mailboxes) == ["a.mbox", "b.gz"]


def test_a_loop_of_links_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.eml").write_bytes(MAILS[0])
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    source, messages, problems = look(tmp_path)
    assert (messages, problems, source.skipped) == ([MAILS[0]], [], 1)


def test_without_a_date_the_time_of_the_file_counts(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(b"Subject: x\n\ntext\n")
    os.utime(tmp_path / "1.eml", (NOON, NOON))
    source = Loose(tmp_path, print)
    assert [row.time for row in source.index()] == [NOON]


def test_a_message_that_is_too_large_is_named(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(mail(1, body=b"x" * 2000))
    (tmp_path / "2.eml").write_bytes(MAILS[0])
    _, messages, problems = look(tmp_path, largest=1000)
    assert messages == [MAILS[0]]
    assert "1.eml: a message of" in str(problems[0])


@pytest.mark.parametrize("change", ["longer", "other", "gone"])
def test_a_file_that_changed_is_an_error(tmp_path: Path, change: str) -> None:
    file = tmp_path / "1.eml"
    file.write_bytes(MAILS[0])
    source = Loose(tmp_path, print)
    (row,) = source.index()
    if change == "gone":
        file.unlink()
    else:
        file.write_bytes(MAILS[0] + b"more\n" if change == "longer" else MAILS[1])
        os.utime(file, ns=(1, 1))
    with pytest.raises(InputError, match=r"1\.eml: (the file changed|cannot be read any more)"):
        source.read(row)


def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "1.eml").write_bytes(MAILS[0])
    with ordinary_user():
        _, messages, problems = look(tmp_path)
    assert messages == [MAILS[0]]
    assert "closed: cannot be read (Permission denied)" in str(problems[0])


def test_a_folder_that_went_away_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    source = Loose(tmp_path / "a", print)
    problems: list[InputError] = []
    source = Loose(tmp_path / "a", problems.append)
    walk = source._walk()
    (tmp_path / "a").rmdir()
    assert list(walk) == []
    assert "a: cannot be read (No such file or directory)" in str(problems[0])
