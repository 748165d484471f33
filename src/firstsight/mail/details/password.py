"""A password that is told in the text: of an attachment that nobody but its reader is meant to open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import Passage, anchors

GIVEN = "given"
"""The only value: a secret is not kept, and nothing is ever opened with it."""

LONGEST = 64
"""Characters of a password."""

_NAMES = anchors(
    (
        *(
            "password passcode passphrase passwd pwd passwort kennwort archivpasswort dateipasswort zugangscode mdp contraseña "
            "contrasena clave senha parola parolası wachtwoord hasło haslo lösenord lösenordet şifre şifresi adgangskode "
            "adgangskoden kodeord passord passordet heslo jelszó salasana пароль pin"
        ).split(),
        "pass word",
        "pass code",
        "mot de passe",
        "code d'accès",
        "code d’accès",
        "code de l'archive",
        "code de l’archive",
        "palavra-passe",
        "pin code",
    )
)
_OF = (
    r"(?: (?:to|for|of|für|zum|zur|der|des|du|de la|de|del|para|per|van|voor|do|till|för|к)(?!\w)"
    r"[ \w'’.-]{1,40}?)?(?: \([^()\n]{1,40}\))?"
)
"""What it opens: "password for the attached file"."""

_TOLD = re.compile(
    rf"{_OF}(?:[ \u00a0]{{0,3}}[:=：](?P<after>[ \t\u00a0]{{0,4}}(?:\n[ \t]{{0,4}})?)[\"'“„«*`]{{0,2}}(?P<given>[^\s\"'”“»`]{{3,{LONGEST}}})"
    rf"| (?:is|lautet|ist|est|es|é|è|är|er|je|to)[ :]{{1,2}}[\"'“„«*`]{{0,2}}(?P<said>[^\s\"'”“»*`]{{3,{LONGEST}}}))"
)
_EMPTY = re.compile(
    r"https?:.*|www\..*|[<\[({$%&].*|[*•_x.-]+|(?:required|optional|none|n/?a|yes|no|null|true|false|enabled|disabled|your|the|please"
    r"|click|reset|forgot|change|expire[sd]?|expiring|and|or|not|set|see)\b.*",
    re.IGNORECASE,
)
"""What is no password after a colon: a link, a placeholder, a sentence."""


@finder("password", words=_NAMES)
def password(passage: Passage) -> Iterator[Found]:
    """A password stands in the text; the value is always "given"."""
    text = passage.text
    for start, end, name in passage.places(_NAMES):
        if text[start - 1 : start] in tuple("?&/<-.$\"'[") or (name == "pin" and text[start:end] != "PIN"):
            continue
        found = _TOLD.match(passage.folded, end)
        if not found:
            continue
        place = "given" if found["given"] else "said"
        first = found.start(place)
        word = text[first : found.end(place)].rstrip(".,;:!?)")
        spaced = "\n" in (found["after"] or "")
        if len(word) >= 3 and (_looks_secret(word) if spaced or place == "said" else not _EMPTY.fullmatch(word)):
            yield first, first + len(word), GIVEN


def _looks_secret(word: str) -> bool:
    """Whether a word without a colon before it is meant as a password: digits among letters, or capitals inside it."""
    if "@" in word or "~" in word or _EMPTY.fullmatch(word):
        return False
    return any(letter.isdigit() for letter in word) or word[1:] != word[1:].lower()
