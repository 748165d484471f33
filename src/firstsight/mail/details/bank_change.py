"""The sentence that starts most payment frauds: our bank account has changed.

A word for change and a word for a bank account stand near each other, in one sentence.
Source: the wordings of "business email compromise" as the FBI's Internet Crime Complaint Center describes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import Passage, anchors

TOLD = "told"
"""The only value."""

NEAR = 80
"""Characters between the two: a sentence."""

_ACCOUNTS = anchors(
    (
        *(
            f"{of} {what}"
            for of in ("bank", "banking")
            for what in ("account", "accounts", "details", "information", "info", "data")
        ),
        *(
            f"{of} {what}"
            for of in ("remittance", "wire", "ach", "payment")
            for what in ("details", "information", "instructions")
        ),
        *(
            "bank-account",
            "bank coordinates",
            "direct deposit",
            "payroll account",
            "account details",
            "account to be credited",
        ),
        *"bankverbindung bankverbindungen kontoverbindung kontodaten bankdaten bankkonto iban rib bankgegevens".split(),
        *"bankrekening bankrekeningnummer rekeningnummer bankuppgifter bankkontot kontonummer bankgiro".split(),
        *("coordonnées bancaires", "coordonnees bancaires", "compte bancaire", "données bancaires", "datos bancarios"),
        *(
            "cuenta bancaria",
            "coordinate bancarie",
            "conto corrente",
            "conto bancario",
            "dados bancários",
            "conta bancária",
        ),
        *(
            "numer rachunku",
            "numer konta",
            "rachunek bankowy",
            "rachunku bankowego",
            "konto bankowe",
            "konta bankowego",
        ),
        *(
            "banka hesabı",
            "banka hesabımız",
            "banka bilgileri",
            "banka bilgilerimiz",
            "hesap numarası",
            "hesap numaramız",
        ),
        *("hesap bilgileri", "hesap bilgilerimiz", "dane bankowe"),
    )
)
_CHANGE = re.compile(
    r"(?<!\w)(?:chang(?:ed?|es|ing)|updat(?:ed?|ing)|new|switch(?:ed|ing)|moved|different|revised|amended|replac(?:ed?|ing)"
    r"|no longer (?:valid|in use|active)|under audit|ge[äa]ndert|neue[rns]?|aktualisiert|umgestellt|nouve(?:au|lle?|aux|lles)"
    r"|chang[ée]e?s?|modifi[ée]e?s?|nuev[oa]s?|cambiad[oa]s?|cambi[oó]|cambiat[oaie]|nuov[oaie]|modificat[oaie]|aggiornat[oaie]"
    r"|nov[oa]s?|alterad[oa]s?|mudou|atualizad[oa]s?|nieuwe?|gewijzigd|veranderd|now[yaeą]|zmieni\w{1,4}|zmian[aęy]|nytt|nya|nye"
    r"|ändrat|ändrade|bytt|yeni|değişti\w{0,6}|güncel\w{0,8})(?!\w)"
)
_YOURS = re.compile(r"(?<!\w)(?:your|ihre[nrms]?|votre|vos|tus?|suas?|uw|twoje|dina?)(?!\w)")
"""Between the two, these speak of the reader's own account: that is a bank or a shop, or somebody who says so."""

_END = re.compile(r"\n[ \t]*\n|[.!?][ \n]+(?=\S)")


@finder("bank-change", words=_ACCOUNTS)
def bank_change(passage: Passage) -> Iterator[Found]:
    """It says that a bank account is new or has changed; the value is always "told"."""
    text = passage.folded
    for start, end, _ in passage.places(_ACCOUNTS):
        since = max(
            (last.end() for last in _END.finditer(text, max(0, start - NEAR), start)), default=max(0, start - NEAR)
        )
        until = next((first.start() for first in _END.finditer(text, end, end + NEAR)), end + NEAR)
        for change in _CHANGE.finditer(text, since, until):
            first, last = min(start, change.start()), max(end, change.end())
            if (change.end() <= start or change.start() >= end) and not _YOURS.search(text, first, last):
                yield first, last, TOLD
                return
