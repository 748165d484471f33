"""HTML to the text that a reader sees and to the places that it points to.

The tree is built by lexbor, as a browser would build it. Hidden elements are no part of the text. A quotation comes
out with ">" before its lines and the reply block of Outlook under a separator line, so that `quote` knows one form.
Markup that would blow the tree up is read by patterns instead (`rough`).
Source: WHATWG HTML section 13.2 (parsing), 15 (rendering).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_MARKUP = 524_288
"""Characters of one HTML part that are built into a tree; mail clients clip at 102,400. The rest goes by patterns."""

MAX_WORK = 1_000_000
"""Elements that the markup of one message may grow to: about a second and 100 MB of work in the worst case."""

ATTRIBUTE_PAIRS = 650
"""Comparisons of attribute names that take as long as one element (measured)."""

BLOCK, OPEN, CLOSE = "\ue000", "\ue001", "\ue002"
"""Private characters that stand for a line end and for the bounds of a quotation while the text is put together."""

REPLY_IDS = ("divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "olk_src_body_section")
"""Ids that Outlook gives to the place where history begins."""

REPLY_LINE = f"{BLOCK}-----Original Message-----{BLOCK}"

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "tr", "ul", "title", "caption", "option",
})  # fmt: skip
UNSEEN = frozenset({
    "script", "style", "head", "title", "template", "noscript", "object", "iframe", "select", "textarea", "audio",
    "video", "canvas", "datalist", "svg",
})  # fmt: skip
SEEN_SOURCES = {"a": "href", "area": "href", "form": "action", "img": "src", "button": "formaction", "input": "src",
                "iframe": "src", "embed": "src", "link": "href"}  # fmt: skip
PLACES = {"a": "html", "area": "html", "form": "form", "button": "form", "img": "image", "input": "image",
          "iframe": "html", "embed": "html"}  # fmt: skip

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_FORMATTING = re.compile(r"<(b|big|code|em|font|i|s|small|strike|strong|tt|u)(?:>|(?=[\s/]))", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s/\"']+")
_ROUGH_LINK = re.compile(
    r"""<(a|area|form|img|iframe)\b[^<>]*?\b(?:href|action|src)\s*=\s*["']?([^\s"'<>]{1,2048})""", re.IGNORECASE
)
_ROUGH_UNSEEN = re.compile(r"<(script|style|head|title)\b", re.IGNORECASE)
_ROUGH_TAG = re.compile(r"<[^<>]*>")
_ROUGH_BLOCK = re.compile(r"<(?:br|/?p|/?div|/?tr|/?table|/?li|/?h\d)\b[^<>]*>", re.IGNORECASE)


class Html(Struct, frozen=True):
    """One HTML document as read. `links` are (reference as written, text beside it, place) in document order."""

    text: str
    links: list[tuple[str, str, str]]
    defect: str = ""


def read_html(markup: str, limit: int, *, text: bool = True, budget: int = MAX_WORK) -> Html:
    """The links of a document (at most `limit`) and, if asked for, its visible text. Never raises.

    `budget` is the work (see `work`) that may be spent; markup that needs more is read by patterns.
    """
    rest, defect = "", ""
    if len(markup) > MAX_MARKUP:
        markup, rest = markup[:MAX_MARKUP], markup[MAX_MARKUP:]
        defect = f"HTML longer than {MAX_MARKUP} characters, the rest read by patterns"
    if work(markup) > budget:
        links = list(rough_links(markup + rest, limit))
        return Html(rough_text(markup) if text else "", links, "HTML that could blow up, read by patterns")
    root = LexborHTMLParser(markup).root
    if root is None:
        return Html("", [], defect)
    elements = list(root.traverse())
    links = list(_links(elements, limit))
    if rest and len(links) < limit:
        links.extend(rough_links(rest, limit - len(links)))
    return Html(_visible(root, elements, markup) if text else "", links, defect)


