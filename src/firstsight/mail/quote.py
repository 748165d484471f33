"""What the sender wrote, apart from quoted history and signature.

Lines under ">" are cut and what stands between them is kept (replies inside the quotation). Text after the header
block of a reply or of a forward is cut to the end. If nothing is left, the mail only forwards: then all is kept.
Source: RFC 3676 section 4.3 (signature "-- "), 4.5 (quoting); the forms that mail clients write, collected by hand.
"""

from __future__ import annotations

import re

MAX_SIGNATURE_LINES = 14
"""Lines after "-- " that count as a signature (RFC 3676 recommends four); longer text after it is read as text, so
that nobody hides a message behind two dashes."""

MAX_ATTRIBUTION = 400
"""Characters of "On ... wrote:", over at most three lines."""

_WROTE = re.compile(
    r"\b(?:wrote|writes|said)\s*:$|\bschrieb\b.{0,120}:$|\ba\s[ée]crit\s*:$|\bescribi[óo]\s*:$|\bha\s+scritto\s*:$"
    r"|\bescreveu\s*:$|\bschreef\b.{0,120}:$|\bskrev\b.{0,120}:$|\bnapisa[łl]a?\s*:$|(?:писал|пише|написал)[аи]?\b.{0,120}:$"
    r"|写道\s*[:：]$|寫道\s*[:：]$|のメール\s*[:：]$|さんは書きました\s*[:：]$|\byazd[ıi]\s*:$|\bnaps(?:al|ala)\s*:$|\bkirjoitti\s*:$"
    r"|님이 작성\s*[:：]$|đã viết\s*:$|<[^<>\s]+@[^<>\s]+>\s*[:：]$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d|@")
_SEPARATOR = re.compile(
    r"\s*(?:[-_]{2,}\s*(?:original\s+(?:message|appointment)|urspr[üu]ngliche\s+nachricht|original-nachricht|"
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
    r"[\s*]*(?:from|von|de|da|van|fr[åa]n|fra|от|od|发件人|寄件者|寄件人|差出人|보낸\s*사람|kimden|l[äa]hett[äa]j[äa])\s*\**\s*[:：]\**\s*\S",
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
_HINTS = (
    ">",
    "-- ",
    "--\n",
    ":\n",
    "：\n",
    "---",
    "___",
    "rom: ",
    "from",
    "From",
    "mit ",
    "von ",
    "发自",
    "送信",
    ": \n",
    ":",
)


def own_words(text: str) -> tuple[str, int]:
    """The sender's own words and the number of characters that were cut. Line ends are "\\n".

    >>> own_words("Yes.\\n\\nOn Monday, 2 May 2022, Jane wrote:\\n> Shall we?\\n")
    ('Yes.', 43)
    """
    kept = "\n".join(_own_lines(text.split("\n"))).strip()
    if not kept:
        return text.strip(), 0
    return kept, len(text) - len(kept)


def _own_lines(lines: list[str]) -> list[str]:
    kept: list[str] = []
    count = len(lines)
    index = 0
    while index < count:
        line = lines[index]
        first = line[:1]
        if first == ">":
            pass
        elif line and (_ends_own_text(lines, index) or (first == "-" and _is_signature(lines, index))):
            break
        elif line and line[-1] in ":： " and (back := _attribution(lines, index)):
            del kept[len(kept) - back + 1 :]
            if not _quotation_follows(lines, index):
                break
        elif line and len(line) < 90 and first in _DEVICE_STARTS and _DEVICE.match(line):
            pass
        else:
            kept.append(line)
        index += 1
    return kept


_DEVICE_STARTS = frozenset("sSgGvVeEiIoOwWzоО发從나 ")
_SEPARATOR_STARTS = frozenset("-_bBaAdDiI ")
_FROM_STARTS = frozenset("fFvVdDоОoO发寄差보kKlL* ")


def _ends_own_text(lines: list[str], index: int) -> bool:
    """Whether history begins here for good: a separator line, or a From line with its Sent, To or Subject line."""
    line = lines[index]
    first = line[0]
    if first in _SEPARATOR_STARTS and len(line) < 160 and _SEPARATOR.match(line):
        return True
    if first in _FROM_STARTS and (":" in line[:24] or "：" in line[:12]) and _BLOCK_FROM.match(line[:200]):
        following = [later for later in lines[index + 1 : index + 6] if later.strip()][:3]
        return sum(bool(_BLOCK_NEXT.match(later[:60])) for later in following) >= 2
    return False


def _attribution(lines: list[str], index: int) -> int:
    """How many lines the "On ... wrote:" that ends here takes (1 to 3), or 0 where it is none."""
    text = ""
    if lines[index].rstrip()[-1:] not in (":", "：", ""):
        return 0
    for back in range(3):
        at = index - back
        if at < 0 or not (line := lines[at].strip()) or line[0] == ">" or len(text) + len(line) > MAX_ATTRIBUTION:
            return 0
        text = f"{line} {text}".rstrip()
        if back == 0 and not _WROTE.search(text):
            if len(text) > 40:
                return 0
            continue
        if _DATED.search(text) and _WROTE.search(text):
            before = lines[at - 1].strip() if at else ""
            if not before or before[0] == ">" or _starts_attribution(text):
                return back + 1
    return 0


_ATTRIBUTION_START = re.compile(
    r"(?:on|am|le|el|il|em|op|den|d\.|dnia|w dniu|quoting|at|в|на|\W?\d|vào|mon|tue|wed|thu|fri|sat|sun)[\s,.:\d]",
    re.IGNORECASE,
)


def _starts_attribution(text: str) -> bool:
    return bool(_ATTRIBUTION_START.match(text))


def _quotation_follows(lines: list[str], index: int) -> bool:
    for later in lines[index + 1 : index + 4]:
        if later.strip():
            return later.lstrip()[:1] in (">", "|")
    return False


def _is_signature(lines: list[str], index: int) -> bool:
    """Whether this line is "-- " and what follows it is short up to the end or up to a quotation."""
    if lines[index].rstrip() != "--":
        return False
    count = 0
    for later in lines[index + 1 :]:
        if later[:1] == ">":
            break
        count += bool(later.strip())
        if count > MAX_SIGNATURE_LINES:
            return False
    return True
