"""Tables that are plain text and do more than that in Excel: queries, SYLK with macros, formulas that start programs.

Source: Microsoft, "Web query (.iqy) files"; SYLK as Excel reads it; OWASP, "CSV injection"; ATT&CK T1559.002 (DDE).
"""

from __future__ import annotations

import re
from itertools import islice

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.links import bare_urls

MAX_READ = 1_048_576
"""Octets looked at."""

MAX_FORMULAS = 1_000
"""Formulas looked at."""

_FORMULA = re.compile(rb"(?:^|[,;\t])[ \t]{0,9}\"?[=+@-][^\r\n|,;\t]{1,60}\|[^\r\n!]{0,300}!", re.MULTILINE)
_FETCH = re.compile(rb"=[ \t]{0,9}\"?(?:WEBSERVICE|IMPORTXML|IMPORTDATA|HYPERLINK)\([ \t\"']{0,9}([^\"')\r\n]{4,1000})")
_CALL = re.compile(rb"(?:EXEC|CALL|FORMULA|REGISTER|RUN|HALT|ALERT)\(", re.IGNORECASE)
_AUTO = re.compile(rb"^NN;NAuto_", re.IGNORECASE | re.MULTILINE)


@opener("text/csv", "text/x-ms-iqy", "application/x-sylk", extensions="csv tsv iqy rqy oqy slk dif")
def open_table(file: File) -> Inside:
    """Traits: dde, macro, auto-exec, external-link; links of queries."""
    into = Gathered()
    octets = file.octets[:MAX_READ]
    if file.extension in ("iqy", "rqy", "oqy") or octets[:5].upper() in (b"WEB\r\n", b"WEB\n1", b"XLODB"):
        into.say("external-link")
        for url in bare_urls(octets.decode("latin-1"), 20):
            into.link(url)
    elif octets.startswith(b"ID;") and has_macros(octets):
        into.say("macro", "auto-exec" if _AUTO.search(octets) else "")
    if b"|" in octets and _FORMULA.search(octets):
        into.say("dde")
    if b"(" in octets:
        for found in islice(_FETCH.finditer(octets), MAX_FORMULAS):
            into.link(found[1].decode("latin-1"))
    return into.inside()


def has_macros(sylk: bytes) -> bool:
    """Whether a cell of a SYLK file has a formula that only macros have.

    >>> has_macros(b"ID;P\\nC;X1;Y1;EEXEC(1)"), has_macros(b"ID;P\\nC;X1;Y1;ESUM(1)")
    (True, False)
    """
    for found in islice(_CALL.finditer(sylk), MAX_FORMULAS):
        line = sylk[max(sylk.rfind(b"\n", 0, found.start()), found.start() - 300) + 1 : found.start()]
        if b";E" in line.upper():
            return True
    return False
