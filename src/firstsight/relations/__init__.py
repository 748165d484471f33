"""The catalogue of relations: what is counted of every mail. One file and one line here add one."""

from __future__ import annotations

from firstsight.relations.ask.ask_for_recipient import ask_for_recipient
from firstsight.relations.ask.ask_for_sender import ask_for_sender
from firstsight.relations.ask.payee_for_org import payee_for_org
from firstsight.relations.ask.payee_for_sender import payee_for_sender
from firstsight.relations.attachment.attachment_for_recipient import attachment_for_recipient
from firstsight.relations.attachment.attachment_for_sender import attachment_for_sender
from firstsight.relations.identity.address_for_name import address_for_name
from firstsight.relations.identity.domain_since import domain_since
from firstsight.relations.identity.message_from_outside import message_from_outside
from firstsight.relations.identity.own_name import own_name
from firstsight.relations.identity.recipients_for_sender import recipients_for_sender
from firstsight.relations.identity.reply_to_for_sender import reply_to_for_sender
from firstsight.relations.identity.return_path_for_domain import return_path_for_domain
from firstsight.relations.identity.sender_domain_for_org import sender_domain_for_org
from firstsight.relations.identity.sender_domain_for_recipient import sender_domain_for_recipient
from firstsight.relations.identity.sender_for_org import sender_for_org
from firstsight.relations.identity.sender_for_recipient import sender_for_recipient
from firstsight.relations.infrastructure.auth_for_sender import auth_for_sender
from firstsight.relations.infrastructure.client_for_sender import client_for_sender
from firstsight.relations.infrastructure.dkim_for_domain import dkim_for_domain
from firstsight.relations.infrastructure.helo_for_domain import helo_for_domain
from firstsight.relations.infrastructure.message_id_for_domain import message_id_for_domain
from firstsight.relations.infrastructure.network_for_domain import network_for_domain
from firstsight.relations.infrastructure.structure_for_sender import structure_for_sender
from firstsight.relations.link.link_domain_for_brand import link_domain_for_brand
from firstsight.relations.link.link_domain_for_domain import link_domain_for_domain
from firstsight.relations.link.link_domain_for_org import link_domain_for_org
from firstsight.relations.link.link_domain_for_recipient import link_domain_for_recipient
from firstsight.relations.link.link_domain_for_sender import link_domain_for_sender
from firstsight.relations.outbound.message_seen import message_seen
from firstsight.relations.outbound.recipient_for_sender import recipient_for_sender
from firstsight.relations.outbound.written_to import written_to
from firstsight.relations.relation import Mail, Relation
from firstsight.relations.time.hour_for_sender import hour_for_sender
from firstsight.relations.volume.recipients_per_day import recipients_per_day

CATALOGUE: tuple[Relation, ...] = (
    address_for_name,
    recipients_for_sender,
    reply_to_for_sender,
    return_path_for_domain,
    sender_domain_for_org,
    sender_domain_for_recipient,
    sender_for_org,
    sender_for_recipient,
    auth_for_sender,
    client_for_sender,
    dkim_for_domain,
    helo_for_domain,
    message_id_for_domain,
    network_for_domain,
    structure_for_sender,
    link_domain_for_brand,
    link_domain_for_domain,
    link_domain_for_org,
    link_domain_for_recipient,
    link_domain_for_sender,
    attachment_for_recipient,
    attachment_for_sender,
    hour_for_sender,
    recipients_per_day,
    ask_for_recipient,
    ask_for_sender,
    payee_for_org,
    payee_for_sender,
    message_seen,
    recipient_for_sender,
    written_to,
    own_name,
    domain_since,
    message_from_outside,
)
"""In the order in which they are observed."""

SCALES = {relation.id: relation.scale for relation in CATALOGUE}
TITLES = {relation.id: relation.title for relation in CATALOGUE}

__all__ = ["CATALOGUE", "SCALES", "TITLES", "Mail", "Relation"]
