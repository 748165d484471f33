"""Names and types against content."""

from __future__ import annotations

import pytest

from firstsight.mail.content.promise import breaks_promise, family_of_type

PE, OOXML = (
    "application/vnd.microsoft.portable-executable",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


@pytest.mark.parametrize(
    ("extension", "declared", "detected"),
    [
        ("pdf", "application/pdf", PE),
        ("pdf", "application/octet-stream", "text/html"),
        ("jpg", "", PE),
        ("", "image/png", "application/zip"),
        ("docx", "application/pdf", OOXML),
        ("txt", "text/plain", PE),
        ("ics", "text/calendar", "application/zip"),
    ],
)
def test_another_family_breaks_the_promise(extension: str, declared: str, detected: str) -> None:
    assert breaks_promise(extension, declared, detected)


@pytest.mark.parametrize(
    ("extension", "declared", "detected"),
    [
        ("pdf", "application/pdf", "application/pdf"),
        ("pdf", "application/pdf", ""),
        ("docx", "application/octet-stream", OOXML),
        ("docx", "", "application/zip"),
        ("doc", "application/msword", "application/rtf"),
        ("xyz", "application/octet-stream", PE),
        ("exe", "application/x-msdownload", PE),
        ("jpg", "image/jpeg", "image/png"),
        ("txt", "text/plain", "text/html"),
        ("eml", "message/rfc822", "message/rfc822"),
    ],
)
def test_the_same_family_keeps_it(extension: str, declared: str, detected: str) -> None:
    assert not breaks_promise(extension, declared, detected)


def test_unknown_types_promise_nothing() -> None:
    assert family_of_type("application/octet-stream") == ""
    assert family_of_type("image/x-new") == "image"
