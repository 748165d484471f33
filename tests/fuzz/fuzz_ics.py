"""Coverage-guided fuzzing of invitations and cards: any octets give an answer within its bounds.

python tests/fuzz/fuzz_ics.py -max_total_time=600 -rss_limit_mb=300 -timeout=2
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["firstsight.mail.inside.calendar", "firstsight.mail.links"]):
    from firstsight.mail.inside import TRAITS, File
    from firstsight.mail.inside.calendar import MAX_FILES, MAX_LINKS, MAX_PEOPLE, MAX_TEXT, open_calendar, open_card

SEED = (
    'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nORGANIZER;CN="X: Y":mailto:a@b.example\r\nATTENDEE:mailto:c@d.example\r\n'
    "SUMMARY:a\\, b\\nc\r\nDESCRIPTION:see https://e.exam\r\n ple/f\r\nX-ALT-DESC;FMTTYPE=text/html:<a href=http://g>h</a>\r\n"
    "ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nEND:VCALENDAR\r\n"
)
"""An invitation that has everything."""

CARD = (
    "BEGIN:VCARD\r\nFN;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=\r\n M\r\nitem1.EMAIL;TYPE=w:a@b.example\r\n"
    'URL:https://c.example/\r\nPHOTO;ENCODING=b;X-FILENAME="a;b":AAAA\r\nEND:VCARD\r\n'
)
"""A card that has everything."""


def one_input(octets: bytes) -> None:
    """The law that is fuzzed."""
    inside = open_calendar.open(File("a.ics", "text/calendar", "text/calendar", octets))
    assert set(inside.traits) <= set(TRAITS)
    assert len(inside.addresses) <= MAX_PEOPLE
    assert len(inside.links) <= MAX_LINKS
    assert len(inside.text) <= MAX_TEXT
    assert all("@" in address for _, address in inside.addresses)
    card = open_card.open(File("a.vcf", "text/vcard", "text/vcard", octets))
    assert not card.traits
    assert max(len(inside.files), len(card.files)) <= MAX_FILES
    assert len(card.links) <= MAX_LINKS
    assert len(card.text) <= MAX_TEXT


def main() -> None:
    """Runs libFuzzer with the seed and the given options."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "seed").write_text(SEED, encoding="utf-8")
        Path(folder, "card").write_text(CARD, encoding="utf-8")
        atheris.Setup([sys.argv[0], "-max_len=8192", *sys.argv[1:], folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
