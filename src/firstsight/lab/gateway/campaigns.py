"""Attacks brought together: messages of one campaign are answered once for all by whoever knows the campaign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from firstsight.lab.quality.told import Case, Cases, Told
from firstsight.mail.domains import registrable
from firstsight.model import DAY

QUIET_DAYS = 30
"""A sender, a link or a subject not seen for so long begins a new campaign."""

FEWEST_WORDS = 2
"""A subject of one word, such as Invoice, brings nothing together."""

_ANSWER = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv|antw)\s*:\s*)+", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+|#+")


class Campaign(Struct, frozen=True):
    """Messages in order of time, at least one."""

    name: str
    cases: tuple[Case, ...]

    @property
    def start(self) -> int:
        """When its first message came here, in seconds since 1970."""
        return self.cases[0].told.time

    @property
    def family(self) -> str:
        """That of its first message."""
        return self.cases[0].label.family


def campaigns(cases: Cases) -> tuple[Campaign, ...]:
    """Campaigns in order of their first message: by label where there is one, else by what messages share.

    What innocent mail shares too (a free-mail domain, a file host) brings nothing together.
    """
    common = {mark for case in (*cases.ham, *cases.own) for mark in marks(case.told)}
    groups: dict[str, list[Case]] = {}
    for name, case in _named(cases.attacks, common):
        groups.setdefault(name, []).append(case)
    return tuple(Campaign(name, tuple(members)) for name, members in groups.items())


def _named(attacks: Sequence[Case], common: set[str]) -> Iterator[tuple[str, Case]]:
    """Each attack with the name of its campaign: the label, or the first message it is brought together with."""
    leader = list(range(len(attacks)))
    last: dict[str, int] = {}

    def lead(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for number, case in enumerate(attacks):
        shared = () if case.label.campaign else marks(case.told)
        for mark in (mark for mark in shared if mark not in common):
            before = last.get(mark)
            if before is not None and case.told.time - attacks[before].told.time <= QUIET_DAYS * DAY:
                first, second = sorted((lead(number), lead(before)))
                leader[second] = first
            last[mark] = number
    for number, case in enumerate(attacks):
        yield case.label.campaign or f"from {attacks[lead(number)].label.id}", case


def marks(told: Told) -> Iterable[str]:
    """What messages of one campaign may share: sender domain, link domains, the skeleton of the subject."""
    for mark in told.marks:
        kind, _, value = mark.partition(" ")
        if kind == "link":
            yield f"link {registrable(value)}"
        elif kind == "subject":
            bones = skeleton(value)
            if len(bones.split()) >= FEWEST_WORDS:
                yield f"subject {bones}"
        else:
            yield mark


def skeleton(subject: str) -> str:
    """A subject without what changes from copy to copy: answers, numbers, punctuation, case.

    >>> skeleton("RE: Invoice No. 4711 is due!")
    'invoice no # is due'
    """
    bare = _ANSWER.sub("", subject[:500].strip())
    return " ".join(_WORD.findall(_NUMBER.sub("#", bare).lower()))
