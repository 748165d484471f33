from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.errors import ConfigError
from firstsight.lab.quality.labels import labels_of

WHOLE = """replay_id,time,kind,family,campaign_id,intent,recipients,source
m1,2021-05-01T08:00:00Z,ham,inbound,,,a@x.example;b@x.example,somewhere
m2,2021-05-02T08:00:00Z,attack,pot,c1,credential,a@x.example,elsewhere
"""


def test_every_column_is_read() -> None:
    found = labels_of(WHOLE.splitlines(keepends=True), "l.csv")
    assert list(found) == ["m1", "m2"]
    first, second = found.values()
    assert (first.attack, first.family, first.recipients, first.intent) == (False, "inbound", 2, "")
    assert (second.attack, second.campaign, second.intent, second.recipients) == (True, "c1", "credential", 1)
    assert second.time == "2021-05-02T08:00:00Z"


def test_only_an_id_and_the_kind_are_needed() -> None:
    found = labels_of(["id,kind\n", "m1,attack\n", "m2\n"][:2], "l.csv")
    assert found["m1"].attack
    assert (found["m1"].family, found["m1"].recipients) == ("", 0)


@pytest.mark.parametrize(
    ("intent", "warned"),
    [("payment", True), ("callback", True), ("credential", False), ("malware", False), ("", False), ("odd", False)],
)
def test_a_warning_answers_where_there_is_nothing_to_lock(intent: str, warned: bool) -> None:
    found = labels_of(["id,kind,intent\n", f"m1,attack,{intent}\n"], "l.csv")
    assert found["m1"].warned is warned


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column 'kind'"),
        ("id,family\nm1,pot\n", "no column 'kind'"),
        ("id,kind\nm1,spam\n", "l.csv:2: kind 'spam'"),
        ("id,kind\nm1,ham\nm2\n", "l.csv:3: kind ''"),
        ("id,kind\nm1,ham\n" + "x" * 200_000 + ",ham\n", "field larger"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        labels_of(text.splitlines(keepends=True), "l.csv")


@given(st.text())
def test_any_text_is_labels_or_an_error_with_a_name(text: str) -> None:
    with suppress(ConfigError):
        assert all(label.id == name for name, label in labels_of(text.splitlines(keepends=True), "l.csv").items())
