"""The catalogue of detectors. One file and one line here add one."""

from __future__ import annotations

from firstsight.detectors.attachment.disguised_attachment import disguised_attachment
from firstsight.detectors.detector import Detector
from firstsight.detectors.identity.known_name_new_address import known_name_new_address
from firstsight.detectors.identity.spoofed_own_domain import spoofed_own_domain
from firstsight.detectors.link.known_sender_new_link import known_sender_new_link
from firstsight.detectors.stream.campaign import campaign
from firstsight.detectors.stream.unparsable import unparsable

CATALOGUE: tuple[Detector, ...] = (
    unparsable,
    spoofed_own_domain,
    known_name_new_address,
    known_sender_new_link,
    disguised_attachment,
    campaign,
)
"""In the order in which findings are listed."""

__all__ = ["CATALOGUE", "Detector"]
