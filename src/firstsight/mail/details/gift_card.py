"""Gift cards: money that is asked for as a photograph of the back of a card.

Source: the brands named by the Federal Trade Commission in "Gift card scams", and their European kin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import Passage, anchors

NEAR = 40
"""Characters between the words for a gift card and its brand."""

_BRAND = re.compile(
    r"(?<!\w)(?:amazon|apple|best ?buy|ebay|flexepin|google ?play|itunes|macy['’]?s|neosurf|nike|nordstrom|paysafe|playstation"
    r"|razer|roblox|sephora|starbucks|steam|target|transcash|vanilla|visa|walmart|xbox|zalando)"
)
_CARDS = anchors(
    (
        *(
            "giftcard giftcards gift-card gift-cards geschenkkarte geschenkkarten geschenkgutschein geschenkgutscheine "
            "gutscheinkarte gutscheinkarten gutscheincode gutscheincodes cadeaukaart cadeaukaarten cadeaubon cadeaubonnen "
            "presentkort presentkorten gavekort paysafecard paysafecards neosurf transcash flexepin"
        ).split(),
        *(
            "gift card",
            "gift cards",
            "gift voucher",
            "gift vouchers",
            "carte cadeau",
            "cartes cadeaux",
            "cartes cadeau",
        ),
        *(
            "chèque cadeau",
            "chèques cadeaux",
            "tarjeta regalo",
            "tarjetas regalo",
            "tarjeta de regalo",
            "tarjetas de regalo",
        ),
        *("carta regalo", "carte regalo", "buono regalo", "buoni regalo", "cartão presente", "cartões presente"),
        *(
            "cartão-presente",
            "vale presente",
            "vale-presente",
            "vales-presente",
            "karta podarunkowa",
            "karty podarunkowe",
        ),
        *("kartę podarunkową", "karty podarunkowej", "hediye kartı", "hediye kartları", "one vanilla", "onevanilla"),
        *(
            f"{brand} {card}"
            for brand in ("itunes", "apple", "google play", "steam", "razer gold", "razer", "vanilla", "amazon")
            for card in ("card", "cards", "code", "codes", "voucher", "vouchers", "karte", "karten", "carte", "cartes")
        ),
    )
)


@finder("gift-card", words=_CARDS)
def gift_card(passage: Passage) -> Iterator[Found]:
    """A gift card or its code: the brand in lower case without spaces, or "any"."""
    text = passage.folded
    for start, end, _ in passage.places(_CARDS):
        near = [*_BRAND.finditer(text, max(0, start - NEAR), end + NEAR)]
        brand = min(near, key=lambda one: abs(one.start() - start))[0] if near else "any"
        yield start, end, brand.translate(_LETTERS_ONLY)


_LETTERS_ONLY = dict.fromkeys(map(ord, " '’"))
