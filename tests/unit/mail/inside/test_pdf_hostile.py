"""PDFs that hide what they do, that are locked, that carry files, and that are made to break their reader."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

import pytest

from firstsight.connectors.apart import Apart
from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.pdf import MAX_FILE_OCTETS, MAX_LINKS, MAX_PAGES, MAX_TEXT, open_pdf
from tests.unit.mail.inside.codes import code

URL = "https://evil.example/hidden"
FONT = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
PAGE = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<<{FONT}>>"


def document(*objects: str | bytes, trailer: str = "", catalogue: str = "", kids: str = "3 0 R") -> bytes:
    """A PDF whose catalogue is object 1 and whose page tree is object 2; `objects` follow from number 3 on."""
    count = kids.count(" R")
    first = [f"<</Type/Catalog/Pages 2 0 R{catalogue}>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>"]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate([*first, *objects], 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + (each.encode() if isinstance(each, str) else each) + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + f"trailer<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def read(octets: bytes) -> Inside:
    return open_pdf.open(File("a.pdf", "application/pdf", "application/pdf", octets))


def hrefs(inside: Inside, place: str = "pdf") -> list[str]:
    return [href for href, _, where in inside.links if where == place]


def says(words: str) -> bytes:
    return stream(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode())


def test_the_words_under_a_link_stand_beside_it() -> None:
    link = f"/Annots[<</Type/Annot/Subtype/Link/Rect[10 90 200 120]/A<</S/URI/URI({URL})>>>>]"
    inside = read(document(f"{PAGE}/Contents 4 0 R{link}>>", says("www.bank.example")))
    assert (URL, "www.bank.example", "pdf") in inside.links


def test_a_link_on_a_button_or_on_opening_is_found() -> None:
    button = f"/Annots[<</Type/Annot/Subtype/Widget/FT/Btn/Rect[0 0 9 9]/A<</S/URI/URI({URL}?a\\(1\\))>>>>]"
    inside = read(document(f"{PAGE}{button}>>", catalogue=f"/OpenAction<</S/URI/#55RI ({URL}/open)>>"))
    assert hrefs(inside) == [f"{URL}/open", f"{URL}?a(1)"]


def test_a_code_that_is_an_image_on_a_full_page_is_read() -> None:
    image = code(URL)
    pixels = stream(
        zlib.compress(image.tobytes()),
        f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/ColorSpace/DeviceGray"
        "/BitsPerComponent 8/Filter/FlateDecode",
    )
    words = "".join(
        f"BT /F1 6 Tf 10 {190 - 6 * line} Td (all work and no play makes a dull page) Tj ET " for line in range(9)
    )
    content = stream(f"{words} q 80 0 0 80 100 10 cm /I Do Q".encode())
    page = f"{PAGE[:-2]}/XObject<</I 5 0 R>>>>/Contents 4 0 R>>"
    inside = read(document(page, content, pixels))
    assert (inside.traits, hrefs(inside, "qr")) == (("qr",), [URL])
    assert "all work" in inside.text


def test_a_code_that_is_drawn_with_lines_is_read() -> None:
    modules = code(URL, 1)
    dark = [(x, y) for y in range(modules.height) for x in range(modules.width) if modules.getpixel((x, y)) == 0]
    boxes = " ".join(f"{50 + 3 * x} {170 - 3 * y} 3 3 re" for x, y in dark)
    assert hrefs(read(document(f"{PAGE}/Contents 4 0 R>>", stream(f"{boxes} f".encode()))), "qr") == [URL]


def test_a_locked_one_says_so_and_shows_what_it_would_do() -> None:
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    inside = read(document(f"{PAGE}>>", trailer=lock, catalogue="/OpenAction<</S/JavaScript/JS 4 0 R>>"))
    assert inside == Inside(("pdf-script", "encrypted"))


@pytest.mark.parametrize(
    ("action", "trait"),
    [
        ("/S/JavaScript/JS(x)", "pdf-script"),
        ("/S/Java#53cript/JS(x)", "pdf-script"),
        ("/S/Launch/F(cmd.exe)", "pdf-launch"),
        ("/S/SubmitForm/F(https://evil.example/post)", "form"),
    ],
)
@pytest.mark.parametrize("name", ["/ObjStm", "/Obj#53tm"])
def test_what_stands_in_an_object_stream_is_found(action: str, trait: str, name: str) -> None:
    inner = f"9 0 <<{action}>>".encode()
    packed = stream(zlib.compress(inner), f"/Type{name}/N 1/First 4/Filter/FlateDecode")
    assert trait in read(document(f"{PAGE}>>", packed)).traits


@pytest.mark.parametrize("words", ["/JavaScripts", "JavaScript", "/Launcher", "/Launch.x", "/OpenAction[3 0 R/Fit]"])
def test_names_that_only_look_alike_are_none(words: str) -> None:
    assert read(document(f"{PAGE}>>", f"<<{words} 1>>")).traits == ()


def test_files_in_it_are_named_and_handed_on() -> None:
    small, large = stream(b"MZ small"), stream(zlib.compress(bytes(MAX_FILE_OCTETS + 1)), "/Filter/FlateDecode")
    specs = ["<</Type/Filespec/F(run.exe)/EF<</F 4 0 R>>>>", "<</Type/Filespec/F(big.bin)/EF<</F 5 0 R>>>>"]
    names = "/Names<</EmbeddedFiles<</Names[(a) 6 0 R(b) 7 0 R]>>>>"
    inside = read(document(f"{PAGE}>>", small, large, *specs, catalogue=names))
    assert inside.holds == ("run.exe", "big.bin")
    assert [(file.name, file.octets) for file in inside.files] == [("run.exe", b"MZ small")]


def test_many_pages_links_and_words_are_bounded() -> None:
    links = "".join(
        f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({URL}/{number})>>>>" for number in range(2 * MAX_LINKS)
    )
    page = f"{PAGE}/Contents 4 0 R/Annots[{links}]>>"
    start = time.process_time()
    inside = read(document(page, says("word " * 20_000), kids="3 0 R " * 3 * MAX_PAGES))
    assert len(inside.links) == MAX_LINKS
    assert 1_000 < len(inside.text) <= MAX_TEXT + MAX_PAGES
    assert time.process_time() - start < 2.0


def nested() -> bytes:
    return document(f"{PAGE}>>", "[" * 100_000)


def looping() -> bytes:
    return document("<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 9>>")


def crowded() -> bytes:
    return document(f"{PAGE}>>", *["<<>>"] * 300_000)


def unpacking() -> bytes:
    return document(
        f"{PAGE}/Contents 4 0 R>>", stream(zlib.compress(b"0 0 m 9 9 l S " * 20_000_000), "/Filter/FlateDecode")
    )


def drawing_itself() -> bytes:
    form = stream(b"/X Do " * 50, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")
    return document(f"{PAGE[:-2]}/XObject<</X 5 0 R>>>>/Contents 4 0 R>>", stream(b"/X Do"), form)


def streams_in_streams() -> bytes:
    bomb = stream(zlib.compress(bytes(50_000_000)), "/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    return document(f"{PAGE}>>", *[bomb] * 100)


@pytest.mark.parametrize("made", [nested, looping, crowded, unpacking, drawing_itself, streams_in_streams])
def test_what_is_made_to_break_the_reader_is_over_in_time(made: Callable[[], bytes]) -> None:
    octets = made()
    with Apart(seconds=2.0) as apart:
        apart(File("", "application/pdf", "application/pdf", document(f"{PAGE}>>")))  # the process is there
        start = time.monotonic()
        inside = apart(File("a.pdf", "application/pdf", "application/pdf", octets))
        assert time.monotonic() - start < 8.0
        assert not inside.links
        ordinary = apart(
            File("b.pdf", "application/pdf", "application/pdf", document(f"{PAGE}/Contents 4 0 R>>", says(URL)))
        )
        assert hrefs(ordinary) == [URL]


@pytest.mark.parametrize(
    "octets",
    [
        b"/URI (" * 170_000,
        b"/URI (" + b"a\\" * 500_000,
        b"/#4a" * 250_000,
        b"/ObjStm stream\n" * 66_000,
        b"/" * 1_000_000,
        b"/URI" + b" " * 1_000_000,
    ],
)
def test_the_search_takes_time_in_proportion(octets: bytes) -> None:
    start = time.process_time()
    read(b"%PDF-1.7\n" + octets)
    assert time.process_time() - start < 3.0
