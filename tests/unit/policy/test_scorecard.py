"""The score is the sum of its terms, and no term is there without its cause."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from firstsight.model import AuthResults, Facts, Finding, IntentClass, Severity
from firstsight.policy.scorecard import (
    DEVIANCE_NATS,
    MACHINES,
    Traits,
    _interactions,
    link_novelty,
    share_of,
    surprise_bound,
    terms_of,
    traits_of,
)
from firstsight.policy.table import Weights
from firstsight.relations import SCALES
from tests.mails import attachment, intent, link, mail
from tests.unit.detectors.evidence import evidence, new_link, surprise

PAIRS = {
    "stranger_link": ("stranger", "link"),
    "stranger_attachment": ("stranger", "attachment"),
    "stranger_ask": ("stranger", "ask"),
    "deviant_link": ("deviant", "link"),
    "deviant_ask": ("deviant", "ask"),
    "name_ask": ("impostor", "ask"),
    "money": ("money", "ask"),
}
"""Interactions and the two traits that each is the product of."""

FULL = dict.fromkeys(Traits.__struct_fields__, 1.0)
units = st.floats(0.0, 1.0)
ps = st.floats(1e-300, 1.0)


def finding(name: str, reason: str) -> Finding:
    return Finding(name, Severity.LOW, 50, reason)


def interactions(**traits: float) -> dict[str, float]:
    return {term.name: term.nats for term in _interactions(evidence(), Traits(**{**FULL, **traits}), Weights())}


def score(p: float, odds: float = 2.0, facts: Facts | None = None) -> float:
    given = evidence(p=p, facts=facts, wants=intent(IntentClass.PAYMENT, odds))
    return sum(term.nats for term in terms_of(given, (), {}, Weights()))


def test_every_term_of_a_mail_that_has_everything_is_there_with_its_reason() -> None:
    event = mail(
        links=(link("https://evil.example/"),),
        attachments=(attachment("a.exe"),),
        auth=AuthResults("fail", "fail", "fail", source="header"),
    )
    seen = (
        *new_link("evil.example"),
        surprise("attachment_for_sender", "exe", 0.0),
        surprise("payee_for_org", "x", 0.0),
    )
    given = evidence(event, *seen, facts=Facts(name_elsewhere=True), p=1e-6, wants=intent(IntentClass.PAYMENT, 3.0))
    terms = terms_of(given, (finding("mail.x", "because"),), {"mail.x": 1.25}, Weights())
    assert [term.name for term in terms] == [
        *("prior", "surprise", "text", "together", "stranger_link", "stranger_attachment", "stranger_ask"),
        *("name_payload", "name_ask", "money", "failed", "mail.x"),
    ]
    assert all(term.reason for term in terms)
    assert next(term for term in terms if term.name == "mail.x").nats == 1.25


def test_of_an_ordinary_mail_only_the_prior_its_text_and_who_wanted_it_speak() -> None:
    terms = terms_of(evidence(facts=Facts(sender_days=50.0, wrote_to=True)), (), {}, Weights())
    assert {term.name: term.nats for term in terms} == {
        "prior": Weights().prior,
        "text": pytest.approx(Weights().text * -2.0),
        "wanted": Weights().wanted,
    }


def test_a_detector_that_says_two_things_counts_once_with_the_first() -> None:
    said = (finding("mail.x", "first"), finding("mail.y", "other"), finding("mail.x", "second"))
    terms = terms_of(evidence(), said, {"mail.x": 2.0, "mail.y": 1.0}, Weights())
    assert [(t.name, t.nats, t.reason) for t in terms if t.name.startswith("mail.")] == [
        ("mail.x", 2.0, "first"),
        ("mail.y", 1.0, "other"),
    ]


def test_a_detector_without_a_worth_adds_no_term() -> None:
    assert "mail.x" not in {term.name for term in terms_of(evidence(), (finding("mail.x", "said"),), {}, Weights())}


@given(ps, ps, st.floats(-1000.0, 1000.0), st.sampled_from([0.0, 1.0, 50.0]))
def test_more_surprise_never_lowers_the_score(one: float, other: float, odds: float, days: float) -> None:
    facts = Facts(sender_days=days)
    assert score(min(one, other), odds, facts) >= score(max(one, other), odds, facts) - 1e-9


@given(ps, st.floats(-1000.0, 1000.0), st.floats(-1000.0, 1000.0))
def test_a_worse_text_never_lowers_the_score(p: float, one: float, other: float) -> None:
    assert score(p, max(one, other)) >= score(p, min(one, other)) - 1e-9


@given(st.floats(-1e6, 1e6))
def test_a_text_exonerates_and_accuses_only_so_far(odds: float) -> None:
    weights = Weights()
    terms = {term.name: term.nats for term in terms_of(evidence(wants=intent(odds=odds)), (), {}, weights)}
    text = terms.get("text", 0.0)
    assert weights.text * weights.text_floor <= text <= weights.text * weights.text_cap


@given(ps)
def test_surprise_alone_is_capped(p: float) -> None:
    terms = {term.name: term.nats for term in terms_of(evidence(p=p), (), {}, Weights())}
    assert 0.0 <= terms.get("surprise", 0.0) <= Weights().surprise_cap


@pytest.mark.parametrize(("name", "pair"), PAIRS.items())
def test_an_interaction_needs_both_its_factors(name: str, pair: tuple[str, str]) -> None:
    assert interactions()[name] == pytest.approx(getattr(Weights(), name))
    for factor in pair:
        assert interactions(**{factor: 0.0})[name] == 0.0


def test_a_failed_authentication_needs_a_payload_or_an_ask() -> None:
    assert interactions()["failed"] == pytest.approx(Weights().failed)
    assert interactions(failed=0.0)["failed"] == 0.0
    assert interactions(link=0.0, attachment=0.0, ask=0.0)["failed"] == 0.0
    assert interactions(link=0.0, attachment=0.0)["failed"] > 0.0


@given(st.fixed_dictionaries(dict.fromkeys(FULL, units)), st.sampled_from(sorted(FULL)), units)
def test_no_trait_that_grows_lowers_an_interaction(traits: dict[str, float], grown: str, to: float) -> None:
    less, more = sorted((traits[grown], to))
    below, above = interactions(**traits | {grown: less}), interactions(**traits | {grown: more})
    assert all(below[name] <= above[name] + 1e-12 for name in below)


@pytest.mark.parametrize(
    ("p", "nats"),
    [(1.0, 0.0), (0.5, 0.0), (1 / math.e, 0.0), (0.05, 0.8985), (0.01, 2.0780), (1e-3, 3.9751), (1e-6, 10.1897)],
)
def test_the_bound_on_the_evidence_in_a_p_value(p: float, nats: float) -> None:
    assert surprise_bound(p) == pytest.approx(nats, abs=1e-4)


@given(st.floats(-1e9, 1e9))
def test_log_odds_of_any_size_stand_for_a_share(nats: float) -> None:
    assert 0.0 <= share_of(nats) <= 1.0
    assert share_of(nats) + share_of(-nats) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("org", "sender", "novelty"),
    [
        (0.0, 0.0, 1.0),
        (0.1, 0.0, 0.5),
        (2.99, 0.0, 0.5),
        (3.0, 0.0, 0.2),
        (0.0, 0.1, 0.3),
        (0.99, 0.1, 0.3),
        (1.0, 0.1, 0.0),
        (50.0, 5.0, 0.0),
    ],
)
def test_novelty_of_a_link_domain(org: float, sender: float, novelty: float) -> None:
    seen = (*new_link("other.example", org=9.0, domain_seen=9.0), *new_link("a.example", org=org, domain_seen=sender))
    assert link_novelty(seen, "a.example") == novelty


def test_a_link_domain_that_was_not_scored_is_as_good_as_new() -> None:
    assert link_novelty((), "a.example") == 1.0


def trait(name: str, *surprises: object, facts: Facts | None = None, **fields: object) -> float:
    return float(getattr(traits_of(evidence(mail(**fields), *surprises, facts=facts)), name))  # type: ignore[arg-type]  # any field of a mail


@pytest.mark.parametrize(
    ("facts", "stranger"),
    [
        (Facts(), 1.0),
        (Facts(sender_days=1.99), 0.5),
        (Facts(sender_days=2.0), 0.0),
        (Facts(domain_days=10.0), 0.7),
        (Facts(sender_days=1.0, domain_days=10.0), 0.35),
        (Facts(domain_days=9.99), 1.0),
        (Facts(domain_days=99.0, name_elsewhere=True), 1.0),
    ],
)
def test_how_much_of_a_stranger_a_sender_is(facts: Facts, stranger: float) -> None:
    assert trait("stranger", facts=facts) == pytest.approx(stranger)


def test_only_a_known_sender_deviates_and_only_by_its_machines() -> None:
    odd = surprise("network_for_domain", "192.0.2.0/24", 0.0, calibrated=math.exp(-DEVIANCE_NATS / 2))
    known = Facts(sender_days=2.0)
    assert trait("deviant", odd, facts=known) == pytest.approx(0.5)
    assert trait("deviant", odd, facts=Facts(sender_days=1.9)) == 0.0
    assert trait("deviant", surprise("sender_for_org", "x", 0.0, calibrated=1e-9), facts=known) == 0.0
    assert trait("deviant", surprise("helo_for_domain", "x", 0.0, calibrated=1e-30), facts=known) == 1.0


def test_the_machines_are_relations_of_the_catalogue() -> None:
    assert set(SCALES) >= MACHINES


def test_a_link_of_a_sender_to_itself_is_half_as_new_and_a_picture_is_none() -> None:
    own, other = link("https://www.partner.example/"), link("https://evil.example/", place="image")
    assert trait("link", links=(own,)) == 0.5
    assert trait("link", links=(own, other)) == 0.5
    assert trait("link") == 0.0


def test_an_attachment_counts_where_it_is_risky_and_new() -> None:
    new, known = surprise("attachment_for_sender", "exe", 0.0), surprise("attachment_for_sender", "exe", 2.0)
    half = surprise("attachment_for_sender", "exe", 0.0, 1.0)
    plain, active = attachment("a.html"), replace(attachment("a.html"), traits=("password-field",))
    assert trait("attachment", new, attachments=(active,)) == 1.0
    assert trait("attachment", new, attachments=(plain,)) == 0.5
    assert trait("attachment", half, attachments=(active,)) == 0.5
    assert trait("attachment", known, attachments=(active,)) == 0.0
    assert trait("attachment", new, attachments=(attachment("a.jpg"),)) == 0.0
    assert trait("attachment", new, attachments=(attachment("a.jpg", mismatch=True),)) == 1.0


@pytest.mark.parametrize(
    ("auth", "failed"),
    [
        (AuthResults(), 0.0),
        (AuthResults("pass", "pass", "fail"), 1.0),
        (AuthResults("fail", "none", "none"), 1.0),
        (AuthResults("fail", "pass", "none", dkim_domains=("partner.example",)), 0.0),
        (AuthResults("fail", "pass", "none", dkim_domains=("evil.example",)), 1.0),
        (AuthResults("fail", "pass", "pass", dkim_domains=("evil.example",)), 0.0),
        (AuthResults("softfail", "fail", "none"), 1.0),
    ],
)
def test_absent_authentication_is_not_failed(auth: AuthResults, failed: float) -> None:
    assert trait("failed", auth=auth) == failed


def test_an_impostor_bears_a_known_name_or_an_own_address_that_fails() -> None:
    fails = mail(auth=AuthResults(dmarc="fail"))
    assert traits_of(evidence(facts=Facts(name_elsewhere=True))).impostor == 1.0
    assert traits_of(evidence(fails, claims_own=True)).impostor == 1.0
    assert traits_of(evidence(fails)).impostor == 0.0
    assert traits_of(evidence(claims_own=True)).impostor == 0.0
