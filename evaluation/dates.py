"""Dates: a table of four hundred sentences over all the forms people write, a quarter of them held back from tuning.

A row is met where every date it names is found with its words and its EDTF, and nothing else is.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from pathlib import Path

from evaluation.measures import Measured
from sayso.provenance.dates import find_dates
from sayso.text.readers import read_bytes

__all__ = ["TABLE", "dates"]

TABLE = Path(__file__).with_name("dates.tsv")


def dates(shared: Path, work: Path, library: Path | None) -> Measured:
    """Rows met in per cent, of all and of those held back, and the forms of the rows that were not met."""
    met: Counter[str] = Counter()
    rows: list[tuple[str, str, str]] = []
    total: Counter[str] = Counter()
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found = _found(row["text"], row["published"])
            total[row["part"]] += 1
            if found == row["dates"]:
                met[row["part"]] += 1
            else:
                rows.append((row["form"], row["text"], found))
    figures = {
        "dates": round(100 * sum(met.values()) / sum(total.values()), 1),
        "dates held back": round(100 * met["held"] / total["held"], 1),
    }
    return Measured(figures, rows, hashlib.sha256(TABLE.read_bytes()).hexdigest()[:16])


def _found(text: str, published: str) -> str:
    head = f"---\ndate: {published}\n---\n\n"
    document = read_bytes(f"{head}{text}\n".encode(), "a.md")
    start = document.text.find(text)
    spoken = [
        (" ".join(d.span.of(document.text).split()), d.edtf) for d in find_dates(document) if d.span.start >= start
    ]
    return "; ".join(f"{words}={edtf}" for words, edtf in spoken)
