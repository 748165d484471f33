"""A trial as plain text: what was found of one's own attacks, and what the real mail beside them met."""

from __future__ import annotations

from msgspec.structs import replace

from firstsight.lab.inject.trial import Trial
from firstsight.lab.quality import words
from firstsight.lab.quality.bounds import Share
from firstsight.lab.quality.quality import Quality


def text(found: Trial) -> str:
    """Everything, in blocks with an empty line between them."""
    if not found.shots:
        return "the archive is too short, or gives nothing to work with: no attack was written into it"
    return "\n\n".join((words.text(_bare(found.quality)), "\n".join(_price(found))))


def _bare(quality: Quality) -> Quality:
    """All but what is said of costs: those stand beside the costs without attacks."""
    return replace(quality, costs=())


def _price(found: Trial) -> list[str]:
    lines = [f"{'real mail, taken as innocent':34}{'as it is':>26}{'with attacks in it':>26}"]
    for plain, mixed in zip(found.untouched, found.quality.costs, strict=True):
        if plain.mean.whole:
            title = words.COSTS[plain.action, plain.of]
            lines.append(f"{title:34}{_told(plain.mean):>26}{_told(mixed.mean):>26}")
    lines.append(f"because of them, {found.more:,} real messages met a stronger action and {found.less:,} a milder one")
    return lines


def _told(share: Share) -> str:
    return f"{share.part:,} of {share.whole:,}, {100 * share.value:.3f} %"
