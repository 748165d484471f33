"""Attachments, opened: what they hold, where they point, what they would do. One file and one line here add a kind.

Nothing is ever executed or fetched. Every opener is bounded in memory and time and says what it left out.
"""

from __future__ import annotations

from firstsight.mail.inside.archive import open_archive
from firstsight.mail.inside.calendar import open_calendar, open_card
from firstsight.mail.inside.image import open_image
from firstsight.mail.inside.markup import open_markup, open_web_archive
from firstsight.mail.inside.office.flat import open_flat
from firstsight.mail.inside.office.ole.document import open_ole
from firstsight.mail.inside.office.onenote import open_onenote
from firstsight.mail.inside.office.ooxml import open_ooxml
from firstsight.mail.inside.office.opendocument import open_opendocument
from firstsight.mail.inside.office.rtf import open_rtf
from firstsight.mail.inside.office.tables import open_table
from firstsight.mail.inside.opener import File, Inside, Open, Opener
from firstsight.mail.inside.pdf import open_pdf
from firstsight.mail.inside.rar import open_rar
from firstsight.mail.inside.shortcut import open_shortcut
from firstsight.mail.inside.zipped import open_zip

CATALOGUE: tuple[Opener, ...] = (
    open_zip,
    open_rar,
    open_archive,
    open_ole,
    open_ooxml,
    open_rtf,
    open_opendocument,
    open_flat,
    open_onenote,
    open_table,
    open_shortcut,
    open_markup,
    open_web_archive,
    open_calendar,
    open_card,
    open_image,
    open_pdf,
)
"""Every opener, in the order in which they are asked. More than one may take a file."""

TRAITS: dict[str, str] = {
    "encrypted": "it cannot be looked into without a password",
    "executable": "a program, a script or a shortcut: itself or in it",
    "double-extension": "an extension that is shown stands before one that runs",
    "hidden-extension": "its true extension is turned round or pushed out of sight",
    "nested-archive": "an archive in an archive",
    "exotic-archive": "an archive of a kind that people hardly send",
    "disk-image": "a disk image: opening it mounts it, and what is in it loses the mark of the web",
    "bomb": "it grows to far more than a mail can carry when it is unpacked",
    "mismatched-names": "it shows different files to different programs",
    "macro-format": "a format that exists in order to carry macros",
    "macro": "a program in a document",
    "auto-exec": "a program in a document that runs without being asked for",
    "starts-programs": "a script, macro or shortcut that starts other programs, or loads something",
    "external-template": "a document that loads another one from elsewhere when it is opened",
    "external-link": "a document that names pictures or tables elsewhere, to be loaded",
    "embedded-object": "a file packed in a document, one click away",
    "dde": "a document that talks to another program when it is opened",
    "password-field": "a page that asks for a password",
    "script": "a page with a script",
    "script-assembly": "a page whose script puts together what is shown",
    "assembled-form": "a form that is only there after a script was decoded",
    "smuggling": "a page whose script hands over a file",
    "redirect": "a page that sends its reader on",
    "frame": "a page that shows another one",
    "svg-script": "a picture with a script in it",
    "invitation": "an invitation to a meeting",
    "cancellation": "it calls off a meeting",
    "alarm-procedure": "an alarm that starts a program",
    "attached-file": "a file packed in an invitation",
    "organizer-elsewhere": "an invitation of another organisation than the mail that brings it",
    "qr": "a two-dimensional code that a phone reads: QR, Aztec, Data Matrix, PDF417",
    "pdf-script": "a PDF with a script in it",
    "pdf-launch": "a PDF that starts a program or opens a file",
    "form": "it asks for input and sends it somewhere",
}
"""Every word that an opener may say, with what it means."""


def look_inside(file: File, apart: Open | None = None) -> Inside:
    """What all openers that take this file find in it together.

    `apart` opens files in another process; without it the openers that need one are not asked.
    """
    found: list[Inside] = []
    for each in CATALOGUE:
        if each.apart:
            continue
        if each.wants(file):
            found.append(each.open(file))
    if apart is not None and any(each.apart and each.wants(file) for each in CATALOGUE):
        found.append(apart(file))
    return merged(found)


def look_apart(file: File) -> Inside:
    """What the openers find that must run in a process of their own. This is what that process calls."""
    return merged([each.open(file) for each in CATALOGUE if each.apart and each.wants(file)])


def merged(found: list[Inside]) -> Inside:
    """Several looks at one file as one."""
    if not found:
        return Inside()
    if len(found) == 1:
        return found[0]
    return Inside(
        tuple(dict.fromkeys(trait for one in found for trait in one.traits)),
        tuple(dict.fromkeys(link for one in found for link in one.links)),
        "\n".join(one.text for one in found if one.text),
        tuple(dict.fromkeys(name for one in found for name in one.holds)),
        tuple(file for one in found for file in one.files),
        tuple(dict.fromkeys(address for one in found for address in one.addresses)),
        "; ".join(one.defect for one in found if one.defect),
    )


__all__ = ["CATALOGUE", "TRAITS", "File", "Inside", "Open", "Opener", "look_apart", "look_inside"]
