"""Labels for archived mail: of the folder it lies in, and for old public spam of what its words ask for.

Most spam of 2001-2003 sells something: that is promotion, not malice. The few kinds that are fraud today as well are
picked by phrases that sellers do not use. A wrong label is one of thousands, and the fit that follows evens it out;
`train.relabelled` then asks the fitted model about what the phrases missed.
"""

from __future__ import annotations

import re
from typing import Final

from firstsight.model import IntentClass

_ADVANCE_FEE: Final = (
    r"next[- ]of[- ]kin",
    r"late (?:president|general|head of state|husband|client|mr)",
    r"foreign (?:partner|account)",
    r"(?:us|united states) ?(?:\$|dollars)",
    r"million (?:us |united states )?dollars",
    r"nigeria|sierra leone|zimbabwe|abacha|mobutu|savimbi|congo|lagos|abidjan|cote d.ivoire",
    r"security company|consignment|trunk box|beneficiary|over-?invoiced|modalities|remittance",
    r"strictly confidential|utmost (?:secrecy|confidence|confidentiality)",
    r"transfer (?:of )?(?:this|the) (?:sum|fund|money)",
    r"your (?:bank )?account (?:number|details)",
    r"contract(?:or)? (?:payment|sum)|business (?:proposal|relationship) ",
    r"percent of the (?:total )?(?:sum|money|fund)",
)
_PHISHING: Final = (
    r"(?:verify|confirm|update|validate) your (?:account|billing|password|ebay|paypal|aol|identity)",
    r"your account (?:has been|will be|is) (?:suspended|limited|locked|terminated)",
    r"billing (?:department|information) (?:update|error)",
    r"enter your (?:password|credit card)",
    r"screen ?name and password",
)
_MALWARE: Final = (
    r"klez",
    r"(?:open|run) the attach(?:ed|ment)",
    r"virus removal tool attached",
    r"(?:patch|screensaver|game) attached",
)

PHRASES: Final = (
    (IntentClass.PAYMENT, 3, re.compile("|".join(_ADVANCE_FEE))),
    (IntentClass.CREDENTIAL, 1, re.compile("|".join(_PHISHING))),
    (IntentClass.MALWARE, 1, re.compile("|".join(_MALWARE))),
)
"""Kind, how many different phrases must occur, and the phrases."""


OLD_SALES: Final = 0.3
"""Weight of an old spam that sells something, against one for other mail: its label is the weakest there is, and its
tone of "click here" and "unsubscribe" is that of frauds today (chosen on held-out grammars)."""


def weight_in(folder: str, kind: IntentClass) -> float:
    """What a mail of a folder weighs in the fit.

    >>> weight_in("spam-1", IntentClass.PROMOTION), weight_in("promotion", IntentClass.PROMOTION)
    (0.3, 1.0)
    """
    return OLD_SALES if "spam" in folder.lower() and kind is IntentClass.PROMOTION else 1.0


def kind_of_spam(text: str) -> IntentClass:
    """What a spam of that time asks for: promotion unless its words are those of a fraud.

    >>> kind_of_spam("Lose weight now!")
    <IntentClass.PROMOTION: 'promotion'>
    """
    lower = text.lower()
    for kind, fewest, phrases in PHRASES:
        if len(set(phrases.findall(lower))) >= fewest:
            return kind
    return IntentClass.PROMOTION


def kind_in(folder: str, text: str) -> IntentClass | None:
    """The class of a mail by its folder's name: a class, `spam` (by its words), `hard-ham` (promotion), `ham` (benign).

    None where the name says nothing.

    >>> kind_in("easy-ham-1", "Re: patch"), kind_in("drafts", "Re: patch")
    (<IntentClass.BENIGN: 'benign'>, None)
    """
    name = folder.lower()
    if name in frozenset(IntentClass):
        return IntentClass(name)
    if "spam" in name:
        return kind_of_spam(text)
    if "ham" in name:
        return IntentClass.PROMOTION if "hard" in name else IntentClass.BENIGN
    return None
