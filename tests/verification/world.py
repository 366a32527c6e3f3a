"""A small library in memory, of an invented river republic, for the tests of verification."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sayso.library import MemoryIndex
from sayso.model import Attribution, Document, Extraction, Origin, Span, Speaker, Turn, Verification
from sayso.model.types import AttributionKind
from sayso.text.folding import tokenize
from sayso.verification import verify, verify_query


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One source of the library in memory."""

    id: str
    ordinal: int
    sha256: str
    tokens: int
    origin: Origin


class MemoryShelf:
    """A library of a few documents."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.folder = Path("library")
        self.index = MemoryIndex([(d.id, d.text) for d in documents])
        self._documents = {d.id: d for d in documents}

    def documents(self) -> list[Entry]:
        """All sources."""
        return [
            Entry(id=d.id, ordinal=i, sha256=d.origin.sha256, tokens=len(tokenize(d.text).keys), origin=d.origin)
            for i, d in enumerate(self._documents.values())
        ]

    def document(self, id: str) -> Document:
        """One source."""
        return self._documents[id]

    page = document


def source(
    id: str,
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    generator: str | None = None,
    language: str | None = None,
) -> Document:
    """A document; lines that begin with NAME in capitals and a colon are turns."""
    turns: list[Turn] = []
    at = 0
    for line in text.split("\n"):
        label, colon, _ = line.partition(": ")
        if colon and label.isupper():
            turns.append(Turn(speaker=label, span=Span(at + len(label) + 2, at + len(line))))
        elif turns and line:
            turns[-1] = Turn(speaker=turns[-1].speaker, span=Span(turns[-1].span.start, at + len(line)))
        at += len(line) + 1
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    origin = Origin(
        uri=id,
        media_type="text/plain",
        sha256=digest,
        title=title,
        published=published,
        language=language,
        generator=generator,
    )
    return Document(id=id, text=text, origin=origin, turns=tuple(turns))


def by_turn(document: Document, span: Span) -> Speaker | None:
    """The speaker of the turn, as the pipeline would find it."""
    turn = next((t for t in document.turns if t.span.start <= span.start < t.span.end), None)
    return Speaker(name=turn.speaker, as_written=turn.speaker) if turn else None


def speaker(name: str, role: str | None = None, as_written: str | None = None) -> Speaker:
    """A speaker of this name."""
    return Speaker(name=name, as_written=as_written or name, role=role)


BRIEFING = source(
    "briefing.txt",
    "MINISTER KALLAS: Thank you all for coming. The river council will not raise the bridge toll this year, and the"
    " ferries may return to Ostrel before the winter. We have spent 3.5 million florins on the northern locks.\n"
    "Q: Will the southern locks be closed?\n"
    "MINISTER KALLAS: The southern locks remain open unless the water rises above the second mark. (Applause.) Our"
    " engineers are the best in the valley, but they need more boats.\n"
    "MR ODUYA: Let me add that every lockkeeper received a new contract in March, signed by the full council.\n",
    title="Press briefing by Minister Kallas",
    published="2031-05-04",
)
STATEMENT = source(
    "statement.txt",
    "Statement by Governor Ilse Marrant on the flood.\n\nThe flood has taken eleven barns and no lives. We shall rebuild"
    " every barn before the harvest, and we shall do so without new taxes on the fishing villages. Our neighbours in"
    " Vesk have offered timber, which we gladly accept.\n",
    title="Statement by Governor Ilse Marrant on the Flood",
    published="2031-06-10",
)
PAPER = source(
    "paper.txt",
    "The lake gazette has learned that the harbour master was pleased. “The herring came back to the outer bay in numbers"
    " nobody remembers,” said the harbour master of Lumm on Tuesday.\n\nOld nets were mended by torchlight.\n",
    published="2031-06-20",
)
SHELF = MemoryShelf([BRIEFING, STATEMENT, PAPER])


def find(text: str, who: str | None = None, date: str | None = None) -> Verification:
    """What the library says of a quotation."""
    return verify_query(text, who, date, SHELF, by_turn)


def check(
    text: str, *parts: str, who: str | None = None, kind: AttributionKind = "direct", published: str | None = None
) -> Verification:
    """Verify the given parts of a text as one attribution."""
    page = source("draft.txt", text, published=published)
    spans, at = [], 0
    for part in parts:
        at = text.index(part, at)
        spans.append(Span(at, at + len(part)))
        at += len(part)
    attribution = Attribution(id="a1", kind=kind, content=tuple(spans), speaker=speaker(who) if who else None)
    return verify(page, Extraction(attributions=(attribution,)), (), SHELF, mouth=by_turn)[0]
