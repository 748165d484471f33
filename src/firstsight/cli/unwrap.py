"""`firstsight unwrap`: where wrapped links lead, told offline, and what they say of those who got them."""

from __future__ import annotations

from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape

from firstsight.mail.unwrap import Unwrapped
from firstsight.mail.unwrap import unwrap as opened


def unwrap(*urls: str, json: bool = False) -> int:
    """Open links that a mail gateway has wrapped, without asking anybody: nothing is resolved or fetched.

    Told are the target, the layers that were taken off, and what each leaks: recipient, tenant, customer, message.
    The exit code is 1 where one of the links has no target that can be known offline.

    Parameters
    ----------
    urls
        Links as they stand in the mail.
    json
        A JSON list instead of words.
    """
    found = [opened(url) for url in urls]
    if json:
        print(msgspec.json.format(msgspec.json.encode([as_entry(each) for each in found]), indent=2).decode())
    else:
        console = Console(highlight=False, soft_wrap=True)
        for each in found:
            _tell(console, each)
    return 1 if any(each.target is None for each in found) else 0


def as_entry(found: Unwrapped) -> dict[str, Any]:
    """One link as JSON has it: url, target, host, layers (outermost first), leaks."""
    return {
        "url": shown(found.url),
        "target": None if found.target is None else shown(found.target),
        "host": shown(found.host),
        "layers": [
            {"gateway": layer.gateway, "target": None if layer.target is None else shown(layer.target)}
            for layer in found.layers
        ],
        "leaks": [
            {"gateway": layer.gateway, "kind": kind, "value": shown(value)}
            for layer in found.layers
            for kind, value in layer.leaks
        ],
    }


def _tell(console: Console, found: Unwrapped) -> None:
    if found.target is not None:
        console.print(f"[bold]{escape(shown(found.target))}[/bold]")
    else:
        console.print(f"[bold]not known offline[/bold]{f', host {escape(shown(found.host))}' if found.host else ''}")
    console.print(f"  layers: {' > '.join(layer.gateway for layer in found.layers) or 'none'}")
    for layer in found.layers:
        for kind, value in layer.leaks:
            console.print(f"  {layer.gateway} leaks the {kind}: {escape(shown(value))}")


def shown(text: str) -> str:
    r"""The text with everything escaped that would act on a terminal.

    >>> shown("a\x1b[2Jb\ud800")
    'a\\x1b[2Jb\\ud800'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
