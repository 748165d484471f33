"""The sender's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.text.quote import MAX_SIGNATURE_LINES, own_words

OWN = "Yes, gladly.\nSee you."
OLD = "> Shall we meet?\n> At ten?"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, 2 May 2022 at 09:00, Bob <bob@corp.example> wrote:",
        "On Mon, 2 May 2022 at 09:00, Robert Longname\n<bob@corp.example> wrote:",
        "On Mon, 2 May 2022\nat 09:00, Robert Longname <bob@corp.example>\nwrote:",
        "Am 02.05.22 um 09:00 schrieb Bob:",
        "Am Mo., 2. Mai 2022 um 09:00 Uhr schrieb Bob <bob@corp.example>:",
        "Am Mo., 2. Mai 2022 um 09:00 Uhr schrieb Bob\n<bob@corp.example>:",
        "Le lun. 2 mai 2022 à 09:00, Bob <bob@corp.example> a écrit :",
        "El lun, 2 may 2022 a las 9:00, Bob (<bob@corp.example>) escribió:",
        "Il giorno lun 2 mag 2022 alle ore 09:00 Bob <bob@corp.example> ha scritto:",
        "Em seg., 2 de mai. de 2022 às 09:00, Bob <bob@corp.example> escreveu:",
        "Op ma 2 mei 2022 om 09:00 schreef Bob <bob@corp.example>:",
        "Den mån 2 maj 2022 kl 09:00 skrev Bob <bob@corp.example>:",
        "пн, 2 мая 2022 г. в 09:00, Bob <bob@corp.example>:\n02.05.2022, 09:00, Bob написал:"[56:],
        "pon., 2 maj 2022 o 09:00 Bob <bob@corp.example> napisał(a):",
        "Bob <bob@corp.example> 于2022年5月2日周一 09:00写道：",
        "2022年5月2日(月) 9:00 Bob <bob@corp.example>のメール:",
    ],
)
@pytest.mark.parametrize("quoted", [OLD, "Shall we meet?\nAt ten?"], ids=["marked", "unmarked"])
def test_an_attribution_in_many_languages_starts_the_history(attribution: str, quoted: str) -> None:
    text = f"{OWN}\n\n{attribution}\n\n{quoted}\n"
    assert own_words(text) == (OWN, len(text.strip()) - len(OWN))


@pytest.mark.parametrize(
    "block",
    [
        "-----Original Message-----\nFrom: Bob\nold",
        "----- Ursprüngliche Nachricht -----\nVon: Bob\nalt",
        "-------- Message original --------\nancien",
        "---------- Forwarded message ---------\nold",
        "Begin forwarded message:\n\nold",
        "-----Mensaje original-----\nviejo",
        "________________________________\nFrom: Bob <b@c.example>\nSent: Monday\nTo: Jane\nSubject: x\n\nold",
        "From: Bob\nDate: Monday\nTo: Jane\nSubject: x\n\nold",
        "Von: Bob\nGesendet: Montag\nAn: Jane\nBetreff: x\n\nalt",
        "De : Bob\nEnvoyé : lundi\nÀ : Jane\nObjet : x\n\nancien",
        "De: Bob\nEnviado: lunes\nPara: Jane\nAsunto: x\n\nviejo",
        "*From:* Bob\n*Sent:* Monday\n*To:* Jane\n\nold",
        "От: Bob\nОтправлено: 2 мая\nКому: Jane\nТема: x\n\nстарое",
        "发件人: Bob\n发送时间: 2022\n收件人: Jane\n主题: x\n\nold",
        "-- \nJane Doe\nSupplier Inc.",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Get Outlook for Android<https://aka.example/x>",
    ],
)
def test_blocks_and_signatures_are_cut(block: str) -> None:
    text = f"{OWN}\n\n{block}\n"
    assert own_words(text) == (OWN, len(text.strip()) - len(OWN))


def test_replies_between_quotations_are_kept() -> None:
    text = "On 2 May 2022, Bob wrote:\n> One?\n\nFirst.\n\n> Two?\nSecond.\n> Bye\n"
    assert own_words(text)[0] == "First.\n\nSecond."


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "-----Original Message-----\nFrom: B\n\n> One?\n\nMy answer.\n",
            "-----Original Message-----\nFrom: B\n\n\nMy answer.",
        ),
        ("On 2 May 2022, Bob wrote:\n\nPlease change this.\n\n> the line\n", "Please change this."),
        (
            "--- Original ---\nold\nOn 1 May 2022, Ann wrote:\nolder",
            "--- Original ---\nold\nOn 1 May 2022, Ann wrote:\nolder",
        ),
    ],
)
def test_answers_under_a_history_that_stands_at_the_top_are_kept(text: str, own: str) -> None:
    assert own_words(text)[0] == own


@pytest.mark.parametrize(
    "text",
    [
        "---------- Forwarded message ---------\nFrom: x\n\nPay here",
        "> only\n> quoted",
        "From: Bob\nSent: today\nTo: Jane\nSubject: x\n\nPay here",
    ],
)
def test_a_mail_that_only_forwards_is_kept_whole(text: str) -> None:
    assert own_words(text) == (text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "He wrote:\nnothing new",
        "From: the beginning\nit was clear.",
        "The list:\n- one\n- two",
        "Dear all,\nsent from the office: two parcels.\nThanks",
        "diff --git a b\n--- a/x\n+++ b/x\n- old\n+ new",
    ],
)
def test_ordinary_words_are_not_taken_for_history(text: str) -> None:
    assert own_words(text) == (text, 0)


def test_a_long_text_behind_two_dashes_is_not_a_signature() -> None:
    text = "Hi\n-- \n" + "Pay now\n" * (MAX_SIGNATURE_LINES + 1)
    assert own_words(text)[1] == 0


@given(
    st.lists(
        st.sampled_from(["", "> q", "words", "-- ", "On 1 May 2022, B wrote:", "From: a", "Sent: b", "To: c", ":"])
    )
)
def test_nothing_is_invented_and_the_cut_is_counted(lines: list[str]) -> None:
    text = "\n".join(lines)
    own, cut = own_words(text)
    assert len(own) + cut == len(text.strip())
    assert {line.strip() for line in own.split("\n")} <= {line.strip() for line in lines} | {""}
    assert own or not text.strip()
