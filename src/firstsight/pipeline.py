"""THE SPINE: what happens to an event, in order. One read of what is normal, one write of what was decided.

    recall     judged before (a retry of the sender)? the same verdict as then
    judge      intent -> facts -> relations -> surprise -> findings -> score -> action                      [pure]
    commit     one appended row an event: observations, counts, terms, actions
    midnight   the day's rows fold into the next snapshot; calibration, thresholds and budgets move on

Normal does not change during a day, so nothing that is learnt today excuses anything today.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from firstsight import detectors
from firstsight.mail.unwrap.rewriting import rewritten_of
from firstsight.model import (
    Block,
    EmailActivity,
    Evidence,
    Facts,
    Intent,
    Observation,
    Perimeter,
    Surprise,
    Term,
    Verdict,
    day_of,
)
from firstsight.policy.decide import Limits, decide
from firstsight.policy.scorecard import terms_of
from firstsight.policy.table import DEFAULT_TABLE, Table
from firstsight.relations import CATALOGUE, SCALES, Mail
from firstsight.relations.circle import Circle
from firstsight.relations.facts import facts_of
from firstsight.surprise.calibrate import WINDOW_DAYS, Histogram, maturity
from firstsight.surprise.combine import deviances, event_p, lenses
from firstsight.surprise.head import ENOUGH_LABELS, EQUAL, Head, fit
from firstsight.surprise.normal import Normal
from firstsight.surprise.score import rate_p, surprise_of
from firstsight.surprise.today import Almanac, Tally, Today

MOST_SCORED = 5
"""Subjects of one relation that are scored in one mail: the first recipients. A mail to many is learnt for all of them.

Values are never left out: a new link would else hide behind known ones."""

LAST_DAY = 65_535
"""Days are counted in 16 bits from 1970 (until 2149); a file's clock may say anything."""

NATS = {detector.id: detector.nats for detector in detectors.CATALOGUE}


class Judge(Protocol):
    """Tells what a text wants."""

    id: str

    def judge(self, event: EmailActivity) -> Intent:
        """The intent of one mail; pure."""


class Store(Protocol):
    """Keeps the log of verdicts (the truth) and the snapshot of normal (which follows from it).

    A batch of n gives what n batches of one give; committing or folding twice changes nothing.
    Raises `UnavailableError` when it cannot write; nothing is half-written then.
    """

    def normal(self) -> Normal:
        """What is known as of the last fold."""

    def recall(self, uids: Sequence[str]) -> Mapping[str, Verdict]:
        """The verdicts already given to these uids."""

    def commit(self, verdicts: Sequence[Verdict]) -> None:
        """Append verdicts, all or none. One whose uid is there already is left out."""

    def fold(self, tally: Tally) -> None:
        """Close the tally's day: what it taught becomes normal, and the tally is kept. Idempotent by day."""

    def tallies(self, days: int) -> Sequence[Tally]:
        """The last tallies within so many days, oldest first."""

    def labels(self) -> Sequence[tuple[Verdict, bool]]:
        """Verdicts that people judged, and whether they called them bad; the last word on each."""

    def open_day(self) -> Iterable[Verdict]:
        """The verdicts of the day that is not folded yet, in the order of judgement."""


