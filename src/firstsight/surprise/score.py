"""How surprising one observation is: back-off from person to group to organisation to prior.

u = (a + d*T) / (a + N) is the probability that a context does something new. A value that is new at a level multiplies
that level's u with the p of the level above; a value that is known stops there.
Source: interpolated Pitman-Yor back-off; the e-value has mean <= 1 under any dependence.
"""

from __future__ import annotations

import math

from firstsight.model import Counts, Observation, Surprise
from firstsight.surprise.decay import decay
from firstsight.surprise.normal import Normal, Scale, path_of

LEAF, GROUP, ORG = (1.0, 0.5), (2.0, 0.4), (4.0, 0.3)
"""(a, d) of each level: concentration and discount. Refit by prequential log-likelihood, never per subject."""

PRIOR_P = 1e-4
"""Predictive probability of a value that nobody has seen; used for likelihoods, not for p-values."""

E_WEIGHTS = (0.5, 0.3, 0.2)
"""Shares of the three bets of the e-value: new here, new to the group too, new everywhere."""

RATE_DISPERSION_CAP = 30.0
"""Largest variance-to-mean excess of a rate, so that one wild day does not excuse everything after it."""

RATE_PRIOR_DAYS = 3.0
"""How many days of the level above a subject's own days are worth."""

RATE_TERMS = 10_000
"""Most terms summed for a tail; beyond it the p-value is 0 for all that matters."""


PARAMETERS = {1: (ORG,), 2: (LEAF, ORG), 3: (LEAF, GROUP, ORG)}
"""The (a, d) of each context of a path, by its length: the outermost is the organisation, the first the leaf."""


def level_of(
    relation: str, context: str, value: str, a: float, d: float, scale: Scale, normal: Normal, day: int
) -> Counts:
    """What one context knows of a value, decayed to `day`."""
    total, seen = normal.read(relation, context, value)
    if total is None:
        return Counts(context, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    n, t, k, last = total
    if day > last:
        faded = decay(day - last, scale.half_life_days)
        n, t = n * faded, t * faded
    u = (a + d * t) / (a + n)
    if seen is None:
        return Counts(context, 0.0, 0.0, n, t, k, u)
    c, last = seen
    tau = decay(day - last, scale.half_life_days) if day > last else 1.0
    return Counts(context, c * tau, tau, n, t, k, u)


def surprise_of(observation: Observation, scale: Scale, normal: Normal, day: int) -> tuple[float, float, list[Counts]]:
    """(p, e, counts of the levels that were consulted) of a value observation; 0 < p <= 1, e >= 0."""
    relation, value = observation.relation, observation.value
    p, e, left = 1.0, 0.0, 1.0
    consulted: list[Counts] = []
    path = path_of(observation)
    for context, (a, d), weight in zip(path, PARAMETERS[len(path)], E_WEIGHTS, strict=False):
        counts = level_of(relation, context, value, a, d, scale, normal, day)
        if counts.c > 0.0:
            if scale.kind == "ordered":
                counts = _exact(observation, scale, normal, day, counts)
            consulted.append(counts)
            return p * known_share(counts, a), e, consulted
        consulted.append(counts)
        p *= counts.u
        e += weight / p
        left -= weight
    return p, e + left / p, consulted  # with fewer than three levels, what is left is bet on "new everywhere" too


def known_share(counts: Counts, a: float) -> float:
    """p at a level that knows the value: something new, or a known value at most as frequent as this one."""
    return min(1.0, counts.u + counts.k * counts.c / (a + counts.n))


def _exact(observation: Observation, scale: Scale, normal: Normal, day: int, known: Counts) -> Counts:
    """The counts with `k` such that k * c is the exact weight of all values at most as frequent as this one."""
    cells = normal.values(observation.relation, known.level)
    weights = (c * scale.decay(max(0, day - last)) for c, last in cells)
    rarer = sum(weight for weight in weights if weight <= known.c + 1e-9)
    return Counts(known.level, known.c, known.tau, known.n, known.t, rarer / known.c, known.u)


def recomputed(surprise: Surprise, kind: str) -> float:
    """p from the counts in a row alone: what `explain` checks every row with."""
    observation, counts = surprise.observation, surprise.counts
    if kind == "rate":
        leaf = counts[0]
        return tail_of_negative_binomial(leaf.c, leaf.t, max(0.0, leaf.k - leaf.t * leaf.t))
    p = 1.0
    for level, (a, d) in zip(counts, PARAMETERS[len(path_of(observation))], strict=False):
        u = min(1.0, (a + d * level.t) / (a + level.n))
        p *= u if level.c == 0.0 else min(1.0, u + level.k * level.c / (a + level.n))
    return p


def predictive(observation: Observation, scale: Scale, normal: Normal, day: int) -> float:
    """P(value): the interpolated predictive probability, for likelihoods."""
    path = path_of(observation)
    probability = PRIOR_P
    for context, (a, d) in reversed(tuple(zip(path, PARAMETERS[len(path)], strict=True))):
        counts = level_of(observation.relation, context, observation.value, a, d, scale, normal, day)
        probability = max(0.0, counts.c - d * counts.tau) / (a + counts.n) + counts.u * probability
    return probability


def rate_p(
    observation: Observation, before: float, scale: Scale, normal: Normal, day: int
) -> tuple[float, float, list[Counts]]:
    """As `surprise_of`, for an amount: P(X >= today's amount so far) under a negative binomial with shrunk moments.

    `before` is what the subject did earlier today; it is added to `observation.amount`. In the counts of a rate, `c` is
    today's amount, `n` the days, `t` the mean and `k` the mean square after shrinking to the level above.
    """
    mean, square, amount = 1.0, 2.0, before + observation.amount
    consulted: list[Counts] = []
    for context in reversed(path_of(observation)):
        total = normal.context(observation.relation, context)
        days = 0.0
        if total is not None:
            faded = scale.decay(max(0, day - total[3]))
            days, first, second = total[0] * faded, total[1] * faded, total[2] * faded
            mean = (first + RATE_PRIOR_DAYS * mean) / (days + RATE_PRIOR_DAYS)
            square = (second + RATE_PRIOR_DAYS * square) / (days + RATE_PRIOR_DAYS)
        consulted.append(Counts(context, amount, 0.0, days, mean, square, 1.0))
    p = tail_of_negative_binomial(amount, mean, max(0.0, square - mean * mean))
    return p, 0.5 / math.sqrt(p), consulted[::-1]


def tail_of_negative_binomial(x: float, mean: float, variance: float) -> float:
    """P(X >= x), X negative binomial with this mean and variance (Poisson where variance <= mean); in (0, 1].

    >>> round(tail_of_negative_binomial(3, 1.0, 1.0), 4)
    0.0803
    """
    if x <= 0 or mean <= 0.0:
        return 1.0
    excess = min(variance / mean - 1.0, RATE_DISPERSION_CAP)
    below, steps = 0.0, min(math.ceil(x), RATE_TERMS)
    if excess <= 1e-9:
        term = math.exp(-mean)
        for k in range(steps):
            below += term
            term *= mean / (k + 1)
    else:
        shape = mean / excess
        q = excess / (1.0 + excess)
        term = math.exp(-shape * math.log1p(excess))
        for k in range(steps):
            below += term
            term *= q * (k + shape) / (k + 1)
    return min(1.0, max(1.0 - below, 1e-12))
