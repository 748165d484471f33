"""The operator's settings: one TOML file, decoded into frozen structs; a field that is not known is an error.

Order: defaults < file < flag. `firstsight config check` says what is wrong with a file, naming the field.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from firstsight.errors import ConfigError
from firstsight.model import Perimeter
from firstsight.policy.table import Table


class Organisation(Struct, frozen=True, forbid_unknown_fields=True):
    """Who we are and whom we believe."""

    domains: tuple[str, ...] = ()
    """Mail domains of the organisation, each written out; subdomains are not implied."""
    authserv_ids: tuple[str, ...] = ()
    """Servers whose Authentication-Results are believed (RFC 8601); none: nobody is believed."""
    id_header: str = ""
    """Header field with the operator's own id of a message; empty: Message-ID."""
    envelope_header: str = ""
    """Header field with the envelope recipients of an archived message; empty: Delivered-To and the like."""
    nameservers: tuple[str, ...] = ()
    """Resolvers for our own check of SPF, DKIM, DMARC and ARC; none: only Authentication-Results are used."""


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    organisation: Organisation = Organisation()
    policy: Table = Table()

    @property
    def perimeter(self) -> Perimeter:
        """What is ours, as the mail reader needs it."""
        own = self.organisation
        return Perimeter(
            org_domains=frozenset(domain.lower().rstrip(".") for domain in own.domains),
            authserv_ids=frozenset(own.authserv_ids),
            envelope_header=own.envelope_header,
            id_header=own.id_header,
        )


def load(path: Path) -> Config:
    """The settings in a file. Raises `ConfigError` naming file and field."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise ConfigError(f"{path}: not UTF-8 at octet {fault.start}") from fault
    try:
        config = msgspec.toml.decode(text, type=Config)
    except msgspec.DecodeError as fault:
        raise ConfigError(f"{path}: {fault}") from fault
    checked(config.policy, str(path))
    return config


def checked(table: Table, where: str) -> None:
    """Raises `ConfigError` where the numbers of a policy make no sense together."""
    for name, allowance in table.budgets.items():
        if name not in ("annotate", "lock", "hold"):
            raise ConfigError(f"{where}: policy.budgets.{name}: there is no such action")
        if not 0.0 < allowance.share <= 0.5:
            raise ConfigError(f"{where}: policy.budgets.{name}.share: {allowance.share} is not in (0, 0.5]")
        if allowance.of not in ("all", "links"):
            raise ConfigError(f"{where}: policy.budgets.{name}.of: '{allowance.of}' is neither 'all' nor 'links'")
    missing = {"annotate", "lock", "hold"} - set(table.budgets)
    if missing:
        raise ConfigError(f"{where}: policy.budgets: no budget for {', '.join(sorted(missing))}")
