"""What the sender wrote, apart from quoted history and signature.

Lines under ">" are cut and what stands between them is kept (replies inside the quotation). Text after the header
block of a reply or of a forward is cut to the end, unless nothing was written above it: such a mail forwards, or
answers inside, and a forwarded phish must be judged.
Source: RFC 3676 section 4.3 (signature "-- "), 4.5 (quoting); the forms that mail clients write, collected by hand.
"""

from __future__ import annotations

import re

MAX_SIGNATURE_LINES = 14
"""Lines after "-- " that count as a signature (RFC 3676 recommends four); longer text after it is read as text, so
that nobody hides a message behind two dashes."""

MAX_ATTRIBUTION = 400
"""Characters of "On ... wrote:", over at most three lines."""

MAX_WROTE = 160
"""Characters from the verb of an attribution to its colon: a name and an address stand between in some languages."""

MAX_SEPARATOR = 160
"""Characters of a separator line; "Forwarded by NAME on DATE" is the longest."""

MAX_DEVICE = 90
"""Characters of a "Sent from my ..." line."""

_VERBS = (
    " wrote", "schrieb", " a écrit", " a ecrit", "escribió", "escribio", "ha scritto", "escreveu", "schreef", "skrev",
    "napisał", "писал", "пишет", "写道", "寫道", "のメール", "書きました", "yazdı", "napsal", "kirjoitti", "작성",
    "đã viết", " writes", "wrote:",
)  # fmt: skip
_DATED = re.compile(r"\d|@")
_SEPARATOR = re.compile(
    r"\s*+(?:[-_]{2,}+\s*+(?:original\s+(?:message|appointment)|original(?=\s*-{3,})|urspr[üu]ngliche\s+nachricht|original-nachricht|"
    r"message\s+(?:d'origine|original|transf[ée]r[ée])|mensaje\s+original|mensagem\s+original|messaggio\s+originale|"
    r"oorspronkelijk\s+bericht|originalmeddelande|oprindelig\s+meddelelse|исходное\s+сообщение|пересылаемое\s+сообщение|"
    r"wiadomo[śs][ćc]\s+oryginalna|原始邮件|原始郵件|元のメッセージ|원본\s*메일|"
    r"forwarded\s+(?:by|message|mail)|weitergeleitete\s+nachricht|message\s+transf[ée]r[ée]|mensaje\s+reenviado|"
    r"mensagem\s+encaminhada|messaggio\s+inoltrato|doorgestuurd\s+bericht)\b.{0,80}"
    r"|begin\s+forwarded\s+message\s*:|anfang\s+der\s+weitergeleiteten\s+nachricht\s*:|"
    r"d[ée]but\s+du\s+message\s+(?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])\s*:|inizio\s+messaggio\s+inoltrato\s*:)\s*$",
    re.IGNORECASE,
)
_BLOCK_FROM = re.compile(
    r"[\s*]*(?:from|von|de|da|van|fr[åa]n|fra|от|od|发件人|寄件者|寄件人|差出人|보낸\s*사람|kimden|l[äa]hett[äa]j[äa])"
    r"\s*\**\s*[:：]\**\s*\S",
    re.IGNORECASE,
)
_BLOCK_NEXT = re.compile(
    r"[\s*]*(?:sent|date|to|subject|cc|gesendet|datum|an|betreff|envoy[ée]|[àa]|objet|enviado|enviada|para|asunto|"
    r"assunto|fecha|data|inviato|a|oggetto|verzonden|aan|onderwerp|skickat|till|[äa]mne|sendt|til|emne|отправлено|дата|"
    r"кому|тема|wys[łl]ano|do|temat|发送时间|收件人|主题|日期|寄件日期|收件者|主旨|送信日時|日付|宛先|件名|보낸\s*날짜|받는\s*사람|"
    r"제목|g[öo]nderildi|kime|konu|l[äa]hetetty)\s*\**\s*[:：]\**",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"\s*(?:sent\s+(?:from|via)\s+(?:my\s|mail\s+for|yahoo|outlook|samsung|proton|the\s+new)|get\s+outlook\s+for|"
    r"von\s+meine[mr]\s.{0,40}gesendet|gesendet\s+(?:von|mit)\s|envoy[ée]\s+(?:de|depuis)\s+mon\s|"
    r"enviado\s+(?:desde|do|de)\s+(?:mi|meu)\s|inviato\s+da\s|verzonden\s+vanaf\s|skickat\s+fr[åa]n\s+min\s|"
    r"sendt\s+fra\s+min\s|отправлено\s+с\s|wys[łl]ane\s+z\s|发自我的|從我的|iPhoneから送信|나의\s)",
    re.IGNORECASE,
)
_STARTS = frozenset({
    "--", "-_", "__", "_-", "an", "be", "da", "de", "dé", "en", "fr", "få", "ge", "in", "ip", "ki", "la", "lä", "od",
    "se", "sk", "va", "ve", "vo", "wy", "*d", "*f", "*v",
    "от", "从", "发件", "发自", "寄件", "差出", "從我", "보낸", "나의",
})  # fmt: skip
"""The first two letters, in lower case, of the lines that the patterns above know; other lines are not looked at."""

