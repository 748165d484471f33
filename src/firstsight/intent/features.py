"""What the model reads of a mail: subject, what the sender wrote, names of attachments, classes of hidden links."""

from __future__ import annotations

from firstsight.intent import masking
from firstsight.intent.hashing import Floats, Ints, vector
from firstsight.model import EmailActivity

MOST_ATTACHMENTS = 10
MOST_LINKS = 50


def reading(
    subject: str,
    text: str,
    attachments: tuple[str, ...] = (),
    hosts: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    addresses: tuple[str, ...] = (),
) -> str:
    """One masked text of all that counts.

    `hosts` are those of links that the text does not spell (an anchor, a form), `names` and `addresses` those of the
    recipients.
    """
    own = masking.own_words(names, addresses)
    theirs = frozenset(addresses)
    parts = [
        masking.mask(masking.folded(subject[: masking.SUBJECT_CHARS]), own, theirs),
        masking.SUBJECT_END,
        masking.mask(masking.folded(masking.bounded(text)), own, theirs),
    ]
    for name in attachments[:MOST_ATTACHMENTS]:
        parts += [masking.ATTACHED, masking.mask(masking.folded(name[-100:].replace("_", " ")), own, theirs)]
    parts += sorted({masking.host_token(host) for host in hosts[:MOST_LINKS]})
    return " ".join(parts)


def of_mail(event: EmailActivity) -> str:
    """The reading of one mail."""
    message = event.message
    people = message.to + message.cc
    return reading(
        message.subject,
        message.text,
        tuple(attachment.name for attachment in message.attachments),
        tuple(link.host for link in message.links if link.place != "text"),
        tuple(person.name for person in people[:5]),
        event.recipients[:5],
    )


def features(event: EmailActivity) -> tuple[Ints, Floats]:
    """Ascending bucket numbers and their values for one mail."""
    return vector(of_mail(event))
