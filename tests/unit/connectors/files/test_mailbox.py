"""One file of mail: the same messages plain or gzipped, and clear words where it is damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.files.kind import Kind
from firstsight.connectors.files.mailbox import Mailbox, Order
from firstsight.errors import InputError
from tests.unit.connectors.files.writing import FROM_LINE, NOON, mail, mbox, packed

MAILS = [mail(n, seconds=n) for n in range(5)]


def open_file(path: Path, octets: bytes, largest: int = 100_000) -> tuple[Mailbox, list[InputError]]:
    """A mailbox file of these octets and the list of its problems."""
    path.write_bytes(octets)
    problems: list[InputError] = []
    return Mailbox(path, path.name, problems.append, largest), problems


def read_all(box: Mailbox) -> list[bytes]:
    """Index, then every message in time order."""
    rows = sorted(box.index(), key=lambda row: (row.time, row.offset))
    out = [box.read(row) for row in rows]
    box.close()
    return out


@pytest.mark.parametrize("wrap", [bytes, packed])
def test_a_mailbox_gives_its_messages(tmp_path: Path, wrap: type[bytes]) -> None:
    box, problems = open_file(tmp_path / "m", wrap(mbox(MAILS)))
    assert read_all(box) == MAILS
    assert (box.first, box.last, problems) == (NOON, NOON + 4, [])


@pytest.mark.parametrize("wrap", [bytes, packed])
def test_a_single_message_gives_itself(tmp_path: Path, wrap: type[bytes]) -> None:
    box, problems = open_file(tmp_path / "m", wrap(MAILS[3]))
    assert box.kind is Kind.MESSAGE
    assert (read_all(box), problems) == ([MAILS[3]], [])


@pytest.mark.parametrize("octets", [b"", packed(b""), b"PK\3\4", packed(b"PK\3\4")])
def test_what_holds_no_mail_gives_none(tmp_path: Path, octets: bytes) -> None:
    box, problems = open_file(tmp_path / "m", octets)
    assert read_all(box) == []
    assert [str(p) for p in problems] == (["m: holds no mail"] if box.kind is Kind.OTHER else [])


def test_a_gzipped_mailbox_cut_anywhere_gives_the_messages_before_and_one_problem(tmp_path: Path) -> None:
    whole = packed(mbox(MAILS[:3]))
    for cut in range(2, len(whole)):
        box, problems = open_file(tmp_path / "m.gz", whole[:cut])
        out = read_all(box)
        assert out == MAILS[: len(out)]
        assert len(out) < 3
        assert problems[-1].at == cut
        assert "m.gz: the gzip file is cut off" in str(problems[-1])


def test_a_mailbox_cut_anywhere_gives_the_messages_before_and_a_problem_unless_one_ends_there(tmp_path: Path) -> None:
    whole = mbox(MAILS[:3])
    ends = [len(mbox(MAILS[:n])) for n in range(4)]
    for cut in range(len(FROM_LINE), len(whole)):
        box, problems = open_file(tmp_path / "m", whole[:cut])
        complete = sum(end <= cut for end in ends) - 1
        out = [box.read(row) for row in box.index()]
        box.close()
        assert out[:complete] == MAILS[:complete]
        assert len(out) - complete in (0, 1)
        lone = complete == 0 and whole[:cut].endswith(b"\n")
        assert bool(problems) is not (lone or whole[:cut].endswith(b"\n\n"))
        assert all("m: the blank line" in str(p) and ends[complete] <= (p.at or 0) <= cut for p in problems)


@pytest.mark.parametrize("wrap", [bytes, packed])
def test_a_message_that_is_too_large_is_left_out_and_named(tmp_path: Path, wrap: type[bytes]) -> None:
    large = mail(9, body=b"x\n" * 1000)
    box, problems = open_file(tmp_path / "m", wrap(mbox([MAILS[0], large, MAILS[1]])), largest=1000)
    assert read_all(box) == MAILS[:2]
    (problem,) = problems
    assert problem.at == len(mbox(MAILS[:1]))
    assert "larger than 1000" in str(problem)


@pytest.mark.parametrize("wrap", [bytes, packed])
def test_a_file_that_changed_between_the_passes_is_an_error(tmp_path: Path, wrap: type[bytes]) -> None:
    box, _ = open_file(tmp_path / "m", wrap(mbox(MAILS)))
    rows = list(box.index())
    assert box.read(rows[0]) == MAILS[0]
    (tmp_path / "m").write_bytes(wrap(mbox(MAILS[2:])))
    with pytest.raises(InputError, match="m: the file changed while it was read") as caught:
        box.read(rows[1])
    assert caught.value.at == rows[1].offset
    box.close()
    (tmp_path / "m").unlink()
    with pytest.raises(InputError, match="cannot be read any more"):
        box.read(rows[1])


def test_the_same_size_and_another_time_is_a_change(tmp_path: Path) -> None:
    box, _ = open_file(tmp_path / "m", mbox(MAILS))
    rows = list(box.index())
    os.utime(tmp_path / "m", ns=(0, 1_000_000_000))
    with pytest.raises(InputError, match="changed"):
        box.read(rows[0])
    box.close()


def test_messages_far_out_of_order_are_unpacked(tmp_path: Path) -> None:
    filler = b"".join(b"%060d\n" % n for n in range(20_000))
    mails = [mail(n, seconds=9 - n, body=filler) for n in range(4)]
    box, _ = open_file(tmp_path / "m", packed(mbox(mails)), largest=10_000_000)
    rows = sorted(box.index(), key=lambda row: row.time)
    assert box.must_unpack
    box.unpack(tmp_path / "spool")
    assert [box.read(row) for row in rows] == mails[::-1]
    box.close()


def test_unpacking_leaves_holes_for_what_was_left_out(tmp_path: Path) -> None:
    bomb = mail(9, body=bytes(8_000_000))
    box, problems = open_file(tmp_path / "m", packed(mbox([MAILS[1], bomb, MAILS[0]])))
    rows = sorted(box.index(), key=lambda row: row.time)
    box.unpack(tmp_path / "spool")
    assert [box.read(row) for row in rows] == MAILS[:2]
    assert len(problems) == 1
    assert (tmp_path / "spool").stat().st_blocks * 512 < 4_000_000
    box.close()


def test_messages_without_a_time_take_the_one_before(tmp_path: Path) -> None:
    plain = b"Subject: x\n\ntext\n"
    box, _ = open_file(tmp_path / "m", mbox([plain], b"From a@b.example\n") + mbox([MAILS[4]]))
    os.utime(tmp_path / "m", (NOON, NOON))
    box = Mailbox(tmp_path / "m", "m", print)
    assert [row.time for row in box.index()] == [NOON, NOON + 4]
    box, _ = open_file(tmp_path / "m", mbox([MAILS[4]]) + mbox([plain], b"From a@b.example\n"))
    assert [row.time for row in box.index()] == [NOON + 4, NOON + 4]


@given(st.lists(st.integers(0, 20), max_size=30), st.integers(0, 10))
def test_order_is_kept_exactly_when_no_later_message_stands_too_far_before(times: list[int], back: int) -> None:
    order = Order(back)
    for offset, time in enumerate(times):
        order.see(time, offset)
    reach = [o - p for o, t in enumerate(times) for p in range(o) if times[p] > t]
    assert order.kept is (max(reach, default=0) <= back)
