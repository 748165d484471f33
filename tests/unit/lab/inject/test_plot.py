import io
from random import Random

import numpy as np
import zxingcpp
from PIL import Image

from firstsight.lab.inject.plot import Plot, qr_picture
from firstsight.lab.inject.scene import Scene
from firstsight.lab.world.cast import Person
from firstsight.mail.domains import registrable

ANA = Person("Ana Example", "ana@corp.example", "en", "outlook")


def plot(scene: Scene, seed: int = 1, family: str = "credential") -> Plot:
    return Plot(Random(seed), scene, family, 1_700_000_000, ANA, "en")


def test_every_attack_has_a_domain_of_its_own(scene: Scene) -> None:
    domains = [plot(scene, seed).domain() for seed in range(200)]
    assert len(set(domains)) > 190
    assert all(registrable(domain) == domain for domain in domains)
    assert all(domain.endswith((".example", ".test")) for domain in domains)


def test_one_link_in_four_names_the_victim(scene: Scene) -> None:
    urls = [plot(scene, seed).url("evil.test") for seed in range(400)]
    assert 60 < sum("ana@corp.example" in url for url in urls) < 140
    assert all(registrable(url.split("/")[2]) == "evil.test" for url in urls)


def test_most_attackers_authenticate_their_own_domain(scene: Scene) -> None:
    origins = [plot(scene, seed).origin("evil.test") for seed in range(200)]
    signed = sum(origin.dkim == "pass" for origin in origins)
    assert 100 < signed < 160
    assert all(origin.dkim_domain == "evil.test" for origin in origins if origin.dkim == "pass")


def test_a_letter_goes_to_the_victim(scene: Scene) -> None:
    mine = plot(scene)
    letter = mine.letter(("A", "a@evil.test"), "Subject", "Text", mine.origin("evil.test"))
    assert letter.envelope == ("ana@corp.example",)
    assert letter.message_id.endswith("@evil.test")
    assert (letter.kind, letter.family) == ("attack", "credential")


def test_the_words_name_the_victim(scene: Scene) -> None:
    assert "{" not in plot(scene).lure().text
    assert any("Ana" in plot(scene, seed).greeting() for seed in range(10))


def test_a_code_reads_as_it_was_written() -> None:
    picture = np.array(Image.open(io.BytesIO(qr_picture("https://evil.test/a?e=ana@corp.example"))))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == "https://evil.test/a?e=ana@corp.example"
