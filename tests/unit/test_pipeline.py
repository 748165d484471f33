import pytest

from firstsight.errors import UnavailableError
from firstsight.model import DAY, ActionKind, Direction, Term, Verdict
from firstsight.pipeline import Engine, reason_of
from firstsight.relations import SCALES
from firstsight.store.memory import MemoryStore
from firstsight.surprise.combine import LENSES
from firstsight.surprise.head import ENOUGH_LABELS
from firstsight.surprise.score import recomputed
from tests.mails import OWN, START, Says, link, mail
from tests.streams import PARTNERS, attack, stream


def engine(store: MemoryStore | None = None) -> Engine:
    return Engine(store or MemoryStore(), OWN, Says())


def test_an_ordinary_month_is_left_alone_and_an_attack_is_answered() -> None:
    judge = engine()
    ordinary = judge.handle(list(stream(40)))
    acted = [v for v in ordinary[-60:] if v.action is not ActionKind.NONE]
    verdict = judge.handle([attack(40)])[0]
    assert len(acted) <= 3
    assert verdict.action.rung >= ActionKind.LOCK.rung
    assert verdict.score > max(v.score for v in ordinary[-60:])


def test_only_the_new_link_is_locked() -> None:
    judge = engine()
    judge.handle(list(stream(40)))
    verdict = judge.handle([attack(40, odds=0.5)])[0]
    assert verdict.action is ActionKind.LOCK
    assert [a.target for a in verdict.actions if a.kind is ActionKind.LOCK] == ["https://login.evil.example/40"]


def test_the_terms_add_up_to_the_score_and_every_p_follows_from_its_counts() -> None:
    judge = engine()
    for verdict in judge.handle([*stream(30), attack(30)]):
        assert sum(term.nats for term in verdict.terms) == pytest.approx(verdict.score)
        for surprise in verdict.surprises:
            kind = SCALES[surprise.observation.relation].kind
            assert recomputed(surprise, kind) == pytest.approx(surprise.p, rel=1e-9)


def test_a_new_organisation_gets_banners_at_most_on_surprise_alone() -> None:
    judge = engine()
    strange = mail("x@strange.example", day=1, links=(link("https://strange.example/"),))
    judge.handle(list(stream(1)))
    assert judge.handle([strange])[0].action.rung <= ActionKind.ANNOTATE.rung


def test_an_answer_to_own_mail_is_wanted_at_once() -> None:
    """Whom own people wrote to this morning is known this afternoon."""
    judge = engine()
    judge.handle(list(stream(20)))
    out = mail("ana@corp.example", "Ana", ("new@stranger.example",), day=20, direction=Direction.OUTBOUND)
    back = mail("new@stranger.example", "New", day=20, second=500, in_reply_to=out.message.message_id)
    cold = mail("old@stranger.example", "Old", day=20, second=600)
    _, answered, unasked = judge.handle([out, back, cold])
    assert answered.facts.wrote_to
    assert answered.facts.thread_known
    assert not unasked.facts.wrote_to
    assert not unasked.facts.thread_known


def test_a_known_name_at_a_new_address_is_noticed() -> None:
    judge = engine()
    judge.handle(list(stream(30)))
    name = f"{PARTNERS[0].partition('@')[0].title()} Example"
    verdict = judge.handle([mail("kim@freemail.example", name, day=30, subject="payment +3.0")])[0]
    assert verdict.facts.name_elsewhere
    assert "mail.known-name-new-address" in {f.detector for f in verdict.findings}


def test_time_does_not_run_back() -> None:
    judge = engine()
    judge.handle(list(stream(10)))
    late = judge.handle([mail(day=2)])[0]
    assert late.day == START // DAY + 9
    assert late.time == START + 2 * DAY


def test_evidence_of_many_mildly_odd_mails_becomes_a_finding() -> None:
    judge = engine()
    judge.handle(list(stream(60)))
    blast = [
        mail("lee@partner.example", "Lee Example", ("ana@corp.example",), day=60, second=60 * i, subject="contact +1.0",
             links=(link(f"https://site{i}.example/"),))
        for i in range(30)
    ]  # fmt: skip
    found = [any(f.detector == "mail.campaign" for f in v.findings) for v in judge.handle(blast)]
    assert not found[0]
    assert any(found)


def test_a_failed_write_leaves_the_engine_as_it_was() -> None:
    class Failing(MemoryStore):
        """A store whose disk is full when told so."""

        full = False

        def commit(self, verdicts: list[Verdict]) -> None:  # type: ignore[override]  # the engine passes lists
            if self.full and verdicts:
                raise UnavailableError("disk full")
            super().commit(verdicts)

    store, twin = Failing(), MemoryStore()
    judge, other = engine(store), engine(twin)
    events = list(stream(10))
    for one in (judge, other):
        one.handle(events[:20])
    store.full = True
    with pytest.raises(UnavailableError):
        judge.handle(events[20:])
    store.full = False
    assert [v.score for v in judge.handle(events[20:])] == [v.score for v in other.handle(events[20:])]


def test_the_reason_names_the_heaviest_terms_and_what_held_it_back() -> None:
    terms = [Term("a", 0.1, "small"), Term("b", 3.0, "large"), Term("c", -2.0, "against")]
    assert reason_of(terms, "") == "large."
    assert reason_of(terms, "today's 3 actions are spent") == "large. Today's 3 actions are spent."
    assert reason_of([], "") == "nothing unusual."


def test_enough_decisions_teach_the_engine_which_surprise_matters() -> None:
    store = MemoryStore()
    judge = engine(store)
    verdicts = judge.handle(list(stream(60)))
    for verdict in verdicts[-ENOUGH_LABELS:]:
        store.said[verdict.uid] = any(
            s.observation.relation == "mail.link_domain_for_org" and s.calibrated < 0.5 for s in verdict.surprises
        )
    assert judge.handle([attack(60)])[0].lenses[LENSES.index("taught")] == 0.0
    judge.reload()
    assert judge.handle([attack(60, second=81_000)])[0].lenses[LENSES.index("taught")] > 0.0
