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

SURE_MARKUP = 98_304
"""Characters tried once more where the whole could blow up; long newsletters are harmless up to there."""

MAX_WORK = 1_000_000
"""Elements that the markup of one message may grow to: about a second and 100 MB of work in the worst case."""

DEPTH_STEPS = 350
"""Open elements looked at that take as long as making one (measured)."""

ATTRIBUTE_PAIRS = 650
"""Comparisons of attribute names that take as long as one element (measured)."""

BLOCK, OPEN, CLOSE = "\ue000", "\ue001", "\ue002"
"""Private characters that stand for a line end and for the bounds of a quotation while the text is put together."""

REPLY_IDS = ("divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "olk_src_body_section")
"""Ids that Outlook gives to the place where history begins."""

REPLY_LINE = f"{BLOCK}-----Original Message-----{BLOCK}"

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "tr", "ul", "title", "caption", "option",
})  # fmt: skip
UNSEEN = frozenset({
    "script", "style", "head", "title", "template", "object", "iframe", "select", "textarea", "audio",
    "video", "canvas", "datalist", "svg",
})  # fmt: skip
SEEN_SOURCES = {"a": "href", "area": "href", "form": "action", "img": "src", "button": "formaction", "input": "src",
                "iframe": "src", "embed": "src", "link": "href"}  # fmt: skip
PLACES = {"a": "html", "area": "html", "form": "form", "button": "form", "img": "image", "input": "image",
          "iframe": "html", "embed": "html"}  # fmt: skip

_NOTHING = re.compile(r"(?:^|[;{])(?:font-size|opacity):0*(?:\.0*)?(?:[a-z%]*)(?:[;!]|\Z)")
_FORMATTING = re.compile(
    r"<([bB](?:[iI][gG])?|[cC][oO][dD][eE]|[eE][mM]|[fF][oO][nN][tT]|[iI]|[sS](?:[mM][aA][lL]{2}|[tT][rR][iI][kK][eE]|"
    r"[tT][rR][oO][nN][gG])?|[tT]{2}|[uU])(?:>|(?=[\s/]))"
)
"""Letter by letter and not IGNORECASE, because the engine then jumps from one "<" to the next."""

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
    work: int = 0
    """What it may have cost, see `work`."""


class Tree(Struct, frozen=True):
    """Markup as far as it was built into a tree; `rest` was not, and is to be read by patterns."""

    root: LexborNode | None
    rest: str
    defect: str
    work: int
    """What it may have cost, see `work`."""


def grow(markup: str, budget: int = MAX_WORK) -> Tree:
    """The tree of a document, or of its head where the whole is too long or would need more work than `budget`."""
    head = markup[:MAX_MARKUP]
    if (cost := work(head)) > budget:
        head = markup[:SURE_MARKUP]
        if (cost := work(head)) > budget:
            return Tree(None, markup, "HTML that could blow up, read by patterns", 0)
    rest = markup[len(head) :]
    defect = f"HTML beyond {len(head)} characters read by patterns" if rest else ""
    return Tree(LexborHTMLParser(head).root, rest, defect, cost)


def read_html(markup: str, limit: int, *, text: bool = True, budget: int = MAX_WORK) -> Html:
    """The links of a document (at most `limit`) and, if asked for, its visible text. Never raises.

    `budget` is the work (see `work`) that may be spent; markup that needs more is read by patterns.
    """
    tree = grow(markup, budget)
    links = [] if tree.root is None else list(_links(tree.root, limit))
    seen = visible(tree.root) if text and tree.root is not None else ""
    if tree.rest:
        links.extend(rough_links(tree.rest, limit - len(links)))
        if text:
            rough = rough_text(tree.rest)
            seen = f"{seen}\n{rough}" if tree.root is not None else rough
    return Html(seen, links, tree.defect, tree.work)


