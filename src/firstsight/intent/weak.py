"""Labels for old public spam, by what its words ask for.

Most spam of 2001-2003 sells something: that is promotion, not malice. The few kinds that are fraud today as well are
picked by phrases that sellers do not use. A wrong label is one of thousands, and the fit that follows evens it out;
`train.relabelled` then asks the fitted model about what the phrases missed.
"""

from __future__ import annotations

import re
from typing import Final

from firstsight.model import IntentClass

PHRASES: Final = (
    (
        IntentClass.PAYMENT,
        2,
        r"next[- ]of[- ]kin|late (?:president|general|head of state|husband|client|mr)|foreign (?:partner|account)|"
        r"(?:us|united states) ?(?:\$|dollars)|million (?:us |united states )?dollars|nigeria|sierra leone|zimbabwe|abacha|"
        r"mobutu|savimbi|congo|lagos|abidjan|cote d.ivoire|security company|consignment|strictly confidential|utmost "
        r"(?:secrecy|confidence|confidentiality)|transfer (?:of )?(?:this|the) (?:sum|fund|money)|your (?:bank )?account "
        r"(?:number|details)|contract(?:or)? (?:payment|sum)|business (?:proposal|relationship) |trunk box|beneficiary|"
        r"percent of the (?:total )?(?:sum|money|fund)|over-?invoiced|modalities|remittance",
    ),
    (
        IntentClass.CREDENTIAL,
        1,
        r"(?:verify|confirm|update|validate) your (?:account|billing|password|ebay|paypal|aol|identity)|"
        r"your account (?:has been|will be|is) (?:suspended|limited|locked|terminated)|billing (?:department|information) "
        r"(?:update|error)|enter your (?:password|credit card)|screen ?name and password",
    ),
    (
        IntentClass.MALWARE,
        1,
        r"klez|(?:open|run) the attach(?:ed|ment)|virus removal tool attached|(?:patch|screensaver|game) attached",
    ),
)
"""Kind, how many different phrases must occur, and the phrases."""


def kind_of_spam(text: str) -> IntentClass:
    """What a spam of that time asks for: promotion unless its words are those of a fraud.

    >>> kind_of_spam("Lose weight now!")
    <IntentClass.PROMOTION: 'promotion'>
    """
    for kind, fewest, phrases in PHRASES:
        if len(set(re.findall(phrases, text.lower()))) >= fewest + (kind is IntentClass.PAYMENT):
            return kind
    return IntentClass.PROMOTION
