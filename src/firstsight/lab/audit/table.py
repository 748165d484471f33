"""The audit as tables for a terminal of 80 columns or more."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from firstsight.lab.audit.audit import Audit
from firstsight.lab.audit.classes import NEEDLESS, WORDS, Class
from firstsight.lab.audit.columns import columns_of
from firstsight.lab.audit.summary import Summary, owners, summary_of
from firstsight.lab.audit.tally import OURS, THEIRS, UNTOLD, LinkTally, needless
from firstsight.model import ActionKind

MOST_ROWS = 16
"""Periods that the table of time tells; longer times are told by longer periods."""

MOST_OWNERS = 10
"""Owners of gateways that are named."""

_BAR = 16
"""Columns of the longest bar."""

_EIGHTHS = " ▏▎▍▌▋▊▉"


def show(console: Console, audit: Audit) -> None:
    """Prints everything that was counted so far."""
    whole = summary_of(audit)
    _headline(console, audit, whole)
    if not whole.rewritten:
        return
    for table in (
        _leads(audit.tally, whole),
        _gateways(whole),
        _owners(audit.tally, whole),
        _leaks(whole),
        _times(audit.tally),
    ):
        if table.row_count:
            console.print()
            console.print(table)


def _headline(console: Console, audit: Audit, whole: Summary) -> None:
    when = f"{whole.first_day} to {whole.last_day}" if whole.first_day else "no mail"
    console.print(f"[bold]Rewritten links[/bold], {when}")
    console.print(
        f"{_many(whole.messages, 'message')}, {whole.messages_with_links:,} with links: {_many(whole.links, 'link')}. "
        f"Gateways had rewritten [bold]{whole.rewritten:,}[/bold] ({share(whole.rewritten, whole.links)}) "
        f"in {_many(whole.messages_rewritten, 'message')}."
    )
    if whole.rewritten:
        console.print(
            f"[bold]{share(whole.needless, whole.rewritten)}[/bold] led to places that are ours or well known. "
            f"[bold]{whole.anomalous:,}[/bold] ({share(whole.anomalous, whole.rewritten)}) led somewhere never seen "
            f"before; firstsight would have held or locked {audit.tally.guarded:,} of these."
        )
    if whole.redirected:
        names = ", ".join(f"{escape(row.redirector)} {row.links:,}" for row in whole.redirectors)
        console.print(f"Not counted: {_many(whole.redirected, 'link')} through redirectors ({names}).", style="dim")


def _leads(tally: LinkTally, whole: Summary) -> Table:
    table = _table("Where they lead", "links", "share", "", "held", "locked", "warned", left=(3,))
    classes, acted = tally.classes(), tally.acted()
    most = max(classes.values())
    groups = (
        ("needless", [kind for kind in Class if kind in NEEDLESS]),
        ("in between", [Class.SELDOM, Class.UNKNOWN]),
        ("anomalous", [Class.NEW]),
    )
    for name, kinds in groups:
        links = sum(classes[kind] for kind in kinds)
        done = [sum(acted[kind, action] for kind in kinds) for action in _ACTIONS]
        style = "bold red" if name == "anomalous" else "bold"
        table.add_row(name, f"{links:,}", share(links, whole.rewritten), "", *map(_number, done), style=style)
        for kind in kinds:
            done = [acted[kind, action] for action in _ACTIONS]
            table.add_row(
                f"  {WORDS[kind]}",
                f"{classes[kind]:,}",
                share(classes[kind], whole.rewritten),
                bar(classes[kind], most),
                *map(_number, done),
            )
    notes = []
    if whole.host_only:
        notes.append(f"{whole.host_only:,} could not be opened but name their host.")
    if whole.damaged:
        notes.append(f"{whole.damaged:,} were cut on the way inside their host.")
    if whole.quoted or whole.quoted_unknown:
        notes.append(f"{whole.quoted:,} stand in quoted history (of {whole.quoted_unknown:,} nobody can tell).")
    table.caption = " ".join(notes) or None
    return table


def _gateways(whole: Summary) -> Table:
    table = _table("Gateways", "messages", "links", "needless", "new", "ours", "others'", "untold")
    for row in whole.gateways:
        easy = sum(row.classes[kind.value] for kind in NEEDLESS)
        table.add_row(
            escape(row.gateway),
            f"{row.messages:,}",
            f"{row.links:,}",
            share(easy, row.links),
            _number(row.classes[Class.NEW.value]),
            *(_number(row.whose[whose]) for whose in (OURS, THEIRS, UNTOLD)),
        )
    return table


def _owners(tally: LinkTally, whole: Summary) -> Table:
    table = _table("Whose gateway it was", "gateway", "messages", "links", "share", left=(1,))
    rows = [row for row in owners(tally) if row.owner]
    for row in rows[:MOST_OWNERS]:
        name = "others" if row.owner == "*" else f"{_shown(row.owner)}{' (ours)' if row.own else ''}"
        table.add_row(
            name, escape(row.gateway), f"{row.messages:,}", f"{row.links:,}", share(row.links, whole.rewritten)
        )
    if len(rows) > MOST_OWNERS:
        left = sum(row.links for row in rows[MOST_OWNERS:])
        table.add_row(f"and {len(rows) - MOST_OWNERS:,} more", "", "", f"{left:,}", share(left, whole.rewritten))
    return table


def _leaks(whole: Summary) -> Table:
    table = _table("What the links give away", "links", "share", "different ones")
    for leak in whole.leaks:
        if leak.links:
            distinct = f"{'more than ' if leak.more else ''}{leak.distinct:,}"
            table.add_row(leak.kind, f"{leak.links:,}", share(leak.links, whole.rewritten), distinct)
    return table


def _times(tally: LinkTally) -> Table:
    unit, columns = columns_of(tally, MOST_ROWS)
    table = _table(f"By {unit}", "messages", "rewritten", "needless", "between", "new", "", left=(6,))
    most = max((column.links for column in columns), default=0)
    for column in columns:
        links, easy, new = column.links, needless(column.classes), column.classes[Class.NEW]
        numbers = (links, easy, links - easy - new, new)
        table.add_row(column.period.label, f"{column.messages:,}", *map(_number, numbers), bar(links, most))
    return table


_ACTIONS = (ActionKind.HOLD, ActionKind.LOCK, ActionKind.ANNOTATE)


def _table(title: str, *columns: str, left: Iterable[int] = ()) -> Table:
    """A table without lines; the first column bears the title, those of `left` (counted from 1 after it) hold words."""
    table = Table(box=None, pad_edge=False, caption_justify="left", caption_style="dim")
    table.add_column(title, no_wrap=False, overflow="fold", header_style="bold")
    for number, name in enumerate(columns, 1):
        words = number in left
        table.add_column(name, justify="left" if words else "right", no_wrap=True, header_style="dim")
    return table


def _number(number: int) -> str:
    """The number; a dot for none, so that what is there is seen."""
    return f"{number:,}" if number else "·"


def _many(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _shown(text: str) -> str:
    return escape("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:60]))


def share(part: int, whole: int) -> str:
    """A share of the whole: two digits that matter below one hundredth.

    >>> share(1478, 155_008), share(1, 3), share(0, 7), share(7, 7), share(9_999, 10_000)
    ('0.95 %', '33.3 %', '0 %', '100 %', '99.99 %')
    """
    if not part or not whole:
        return "0 %"
    if part == whole:
        return "100 %"
    percent = 100 * part / whole
    digits = 2 if percent < 1 or percent > 99 else 1
    return f"{percent:.{digits}f} %"


def bar(part: int, most: int) -> str:
    """A bar of at most 16 columns, in eighths; something that is there is never nothing.

    >>> bar(10, 20), bar(1, 10_000), bar(0, 5)
    ('████████', '▏', '')
    """
    eighths = max(1, round(8 * _BAR * part / most)) if part and most else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