def work(markup: str) -> int:
    """An upper bound of the elements that the tree of this markup can have, attribute comparisons converted.

    Formatting elements left open are opened again in every following block, identical ones three times at most
    (WHATWG HTML, 13.2.4.3), so that n of them and n blocks make n * n elements. Many tags look at every element that
    is open around them (13.2.4.2). The attributes of one tag, and of all body tags together, are compared pairwise.
    Cheap bounds come first: small parts need no closer look.
    """
    tags = markup.count("<")
    elements = tags * tags
    if elements > MAX_WORK // 2:
        bare: set[str] = set()
        dressed = 0
        for found in _FORMATTING.finditer(markup):
            if found[0][-1] == ">":
                bare.add(found[1].lower())
            else:
                dressed += 1
        elements = (3 * len(bare) + dressed + 1) * tags + (tags - markup.count("</")) * tags // DEPTH_STEPS
    attributes = len(markup) // 3  # a separator, a name of one letter or two
    if attributes * attributes > MAX_WORK // 2 * ATTRIBUTE_PAIRS:
        quotes = markup.count('"') + markup.count("'")
        attributes = len(markup.split()) + markup.count("/") + quotes // 2
    return elements + attributes * attributes // ATTRIBUTE_PAIRS


def _links(root: LexborNode, limit: int) -> Iterator[tuple[str, str, str]]:
    """What the elements point to: anchors, areas, frames, forms, images. `<base>` applies to what is relative."""
    base, count = "", 0
    for element in root.traverse():
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
            reference = joined(base, reference)
        shown = " ".join(element.text().split())[:400] if tag == "a" else element.attributes.get("alt") or ""
        yield reference, shown, place
        count += 1
        if count >= limit:
            return


def joined(base: str, reference: str) -> str:
    """The reference as `<base>` would have it; as written where that is no URL."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def visible(root: LexborNode) -> str:
    """The text of the tree without hidden elements, in one walk; nesting is followed by the parents of the nodes."""
    pieces: list[str] = []
    closing: list[tuple[int | None, str]] = [(root.parent.mem_id if root.parent else None, "")]
    hidden_from, pre_from = 0, 0  # depths at which something hidden and something preformatted began; 0 for neither
    for node in root.traverse(include_text=True):
        parent = node.parent
        parent_id = parent.mem_id if parent is not None else None
        while len(closing) > 1 and closing[-1][0] != parent_id:
            pieces.append(closing.pop()[1])
            hidden_from = 0 if len(closing) <= hidden_from else hidden_from
            pre_from = 0 if len(closing) <= pre_from else pre_from
        tag = node.tag or ""
        if tag[:1] == "-":
            if tag == "-text" and not hidden_from:
                text = node.text_content or ""
                pieces.append(text.replace("\n", BLOCK) if pre_from else text)
            continue
        if not hidden_from and (tag in UNSEEN or _is_hidden(node)):
            hidden_from = len(closing)
        before = after = BLOCK if tag in BLOCKS else ""
        if hidden_from:
            before = after = ""
        elif tag == "br":
            before = BLOCK
        elif tag == "blockquote":
            before, after = f"{BLOCK}{OPEN}{BLOCK}", f"{BLOCK}{CLOSE}{BLOCK}"
        elif tag == "pre":
            pre_from = pre_from or len(closing)
        elif tag == "div" and (node.attributes.get("id") or "").lower() in REPLY_IDS:
            before = REPLY_LINE
        pieces.append(before)
        closing.append((node.mem_id, after))
    pieces.extend(mark for _, mark in reversed(closing))
    return _lines("".join(pieces))


def _is_hidden(element: LexborNode) -> bool:
    attributes = element.attributes
    return bool(attributes) and ("hidden" in attributes or hidden_by(attributes.get("style") or ""))


def hidden_by(style: str) -> bool:
    """Whether an inline style hides its element.

    >>> hidden_by("Display : none"), hidden_by("font-size:0px;"), hidden_by("font-size: 0.9em")
    (True, True, False)
    """
    style = style.lower().replace(" ", "")
    if "display:none" in style or "visibility:hidden" in style or "mso-hide:all" in style:
        return True
    return (":0" in style or ":." in style) and bool(_NOTHING.search(style))


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
                lines.append("> " + words if depth and words else words)
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
