import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.gateway.campaigns import QUIET_DAYS, campaigns, skeleton
from firstsight.lab.quality.told import Case, Cases
from tests.unit.lab.gateway.encounters import called, mail


def sizes(*attacks: Case, ham: tuple[Case, ...] = ()) -> list[int]:
    return [len(one.cases) for one in campaigns(Cases(attacks, ham, (), 0, 0, 0))]


def test_messages_with_one_label_are_one_campaign() -> None:
    assert sizes(mail(0, campaign="a"), mail(1, campaign="b"), mail(900, campaign="a")) == [2, 1]


def test_without_labels_a_shared_sender_link_or_subject_brings_them_together() -> None:
    by_link = mail(0, marks=("from a.example", "link x.evil.example"))
    other_host = mail(1, marks=("from b.example", "link y.evil.example", "subject Your parcel 17"))
    by_subject = mail(2, marks=("from c.example", "subject RE: your parcel 18!"))
    alone = mail(3, marks=("from d.example", "subject Another thing"))
    assert sizes(by_link, other_host, by_subject, alone) == [3, 1]


def test_a_message_may_bring_two_campaigns_together() -> None:
    bridge = mail(2, marks=("from a.example", "link evil.example"))
    assert sizes(mail(0, marks=("from a.example",)), mail(1, marks=("link evil.example",)), bridge) == [3]


def test_what_innocent_mail_shares_brings_nothing_together() -> None:
    attacks = [mail(i, marks=("from gmail.example", f"subject Item {'x' * i} here")) for i in range(3)]
    ham = (mail(9, marks=("from gmail.example",), attack=False),)
    assert sizes(*attacks, ham=ham) == [1, 1, 1]
    assert sizes(*attacks) == [3]


def test_a_subject_of_one_word_brings_nothing_together() -> None:
    assert sizes(mail(0, marks=("subject Invoice",)), mail(1, marks=("subject invoice!",))) == [1, 1]


def test_after_a_long_silence_it_is_a_new_campaign() -> None:
    days = QUIET_DAYS * 24.0
    together = [mail(i * days, marks=("from a.example",)) for i in range(3)]
    assert sizes(*together) == [3]
    assert sizes(mail(0, marks=("from a.example",)), mail(days + 1, marks=("from a.example",))) == [1, 1]


def test_without_anything_to_share_each_message_stands_alone() -> None:
    assert sizes(called(mail(0), "a"), called(mail(0), "b")) == [1, 1]


@pytest.mark.parametrize(
    ("subject", "bones"),
    [
        ("Re: AW: Invoice No. 4711", "invoice no #"),
        ("  INVOICE no 22-9 ", "invoice no # #"),
        ("", ""),
        ("Re: re: fwd:", ""),
    ],
)
def test_a_skeleton_leaves_out_what_changes(subject: str, bones: str) -> None:
    assert skeleton(subject) == bones


@given(st.text())
def test_an_answer_has_the_skeleton_of_what_it_answers(subject: str) -> None:
    if len(subject) < 400:
        assert skeleton(f"Re: {subject}") == skeleton(subject)


def test_a_long_subject_takes_no_time() -> None:
    assert len(skeleton("re:" * 400_000)) < 2000
