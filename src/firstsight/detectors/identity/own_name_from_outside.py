"""An own person's name at an address outside."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.mail.urls.providers import is_free_mail
from firstsight.model import Evidence, Severity


@detector("mail.own-name-from-outside", Severity.HIGH, 60, nats=2.0, techniques=("T1656", "T1566"))
def own_name_from_outside(evidence: Evidence) -> Iterator[Said]:
    """An own person's full name on a mail from outside, from an address that nobody here wrote to under that name.

    Accents, look-alike letters, initials, titles and the order of the words do not matter.
    Blind to: single names, nicknames and misspelt names; people of ours who hardly write under their name; addresses
    that speak for many names.
    """
    facts, author = evidence.facts, evidence.event.author
    if facts.own_name and not facts.wrote_to:
        where = "a mailbox that anybody gets" if is_free_mail(author.domain) else "no address of ours"
        reason = f'"{author.name}" is the name of our {facts.own_name}; {author.addr} is {where}'
        yield f"{reason} and wrote here on {facts.sender_days:.0f} days", f"mail:{author.addr}", ()
