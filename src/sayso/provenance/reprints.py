"""Stretches of a document that are somebody else's: a round-up of the press, an article printed again under its outlet's name.

A heading that is an outlet, a colon, and a linked or bold title opens one; it runs to the next such heading. Whatever is
quoted inside has come through that outlet's hands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Document, Link, Span, When
from sayso.provenance.carriers import kind_of

__all__ = ["Reprint", "find_reprints", "linked_from"]

_HEADING = re.compile(
    r"(?:^|\n)[ \t>*_#-]*(?P<outlet>[A-Z][^:\n*\[\]“”\"]{1,60}?)[ \t\u00a0]*:[ \t\u00a0*_]*"
    r"(?P<title>\[[^\[\]]{8,300}\]\((?P<url>https?://[^()\s]{4,600})\)|(?:\*\*)?(?=[^\n]{8,200}(?:\n[^\n]{1,200})?\*\*[ \t]*\n))"
)
_BYLINE = re.compile(
    r"\\?\[(?P<author>[A-Z][^\[\]\d,]{3,60}),?\s*(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{2,4})\\?\]"
)
_END = re.compile(r"\n[ \t\\]*(?:#{3}|\* ?\* ?\*)[ \t]*(?:\n|$)")
# A reprint that is set as a quoted block ends with it.
_LEFT = re.compile(r"\n[ \t]*\n(?!>)")
_TARGET = re.compile(r"[^\[\]\n]{0,60}\]\((?P<url>https?://(?:www\.)?(?P<host>[^/\s()]+)[^()\s]*)\)")
_POSTS = {
    "x.com": "X", "twitter.com": "Twitter", "facebook.com": "Facebook", "truthsocial.com": "Truth Social", "bsky.app": "Bluesky",
    "instagram.com": "Instagram", "threads.net": "Threads", "t.me": "Telegram", "youtube.com": "YouTube",
}  # fmt: skip


class Reprint(NamedTuple):
    """A stretch that came through another outlet's hands, and the link that says so."""

    span: Span
    link: Link


def find_reprints(document: Document, dates: Sequence[When]) -> list[Reprint]:
    """The reprints of a document in order: `find_reprints(document, dates)[0].link.carrier` may be "The Orsa Courier"."""
    text = document.text
    found = [m for m in _HEADING.finditer(text) if m["url"] or m["title"] is not None]
    # One bold heading may be any label; an outlet known as one, a link, or a run of such headings is a round-up.
    found = [m for m in found if m["url"] or kind_of(m["outlet"]) or len(found) > 2]
    out = []
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        close = (_LEFT if match.group().lstrip("\n").startswith(">") else _END).search(text, match.end(), end)
        end = close.start() if close else end
        name = re.sub(r"\s*\([^()]*\)\s*$", "", " ".join(match["outlet"].split()))
        byline = _BYLINE.search(text, match.end(), min(end, match.end() + 400))
        link = Link(
            carrier=re.sub(r"^(?:The|the)\s+", "", name),
            as_written=" ".join(match["outlet"].split()),
            kind=kind_of(match["outlet"]) or "newspaper",
            date=_iso(byline) if byline else _day_in(dates, match.start(), min(end, match.end() + 200)),
            locator=match["url"],
            evidence=Span(match.start("outlet"), match.end("outlet")),
        )
        out.append(Reprint(Span(match.start(), end), link))
    return out


def _iso(byline: re.Match[str]) -> str | None:
    year = int(byline["year"]) + (2000 if len(byline["year"]) == 2 else 0)
    month, day = int(byline["month"]), int(byline["day"])
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _day_in(dates: Sequence[When], start: int, end: int) -> str | None:
    return next((d.edtf for d in dates if start <= d.span.start and d.span.end <= end and len(d.edtf) == 10), None)


def linked_from(text: str, source: Span) -> Link | None:
    """The page that a source's own words link to: "[Steve Mole](https://x.com/…)" spoke in a post on X."""
    match = _TARGET.match(text, source.end)
    if match is None or "[" not in text[max(0, source.start - 40) : source.end]:
        return None
    host = match["host"].lower()
    network = next((name for known, name in _POSTS.items() if host == known or host.endswith("." + known)), None)
    return Link(
        carrier=f"post on {network}" if network else host,
        as_written=None,
        kind="post" if network else "website",
        locator=match["url"],
        evidence=Span(match.start("url"), match.end("url")),
    )
