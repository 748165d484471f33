from firstsight.lab.quality.bounds import Share
from firstsight.lab.quality.quality import quality
from firstsight.lab.quality.told import Cases
from firstsight.lab.quality.words import percent, text, told
from tests.unit.lab.quality.cases import attacks, case, ham


def said(cases: Cases) -> str:
    return text(quality(cases))


def test_everything_is_told() -> None:
    bad = [*attacks(40, 30), case(-1.0, attack=True), case(-5.5, attack=True, intent="payment", named="payment")]
    page = said(Cases(tuple(bad), (*ham(2000, acted=4), case(0.5)), (case(),), 2, 3, 0))
    for part in (
        "42 attacks, 2,001 ham",
        "2 labelled messages have no verdict",
        "3 verdicts have no label",
        "parcel",
        "all attacks",
        "any action on ham",
        "own people's mail touched",
        "1 in 1,000,000",
        "score as log-odds, where 2.1 % are attacks",
        "best line",
        "ask named right",
        "credential for promotion 10",
    ):
        assert part in page
    assert "nan" not in page


def test_what_is_not_there_is_not_told() -> None:
    page = said(Cases((), (), (), 0, 0, 0))
    assert page == "0 attacks, 0 ham, 0 innocent mails of own people"
    page = said(Cases(attacks(), (), (), 0, 0, 0))
    assert "worth of an alert" not in page
    assert "all attacks" in page


def test_too_little_ham_is_told() -> None:
    assert "one message is 0.20%" in said(Cases(attacks(), ham(500), (), 0, 0, 0))


def test_shares_are_written_with_their_bounds() -> None:
    assert told(Share(1, 10)) == "10.0 % [0.3, 44.5]"
    assert told(Share(0, 0)) == "none"
    assert percent(float("nan")) == "-"
