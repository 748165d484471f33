"""A mail as read: what was said on the wire, what the message holds, who vouches for it.

Names are those of RFC 5321 (envelope), RFC 5322 (message) and RFC 8601 (authentication results);
`EmailActivity` is OCSF class 4009.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from firstsight.model.event import Event


class Direction(StrEnum):
    """Seen from the organisation: who sent it and who gets it."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    INTERNAL = "internal"


class Perimeter(Struct, frozen=True):
    """What is ours: domains in lower case (subdomains are not implied), and whose Authentication-Results are believed.

    `authserv_ids` empty means that no Authentication-Results field is believed (RFC 8601, section 5).
    """

    org_domains: frozenset[str]
    authserv_ids: frozenset[str] = frozenset()
    envelope_header: str = ""
    """Header field that carries the envelope recipients (comma list), for archives; empty: there is none."""
    id_header: str = ""
    """Header field that carries the operator's own id of a message; empty: Message-ID is used."""

    def owns(self, domain: str) -> bool:
        """Whether an address at `domain` (lower case) is one of ours."""
        return domain in self.org_domains


class Envelope(Struct, frozen=True):
    """RFC 5321: what the client said. Empty strings and tuples where it is unknown; addresses in lower case."""

    mail_from: str = ""
    rcpt_to: tuple[str, ...] = ()
    helo: str = ""
    client_ip: str = ""


class Address(Struct, frozen=True):
    """An RFC 5322 mailbox: `addr` is the addr-spec in lower case ("" when there is none), `name` the decoded name."""

    addr: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands right of the last @, or ""."""
        return self.addr.rpartition("@")[2] if "@" in self.addr else ""

    @property
    def local_part(self) -> str:
        """What stands left of the last @, or all of it."""
        return self.addr.rpartition("@")[0] if "@" in self.addr else self.addr


class Link(Struct, frozen=True):
    """A place that the message points to.

    `href` is as written (bounded), `target` where it leads as far as can be told offline (gateways' wrappers undone),
    `host` its host in lower case and `domain` the registrable domain of that host (the host itself for an IP address).
    `text` is the anchor text beside it ("" for a bare URL), `place` where it stood.
    """

    href: str
    target: str
    host: str
    domain: str
    text: str = ""
    place: str = "html"
    """html, text, form, image, or where inside an attachment it stood: attachment, calendar, document, pdf or qr."""
    wrapped_by: tuple[str, ...] = ()
    """Gateways and redirectors that were undone to get from `href` to `target`, outermost first."""
    leaks: tuple[tuple[str, str], ...] = ()
    """What those layers say of the recipient: (kind, value), kind being recipient, tenant, customer or message."""
    traits: tuple[str, ...] = ()
    """What can be seen of the link itself, in the words of `mail.urls.TRAITS`: shortener, ip-host, userinfo, ..."""


class Attachment(Struct, frozen=True):
    """A part that is not the text of the message.

    `declared` is the Content-Type, `detected` the media type that the first octets say ("" where they say nothing).
    """

    name: str
    declared: str
    detected: str
    size: int
    sha256: str
    mismatch: bool = False
    """What the name or the declared type promises is not what the octets are."""
    inline: bool = False
    traits: tuple[str, ...] = ()
    """What was found by opening it, in the words of `mail.inside.TRAITS`: encrypted, macro, form, script, ..."""
    holds: tuple[str, ...] = ()
    """Names of the files inside, bounded: one level down."""

    @property
    def extension(self) -> str:
        """The last extension of the name in lower case without the dot, or "" (bounded to 10 characters)."""
        dot = self.name.rfind(".")
        return self.name[dot + 1 :].lower()[:10] if 0 < dot < len(self.name) - 1 else ""


class Detail(Struct, frozen=True):
    """Something definite that the text names: `kind` is one of `mail.details.KINDS` (phone, iban, amount, ...).

    `value` is in a form that can be compared and counted; it stands at `text[start:end]` of the message.
    """

    kind: str
    value: str
    start: int
    end: int


class AuthResults(Struct, frozen=True):
    """RFC 8601 results of the trusted authserv-id (or of our own check): pass, fail, softfail, ..., "none" if absent.

    `source` says who vouches: "header", "checked" or "" (nobody: all methods are "none").
    """

    spf: str = "none"
    dkim: str = "none"
    dmarc: str = "none"
    arc: str = "none"
    spf_domain: str = ""
    dkim_domains: tuple[str, ...] = ()
    source: str = ""


class Message(Struct, frozen=True):
    """What RFC 5322 and MIME hold, decoded. Text is what the *sender* wrote: quoted history and signature are cut."""

    from_: tuple[Address, ...]
    subject: str
    text: str
    reply_to: tuple[Address, ...] = ()
    sender: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    date: int | None = None
    """The Date field in seconds since 1970, or None."""
    message_id: str = ""
    """Without angle brackets, case kept."""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    client: str = ""
    """User-Agent or X-Mailer, family only: letters before the first digit, slash or bracket, lower case."""
    structure: str = ""
    """16 hex digits: hash of the order of the header field names and of the MIME tree."""
    quoted: int = 0
    """Characters of quoted history and signature that were cut."""
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    attached_text: str = ""
    """What attachments say in words (pages, documents, invitations), bounded; the sender wrote that too."""
    details: tuple[Detail, ...] = ()
    """Numbers to call, accounts, wallets, amounts, deadlines and passwords that the text names, in order."""
    is_list: bool = False
    """It came through a mailing list (List-Id, List-Unsubscribe or Precedence: list|bulk)."""
    defects: tuple[str, ...] = ()
    """What was broken and how it was read nevertheless, in words; empty for a clean message."""


class EmailActivity(Event, frozen=True, tag=4009):
    """One message on its way. `label` is the operator's id: that of the id header, else the Message-ID, else `uid`."""

    label: str
    direction: Direction
    envelope: Envelope
    message: Message
    auth: AuthResults
    size: int
    """Octets."""

    @property
    def author(self) -> Address:
        """The first From mailbox, else the envelope sender, else an empty address."""
        if self.message.from_:
            return self.message.from_[0]
        return Address(self.envelope.mail_from)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Envelope recipients where known, else To and Cc; lower case, no duplicates, order kept."""
        if self.envelope.rcpt_to:
            return self.envelope.rcpt_to
        return tuple(dict.fromkeys(a.addr for a in self.message.to + self.message.cc if a.addr))
