"""Whether a file is what its name and its declared type promise, told by families of formats.

Nothing is promised by names and types that are unknown or general (application/octet-stream), and nothing is broken
by content that shows no mark (plain text, damaged files).
"""

from __future__ import annotations

EXECUTABLE, ARCHIVE, OFFICE, IMAGE, PDF = "executable", "archive", "office", "image", "pdf"
HTML, TEXT, MEDIA, DISK, MAIL, FONT = "html", "text", "media", "disk", "mail", "font"

_FAMILY_OF_TYPE = {
    "application/vnd.microsoft.portable-executable": EXECUTABLE, "application/x-msdownload": EXECUTABLE,
    "application/x-dosexec": EXECUTABLE, "application/x-elf": EXECUTABLE, "application/x-mach-binary": EXECUTABLE,
    "application/x-ms-shortcut": EXECUTABLE, "application/x-url-shortcut": EXECUTABLE, "application/wasm": EXECUTABLE,
    "application/java-vm": EXECUTABLE, "application/vnd.ms-htmlhelp": EXECUTABLE, "text/x-script": TEXT,
    "application/zip": ARCHIVE, "application/x-zip-compressed": ARCHIVE, "application/x-7z-compressed": ARCHIVE,
    "application/vnd.rar": ARCHIVE, "application/x-rar-compressed": ARCHIVE, "application/gzip": ARCHIVE,
    "application/x-gzip": ARCHIVE, "application/x-bzip2": ARCHIVE, "application/x-xz": ARCHIVE,
    "application/zstd": ARCHIVE, "application/x-tar": ARCHIVE, "application/vnd.ms-cab-compressed": ARCHIVE,
    "application/java-archive": ARCHIVE, "application/vnd.android.package-archive": ARCHIVE,
    "application/epub+zip": OFFICE,
    "application/x-iso9660-image": DISK, "application/x-vhd": DISK, "application/x-vhdx": DISK,
    "application/pdf": PDF, "application/x-pdf": PDF,
    "application/x-ole-storage": OFFICE, "application/rtf": OFFICE, "text/rtf": OFFICE, "application/msword": OFFICE,
    "application/vnd.ms-excel": OFFICE, "application/vnd.ms-powerpoint": OFFICE, "application/onenote": OFFICE,
    "application/vnd.ms-outlook": OFFICE,
    "text/html": HTML, "application/xhtml+xml": HTML, "image/svg+xml": HTML, "text/xml": TEXT, "application/xml": TEXT,
    "text/calendar": TEXT, "text/vcard": TEXT, "application/ics": TEXT, "application/json": TEXT,
    "message/rfc822": MAIL, "application/ms-tnef": MAIL, "application/vnd.ms-outlook-pst": MAIL,
}  # fmt: skip

_FAMILY_OF_EXTENSION = {
    extension: family
    for family, extensions in {
        EXECUTABLE: "exe dll scr com pif cpl sys lnk msp elf so dylib url chm class wasm",
        ARCHIVE: "zip 7z rar gz tgz bz2 xz zst tar cab jar apk ace arj",
        DISK: "iso img vhd vhdx udf",
        OFFICE: "doc docx docm dot dotx dotm xls xlsx xlsm xlsb xlt ppt pptx pptm pps ppsx rtf "
        "odt ods odp one msi msg pub vsd vsdx",
        PDF: "pdf",
        IMAGE: "png jpg jpeg gif bmp webp tif tiff ico heic avif",
        HTML: "html htm xhtml shtml mht svg hta",
        TEXT: "txt csv log md json xml ics vcf patch diff py sh ps1 js vbs bat cmd yml yaml ini cfg conf asc",
        MEDIA: "mp3 mp4 m4a mov avi wav ogg mkv webm",
        MAIL: "eml",
    }.items()
    for extension in extensions.split()
}

_ALSO = {
    HTML: frozenset({TEXT}),  # XHTML and saved pages may begin with an XML declaration
    TEXT: frozenset({HTML, MAIL}),  # text in another form still does what text does
    ARCHIVE: frozenset({OFFICE}),  # OOXML and ODF are ZIP archives
    OFFICE: frozenset({ARCHIVE, MAIL}),  # a container whose first entries do not tell
    MAIL: frozenset({TEXT, OFFICE}),
}
"""Families that keep the promise of another one."""


def family_of_type(kind: str) -> str:
    """The family of a media type, or "" where it promises nothing."""
    if found := _FAMILY_OF_TYPE.get(kind):
        return found
    if kind.startswith(
        (
            "application/vnd.openxmlformats",
            "application/vnd.oasis.opendocument",
            "application/vnd.ms-word",
            "application/vnd.ms-excel",
        )
    ):
        return OFFICE
    main = kind.partition("/")[0]
    return {"image": IMAGE, "audio": MEDIA, "video": MEDIA, "font": FONT}.get(main, "")


def breaks_promise(extension: str, declared: str, detected: str) -> bool:
    """Whether the content is of another family than the extension or the declared type says.

    >>> breaks_promise("pdf", "application/pdf", "text/html"), breaks_promise("docx", "", "application/zip")
    (True, False)
    """
    shown = family_of_type(detected)
    if not shown:
        return False
    for promised in (_FAMILY_OF_EXTENSION.get(extension, ""), family_of_type(declared)):
        if promised and promised != shown and shown not in _ALSO.get(promised, ()):
            return True
    return False
