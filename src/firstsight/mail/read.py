"""Octets to an `EmailActivity`: the composition of all that this package reads.

Pure: no clock, no network, no file. Whatever is broken is read as far as it goes and told in `Message.defects`; only
octets that hold no header field at all are no message. Work and memory are bounded by the named limits of the modules.
Source: RFC 5322, RFC 2045 to 2047, RFC 8601.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from msgspec.structs import replace

from firstsight.errors import InputError
from firstsight.mail.addresses import MAX_NAME, addresses
from firstsight.mail.details import details_of
from firstsight.mail.fields import Fields, body_offset, read_fields
from firstsight.mail.inside import Open
from firstsight.mail.mime import Leaf, Tree
from firstsight.mail.parts import Content
from firstsight.mail.shape import client, is_list, structure
from firstsight.mail.text.quote import own_words
from firstsight.mail.text.words import decode_words
from firstsight.mail.trust.authres import read_auth_results
from firstsight.mail.trust.envelope import direction_of, envelope_of
from firstsight.mail.trust.received import parse_date, receipt_time
from firstsight.mail.urls import traits_of
from firstsight.model import Address, AuthResults, Direction, EmailActivity, Envelope, Link, Message, Perimeter

MAX_SUBJECT = 2_000
"""Characters kept of a subject."""

MAX_REFERENCES = 100
"""Message ids kept of References, the last ones: they are nearest to this message."""

MAX_ID = 998
"""Characters kept of a message id, one line of RFC 5322."""

MAX_DEFECTS = 50
"""Defects told of one message."""

_MESSAGE_ID = re.compile(r"<([^<>]{1,2000})>")


def read(
    raw: bytes,
    perimeter: Perimeter,
    *,
    envelope: Envelope | None = None,
    received_at: int | None = None,
    auth: AuthResults | None = None,
    apart: Open | None = None,
) -> EmailActivity:
    """The message that the octets hold, seen from inside the perimeter.

    What is not given is taken from the header: the envelope from Return-Path, the perimeter's envelope field and
    Received, the time from Received or Date (0 where neither has one), the authentication from trusted fields.
    `apart` opens files that need a process of their own; without it images and PDFs stay closed.
    Raises InputError if there is not a single header field.
    """
    start = _start(raw)
    stop, body = body_offset(raw, start)
    block = raw[start:stop]
    fields = read_fields(block)
    if not fields.names:
        raise InputError("no header field: this is no message", at=start)
    tree = Tree()
    tree.walk(fields, Leaf(raw, body, len(raw)))
    authors = _authors(fields.get("from"))
    content = Content(apart, authors[0].domain if authors else "")
    content.gather(tree.leaves)
    content.finish()
    if stop == body:
        tree.defects.append("no empty line between header and body")
    envelope = envelope_of(fields, perimeter) if envelope is None else envelope
    message = _message(fields, tree, content, perimeter, authors, envelope)
    if auth is None:
        auth = read_auth_results(fields.all("authentication-results"), perimeter.authserv_ids)
    if received_at is None:
        received_at = receipt_time(block)
    uid = uid_of(raw)
    activity = EmailActivity(
        uid=uid,
        time=received_at if received_at is not None else message.date or 0,
        label=_label(fields, message, perimeter) or uid,
        direction=Direction.INBOUND,
        envelope=envelope,
        message=message,
        auth=auth,
        size=len(raw),
    )
    return _directed(activity, perimeter)


def _directed(activity: EmailActivity, perimeter: Perimeter) -> EmailActivity:
    """The activity with its direction, which takes author and recipients as the model derives them."""
    direction = direction_of(activity.author.domain, activity.recipients, activity.auth, perimeter)
    if direction is activity.direction:
        return activity
    return EmailActivity(
        activity.uid,
        activity.time,
        activity.label,
        direction,
        activity.envelope,
        activity.message,
        activity.auth,
        activity.size,
    )


def unreadable(
    raw: bytes, perimeter: Perimeter, reason: str, *, envelope: Envelope | None = None, received_at: int | None = None
) -> EmailActivity:
    """A message that could not be read, so that it gets a verdict all the same: empty but for its one defect."""
    envelope = Envelope() if envelope is None else envelope
    uid = uid_of(raw)
    activity = EmailActivity(
        uid=uid,
        time=received_at or 0,
        label=uid,
        direction=Direction.INBOUND,
        envelope=envelope,
        message=Message((), "", "", defects=(f"unreadable: {reason}",)),
        auth=AuthResults(),
        size=len(raw),
    )
    return _directed(activity, perimeter)


def uid_of(raw: bytes) -> str:
    """32 hex digits (BLAKE2b, 128 bits) that are the same for the same octets."""
    return blake2b(raw, digest_size=16).hexdigest()


def _start(raw: bytes) -> int:
    """Where the header starts: after empty lines and after the "From " line of an mbox (RFC 4155)."""
    if raw[:1].isalpha() and raw[:5] not in (b"From ", b">From"):
        return 0
    start = 3 if raw[:3] == b"\xef\xbb\xbf" else 0
    lead = raw[start : start + 1_024]
    start += len(lead) - len(lead.lstrip(b"\r\n\t \0"))
    if raw[start : start + 5] == b"From " or raw[start : start + 6] == b">From ":
        end = raw.find(b"\n", start, start + 1_024)
        start = end + 1 if end >= 0 else start
    return start


def _message(
    fields: Fields,
    tree: Tree,
    content: Content,
    perimeter: Perimeter,
    authors: tuple[Address, ...],
    envelope: Envelope,
) -> Message:
    get = fields.get
    text, cut = own_words(content.text())
    leave_out = frozenset({perimeter.envelope_header.lower(), perimeter.id_header.lower()})
    defects = fields.defects + tree.defects + content.defects
    date = get("date")
    references = get("references")
    to, cc = addresses(_joined(fields.all("to"))), addresses(_joined(fields.all("cc")))
    return Message(
        from_=authors,
        subject=_subject(get("subject")),
        text=text,
        reply_to=addresses(get("reply-to")),
        sender=addresses(get("sender")),
        to=to,
        cc=cc,
        date=parse_date(date) if date else None,
        message_id=_message_id(get("message-id")),
        in_reply_to=_message_id(get("in-reply-to")),
        references=_references(references) if references else (),
        client=client(fields),
        structure=structure(fields, tree.shape, leave_out),
        quoted=cut + content.forwarded(),
        links=_seen(content.links.values(), envelope.rcpt_to or tuple(each.addr for each in to + cc if each.addr)),
        attachments=tuple(content.attachments),
        attached_text=content.attached_text(),
        details=details_of(text),
        is_list=is_list(fields),
        defects=tuple(defects[:MAX_DEFECTS]),
    )


def _seen(links: Iterable[Link], recipients: tuple[str, ...]) -> tuple[Link, ...]:
    """The links with what can be seen of them."""
    out = []
    for each in links:
        traits = traits_of(each, recipients)
        out.append(replace(each, traits=traits) if traits else each)
    return tuple(out)


def _authors(value: str) -> tuple[Address, ...]:
    """The From mailboxes. Names without an address before the first address belong to it: `Bank, Help <a@b.example>`
    lacks its quotes, and the author must not be left without an address."""
    found = addresses(value)
    if not found or found[0].addr:
        return found
    for index, mailbox in enumerate(found):
        if mailbox.addr:
            name = ", ".join(one.name for one in found[: index + 1] if one.name)
            return (Address(mailbox.addr, name[:MAX_NAME]), *found[index + 1 :])
    return found


def _subject(value: str) -> str:
    return " ".join(decode_words(value).split())[:MAX_SUBJECT]


def _joined(values: list[str]) -> str:
    return values[0] if len(values) == 1 else ", ".join(values[:20])


def _message_id(value: str) -> str:
    """The first message id of a field without its brackets; one that never had any as it is."""
    if not value:
        return ""
    found = _MESSAGE_ID.search(value)
    return (found[1] if found else value.strip("<> ")).strip()[:MAX_ID]


def _references(value: str) -> tuple[str, ...]:
    """The last message ids of a References field in order."""
    words = value.split()
    if all(word[0] == "<" and word[-1] == ">" for word in words[-MAX_REFERENCES:]) and value.count("<") == len(words):
        return tuple([word[1:-1] for word in words[-MAX_REFERENCES:]])
    return tuple([found.strip() for found in _MESSAGE_ID.findall(value)[-MAX_REFERENCES:]])


def _label(fields: Fields, message: Message, perimeter: Perimeter) -> str:
    own = fields.get(perimeter.id_header.lower()) if perimeter.id_header else ""
    return own[:MAX_ID] or message.message_id
