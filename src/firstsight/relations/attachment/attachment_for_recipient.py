"""What a person gets attached."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.ATTACHMENT, "kind of attachment for the recipient")
def attachment_for_recipient(mail: Mail) -> Iterator[Triple]:
    """Recipient -> extension and true type of each attachment."""
    kinds = mail.attachment_kinds()
    for person in mail.own:
        for kind in kinds:
            yield f"mail:{person}", kind, mail.peers(person)