class Engine:
    """Judges events in order of time and learns from them at midnight. Not for use by two threads at once."""

    def __init__(
        self,
        store: Store,
        perimeter: Perimeter,
        judge: Judge,
        table: Table = DEFAULT_TABLE,
        shipped: Mapping[str, Histogram] | None = None,
    ) -> None:
        self._store, self._perimeter, self._judge = store, perimeter, judge
        self._table, self._shipped = table, shipped
        self.reload()

    def reload(self) -> None:
        """Take everything that is kept in memory from the store again (after a start, a failure, or a change by
        others).
        """
        self._almanac = Almanac(self._table.budgets, self._store.tallies(WINDOW_DAYS), self._shipped)
        self._normal = self._store.normal()
        self._circle = Circle(self._perimeter)
        self._head = _taught(self._store.labels())
        self._today: Today | None = None
        for verdict in self._store.open_day():
            self._open(verdict.day).add(verdict, SCALES, self._table.budgets)

    @property
    def almanac(self) -> Almanac:
        """What the past weeks say, frozen until midnight."""
        return self._almanac

    def handle(self, events: Sequence[EmailActivity]) -> list[Verdict]:
        """One verdict an event, in order, committed before they are returned.

        Raises `UnavailableError` where the store cannot be written: nothing of the unfinished part is kept then.
        """
        known = dict(self._store.recall([event.uid for event in events]))
        pending: list[Verdict] = []
        out: list[Verdict] = []
        try:
            for event in events:
                verdict = known.get(event.uid)
                if verdict is None:
                    pending = self._pass_midnight(max(day_of(event.time), 0), pending)
                    verdict = known[event.uid] = self._judged(event)
                    pending.append(verdict)
                out.append(verdict)
            self._store.commit(pending)
        except BaseException:
            self.reload()
            raise
        return out

    def recall(self, uids: Sequence[str]) -> Mapping[str, Verdict]:
        """The verdicts already given to these uids."""
        return self._store.recall(uids)

    def close_day(self) -> None:
        """Fold the open day as if midnight had come (at the end of a replay)."""
        if self._today is not None:
            self._pass_midnight(self._today.day + 1, [])

    def _open(self, day: int) -> Today:
        if self._today is None:
            day = min(day, LAST_DAY)
            self._today = Today(day, self._almanac.evidence_on(day))
            self._circle.advance(self._normal, day)
            self._thresholds, self._caps = self._almanac.thresholds(), self._almanac.caps()
        return self._today

    def _pass_midnight(self, day: int, pending: list[Verdict]) -> list[Verdict]:
        """Open the day; if another one is open and over, commit what is pending and fold it. Time does not run back."""
        if self._today is None or day <= self._today.day:
            self._open(max(day, self._almanac.next_day))
            return pending
        self._store.commit(pending)
        tally = self._today.close(self._almanac)
        self._store.fold(tally)
        self._almanac.advance(tally)
        self._normal = self._store.normal()
        self._today = None
        self._open(day)
        return []

    def _judged(self, event: EmailActivity) -> Verdict:
        assert self._today is not None
        verdict = self._verdict(event, self._today)
        self._today.add(verdict, SCALES, self._table.budgets)
        return verdict

    def _verdict(self, event: EmailActivity, today: Today) -> Verdict:
        """Everything that is decided of one event; changes nothing."""
        intent = self._judge.judge(event)
        own = tuple(r for r in event.recipients if self._perimeter.owns(r.rpartition("@")[2]))
        facts = facts_of(event, own, self._normal, today, self._circle)
        surprises, remember = self._observe(Mail(event, intent, facts, self._perimeter, own), today)
        evidence, raw = self._evidence(event, intent, facts, surprises, today)
        findings = tuple(f for detector in detectors.CATALOGUE for f in detector.detect(evidence))
        terms = tuple(terms_of(evidence, findings, NATS, self._table.weights))
        score = sum(term.nats for term in terms)
        acted = {name: today.acted(name) for name in self._table.budgets}
        limits = Limits(
            self._thresholds,
            self._caps,
            acted,
            self._almanac.learning(today.day, self._table.learning_days, self._table.learning_messages),
        )
        decision = decide(evidence, score, self._table, limits)
        author = event.author
        return Verdict(
            uid=event.uid,
            label=event.label,
            time=event.time,
            day=today.day,
            direction=event.direction,
            author=author.addr,
            author_name=author.name,
            recipients=event.recipients,
            subject=event.message.subject,
            links=tuple(dict.fromkeys(link.host for link in event.message.links if link.place != "image")),
            action=decision.action,
            actions=decision.actions,
            score=score,
            p=evidence.p,
            intent=intent,
            terms=terms,
            findings=findings,
            reason=reason_of(terms, decision.held_back),
            facts=facts,
            surprises=surprises,
            remember=remember,
            lenses=raw,
            thresholds=tuple(self._thresholds.values()),
            entities=entities_of(evidence),
            learn=decision.wanted.rung < 2,
            wanted=decision.wanted,
            runner_up=decision.runner_up,
            model=f"{self._judge.id}/{self._table.version}",
            rewritten=rewritten_of(event.message),
        )

    def _observe(self, mail: Mail, today: Today) -> tuple[tuple[Surprise, ...], tuple[Observation, ...]]:
        """(surprises, what is only remembered): each relation asked, each observation scored and calibrated."""
        surprises: list[Surprise] = []
        remember: list[Observation] = []
        calibrated, day = self._almanac.calibration.p, today.day
        for relation in CATALOGUE:
            scale = relation.scale
            kind = scale.kind
            subjects: set[str] = set()
            for observation in relation.observe(mail):
                subjects.add(observation.subject)
                if kind == "memory" or len(subjects) > MOST_SCORED:
                    remember.append(observation)
                    continue
                if kind == "rate":
                    before = today.amount(observation.relation, observation.subject)
                    p, e, counts = rate_p(observation, before, scale, self._normal, day)
                else:
                    p, e, counts = surprise_of(observation, scale, self._normal, day)
                ranked, used = calibrated(scale.id, maturity(counts[0].n), p)
                surprises.append(Surprise(observation, p, ranked, e, tuple(counts), used))
        return tuple(surprises), tuple(remember)

    def _evidence(
        self,
        event: EmailActivity,
        intent: Intent,
        facts: Facts,
        surprises: tuple[Surprise, ...],
        today: Today,
    ) -> tuple[Evidence, tuple[float, ...]]:
        """The evidence, and the raw -ln of lenses, event and gathered evidence for tomorrow's calibration."""
        calibration, direction = self._almanac.calibration, event.direction.value
        values = lenses(surprises, SCALES, self._head)
        smallest, p = event_p(values, direction, calibration)
        bare = Evidence(event, facts, intent, surprises, p)
        entities = entities_of(bare)
        most = max(entities, key=lambda name: today.evidence.get(name, 0.0), default="")
        gathered = today.evidence.get(most, 0.0)
        gathered_p = calibration.p("gathered", direction, max(1e-12, math.exp(-gathered)))[0] if gathered else 1.0
        evidence = Evidence(
            event,
            facts,
            intent,
            surprises,
            p,
            claims_own=self._perimeter.owns(event.author.domain),
            gathered_p=gathered_p,
            gathered_from=most if gathered else "",
        )
        return evidence, (*values, smallest, gathered)


