"""An invitation of a stranger that leads somewhere new, or is another's, is told."""

from __future__ import annotations

from msgspec.structs import replace

from firstsight.detectors.attachment.invitation_from_elsewhere import invitation_from_elsewhere
from firstsight.model import Facts
from tests.mails import attachment, link, mail
from tests.unit.detectors.evidence import evidence, new_link

INVITE = replace(attachment("invite.ics", "text/calendar"), traits=("invitation",))
LINK = link("https://evil.example/room", place="calendar")


def test_a_new_place_in_an_invitation_of_a_stranger_is_told() -> None:
    event = mail(attachments=(INVITE,), links=(LINK,))
    (finding,) = invitation_from_elsewhere.detect(evidence(event, *new_link("evil.example")))
    assert finding.reason == "a sender never seen here invites to evil.example, where nobody here was ever led"


def test_an_organizer_of_another_organisation_is_told() -> None:
    part = replace(INVITE, traits=("invitation", "organizer-elsewhere"))
    (finding,) = invitation_from_elsewhere.detect(evidence(mail(attachments=(part,))))
    assert "another organisation" in finding.reason


def test_a_known_place_a_known_sender_and_no_link_are_not_told() -> None:
    event = mail(attachments=(INVITE,), links=(LINK,))
    assert not list(invitation_from_elsewhere.detect(evidence(event, *new_link("evil.example", org=9.0))))
    known = evidence(event, *new_link("evil.example"), facts=Facts(sender_days=2.0))
    assert not list(invitation_from_elsewhere.detect(known))
    assert not list(invitation_from_elsewhere.detect(evidence(mail(attachments=(INVITE,)))))


def test_a_link_that_the_text_has_as_well_is_told_too() -> None:
    event = mail(attachments=(INVITE,), links=(replace(LINK, place="text"),))
    (finding,) = invitation_from_elsewhere.detect(evidence(event, *new_link("evil.example")))
    assert finding.subject == "domain:evil.example"
    assert not list(invitation_from_elsewhere.detect(evidence(mail(links=(LINK,)), *new_link("evil.example"))))
