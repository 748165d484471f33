"""The report as a whole: numbers that add up, hostile strings that stay strings, memory that stays small."""

from __future__ import annotations

import re
import tracemalloc
from html.parser import HTMLParser

import pytest

from firstsight.lab.report import Report
from firstsight.model import Action, ActionKind, Finding, Severity, Term, Verdict
from tests.unit.lab.report.verdicts import FIRST_DAY, OWN, TITLES, stream, surprise, verdict

BUDGETS = {"annotate": 0.02, "lock": 0.01, "hold": 0.001}

HOSTILE = (
    "</style></title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202eexe.fdp\u2066",
    "https://evil.test/<b>?a=1&b='",
    "a" * 5000,
    "\x00\x1b[31m\r\n\r\nSet-Cookie: x",
)


class Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "wbr":  # stands after an @, and a string that is cut may have lost it
            self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def tags(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    return parser


def report(verdicts: list[Verdict], title: str = "Replay") -> str:
    made = Report(title, {OWN}, BUDGETS, TITLES)
    for one in verdicts:
        made.add(one)
    return made.html()


def hostile(text: str) -> Verdict:
    """A verdict with the text in every string that a mail can reach."""
    return verdict(
        uid=text, label=text, author=text, author_name=text, recipients=(text, f"{text}@{OWN}"), subject=text,
        links=(text,), action=ActionKind.HOLD, actions=(Action(ActionKind.HOLD, text, text),), score=9.0, p=1e-9,
        terms=(Term(text, 1.0, text),), findings=(Finding(text, Severity.HIGH, 1, text, (text,), text, (text,)),),
        reason=text, surprises=(surprise(text, 1e-9, 3, f"mail:{text}", text),), entities=(f"mail:{text}", text),
        runner_up=text, model=text,
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_adds_no_tag_and_no_attribute(text: str) -> None:
    plain, hit = tags(report([hostile("plain")], "t")), tags(report([hostile(text)], text))
    assert hit.tags == plain.tags
    assert [name for name, _ in hit.attributes] == [name for name, _ in plain.attributes]


def test_no_hidden_character_reaches_the_page() -> None:
    html = report([hostile(text) for text in HOSTILE], HOSTILE[4])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", html)


def test_the_page_has_no_script_no_link_and_no_address_to_fetch() -> None:
    page = tags(report(stream(600)))
    assert not {"script", "a", "img", "iframe", "link", "object", "form", "base"} & set(page.tags)
    assert not {"href", "src", "style", "onclick", "srcset", "action"} & {name for name, _ in page.attributes}
    assert "evil.test" not in report([hostile("https://evil.test/x")])


def test_the_numbers_of_the_page_are_those_that_were_added() -> None:
    verdicts = stream(5000)
    html = report(verdicts)
    assert "5,000\u00a0messages" in html
    for kind in ActionKind:
        assert f'<dd class="n">{sum(v.action is kind for v in verdicts):,}</dd>' in html


def test_memory_does_not_grow_with_the_number_of_verdicts() -> None:
    made = Report("t", {OWN}, BUDGETS)
    verdicts = stream(2500)
    tracemalloc.start()
    try:
        for one in verdicts:
            made.add(one)
        first = tracemalloc.get_traced_memory()[0]
        for one in verdicts:
            made.add(one)
        second = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert first < 2_000_000
    assert second < first * 1.25 + 50_000


def test_a_long_subject_is_not_kept_whole() -> None:
    assert len(report([hostile("w " * 100_000)])) < 60_000


def test_no_mail_is_a_sensible_page() -> None:
    html = report([])
    assert "There was no mail to judge" in html
    assert "nan" not in html.lower().replace("finance", "").replace("pronan", "")


def test_one_mail_is_a_sensible_page() -> None:
    html = report([verdict()])
    assert "1\u00a0message, 1\u00a0person, one day." in html
    assert "100\u00a0%" in html
    assert "Nothing would have been done to any of it." in html
    assert "All of it came on one day." in html
    assert 'class="chart"' not in html


def test_a_message_without_surprises_is_only_counted() -> None:
    html = report([verdict(surprises=(), entities=(), lenses=(), recipients=())])
    assert "Nothing was observed." in html


def test_the_weeks_of_settling_are_not_the_most_surprising_ones() -> None:
    early = verdict(day=FIRST_DAY, p=1e-12, subject="Early bird")
    late = verdict(day=FIRST_DAY + 40, p=0.1, subject="Late bird")
    assert "Early bird" in report([early])
    assert "Early bird" not in report([early, late])


def test_the_page_is_the_same_each_time_it_is_asked_for() -> None:
    made = Report("t", {OWN}, BUDGETS)
    for one in stream(300):
        made.add(one)
    assert made.html() == made.html()
