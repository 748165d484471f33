"""Coverage-guided fuzzing of `read`: any octets give an EmailActivity or an InputError, nothing else.

    python tests/fuzz/fuzz_read.py -max_total_time=600 -rss_limit_mb=200 -timeout=2

Seeds are the golden messages of tests/corpus/mail; all options are those of libFuzzer.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["firstsight.mail"]):
    from firstsight.errors import InputError
    from firstsight.mail.read import read
    from firstsight.model import EmailActivity, Perimeter

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "mail"
PERIMETER = Perimeter(
    frozenset({"corp.example"}), frozenset({"mx.corp.example"}), envelope_header="X-Envelope-To", id_header="X-Id"
)
WORDS = (
    "From: ", "To: ", "Subject: ", "Content-Type: ", "multipart/mixed; boundary=b", "multipart/alternative; boundary=b",
    "text/html", "text/calendar", "message/rfc822", "application/ms-tnef", "Content-Transfer-Encoding: ", "base64",
    "quoted-printable", "x-uuencode", "begin 644 f", "end", "--b", "--b--", "=?utf-8?b?", "=?iso-2022-jp?q?", "?=",
    "charset=utf-7", "charset=utf-16", "filename*0*=utf-8''%41", "Authentication-Results: mx.corp.example; ",
    "spf=pass smtp.mailfrom=", "Received: from a (b [1.2.3.4]) by c; ", "On 1 May 2022 Jane wrote:", "> ", "-- ",
    "-----Original Message-----", "https://", "http://0x7f.1/", "www.", "<a href=", "<blockquote>", "<base href=",
    "style=display:none", "format=flowed", "PK", "%PDF-", "<!---->", "\\\"",
)  # fmt: skip
"""What mail is made of, so that mutations hit the branches behind it."""


def one_input(octets: bytes) -> None:
    """The law that is fuzzed."""
    try:
        activity = read(octets, PERIMETER)
    except InputError:
        return
    assert isinstance(activity, EmailActivity)
    assert activity.size == len(octets)


def main() -> None:
    """Runs libFuzzer with the dictionary, the seeds and the given options."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for message in CORPUS.glob("*/message.eml"):
            (seeds / message.parent.name).write_bytes(message.read_bytes())
        dictionary = Path(folder, "dictionary")
        escaped = [word.replace("\\", "\\\\").replace('"', '\\"') for word in WORDS]
        dictionary.write_text("".join(f'"{word}"\n' for word in escaped), encoding="utf-8")
        atheris.Setup([sys.argv[0], f"-dict={dictionary}", "-max_len=16384", *sys.argv[1:], str(seeds)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
