"""The catalogue of detectors. One file and one line here add one."""

from __future__ import annotations

from firstsight.detectors.ask.callback_number import callback_number
from firstsight.detectors.ask.gift_card_ask import gift_card_ask
from firstsight.detectors.ask.new_bank_account import new_bank_account
from firstsight.detectors.ask.wallet_demand import wallet_demand
from firstsight.detectors.attachment.active_document import active_document
from firstsight.detectors.attachment.disguised_attachment import disguised_attachment
from firstsight.detectors.attachment.encrypted_archive import encrypted_archive
from firstsight.detectors.attachment.hidden_executable import hidden_executable
from firstsight.detectors.attachment.invitation_from_elsewhere import invitation_from_elsewhere
from firstsight.detectors.attachment.page_with_form import page_with_form
from firstsight.detectors.detector import Detector
from firstsight.detectors.identity.address_in_name import address_in_name
from firstsight.detectors.identity.known_name_new_address import known_name_new_address
from firstsight.detectors.identity.lookalike_known_domain import lookalike_known_domain
from firstsight.detectors.identity.lookalike_own_domain import lookalike_own_domain
from firstsight.detectors.identity.own_name_from_outside import own_name_from_outside
from firstsight.detectors.identity.reply_to_elsewhere import reply_to_elsewhere
from firstsight.detectors.identity.reply_to_free_mail import reply_to_free_mail
from firstsight.detectors.identity.sender_changed import sender_changed
from firstsight.detectors.identity.spoofed_own_domain import spoofed_own_domain
from firstsight.detectors.identity.thread_out_of_nowhere import thread_out_of_nowhere
from firstsight.detectors.link.coded_link import coded_link
from firstsight.detectors.link.deceptive_host import deceptive_host
from firstsight.detectors.link.known_sender_new_link import known_sender_new_link
from firstsight.detectors.link.link_text_mismatch import link_text_mismatch
from firstsight.detectors.link.recipient_in_link import recipient_in_link
from firstsight.detectors.link.stranger_on_shared_host import stranger_on_shared_host
from firstsight.detectors.stream.campaign import campaign
from firstsight.detectors.stream.unparsable import unparsable

CATALOGUE: tuple[Detector, ...] = (
    unparsable,
    spoofed_own_domain,
    known_name_new_address,
    lookalike_own_domain,
    lookalike_known_domain,
    own_name_from_outside,
    address_in_name,
    reply_to_elsewhere,
    reply_to_free_mail,
    thread_out_of_nowhere,
    sender_changed,
    known_sender_new_link,
    deceptive_host,
    link_text_mismatch,
    recipient_in_link,
    stranger_on_shared_host,
    coded_link,
    disguised_attachment,
    hidden_executable,
    encrypted_archive,
    active_document,
    page_with_form,
    invitation_from_elsewhere,
    callback_number,
    wallet_demand,
    new_bank_account,
    gift_card_ask,
    campaign,
)
"""In the order in which findings are listed."""

__all__ = ["CATALOGUE", "Detector"]
