"""PolNeAR (Newell et al., LREC 2018) in its brat standoff layout: articles and what annotators marked in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sayso.attribution.lines import Line, read_lines
from sayso.attribution.rules import body_paragraphs
from sayso.model import Span
from sayso.text.marks import pair_marks
from sayso.text.readers import read_bytes

__all__ = ["Article", "Marking", "read_corpus"]


class Marking(NamedTuple):
    """One act of reporting as an annotator marked it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Article(NamedTuple):
    """One article: its lines as a tagger sees them, and its markings."""

    name: str
    text: str
    lines: list[Line]
    markings: list[Marking]
    others: tuple[list[Marking], ...] = ()
    """What further annotators marked in the same article."""


def read_corpus(folder: Path) -> list[Article]:
    """The articles of one part of the corpus; of several annotators the alphabetically first, as the scorer takes them."""
    marked: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        marked.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    out = []
    for name, (first, *others) in marked.items():
        document = read_bytes((folder / "text" / f"{name}.txt").read_bytes(), f"{name}.txt")
        paragraphs = body_paragraphs(document)
        lines = read_lines(document.text, paragraphs, pair_marks(document.text, paragraphs))
        lines = [line for line in lines if line.words]
        out.append(Article(name, document.text, lines, _read_markings(first), tuple(map(_read_markings, others))))
    return out


def _read_markings(path: Path) -> list[Marking]:
    places: dict[str, list[Span]] = {}
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) >= 2:
            where = parts[1].partition(" ")[2]
            places[parts[0]] = [Span(*map(int, piece.split())) for piece in where.split(";")]
        elif line.startswith("E") and len(parts) >= 2:
            roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
            for pair in parts[1].split():
                role, _, mark = pair.partition(":")
                role = role.lower().rstrip("0123456789")
                if role in roles:
                    roles[role].extend(places.get(mark, []))
            out.append(Marking(*(tuple(sorted(roles[r])) for r in ("source", "cue", "content"))))
    return out
