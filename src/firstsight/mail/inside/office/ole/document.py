"""Documents of Office 97 to 2003, saved messages, installers, and the containers of encrypted documents.

Source: [MS-CFB] (the container), [MS-OFFCRYPTO] 2.3.4.4 (EncryptedPackage), 2.2 (IRM); Windows Installer (classes of
packages).
"""

from __future__ import annotations

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.embedded import read_objects
from firstsight.mail.inside.office.ole.excel97 import read_excel
from firstsight.mail.inside.office.ole.outlook import read_outlook
from firstsight.mail.inside.office.ole.powerpoint97 import read_powerpoint
from firstsight.mail.inside.office.ole.vba import read_macros
from firstsight.mail.inside.office.ole.word97 import read_word
from firstsight.mail.inside.opener import File, Inside, opener

ENCRYPTED = frozenset({"encryptedpackage", "\tdrmcontent", "\tdrmviewercontent"})
"""Streams that hold a whole document, encrypted with a password or by rights management."""

INSTALLERS = tuple(bytes.fromhex(f"{first}00000000c000000000000046") for first in ("84100c00", "86100c00", "82100c00"))
"""Classes of Windows Installer: package, patch, transform."""


@opener("application/x-ole-storage", extensions="doc dot xls xlt xla ppt pot pps msg")
def open_ole(file: File) -> Inside:
    """Traits: macro, auto-exec, starts-programs, encrypted, embedded-object, external-template, external-link, dde,
    executable; words, links, names of packed files; attachments of a saved message.
    """
    into = Gathered()
    read_compound(Compound(file.octets), into)
    return into.inside()


def read_compound(compound: Compound, into: Gathered) -> None:
    """All that is known to be found in compound files."""
    into.defect(compound.defect)
    if any(node.name in ENCRYPTED for node in compound.nodes):
        into.say("encrypted")
    if compound.clsid in INSTALLERS:
        into.say("executable")
    into.say(*read_macros(compound).traits)
    read_word(compound, into)
    read_excel(compound, into)
    read_powerpoint(compound, into)
    read_objects(compound, into)
    read_outlook(compound, into)
