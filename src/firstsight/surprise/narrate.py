"""Surprise in words, from the counts alone: nothing is said that cannot be computed again from the row."""

from __future__ import annotations

from collections.abc import Mapping

from firstsight.model import Counts, Surprise
from firstsight.surprise.normal import GROUP_PREFIX, ORGANISATION


def odds_in_words(p: float) -> str:
    """A small probability as people say it.

    >>> odds_in_words(3.2e-5), odds_in_words(0.25), odds_in_words(1.0)
    ('1 in 31,000', '1 in 4', 'usual')
    """
    if p >= 0.5:
        return "usual"
    times = 1.0 / p
    digits = 10 ** max(0, len(str(int(times))) - 2)
    return f"1 in {round(times / digits) * digits:,.0f}"


def share_in_words(u: float) -> str:
    """A share with two significant digits: 4.1 %.

    >>> share_in_words(0.041), share_in_words(0.00314), share_in_words(1.0)
    ('4.1 %', '0.31 %', '100 %')
    """
    return f"{u * 100:.2g} %" if u < 0.995 else "100 %"


def who(level: str) -> str:
    """The name of a context for a reader: the entity without its scheme, its group, or the organisation."""
    if level == ORGANISATION:
        return "the organisation"
    if level.startswith(GROUP_PREFIX):
        return f"the group {level.removeprefix(GROUP_PREFIX)}"
    return level.partition(":")[2] or level


def sentence(surprise: Surprise, titles: Mapping[str, str]) -> str:
    """One observation: what it was, what each level knew of it, and how rare that is, computed and calibrated."""
    observation = surprise.observation
    title = titles.get(observation.relation, observation.relation)
    steps = "; ".join(_step(counts) for counts in surprise.counts)
    rarity = f"p {surprise.p:.2g}, calibrated {odds_in_words(surprise.calibrated)}"
    if observation.amount:
        leaf = surprise.counts[0]
        usual = f"{who(leaf.level)} usually has {leaf.t:.1f} a day over {leaf.n:.0f} days" if leaf.n else "no history"
        return f"{title}: {leaf.c:.0f} so far today ({usual}): {rarity}"
    return f"{title}: {observation.value}: {steps}: {rarity}"


def _step(counts: Counts) -> str:
    name = who(counts.level)
    if counts.c > 0.0:
        return f"known to {name} (weight {counts.c:.1f} of {counts.n:.1f}, {counts.k:.0f} different ones)"
    if counts.n == 0.0:
        return f"{name} has no history of this"
    return f"new to {name}, who meets a new one {share_in_words(counts.u)} of the time (N = {counts.n:.1f})"
