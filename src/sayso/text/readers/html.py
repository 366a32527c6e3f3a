"""HTML: the main text without the page round it, by trafilatura; what the page says of itself, from its own metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sayso.errors import ReadError
from sayso.model import Block, Document, Origin, Span
from sayso.model.types import BlockKind
from sayso.text.language import guess_language
from sayso.text.layout import find_sections, is_furniture
from sayso.text.publication import published_in
from sayso.text.readers.encoding import decode
from sayso.text.titles import speaker_of_title
from sayso.text.turns import find_turns

__all__ = ["read_html"]

_DEEPEST = 400
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>")
_QUOTED = re.compile(r"<(/?)(blockquote|footer)\b[^<>]*>", re.IGNORECASE)
_KINDS: dict[str, BlockKind] = {"head": "heading", "quote": "quote", "item": "list", "cell": "table", "p": "paragraph"}


def read_html(data: bytes, uri: str, sha256: str, media_type: str = "text/html") -> Document:
    """An HTML page as its main text, a block a paragraph.

    Raises `ReadError`: `damaged` for tags nested beyond any real page, `no-text` where no main text is found.
    """
    charset = _CHARSET.search(data[:4096])
    text, encoding = decode(data, uri, charset[1].decode("ascii", "replace") if charset else None)
    _refuse_deep(text, uri)
    page = _parse(text, uri)
    facts = _metadata(page)
    blocks, body = _main_text(page, text)
    if not body.strip():
        raise ReadError(
            uri, "no-text", "has no main text that can be told from the page round it; save the article as text"
        )
    published = facts.get("published") or published_in(body, blocks)
    title = facts.get("title")
    origin = Origin(
        uri=uri,
        media_type=media_type,
        sha256=sha256,
        encoding=encoding,
        title=title,
        author=facts.get("author") or (speaker_of_title(title) if title else None),
        publisher=facts.get("publisher"),
        published=published,
        language=facts.get("language") or guess_language(body[:20000]),
        generator=facts.get("generator"),
    )
    return Document(
        id=uri, text=body, origin=origin, blocks=blocks, sections=find_sections(body, blocks), turns=find_turns(body)
    )


def _refuse_deep(text: str, uri: str) -> None:
    """Refuse what would overflow a recursive reader; a real page is some dozens deep."""
    depth = deepest = 0
    for match in _TAG.finditer(text):
        if match[3] or match[2].lower() in _VOID or match[2].lower() in ("p", "li"):
            continue
        depth += -1 if match[1] else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise ReadError(
            uri, "damaged", f"has tags nested {deepest} deep; no reader can lay that out; save the text itself"
        )


def _parse(text: str, uri: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    cleaned = text.replace("\x00", "")
    try:
        # lxml refuses a str that declares its own encoding.
        return lxml_html.document_fromstring(
            cleaned.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(uri, "damaged", f"is not HTML that can be parsed ({error})") from error


def _main_text(page: Any, text: str) -> tuple[tuple[Block, ...], str]:
    """The blocks and their text, joined by blank lines."""
    import trafilatura

    pieces: list[tuple[BlockKind, str]] = []
    found = trafilatura.bare_extraction(
        _signed(text.replace("\x00", "")), include_comments=False, include_tables=True, include_formatting=False,
        favor_recall=True, with_metadata=False, date_extraction_params={"extensive_search": False},
    )  # fmt: skip
    main = getattr(found, "body", None) if found is not None else None
    if main is not None:
        pieces = list(_pieces(main))
    if sum(len(p) for _, p in pieces) < 60:
        pieces = [("paragraph", p) for p in _paragraphs(page)] or pieces
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for kind, words in pieces:
        if is_furniture(words):
            continue
        if parts:
            at += 2
        blocks.append(Block(span=Span(at, at + len(words)), kind=kind, level=1 if kind == "heading" else 0))
        parts.append(words)
        at += len(words)
    return tuple(blocks), "\n\n".join(parts)


def _signed(text: str) -> str:
    """A page in which the footer of a block quotation, where it says whose the words are, is no footer of the page."""
    depth = 0

    def tag(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() == "blockquote":
            depth = max(0, depth + (-1 if match[1] else 1))
            return match[0]
        return f"<{match[1]}p>" if depth else match[0]

    return _QUOTED.sub(tag, text)


def _pieces(main: Any) -> Iterator[tuple[BlockKind, str]]:
    for element in main.iter("p", "head", "quote", "item", "cell", "ab"):
        if any(parent.tag in ("p", "head", "quote", "item", "cell", "ab") for parent in element.iterancestors()):
            continue
        words = _text_of(element)
        if words:
            yield _KINDS.get(element.tag, "paragraph"), words


def _text_of(element: Any) -> str:
    parts = []
    for node in element.iter():
        if node.tag == "lb" or (node is not element and node.tag in ("p", "item", "cell")):
            parts.append("\n")
        if node.text:
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n") if line.strip())


def _paragraphs(page: Any) -> list[str]:
    """The paragraphs of a page too small for trafilatura, less its navigation and forms."""
    out = []
    for element in page.iter("p", "h1", "h2", "h3", "blockquote", "li", "pre"):
        if any(
            parent.tag in ("nav", "footer", "form", "aside", "header", "script", "style")
            for parent in element.iterancestors()
        ):
            continue
        words = " ".join(element.text_content().split())
        if words:
            out.append(words)
    if not out and page.find("body") is not None:
        words = " ".join(" ".join(page.find("body").itertext()).split())
        out = [words] if words else []
    return out


def _metadata(page: Any) -> dict[str, str]:
    """What the page says of itself: JSON-LD first, then meta elements; a date only with a full day."""
    facts: dict[str, str] = {}
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            _from_json_ld(script.text or "", facts)
    names = {
        "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
        "author": ("author", "article:author", "dc.creator", "byl", "citation_author"),
        "publisher": ("og:site_name", "publisher", "dc.publisher", "application-name"),
        "published": ("article:published_time", "datepublished", "dc.date.issued", "dc.date", "date", "pubdate", "citation_publication_date", "parsely-pub-date"),
        "generator": ("generator",),
    }  # fmt: skip
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key and meta.get("content"):
            metas.setdefault(key, " ".join(meta.get("content").split()))
    for fact, keys in names.items():
        for key in keys:
            value = metas.get(key)
            value = _full_day(value) if fact == "published" and value else value
            if value and not (fact == "author" and value.startswith("http")):
                facts.setdefault(fact, value)
    for element in page.iter("time"):
        day = _full_day(element.get("datetime") or "")
        if day and (element.get("pubdate") is not None or element.get("itemprop") == "datePublished"):
            facts.setdefault("published", day)
    heading, title = page.find(".//h1"), page.find(".//title")
    for element in (heading, title):
        words = " ".join(element.text_content().split()) if element is not None else ""
        if words:
            facts.setdefault("title", words)
    language = (page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0].lower()
    if re.fullmatch("[a-z]{2,3}", language):
        facts["language"] = language
    return facts


def _from_json_ld(script: str, facts: dict[str, str]) -> None:
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    queue = data if isinstance(data, list) else [data]
    for item in queue[:50]:
        if not isinstance(item, dict):
            continue
        graph = item.get("@graph")
        if isinstance(graph, list):
            queue.extend(graph)
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not any(isinstance(k, str) and re.search("Article|Posting|Report|WebPage|Statement", k) for k in kinds):
            continue
        day = _full_day(str(item.get("datePublished") or ""))
        for fact, value in (("title", item.get("headline")), ("author", _named(item.get("author"))),
                            ("publisher", _named(item.get("publisher"))), ("published", day)):  # fmt: skip
            if isinstance(value, str) and value.strip():
                facts.setdefault(fact, " ".join(value.split()))


def _named(value: object) -> str | None:
    if isinstance(value, list):
        names = [n for n in map(_named, value) if n]
        return ", ".join(names) or None
    if isinstance(value, dict):
        return value.get("name") if isinstance(value.get("name"), str) else None
    return value if isinstance(value, str) and not value.startswith("http") else None


def _full_day(value: str) -> str | None:
    value = value.strip()
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00")).date().isoformat() if len(value) >= 10 else None
    except ValueError:
        head = re.match(r"(\d{4}-\d{2}-\d{2})\b", value)
        try:
            return datetime.fromisoformat(head[1]).date().isoformat() if head else None
        except ValueError:
            return None
