"""Mails as strangers could send them: without ends, with hundreds of them, with names that are no names."""

from __future__ import annotations

from hypothesis import strategies as st

from firstsight.model import (
    Address,
    Attachment,
    AuthResults,
    Direction,
    EmailActivity,
    Envelope,
    Facts,
    Intent,
    IntentClass,
    Link,
    Message,
)
from firstsight.relations import Mail
from tests.mails import OWN, TWO

HUGE = "x" * 70_000
LONE, CONTROLS = "\ud800\udfff", "\x00\x1b[2J\u202e\u200b\r\n"

words = st.one_of(
    st.text(st.characters(), max_size=30),
    st.sampled_from(["", " ", LONE, CONTROLS, HUGE, "Ben Berger", "PayPal", "www.paypal.com", "\ufdfa" * 200, "."]),
)
domains = st.one_of(
    st.sampled_from(
        ["", ".", "corp.example", "lab.example", "partner.example", "192.0.2.7", "com", "a..b", HUGE, LONE]
    ),
    st.text(st.characters(), max_size=20),
)
addresses = st.one_of(
    st.sampled_from(["", "@", "ana@corp.example", "postmaster", "a@b@corp.example"]),
    st.builds("{}@{}".format, words, domains),
)
mailboxes = st.builds(Address, addresses, words)
links = st.builds(Link, words, words, domains, domains, words, st.sampled_from(["html", "text", "form", "image", "?"]))
files = st.builds(Attachment, words, words, words, st.integers(0), words, st.booleans(), st.booleans())
results = st.sampled_from(["pass", "fail", "softfail", "none", "temperror", ""])
auths = st.builds(
    AuthResults, results, results, results, results, domains, st.lists(domains, max_size=9).map(tuple), words
)


def many(items: st.SearchStrategy[str], number: int) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of them, or very many."""
    crowd = st.just(tuple(f"p{place}@corp.example" for place in range(number)))
    return st.one_of(st.lists(items, max_size=4).map(tuple), crowd)


CROWD = tuple(
    Link(f"http://s{n}.example/", "", f"s{n}.example", f"s{n}.example", f"www.b{n}.example") for n in range(200)
)

messages = st.builds(
    Message,
    st.lists(mailboxes, max_size=2).map(tuple),
    words,
    words,
    reply_to=st.lists(mailboxes, max_size=3).map(tuple),
    to=st.lists(mailboxes, max_size=3).map(tuple),
    cc=st.lists(mailboxes, max_size=3).map(tuple),
    message_id=words,
    in_reply_to=words,
    references=st.lists(words, max_size=3).map(tuple),
    client=words,
    structure=words,
    links=st.one_of(st.lists(links, max_size=4).map(tuple), st.just(CROWD)),
    attachments=st.lists(files, max_size=4).map(tuple),
    is_list=st.booleans(),
    defects=st.lists(st.one_of(words, st.just("unreadable: nothing")), max_size=2).map(tuple),
)
events = st.builds(
    EmailActivity,
    uid=st.uuids().map(lambda uid: uid.hex),
    time=st.integers(-(2**40), 2**40),
    label=words,
    direction=st.sampled_from(Direction),
    envelope=st.builds(Envelope, addresses, many(addresses, 300), domains, words),
    message=messages,
    auth=auths,
    size=st.integers(0, 2**40),
)
days = st.floats(0.0, 1e6)
facts = st.builds(Facts, days, days, days, st.booleans(), st.booleans(), st.booleans())


@st.composite
def intents(draw: st.DrawFn) -> Intent:
    """Shares that sum to one, and log-odds of any size."""
    raw = draw(st.lists(st.floats(0.0, 1.0), min_size=len(IntentClass), max_size=len(IntentClass)))
    whole = sum(raw)
    shares = tuple(share / whole for share in raw) if whole > 1e-9 else (1.0, *[0.0] * (len(IntentClass) - 1))
    kind = list(IntentClass)[shares.index(max(shares))]
    return Intent(kind, draw(st.floats(-2000.0, 2000.0)), shares)


@st.composite
def mails(draw: st.DrawFn) -> Mail:
    """What relations see of an odd mail."""
    event, perimeter = draw(events), draw(st.sampled_from([OWN, TWO]))
    own = tuple(r for r in event.recipients if perimeter.owns(r.rpartition("@")[2]))
    return Mail(event, draw(intents()), draw(facts), perimeter, own)
