"""Who belongs here and who is well known here, by name: what another name can be mistaken for.

Counts are looked up by name, and a look-alike is by nature another name. So the names themselves are kept in memory:
taken from the ledger once, then by what each midnight adds. How much each weighs is asked of normal when it is needed,
so that what is forgotten, taken back or has faded no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from firstsight.mail.domains import registrable
from firstsight.mail.likeness import Index, is_generic
from firstsight.mail.names import name_likeness
from firstsight.mail.urls.providers import is_free_mail
from firstsight.model import Perimeter
from firstsight.relations import SCALES
from firstsight.relations.identity.own_name import entry, taken_apart
from firstsight.surprise.normal import ORGANISATION, Normal

ESTABLISHED_DAYS = 3.0
"""A name or a domain belongs to somebody when it was seen on at least so many (decayed) days."""

WINDOW_DAYS = 180
"""What was last seen longer ago is looked for no more: two half-lives of what is known of a domain."""

MOST_DOMAINS = 20_000
"""Well-known domains that are kept (2.7 kB each); where there are more, those that are met later are not added."""

MOST_NAMES = 100_000
"""Names of own people that are kept, each with its address."""

MOST_ANSWERS = 10_000
"""Answers of a day that are kept at hand: a campaign asks for the same domain over and over."""

_DOMAINS, _NAMES = "mail.sender_domain_for_org", "mail.own_name"

Likeness = tuple[str, str, bool]
"""The domain that another is taken for, how (`mail.likeness.HOWS`), and whether it is ours."""

NOTHING: Likeness = ("", "", False)
"""Taken for no other."""


class Circle:
    """Own domains, domains that write often, and own people's names. Not for use by two threads at once."""

    def __init__(self, perimeter: Perimeter) -> None:
        self._perimeter = perimeter
        self._own, self._known = Index(), Index()
        for domain in sorted(perimeter.org_domains):
            self._own.add(domain)
        self._hosts = _Several(MOST_DOMAINS)
        self._names = _Several(MOST_NAMES)
        self._next, self._today = 0, 0
        self._answers: dict[str, Likeness] = {}

    def advance(self, normal: Normal, day: int) -> None:
        """Begin a day: take in what became normal since the last call. To be called before anything is asked."""
        since, self._normal, self._today = max(self._next, day - WINDOW_DAYS), normal, day
        weights = ((self._weight(_DOMAINS, d), d) for d, _ in normal.named(_DOMAINS, ORGANISATION, since))
        for _, domain in sorted((item for item in weights if item[0] >= ESTABLISHED_DAYS), reverse=True):
            if self._hosts.put(registrable(domain), domain) and not is_generic(domain):
                self._known.add(domain)
        for value in sorted(value for value, _ in normal.named(_NAMES, ORGANISATION, since)):
            self._names.put(*taken_apart(value))
        self._next = day
        self._answers.clear()

    def owns(self, domain: str) -> bool:
        """Whether a domain or the registrable domain above it is ours."""
        return self._perimeter.owns(domain) or registrable(domain) in self._own

    def resembles(self, domain: str) -> Likeness:
        """What a domain (lower case) is easily taken for: one of ours first, else one that is well known here.

        Nothing where the domain itself belongs to either, or to a provider of mailboxes for anybody. Such providers
        have many suffixes, so another suffix of theirs is nothing either.
        """
        found = self._answers.get(domain)
        if found is None:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            found = self._answers[domain] = self._likeness(domain)
        return found

    def own_name(self, name: str) -> str:
        """The address of the own person whose name a display name is easily taken for, "" for nobody's.

        Where several people bear it, the one who writes most.
        """
        likeness = name_likeness(name)
        addresses = self._names.of(likeness) if likeness else ()
        borne = ((self._weight(_NAMES, entry(likeness, address)), address) for address in addresses)
        days, address = max(borne, default=(0.0, ""))
        return address if days >= ESTABLISHED_DAYS else ""

    def _likeness(self, domain: str) -> Likeness:
        if self.owns(domain) or self._is_known(registrable(domain)) or is_free_mail(domain):
            return NOTHING
        for other, how in self._own.like(domain):
            return other, how, True
        for other, how in self._known.like(domain):
            if self._is_known(other) and not (how == "suffix" and is_free_mail(other)):
                return other, how, False
        return NOTHING

    def _is_known(self, domain: str) -> bool:
        """Whether somebody at a registrable domain still writes often."""
        return any(self._weight(_DOMAINS, host) >= ESTABLISHED_DAYS for host in self._hosts.of(domain))

    def _weight(self, relation: str, value: str) -> float:
        """Decayed days of a value of the organisation; 0 where it was last seen before the window."""
        cell = self._normal.value(relation, ORGANISATION, value)
        if cell is None or cell[1] < self._today - WINDOW_DAYS:
            return 0.0
        return cell[0] * SCALES[relation].decay(max(0, self._today - cell[1]))


class _Several:
    """Several values for each key, bounded in all."""

    def __init__(self, most: int) -> None:
        self._most, self._kept = most, 0
        self._values: dict[str, dict[str, None]] = {}

    def put(self, key: str, value: str) -> bool:
        """Keep a value; False where there is no room for one more."""
        held = self._values.get(key)
        if held is not None and value in held:
            return True
        if self._kept >= self._most:
            return False
        self._kept += 1
        self._values.setdefault(key, {})[value] = None
        return True

    def of(self, key: str) -> Iterable[str]:
        """The values of a key."""
        return self._values.get(key, ())
