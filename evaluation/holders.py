"""Two hundred quotations that stand in several documents: is the earliest page that holds the words at first hand shown first?

The list names the quotations by document and offsets, and for each the page or pages of the earliest day on which the
words stand outside quotation marks, on or before the day of the quotation. It was made by reading every document word by
word (no index), from marked stretches of 7 to 40 words near a verb of telling or a title, two of a document at most;
titles, links and mere names were left out. "settled" says whether that rule chose the page or a reader did, where the
marks of a transcript misled the rule.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from evaluation.measures import Measured, unpacked
from sayso.library import Library
from sayso.pipeline import find

__all__ = ["LIST", "holders"]

LIST = Path(__file__).with_name("holders.tsv")


def holders(shared: Path, work: Path, library: Path | None) -> Measured:
    """The share of quotations whose first place is on the page listed, in per cent, and the rows where it is not."""
    folder = library or unpacked(shared / "data" / "wh-briefings.tar.gz", work) / "wh-briefings"
    met = total = 0
    rows = []
    with Library.open(folder, create=True) as held, LIST.open(encoding="utf-8", newline="") as file:
        held.update()
        for row in csv.DictReader(file, delimiter="\t"):
            text = (folder / row["document"]).read_text(encoding="utf-8")[int(row["start"]) : int(row["end"])]
            matches = find(" ".join(text.split()), held).matches
            first = matches[0].document if matches else "nowhere"
            total += 1
            met += first in row["holders"].split(" ")
            if first not in row["holders"].split(" "):
                rows.append((row["document"], row["start"], first, row["holders"]))
    digest = hashlib.sha256(LIST.read_bytes()).hexdigest()[:16]
    return Measured({"holders": round(100 * met / total, 1)}, rows, digest)
