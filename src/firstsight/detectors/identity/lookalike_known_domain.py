"""A new domain that is easily taken for one that people here know well."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.identity.lookalike_own_domain import IN_WORDS
from firstsight.model import Evidence, Severity


@detector("mail.lookalike-known-domain", Severity.MEDIUM, 50, nats=1.5, techniques=("T1583.001", "T1656"))
def lookalike_known_domain(evidence: Evidence) -> Iterator[Said]:
    """The author's domain is little known here, nobody wrote to it, and it looks like one that writes often.

    Told too: a second domain of the same owner, where the first one does not sign for it.
    Blind to: look-alikes of domains that hardly ever write here, and of names of three letters with words around them.
    """
    facts, author = evidence.facts, evidence.event.author
    if facts.resembles and not facts.resembles_own and not facts.wrote_to:
        alike = f"{author.domain} looks like {facts.resembles} ({IN_WORDS[facts.resembles_how]})"
        days = f"that one writes here often, this one did on {facts.domain_days:.0f} days"
        yield f"{alike}; {days}", f"domain:{author.domain}", ()
