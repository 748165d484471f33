"""The audit of an archive: what the verdicts say of rewritten links, and what only the messages themselves show."""

from __future__ import annotations

from collections import Counter

from firstsight.lab.audit.classes import class_of
from firstsight.lab.audit.leaks import Leaks
from firstsight.lab.audit.tally import LinkTally
from firstsight.lab.audit.trail import Trail, found_of, is_quoted
from firstsight.mail.unwrap.rewriting import redirector_of, rewrites_of, rewritten_of
from firstsight.model import Message, Verdict
from firstsight.relations.relation import bounded


class Audit:
    """Takes messages with their verdicts, in order of time, and counts those of the days asked for.

    `tally` holds what is rewritten; `links` is how many links there were in all, each reference once a message and
    pictures left out; `redirected` how many of them only redirectors wrap.
    """

    def __init__(self, own: tuple[str, ...], days: range, trail: Trail | None = None) -> None:
        """`own`: the organisation's domains; `days` those that are counted."""
        self.tally = LinkTally(own)
        self.leaks = Leaks()
        self.links = 0
        self.named = 0
        """Rewritten links that cannot be opened offline, but name the host that they lead to."""
        self.damaged = 0
        """Rewritten links that were cut on the way so early that not even their host can be told."""
        self.quoted: Counter[bool | None] = Counter()
        """Rewritten links in quoted history or below a signature, in the sender's own words, and untold."""
        self.redirected: dict[str, list[int]] = {}
        """Redirector: messages and links."""
        self._days, self._trail = days, trail

    def add(self, verdict: Verdict, message: Message) -> None:
        """Counts one message, if it is of the days."""
        if verdict.day not in self._days:
            return
        self._count_links(message)
        seen = self.tally.add(verdict, rewritten_of(message))
        for one in rewrites_of(message):
            self.leaks.add(one.leaks)
            self.damaged += one.damaged
            self.named += bool(one.host and not one.target)
            self.quoted[is_quoted(one, message)] += 1
            if self._trail:
                kind = class_of(one.host, one.domain, seen, self.tally.own)
                days = seen.get(bounded(one.domain)) if one.domain else None
                self._trail.add(found_of(one, kind, days, verdict, message))

    def _count_links(self, message: Message) -> None:
        redirectors: Counter[str] = Counter()
        for link in message.links:
            if link.place == "image":
                continue
            self.links += 1
            if link.wrapped_by and (name := redirector_of(link)):
                redirectors[name] += 1
        for name, links in redirectors.items():
            counts = self.redirected.setdefault(name, [0, 0])
            counts[0] += 1
            counts[1] += links
