"""PolNeAR's development part as the evaluation sees it: articles with gold, and what sayso predicts for them.

Offsets are half-open code points into the raw file, as the gold and the scorer have them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from evaluation.measures import sayso

__all__ = ["Article", "Place", "Predicted", "Read", "predict", "read_dev", "shape_of"]

Place = tuple[int, int]
Roles = dict[str, list[Place]]
_MARKS = re.compile(r"[“”\"«»„]|''|``")


class Article(NamedTuple):
    """One article: its file, its text with newlines untouched, and the attributions of its first annotator."""

    name: str
    path: Path
    text: str
    gold: list[Roles]


class Predicted(NamedTuple):
    """One attribution that sayso reads, and how sure it is of it."""

    roles: Roles
    confidence: float
    found_by: str


Read = list[tuple[Article, list[Predicted]]]
"""Articles with what was read in them."""


def read_dev(dev: Path, scorer: ModuleType) -> list[Article]:
    """The articles of one part of the corpus."""
    out = []
    for name, path in scorer.gold_files(dev).items():
        file = dev / "text" / f"{name}.txt"
        with file.open(encoding="utf-8", newline="") as lines:
            out.append(Article(name, file, lines.read(), scorer.read_ann(path)))
    return out


def predict(articles: Sequence[Article], model: str, saved: Path) -> Read:
    """What `sayso extract --only attributions` prints for some articles."""
    paths = [str(article.path) for article in articles]
    lines = sayso(["extract", *paths, "--model", model, "--only", "attributions", "--format", "jsonl"], saved)
    if len(lines) != len(articles):
        raise SystemExit(f"sayso extract printed {len(lines)} lines for {len(articles)} articles")
    return [(article, _predicted(line)) for article, line in zip(articles, lines, strict=True)]


def _predicted(line: dict[str, Any]) -> list[Predicted]:
    if "error" in line:
        raise SystemExit(f"{line['document']['uri']}: {line['error']['message']}")
    return [
        Predicted({r: [_raw(s) for s in a[r]] for r in ("source", "cue", "content")}, a["confidence"], a["found_by"])
        for a in line["attributions"]
    ]


def _raw(span: dict[str, int]) -> Place:
    return span.get("raw_start", span["start"]), span.get("raw_end", span["end"])


def shape_of(text: str, content: Sequence[Place]) -> str:
    """Whether content stands wholly in marks (direct), partly (mixed), or without (indirect)."""
    words = [text[a:b].strip() for a, b in content]
    if not any(_MARKS.search(w) for w in words):
        return "indirect"
    outside = "".join(_outside(w) for w in words)
    return "mixed" if any(c.isalnum() for c in outside) else "direct"


def _outside(words: str) -> str:
    """The words of a stretch that stand outside its marks; a mark of any family opens and closes."""
    return "".join(_MARKS.split(words)[::2])