def _taught(labels: Sequence[tuple[Verdict, bool]]) -> Head | None:
    """The head that people's decisions teach; None while there are too few."""
    if len(labels) < ENOUGH_LABELS:
        return None
    known = [[s for s in verdict.surprises if s.observation.relation in SCALES] for verdict, _ in labels]
    rows = [[of_block.get(block, 0.0) for block in Block] for of_block in (deviances(s, SCALES) for s in known)]
    return fit(rows, [bad for _, bad in labels], EQUAL)


def entities_of(evidence: Evidence) -> tuple[str, ...]:
    """Whom the evidence of an event is added to: its sender, the sender's domain, and link domains new to everybody."""
    author = evidence.event.author
    named = [f"mail:{author.addr}", f"domain:{author.domain}"] if author.addr else []
    new = (
        f"domain:{s.observation.value}"
        for s in evidence.surprises
        if s.observation.relation == "mail.link_domain_for_org" and s.new_everywhere
    )
    return tuple(dict.fromkeys((*named, *new)))


def reason_of(terms: Sequence[Term], held_back: str) -> str:
    """One sentence: the three heaviest terms that speak against the mail, and why less was done than wanted."""
    against = sorted((t for t in terms if t.nats > 0.3), key=lambda t: -t.nats)[:3]
    said = "; ".join(term.reason for term in against) or "nothing unusual"
    return f"{said}. {held_back[:1].upper()}{held_back[1:]}." if held_back else f"{said}."
