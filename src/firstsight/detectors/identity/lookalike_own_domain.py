"""Somebody outside writes from a domain that is easily taken for ours."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity

IN_WORDS = {
    "letters": "written with letters that look alike",
    "suffix": "the same name under another suffix",
    "spelling": "a slip of the keys away",
    "words": "the same name with other words around it",
}
"""How one domain resembles another, by the words of `mail.likeness`."""


@detector("mail.lookalike-own-domain", Severity.HIGH, 70, nats=2.5, techniques=("T1583.001", "T1656"))
def lookalike_own_domain(evidence: Evidence) -> Iterator[Said]:
    """The author's domain is little known here and looks like an own one, which does not sign the mail.

    Blind to: own names of three letters with words around them; look-alikes that wrote on three days already; a name
    that is alike in sound or sense only.
    """
    facts, author = evidence.facts, evidence.event.author
    if facts.resembles and facts.resembles_own:
        alike = f"{author.domain} looks like our {facts.resembles} ({IN_WORDS[facts.resembles_how]})"
        yield f"{alike}; it wrote here on {facts.domain_days:.0f} days", f"domain:{author.domain}", ()
