"""A name server on the loopback, as small as a test needs: it answers what its zone holds."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from types import TracebackType

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from firstsight.errors import UnavailableError

SILENT, SERVFAIL, GARBAGE = "silent", "servfail", "garbage"
"""What a name may hold in place of records: no answer at all, a failure, octets that are no message."""

Zone = dict[tuple[str, str], Sequence[str] | str]


class NameServer:
    """Serves `zone` over UDP: (name, type) to records as text (in quotes for TXT). `asked`: the questions so far."""

    def __init__(self, zone: Zone, ttl: int = 300) -> None:
        self.zone, self.ttl = zone, ttl
        self.asked: list[tuple[str, str]] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> NameServer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # An empty datagram ends the loop.
        self._socket.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            octets, client = self._socket.recvfrom(4096)
            if not octets:
                return
            answer = self._answer(dns.message.from_wire(octets))
            if answer is not None:
                self._socket.sendto(answer, client)

    def _answer(self, query: dns.message.Message) -> bytes | None:
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        records = self.zone.get((name, kind), ())
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.RA
        if records == SILENT:
            return None
        if records == GARBAGE:
            return b"\0\1garbage"
        if records == SERVFAIL:
            reply.set_rcode(dns.rcode.SERVFAIL)
        elif records:
            reply.answer.append(dns.rrset.from_text(question.name, self.ttl, "IN", kind, *records))
        elif not any(held == name for held, _ in self.zone):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply.to_wire()


def txt(text: str) -> list[str]:
    """One TXT record in strings of at most 255 octets."""
    return [" ".join(f'"{text[at : at + 250]}"' for at in range(0, len(text), 250))]


def lookup_in(table: dict[str, Sequence[str]]) -> Callable[[str, str], Sequence[str]]:
    """A lookup without a server, in a table of "TXT name" (or another type); the word "down" is a failure."""

    def lookup(name: str, kind: str) -> Sequence[str]:
        records = table.get(f"{kind} {name}", ())
        if records == "down":
            raise UnavailableError("down")
        return records

    return lookup
