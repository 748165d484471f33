"""DNS: the one place that asks name servers. Answers are kept for their time to live, failures for a short while.

Source: RFC 1035, RFC 2308 (negative answers); dnspython does the protocol (random ids and ports, TCP where truncated).
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import dns.exception
import dns.name
import dns.nameserver
import dns.rdata
import dns.resolver
from dns.rdtypes.txtbase import TXTBase
from msgspec import Struct

from firstsight.errors import ConfigError, UnavailableError

FAILURE_SECONDS = 30
"""How long a name that failed is not asked for again. RFC 2308, section 7: at most five minutes."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """`[resolver]`: whom to ask and how long to wait."""

    nameservers: tuple[str, ...] = ()
    """"192.0.2.1", "192.0.2.1:5353" or "[2001:db8::1]:53"; empty: those of the system."""
    timeout: float = 2.0
    """Seconds that one server gets."""
    lifetime: float = 5.0
    """Seconds that one name gets, all servers and repetitions together."""
    cache_size: int = 20_000
    """Answers kept; a DKIM key takes about 2 kB."""


class Resolver:
    """Answers names. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        """Nothing is asked yet. Raises ConfigError where a name server is no address or the system has none."""
        try:
            self._resolver = dns.resolver.Resolver(configure=not settings.nameservers)
        except dns.exception.DNSException as error:
            raise ConfigError(f"resolver.nameservers: none given, and the system has none ({error})") from error
        if settings.nameservers:
            self._resolver.nameservers = [_server(text) for text in settings.nameservers]
        self._resolver.timeout = settings.timeout
        self._resolver.cache = dns.resolver.LRUCache(settings.cache_size)
        self._settings = settings
        self._failed: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = Lock()

    def __call__(self, name: str, kind: str) -> tuple[str, ...]:
        """The records of `name` of the type `kind` (A, AAAA, MX, PTR, TXT) as text, aliases followed; () for none.

        The strings of a TXT record are joined, one character an octet. Names end without a dot. Raises
        UnavailableError where no server gave an answer.
        """
        return self._ask(name, kind, self._settings.lifetime)

    def within(self, seconds: float) -> Callable[[str, str], tuple[str, ...]]:
        """The same for one message: what is asked later than `seconds` from now raises UnavailableError at once.

        RFC 7208, section 4.6.4 gives a whole SPF check 20 seconds or more.
        """
        end = time.monotonic() + seconds

        def ask(name: str, kind: str) -> tuple[str, ...]:
            left = end - time.monotonic()
            if left <= 0:
                raise UnavailableError(f"no time was left to ask for {kind} of {name}")
            return self._ask(name, kind, min(left, self._settings.lifetime))

        return ask

    def _ask(self, name: str, kind: str, lifetime: float) -> tuple[str, ...]:
        key = (name.lower(), kind)
        if self._failed_lately(key):
            raise UnavailableError(f"{kind} of {name} failed a moment ago")
        try:
            answer = self._resolver.resolve(name, kind, lifetime=lifetime, search=False, raise_on_no_answer=False)
        except (dns.resolver.NXDOMAIN, dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel):
            return ()
        except (dns.name.BadEscape, dns.name.IDNAException, UnicodeError):
            return ()
        except (dns.exception.DNSException, OSError) as error:
            if lifetime >= self._settings.lifetime:  # It had all its time: the name is at fault, not our haste.
                self._remember_failure(key)
            raise UnavailableError(f"{kind} of {name}: {type(error).__name__}") from error
        return tuple(_text(record) for record in answer.rrset or ())

    def _failed_lately(self, key: tuple[str, str]) -> bool:
        with self._lock:
            until = self._failed.get(key)
            if until is not None and until < time.monotonic():
                del self._failed[key]
                until = None
            return until is not None

    def _remember_failure(self, key: tuple[str, str]) -> None:
        with self._lock:
            self._failed[key] = time.monotonic() + FAILURE_SECONDS
            while len(self._failed) > self._settings.cache_size:
                self._failed.popitem(last=False)


def _server(text: str) -> dns.nameserver.Nameserver:
    """A name server from its address, with or without a port."""
    host, _, port = text.rpartition(":") if text.startswith("[") or text.count(":") == 1 else (text, "", "53")
    if text.startswith("[") and text.endswith("]"):
        host, port = text, "53"
    host = host.removeprefix("[").removesuffix("]")
    try:
        ipaddress.ip_address(host)
        return dns.nameserver.Do53Nameserver(host, range(65_536)[int(port)])
    except (ValueError, IndexError) as error:
        raise ConfigError(f"resolver.nameservers: {text!r} is no address with or without a port") from error


def _text(record: dns.rdata.Rdata) -> str:
    """A record as `Resolver` gives it."""
    if isinstance(record, TXTBase):
        return b"".join(record.strings).decode("latin-1")
    return record.to_text().removesuffix(".")
