"""What sentences stand on: the article's and three releases' sentences, labelled twice by readers who did not see each other's
labels, by the guideline below; where they differ the label was settled by reading again.

A sentence is what most of it (by length) is. **Reported**: what somebody said, wrote, ordered, promised or is quoted as
thinking, given as theirs, or a part of it; a line that names the speaker of a quotation. Not: wishes and motives that the
author ascribes without an act of telling, nor telling that gives a topic only. **Cited**: rests on a citation (a bracketed
source, a number, a verse, a link, a byline) and names no speaker. **Inference**: the author concludes, explains or
interprets, and words show it. **Appeal**: calls on the reader or others to do something. **Assertion**: the author's own
word. Bare numbers, dates, "[…]" and invocations are no sentences and are left out.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.measures import Measured, extracted, unpacked

__all__ = ["LABELS", "footing"]

LABELS = Path(__file__).with_name("footing.tsv")


def footing(shared: Path, work: Path, library: Path | None) -> Measured:
    """Accuracy against the settled labels, and how far the two passes agree (per cent, and Cohen's kappa, 1960)."""
    folder = library or unpacked(shared / "data" / "wh-briefings.tar.gz", work) / "wh-briefings"
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    names = list(dict.fromkeys(row["document"] for row in rows))
    paths = [shared / name if (shared / name).is_file() else folder / name for name in names]
    said = dict(zip(names, extracted(paths, work / "footing.jsonl"), strict=True))
    met, missed = 0, []
    for row in rows:
        span = (int(row["start"]), int(row["end"]))
        nearest = max(said[row["document"]]["footings"], key=lambda f: _shared(f["span"], span))
        found = nearest["kind"] if _shared(nearest["span"], span) > 0 else "none"
        met += found == row["settled"]
        if found != row["settled"]:
            missed.append((row["document"], row["start"], row["settled"], found))
    figures = {"accuracy": round(100 * met / len(rows), 1), "sentences": float(len(rows)), **_agreement(rows)}
    return Measured(figures, missed, hashlib.sha256(LABELS.read_bytes()).hexdigest()[:16])


def _shared(place: dict[str, Any], span: tuple[int, int]) -> int:
    return min(place["end"], span[1]) - max(place["start"], span[0])


def _agreement(rows: list[dict[str, str]]) -> dict[str, float]:
    same = sum(row["first"] == row["second"] for row in rows) / len(rows)
    first, second = (Counter(row[name] for row in rows) for name in ("first", "second"))
    chance = sum(first[kind] * second[kind] for kind in first) / len(rows) ** 2
    return {"agreement": round(100 * same, 1), "kappa": round((same - chance) / (1 - chance), 2)}
