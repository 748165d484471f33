"""When a sender writes."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.TIME, "hour for the sender", kind="ordered", weight=0.5)
def hour_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> three hours of the UTC day, apart for workdays and weekends (16 values)."""
    if mail.author.addr:
        hour, weekday = mail.event.time // 3600 % 24, (mail.event.time // 86_400 + 3) % 7
        yield (
            f"mail:{mail.author.addr}",
            f"{'weekend' if weekday > 4 else 'workday'} {hour // 3 * 3:02}",
            mail.author.domain,
        )
