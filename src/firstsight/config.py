"""The operator's settings: one TOML file, decoded into frozen structs; a field that is not known is an error.

Order: defaults < file < flag. `firstsight config check` says what is wrong with a file, naming the field.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from firstsight.errors import ConfigError
from firstsight.model import ActionKind, Perimeter
from firstsight.policy.table import ATTACKS, Losses, Table

ACTIONS = ("annotate", "lock", "hold")
"""Actions that have a budget: all but doing nothing."""

MOST_SHARE = 0.5
"""Largest budget: an action that is done to most mail is no longer a warning."""

Fault = tuple[str, str]
"""Field under `policy`, and what is wrong with it."""

_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.)*[\w-]{1,63}\.?")


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
    _check_domains(config.organisation, str(path))
    checked(config.policy, str(path))
    exempt = frozenset(address.lower() for address in config.policy.exempt)
    return replace(config, policy=replace(config.policy, exempt=exempt))


def checked(table: Table, where: str) -> None:
    """Raises `ConfigError` where the numbers of a policy make no sense together."""
    for field, fault in (*_budget_faults(table), *_number_faults(table), *_missing_losses(table.losses)):
        raise ConfigError(f"{where}: policy.{field}: {fault}")


def _check_domains(organisation: Organisation, where: str) -> None:
    """Raises `ConfigError` for what can never be right of the @ in an address, and so would be no one's in silence."""
    for domain in organisation.domains:
        if not _DOMAIN.fullmatch(domain):
            raise ConfigError(f"{where}: organisation.domains: '{domain}' is not a domain name")


def _budget_faults(table: Table) -> Iterator[Fault]:
    for name, allowance in table.budgets.items():
        if name not in ACTIONS:
            yield f"budgets.{name}", "there is no such action"
        if not 0.0 < allowance.share <= MOST_SHARE:
            yield f"budgets.{name}.share", f"{allowance.share} is not in (0, {MOST_SHARE}]"
        if allowance.of not in ("all", "links"):
            yield f"budgets.{name}.of", f"'{allowance.of}' is neither 'all' nor 'links'"
    missing = sorted(set(ACTIONS) - set(table.budgets))
    if missing:
        yield "budgets", f"no budget for {', '.join(missing)}"


def _missing_losses(losses: Losses) -> Iterator[Fault]:
    """A table in a file takes the place of the default one: it must be whole, or there is nothing to compare."""
    for name, given, needed in (("harm", losses.harm, ATTACKS), ("friction", losses.friction, ActionKind)):
        missing = sorted(set(needed) - set(given))
        if missing:
            yield f"losses.{name}", f"no number for {', '.join(missing)}"


def _number_faults(table: Table) -> Iterator[Fault]:
    """Every number of the table is finite, losses are not negative, and what is left of a harm is a share of it."""
    for name, value in msgspec.structs.asdict(table.weights).items():
        if not math.isfinite(value):
            yield f"weights.{name}", f"{value} is not a finite number"
    for name, allowance in table.budgets.items():
        for end, value in (("floor", allowance.floor), ("ceiling", allowance.ceiling)):
            if not math.isfinite(value):
                yield f"budgets.{name}.{end}", f"{value} is not a finite number"
        if allowance.ceiling < allowance.floor:
            yield f"budgets.{name}.ceiling", f"{allowance.ceiling} is under the floor of {allowance.floor}"
    losses = table.losses
    for name, costs in (("harm", losses.harm), ("friction", losses.friction)):
        for key, value in costs.items():
            if not 0.0 <= value < math.inf:
                yield f"losses.{name}.{key}", f"{value} is not a number of at least 0"
    for action, shares in losses.left.items():
        for kind, value in shares.items():
            if not 0.0 <= value <= 1.0:
                yield f"losses.left.{action}.{kind}", f"{value} is not in [0, 1]"