def work(markup: str) -> int:
    """An upper bound of the elements that the tree of this markup can have, attribute comparisons converted.

    Formatting elements left open are opened again in every following block, identical ones three times at most
    (WHATWG HTML, 13.2.4.3), so that n of them and n blocks make n * n elements. The attributes of one tag, and of all
    body tags together, are compared pairwise.
    """
    tags = markup.count("<")
    elements = tags * tags
    if elements > MAX_WORK // 4:
        bare: set[str] = set()
        dressed = 0
        for found in _FORMATTING.finditer(markup):
            if found[0][-1] == ">":
                bare.add(found[1].lower())
            else:
                dressed += 1
        elements = (3 * len(bare) + dressed + 1) * tags
    if len(markup) < 16_384:
        return elements
    attributes = len(_SEPARATORS.findall(markup))
    return max(elements, attributes * attributes // ATTRIBUTE_PAIRS)


def _links(elements: list[LexborNode], limit: int) -> Iterator[tuple[str, str, str]]:
    """What the elements point to: anchors, areas, frames, forms, images. `<base>` applies to what is relative."""
    base, count = "", 0
    for element in elements:
        tag = element.tag
        if tag not in SEEN_SOURCES:
            if tag == "base" and not base:
                base = (element.attributes.get("href") or "").strip()
            continue
        place = PLACES.get(tag)
        reference = element.attributes.get(SEEN_SOURCES[tag])
        if not place or not reference:
            continue
        if base and ":" not in reference[:32]:
            reference = _joined(base, reference)
        shown = " ".join(element.text().split())[:400] if tag == "a" else element.attributes.get("alt") or ""
        yield reference, shown, place
        count += 1
        if count >= limit:
            return


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _visible(root: LexborNode, elements: list[LexborNode], markup: str) -> str:
    """The text of the tree without hidden elements; the tree is changed on the way."""
    hides = bool(_HIDING.search(markup)) or "hidden" in markup
    for element in elements:
        tag = element.tag or ""
        if tag == "br":
            element.insert_before(BLOCK)
        elif tag in UNSEEN:
            _empty(element)
        elif tag in BLOCKS or hides or tag == "img":
            _mark(element, tag, hides)
    text = root.text()
    return _lines(text)


def _empty(element: LexborNode) -> None:
    """Takes the content of an element away (the element stays: a part of the tree cannot go while it is walked)."""
    child = element.first_child
    while child is not None:
        following = child.next
        child.remove()
        child = following


def _mark(element: LexborNode, tag: str, hides: bool) -> None:
    attributes = element.attributes
    if hides and attributes and ("hidden" in attributes or _HIDING.search(attributes.get("style") or "")):
        _empty(element)
        return
    if tag not in BLOCKS or element.parent is None or tag == "body":
        return
    before = after = BLOCK
    if tag == "blockquote":
        before, after = f"{BLOCK}{OPEN}{BLOCK}", f"{BLOCK}{CLOSE}{BLOCK}"
    elif attributes and (attributes.get("id") or "").lower() in REPLY_IDS:
        before = REPLY_LINE
    elif tag == "pre":
        for node in list(element.traverse(include_text=True)):
            if node.is_text_node:
                node.replace_with(node.text().replace("\n", BLOCK))
    element.insert_before(before)
    element.insert_after(after)


def _lines(text: str) -> str:
    """White space folded as a browser does, marks turned into lines and quotation signs."""
    depth = 0
    lines: list[str] = []
    for line in text.split(BLOCK):
        if line == OPEN:
            depth += 1
        elif line == CLOSE:
            depth -= depth > 0
        else:
            words = " ".join(line.split())
            if words or (lines and lines[-1]):
                lines.append("> " + words if depth else words)
    return "\n".join(lines).strip("\n")


def rough_links(markup: str, limit: int) -> Iterator[tuple[str, str, str]]:
    """The references of tags found by pattern, without their texts."""
    for count, found in enumerate(_ROUGH_LINK.finditer(markup)):
        if count >= limit:
            return
        yield unescape(found[2]), "", PLACES[found[1].lower()]


def rough_text(markup: str) -> str:
    """The text between the tags; hidden text is not told apart here."""
    shown, position = [], 0
    while opened := _ROUGH_UNSEEN.search(markup, position):
        shown.append(markup[position : opened.start()])
        closed = re.compile(f"</{opened[1]}", re.IGNORECASE).search(markup, opened.end())
        position = closed.start() if closed else len(markup)
    shown.append(markup[position:])
    return _lines(unescape(_ROUGH_TAG.sub("", _ROUGH_BLOCK.sub(BLOCK, "".join(shown)))))
