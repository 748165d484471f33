"""What the name of a file says of what it does: programs, disguises, disk images, formats that carry macros.

Source of what runs at a double click: Microsoft, "Blocked attachments in Outlook"; ATT&CK T1036.002 (right-to-left
override), T1036.007 (double file extension), T1553.005 (disk images, whose files lose the mark of the web).
"""

from __future__ import annotations

import re


def words(line: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(line.split())


EXECUTABLE = words(
    "exe scr com pif cpl dll sys ocx drv xll wll msi msp mst msix msixbundle appx appxbundle appinstaller application "
    "bat cmd ps1 ps1xml ps2 psc1 psd1 psm1 vbs vbe vb js jse mjs wsf wsh wsc ws sct hta lnk url website scf inf ins "
    "isp reg chm hlp jar jnlp iqy rqy oqy slk odc pyc pyo pyw pyz pyzw py gadget msc rdp diagcab theme themepack "
    "settingcontent-ms library-ms search-ms searchconnector-ms appref-ms appcontent-ms xbap vbp mde ade mda mdz accde "
    "sh bash command run elf desktop app pkg deb rpm apk ipa class wasm"
)
"""Extensions whose files run, or make a program fetch and run something, when they are opened."""

EXECUTABLE_TYPES = frozenset({
    "application/vnd.microsoft.portable-executable", "application/x-elf", "application/x-mach-binary",
    "application/x-ms-shortcut", "application/x-url-shortcut", "application/vnd.ms-htmlhelp", "application/java-vm",
    "application/wasm", "application/vnd.android.package-archive",
})  # fmt: skip
"""The same, told by the first octets."""

DISK_IMAGES = words("iso img vhd vhdx udf dmg vmdk nrg mdf daa wim")
"""Extensions of disk images: a double click mounts them."""

DISK_IMAGE_TYPES = frozenset({"application/x-iso9660-image", "application/x-vhd", "application/x-vhdx"})
"""The same, told by the first octets."""

EXOTIC_ARCHIVES = words("ace arj lzh lha zoo arc xxe uue z lz lzo alz egg kgb uha xar cpio r00 r01 sit sitx")
"""Extensions of archives that people hardly send and scanners hardly open."""

ARCHIVES = words("zip 7z rar gz tgz bz2 tbz tbz2 xz txz zst tar cab zipx")
"""Extensions of the archives that people do send."""

MACRO_FORMATS = words("docm dotm xlsm xltm xlam xlsb xla pptm potm ppsm ppam sldm wiz")
"""Extensions of Office formats that exist in order to carry macros."""

DECOYS = words(
    "pdf doc docx docm rtf odt xls xlsx xlsm csv ods ppt pptx txt jpg jpeg png gif bmp tif tiff heic html htm "
    "mp3 mp4 wav m4a avi mov zip rar 7z eml msg"
)
"""Extensions that people open without a second thought: before a last one that runs, they are a disguise."""

PAGES = words("html htm xhtml shtml svg mht mhtml")
"""Extensions that a browser opens: after an extension of `DOCUMENTS` they are a disguise as well."""

DOCUMENTS = words("pdf doc docx xls xlsx ppt pptx jpg jpeg png mp3 wav m4a")
"""What phishing pages call themselves: paper, pictures, voice mail."""

LONGEST = 300
"""Characters of a name that are looked at: a third from its begin, the rest from its end."""

_OVERRIDE = "\u202e"
_BLANKS = re.compile(r"[\s\u115f\u1160\u2800\u3164\uffa0]{8,}\.?[\w-]{1,20}\Z")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\x00-\x1f\x7f]")


def traits_of_name(name: str, detected: str) -> tuple[str, ...]:
    """What a name, and the media type that its first octets show ("" for none), say of a file, in words of `TRAITS`.

    >>> traits_of_name("invoice.pdf.exe", ""), traits_of_name("terms.pdf", "application/pdf")
    (('executable', 'double-extension'), ())
    >>> traits_of_name("ann\\u202ecod.scr", "")
    ('executable', 'hidden-extension')
    """
    if len(name) > LONGEST:
        name = name[: LONGEST // 3] + name[-LONGEST * 2 // 3 :]
    written = name.replace("\\", "/").rpartition("/")[2]
    if not written.isascii() or not written.isprintable():
        seen = _UNSEEN.sub("", written).strip().rstrip(". ")
    else:
        seen = written.strip().rstrip(". ")
    stem, dot, extension = seen.lower().rpartition(".")
    extension = extension.strip() if dot and stem else ""
    traits = []
    if runs(extension, detected):
        traits.append("executable")
    if extension and is_double(stem, extension):
        traits.append("double-extension")
    if _OVERRIDE in written or (len(seen) > 12 and _BLANKS.search(seen)):
        traits.append("hidden-extension")
    if extension in EXOTIC_ARCHIVES and (not detected or detected == "application/x-xar"):
        traits.append("exotic-archive")
    if detected in DISK_IMAGE_TYPES or (extension in DISK_IMAGES and not detected):
        traits.append("disk-image")
    if extension in MACRO_FORMATS:
        traits.append("macro-format")
    return tuple(traits)


def runs(extension: str, detected: str) -> bool:
    """Whether a file with this extension (lower case) or content runs when it is opened.

    `.com` stands at the end of many a name that is no program (pages saved as "www.example.com"): content that shows
    another type outweighs it.
    """
    if detected in EXECUTABLE_TYPES:
        return True
    return extension in EXECUTABLE and not (extension == "com" and detected)


def is_double(stem: str, extension: str) -> bool:
    """Whether what precedes the last extension (all in lower case) ends in one that hides it.

    >>> is_double("scan.pdf   ", "js"), is_double("scan.pdf", "html"), is_double("backup.tar", "gz")
    (True, True, False)
    """
    before = stem.rstrip(" _\u00a0\u2800").rpartition(".")
    if not before[0]:
        return False
    if extension in EXECUTABLE or extension in DISK_IMAGES:
        return before[2].strip() in DECOYS
    return extension in PAGES and before[2].strip() in DOCUMENTS


def extension_of(name: str) -> str:
    """The last extension in lower case without the dot, or "" (bounded to 20 characters); marks are left out.

    >>> extension_of("Dir/Letter.DOCX"), extension_of(".profile")
    ('docx', '')
    """
    seen = _UNSEEN.sub("", name[-LONGEST:]).replace("\\", "/").rpartition("/")[2].strip().rstrip(". ")
    stem, dot, extension = seen.rpartition(".")
    return extension.strip().lower()[:20] if dot and stem else ""
