"""OOXML packages for tests, written by hand."""

from __future__ import annotations

from tests.unit.mail.inside.zips import zipped

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


def relation(number: str, kind: str, target: str, *, external: bool = False) -> str:
    """One relation."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{number}" Type="{KINDS}/{kind}" Target="{target}"{mode}/>'


def relations(*each: str) -> bytes:
    """A part of relations."""
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{"".join(each)}</Relationships>'.encode()


def content_types(*overrides: tuple[str, str]) -> bytes:
    """The types of the parts."""
    said = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>{said}</Types>'.encode()
    )


def paragraph(*runs: str) -> str:
    """A paragraph of runs of text."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs) + "</w:p>"


def docx(body: str, rels: list[str] | None = None, more: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this body, these relations of its main part, and these further parts."""
    return zipped({
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(),
        "word/_rels/document.xml.rels": relations(*rels or []),
        **(more or {}),
    })  # fmt: skip


def xlsx(more: dict[str, bytes]) -> bytes:
    """A workbook with these further parts."""
    return zipped({
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": b"<workbook/>",
        **more,
    })  # fmt: skip
