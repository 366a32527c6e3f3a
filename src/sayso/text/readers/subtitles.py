"""SubRip and WebVTT: the spoken words as running text, the time of each cue as its block's locator."""

from __future__ import annotations

import html
import re

from sayso.errors import ReadError
from sayso.model import Block, Document, Origin, Span, Turn
from sayso.text.language import guess_language
from sayso.text.publication import published_in
from sayso.text.readers.encoding import decode
from sayso.text.turns import find_turns

__all__ = ["read_subtitles"]

_TIME = re.compile(r"^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}).*$")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>")
_TAGS = re.compile(r"</?[a-zA-Z][^>]*>|<\d[\d:.]*>|\{\\[^}]*\}")
_NOTE = re.compile(r"^NOTE\s+(?P<words>\S.*)$", re.MULTILINE)


def read_subtitles(data: bytes, uri: str, sha256: str, media_type: str) -> Document:
    """A subtitle file: cues joined by single spaces or, where the speaker changes, by a line break.

    Voice tags (`<v Name>`) and labels at the head of a cue are speaker turns.
    """
    text, encoding = decode(data, uri)
    cues = _cues(text)
    if not cues:
        raise ReadError(uri, "damaged", "holds no subtitle with a time line (00:00:01,000 --> 00:00:02,000)")
    parts: list[str] = []
    blocks: list[Block] = []
    turns: list[Turn] = []
    at = 0
    speaker: str | None = None
    begun = 0
    for time, voice, words in cues:
        changed = voice is not None and voice != speaker
        if parts:
            joint = "\n" if changed or re.match(r"(?:-|>>|[A-Z][A-Z. ]+:)", words) else " "
            parts.append(joint)
            at += 1
        if changed:
            if speaker is not None:
                turns.append(Turn(speaker=speaker, span=Span(begun, at - 1)))
            speaker, begun = voice, at
        blocks.append(Block(span=Span(at, at + len(words)), kind="paragraph", locator=time))
        parts.append(words)
        at += len(words)
    if speaker is not None:
        turns.append(Turn(speaker=speaker, span=Span(begun, at)))
    body = "".join(parts)
    head = text[: text.find("-->")] if "-->" in text else ""
    note = _NOTE.search(head)
    title = note["words"].strip() if note else None
    origin = Origin(
        uri=uri,
        media_type=media_type,
        sha256=sha256,
        encoding=encoding,
        title=title,
        published=published_in(title, (Block(span=Span(0, len(title)), kind="paragraph"),)) if title else None,
        language=guess_language(body[:20000]),
    )
    return Document(id=uri, text=body, origin=origin, blocks=tuple(blocks), turns=tuple(turns) or find_turns(body))


def _cues(text: str) -> list[tuple[str, str | None, str]]:
    """Start time, voice and words of each cue, in order; a repeated line (rolling captions) is kept once."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cues: list[tuple[str, str | None, str]] = []
    i = 0
    last: list[str] = []
    while i < len(lines):
        time = _TIME.match(lines[i])
        i += 1
        if not time:
            continue
        spoken: list[str] = []
        voice: str | None = None
        while i < len(lines) and lines[i].strip() and not _TIME.match(lines[i]):
            named = _VOICE.search(lines[i])
            voice = " ".join(named[1].split()) if named else voice
            words = " ".join(html.unescape(_TAGS.sub("", _VOICE.sub("", lines[i]))).split())
            if words:
                spoken.append(words)
            i += 1
        # The number of the next SubRip cue, where the blank line before it is missing.
        if i < len(lines) and _TIME.match(lines[i]) and spoken and spoken[-1].isdigit():
            spoken.pop()
        fresh = [w for w in spoken if w not in last] if len(last) > 1 or last == spoken[:1] else spoken
        last = spoken
        if fresh:
            cues.append((time[1].replace(",", "."), voice, " ".join(fresh)))
    return cues
