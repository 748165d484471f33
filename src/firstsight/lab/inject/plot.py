"""What one attack has to work with: chance, time, victim, infrastructure that nobody here has met."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import zxingcpp
from msgspec import Struct
from PIL import Image

from firstsight.lab.inject.lures import Lure, lure
from firstsight.lab.inject.scene import Scene
from firstsight.lab.world.cast import Origin, Person, network
from firstsight.lab.world.octets.letter import Letter, new_id
from firstsight.lab.world.speech import greet

_FIRST = (
    "amber", "blue", "cedar", "delta", "ember", "fjord", "grain", "hazel", "iron", "jade", "kite", "linen", "maple",
    "north", "ocean", "plain", "quartz", "river", "stone", "tidal", "umber", "vivid", "willow", "zephyr",
)  # fmt: skip
_SECOND = (
    "access", "bridge", "center", "desk", "entry", "files", "gate", "hub", "inbox", "keys", "login", "mail", "notes",
    "office", "pages", "portal", "review", "secure", "share", "sign", "space", "staff", "verify", "works",
)  # fmt: skip
_TOPS = ("example", "test")
"""Reserved names only (RFC 2606): what is written here can be contacted by nobody. No two attacks share one."""


PEOPLES = ("outlook", "webmail", "apple", "thunderbird")
"""Programs that people write with; only these answer a mail."""

SCRIPTS = ("script", "python")


class Plot(Struct, frozen=True):
    """One attack."""

    rng: Random
    scene: Scene
    family: str
    time: int
    victim: Person
    language: str

    def domain(self) -> str:
        """A domain that nobody here has met."""
        rng = self.rng
        name = f"{rng.choice(_FIRST)}{rng.choice(('-', '', '-'))}{rng.choice(_SECOND)}{rng.randint(2, 99)}"
        return f"{name}.{rng.choice(_TOPS)}"

    def url(self, domain: str) -> str:
        """A page there; one in four carries the victim's address, as real ones do."""
        rng = self.rng
        path = rng.choice(("s", "v", "auth", "doc", "r", "app"))
        url = f"https://{rng.choice(('', 'www.', 'id.', 'my.'))}{domain}/{path}/{rng.getrandbits(40):010x}"
        return f"{url}?e={self.victim.addr}" if rng.random() < 0.25 else url

    def origin(self, domain: str) -> Origin:
        """Where mail of the attacker's own domain comes from: mostly authenticated, as real ones are."""
        rng = self.rng
        if rng.random() < 0.65:
            return Origin(network(rng), f"mail.{domain}", domain)
        spf = rng.choice(("none", "softfail", "pass"))
        return Origin(network(rng), f"srv{rng.randint(1, 99)}.{domain}", spf=spf, dkim="none", dmarc="none")

    def lure(self, **known: str) -> Lure:
        """What is said, without greeting."""
        words = {"first": self.victim.first or "there", **known}
        return lure(self.rng, self.family, self.language, words)

    def greeting(self, formal: bool = True) -> str:
        """The first line, to the victim."""
        return greet(self.rng, self.language, self.victim.first or "there", self.victim.last, formal)

    def letter(self, sender: tuple[str, str], subject: str, text: str, origin: Origin) -> Letter:
        """A letter with what all have in common."""
        mailer = self.rng.choice((*PEOPLES, *SCRIPTS))
        return Letter(
            time=self.time,
            sender=sender,
            to=((self.victim.name, self.victim.addr),),
            subject=subject,
            text=text,
            message_id=new_id(self.rng, mailer, sender[1].rpartition("@")[2]),
            mailer=mailer,
            origin=origin,
            kind="attack",
            family=self.family,
        )


def qr_picture(text: str) -> bytes:
    """A PNG with the text as QR code (ISO/IEC 18004)."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    out = io.BytesIO()
    Image.fromarray(np.array(code.to_image(scale=5))).save(out, "PNG")
    return out.getvalue()
