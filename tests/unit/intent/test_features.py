"""What of a mail the model reads, and what it must not see."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from firstsight.intent import masking
from firstsight.intent.features import features, of_mail, reading
from tests.mails import attachment, link, mail

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


def test_subject_text_and_names_of_attachments_are_read() -> None:
    read = of_mail(mail(subject="Rechnung", text="bitte zahlen", attachments=(attachment("mahnung_alt.html"),)))
    subject, _, rest = read.partition(masking.SUBJECT_END)
    assert "rechnung" in subject
    assert "bitte zahlen" in rest
    assert rest.endswith("mahnung alt.html")


def test_a_hidden_link_counts_by_the_class_of_its_host() -> None:
    shown = of_mail(mail(text="see", links=(link("https://x.pages.dev/a", place="text"),)))
    hidden = of_mail(mail(text="see", links=(link("https://x.pages.dev/a", "here"),)))
    assert masking.URL_FREE not in shown
    assert masking.URL_FREE in hidden


def test_who_receives_it_does_not_matter() -> None:
    ana = mail(to=("ana@corp.example",), text="ana, your box ana@corp.example is full")
    bert = mail(to=("bert@corp.example",), text="bert, your box bert@corp.example is full")
    assert of_mail(ana) == of_mail(bert)


def test_who_sends_it_does_not_matter() -> None:
    one, other = mail(author="a@one.example", text="pay"), mail(author="b@two.example", text="pay")
    assert of_mail(one) == of_mail(other)


@given(ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_any_mail_has_features(subject: str, text: str, names: list[str]) -> None:
    event = mail(subject=subject, text=text, attachments=tuple(map(attachment, names)))
    index, values = features(event)
    assert len(index) == len(values)


def test_a_mail_of_megabytes_takes_bounded_time() -> None:
    before = time.process_time()
    read = reading("s" * 1_000_000, "word " * 1_000_000, ("n" * 1_000_000,) * 1000, ("h.example",) * 100_000)
    assert time.process_time() - before < 1
    assert len(read) < 2 * masking.MASKED_CHARS
