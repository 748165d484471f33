"""A file that no filter can look into, and the key to it in the same mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstsight.detectors.attachment.habit import acquaintance, is_usual, listed
from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity

_SPEAKS = re.compile(
    r"pass ?wor[dt]|pass ?code|pass ?phrase|passwd|kennwort|zugangscode|mot de passe|contrase[nñ]a|palavra-passe|"
    r"\bsenha\b|\bclave\b|wachtwoord|l[öo]senord|adgangskode|passord|has[łl]o\b|heslo\b|jelsz[óo]|salasana|parola|[şs]ifre|"
    r"парол|\bcode\b.{0,20}\b(?:open|archive|unlock|file)|密码|密碼|口令|パスワード|暗証|비밀번호|암호",
    re.IGNORECASE,
)


@detector("mail.encrypted-archive", Severity.MEDIUM, 60, nats=2.0, techniques=("T1027.013", "T1566.001", "T1204.002"))
def encrypted_archive(evidence: Evidence) -> Iterator[Said]:
    """An archive or document that is encrypted, from a sender who never sent such a file, and a password with it.

    The password stands in the text, or the text speaks of one.
    Law firms, banks and payroll offices send such files for good reasons, too, and mostly tell the password another
    way.
    Blind to: passwords in pictures or in a later mail; known senders whose encrypted files are a habit.
    """
    parts = [part for part in evidence.event.message.attachments if "encrypted" in part.traits]
    if not parts:
        return
    message = evidence.event.message
    given = sum(detail.kind == "password" for detail in message.details)
    spoken = len(_SPEAKS.findall(f"{message.subject}\n{message.text}\n{message.attached_text}"))
    if not given and not spoken:
        return
    key = "its password stands in the text" if given else f"the text speaks of a password {spoken} times"
    for part in parts:
        if not is_usual(evidence, part):
            held = f", {len(part.holds)} files in it: {listed(part.holds)}" if part.holds else ""
            name = part.name or "a part"
            yield f"{name} is encrypted{held}; {key}; {acquaintance(evidence)}", part.sha256, (part.name,)
