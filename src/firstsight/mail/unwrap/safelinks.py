"""Microsoft Safe Links: mail at `*.safelinks.protection.outlook.com`, Teams at `statics.teams.cdn.office.net`.

`data` is `05|02|<recipient>|<network message id>|<tenant>|...`, in clear text.
Source: the public form of the links; Microsoft Learn, "Safe Links in Microsoft Defender for Office 365".
"""

from __future__ import annotations

from firstsight.mail.unwrap.wrapper import Layer, Leaks, Place, closed, host_is, opened, place, told

_MAIL = ("*.safelinks.protection.outlook.com", "*.safelinks.protection.office365.us")
_TEAMS = ("statics.teams.cdn.office.net", "statics.teams.microsoft.com")


def unwrap_safelinks(url: str) -> Layer | None:
    """The layer of Safe Links.

    >>> found = unwrap_safelinks("https://nam01.safelinks.protection.outlook.com/?url=http%3A%2F%2Fexample.com"
    ...     "&data=05%7C02%7Cjane%40corp.example%7C0a1b%7C9f8e%7C0%7C0")
    >>> found.target, found.leaks
    ('http://example.com', (('recipient', 'jane@corp.example'), ('message', '0a1b'), ('tenant', '9f8e')))
    """
    where = place(url)
    mail = host_is(where.host, *_MAIL)
    if not mail and not (host_is(where.host, *_TEAMS) and where.path.endswith("/atp-safelinks.html")):
        return None
    leaks = _leaks(where)
    return opened("safelinks", where.value("url"), leaks) if where.raw("url") else closed("safelinks", leaks=leaks)


def _leaks(where: Place) -> Leaks:
    fields = (where.value("data") or where.value("amp;data")).split("|")
    recipient, message, tenant = (*fields[2:5], "", "", "")[:3]
    return told(("recipient", recipient if "@" in recipient else ""), ("message", message), ("tenant", tenant))
