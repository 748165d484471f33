"""Five errors, named by whose fault they are. Anything else that escapes is a bug."""

from __future__ import annotations


class FirstsightError(Exception):
    """The family. `temporary` says whether the same call may succeed later."""

    temporary = False


class ConfigError(FirstsightError):
    """The operator's fault: a flag, a file or a folder that cannot be used. Fatal at start."""


class InputError(FirstsightError):
    """The outside sent bad octets. Counted, kept as evidence, never fatal.

    `at` is the octet offset of the fault where it is known.
    """

    def __init__(self, message: str, at: int | None = None) -> None:
        super().__init__(message if at is None else f"{message} (at octet {at})")
        self.at = at


class UpstreamError(FirstsightError):
    """A neighbour (an MTA, a cloud API) answered against its own protocol."""


class UnavailableError(FirstsightError):
    """Something needed is away for now: a full disk, a locked store, a resolver that does not answer."""

    temporary = True