_FIRSTS = frozenset("".join(start[0] + start[0].upper() for start in _STARTS))


def own_words(text: str) -> tuple[str, int]:
    """The sender's own words and the number of characters that were cut. Line ends are "\\n".

    >>> own_words("Yes.\\n\\nOn Monday, 2 May 2022, Jane wrote:\\n> Shall we?\\n")
    ('Yes.', 48)
    """
    kept = "\n".join(_own_lines(text.split("\n"))).strip()
    if not kept:
        return text.strip(), 0
    return kept, len(text.strip()) - len(kept)


def _own_lines(lines: list[str]) -> list[str]:
    """The lines that are kept. Where nothing was written above the history, what stands in it is the message: then only
    lines under ">" and attributions go."""
    kept: list[str] = []
    forwards = False
    for index, line in enumerate(lines):
        if not line:
            kept.append(line)
            continue
        first = line[0]
        if first == ">":
            continue
        if not forwards and first in _FIRSTS and line[:2].lower() in _STARTS:
            if _ends_own_text(lines, index):
                if _drop_rule(kept):
                    break
                forwards = True
            elif len(line) < MAX_DEVICE and _DEVICE.match(line):
                continue
        if line[-1] in ": ：" and (back := _attribution(lines, index)):
            marked = _quotation_follows(lines, index)
            if marked or not forwards:
                del kept[len(kept) - back + 1 :]
                if not marked and _drop_rule(kept):
                    break
                continue
        kept.append(line)
    return kept


def _drop_rule(kept: list[str]) -> bool:
    """Takes empty lines and the rule that Outlook draws above its block from the end; whether any words are left."""
    while kept and not kept[-1].strip("_-* \t"):
        kept.pop()
    return bool(kept)


def _ends_own_text(lines: list[str], index: int) -> bool:
    """Whether history or the signature begins here: "-- ", a separator, or a From line with its Sent, To or Subject."""
    line = lines[index]
    if line[0] in "-_ " or line[-1] == ":":
        if line.rstrip() == "--":
            return _is_signature(lines, index)
        if len(line) < MAX_SEPARATOR and _SEPARATOR.match(line):
            return True
    if (":" in line[:24] or "：" in line[:12]) and _BLOCK_FROM.match(line[:200]):
        following = [later for later in lines[index + 1 : index + 6] if later.strip()][:3]
        return sum(bool(_BLOCK_NEXT.match(later[:60])) for later in following) >= 2
    return False


def _attribution(lines: list[str], index: int) -> int:
    """How many lines the "On ... wrote:" that ends here takes (1 to 3), or 0 where it is none."""
    text = lines[index].strip()
    if text[-1:] not in (":", "："):
        return 0
    if not _has_verb(text) and not (index and _has_verb(lines[index - 1])):
        return 0
    found = 0
    for back in range(3):
        before = lines[index - back - 1].strip() if index > back else ""
        whole = bool(_DATED.search(text)) and _has_verb(text)
        if whole and _ATTRIBUTION_START.match(text):
            found = back + 1
        if not before or before[0] == ">":
            return found or (back + 1 if whole else 0)
        if len(text) + len(before) > MAX_ATTRIBUTION:
            break
        text = f"{before} {text}"
    return found


def _has_verb(text: str) -> bool:
    tail = text[-MAX_WROTE:].lower()
    return any(verb in tail for verb in _VERBS)


_ATTRIBUTION_START = re.compile(
    r"(?:on|am|le|el|il|em|op|den|d\.|dnia|w dniu|quoting|в|на|\W?\d|vào|mon|tue|wed|thu|fri|sat|sun)[\s,.:\d]",
    re.IGNORECASE,
)


def _quotation_follows(lines: list[str], index: int) -> bool:
    for later in lines[index + 1 : index + 4]:
        if later.strip():
            return later.lstrip()[:1] in (">", "|")
    return False


def _is_signature(lines: list[str], index: int) -> bool:
    """Whether what follows "-- " is short up to the end or up to a quotation."""
    count = 0
    for later in lines[index + 1 :]:
        if later[:1] == ">":
            break
        count += bool(later.strip())
        if count > MAX_SIGNATURE_LINES:
            return False
    return True
