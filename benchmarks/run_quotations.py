"""How well made quotations are found and judged, and how fast: `python benchmarks/run_quotations.py LIBRARY`.

LIBRARY is a folder that `sayso add` has indexed. Every twentieth document is hidden from the search; the absent class is
cut from those. The figures are in percent; time is CPU time of this process, in milliseconds a quotation.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from quotations import CLASSES, FAITHFUL, Made, stream

from sayso.library import Hits, Index, Library, Source
from sayso.model import Document, Span, Speaker, Verification
from sayso.text.folding import tokenize
from sayso.verification import verify_query

ALLOWED = {
    "verbatim": {"verbatim"}, "typography": {"verbatim"}, "ellipsis": {"edited", "verbatim"},
    "brackets": {"edited", "verbatim"}, "substituted": {"altered"}, "dropped": {"altered"}, "meaning": {"altered"},
    "spliced-within": {"spliced"}, "spliced-across": {"spliced"}, "absent": {"not-found", "not-checkable"},
}  # fmt: skip


class Hidden:
    """A library some of whose documents cannot be seen."""

    def __init__(self, library: Library, hidden: frozenset[int]) -> None:
        self.folder = library.folder
        self._library = library
        self._hidden = np.array(sorted(hidden), np.int64)
        self.index: Index = self
        self._index = library.index
        self.total_tokens = library.index.total_tokens
        self.document_count = library.index.document_count
        self._listed = [s for s in library.documents() if s.ordinal not in hidden]

    def documents(self) -> list[Source]:
        """The sources that can be seen."""
        return self._listed

    def document(self, name: str) -> Document:
        """One source."""
        return self._library.document(name)

    def document_id(self, ordinal: int) -> str:
        """The id of a document."""
        return self._index.document_id(ordinal)

    def hits(self, keys: NDArray[np.uint32], usable: NDArray[np.bool_], k: int, limit: int) -> Hits:
        """The places that can be seen."""
        hits = self._index.hits(keys, usable, k, limit)
        seen = ~np.isin(hits.document, self._hidden)
        return Hits(hits.document[seen], hits.position[seen], hits.query[seen], hits.bits[seen])

    def window(
        self, ordinal: int, first: int, last: int
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
        """Words of a document."""
        return self._index.window(ordinal, first, last)


def longest_run(text: str, shelf: Hidden) -> tuple[int, int]:
    """How many words of a text stand in a row somewhere that can be seen, and how many words it has."""
    keys = tokenize(text).keys
    hits = shelf.hits(keys, np.ones(len(keys), bool), 3, 10**7)
    best: Counter[tuple[int, int]] = Counter()
    runs: dict[tuple[int, int], tuple[int, int]] = {}
    for document, position, query in sorted(zip(*(a.tolist() for a in hits[:3]), strict=True), key=lambda h: h[2]):
        key = (document, position - query)
        last, length = runs.get(key, (-9, 0))
        runs[key] = (query, length + 1 if query == last + 1 else 3)
        best[key] = max(best[key], runs[key][1])
    return max(best.values(), default=0), len(keys)


def placed(made: Made, found: Verification, piece: int, source: str) -> bool:
    """Whether a piece of the truth is among the matches: its span alike by 0.8, or the same words in another place."""
    name, span = made.places[piece]
    words = Counter(tokenize(source[span.start : span.end]).keys.tolist())
    for match in (*found.matches, *found.also):
        if match.document == name and jaccard(match.span, span) >= 0.8:
            return True
        there = Counter(tokenize(match.exact).keys.tolist())
        if (there & words).total() >= 0.9 * (there | words).total():
            return True
    return False


def jaccard(one: Span, other: Span) -> float:
    """The share of characters that two spans have in common."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / max(1, len(one) + len(other) - shared)


def nobody(document: Document, span: Span) -> Speaker | None:
    """No speaker is known: only words are judged here."""
    return None


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--each", type=int, default=100, help="quotations a class")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=400, help="documents that quotations are cut from")
    parser.add_argument("--rows", action="store_true", help="print every quotation judged otherwise than made")
    args = parser.parse_args()
    with Library.open(args.library) as library:
        sources = sorted(library.documents(), key=lambda s: s.id)
        hidden = sources[7::20]
        shelf = Hidden(library, frozenset(s.ordinal for s in hidden))
        rng = random.Random(args.seed)
        seen = [s for s in sources if s.tokens > 120 and s not in hidden]
        documents = [library.document(s.id) for s in rng.sample(seen, min(len(seen), args.documents))]
        withheld = [library.document(s.id) for s in rng.sample(hidden, min(len(hidden), args.documents // 2))]
        texts = {d.id: d.text for d in documents}
        verdicts: dict[str, Counter[str]] = defaultdict(Counter)
        n: Counter[str] = Counter()
        times: list[float] = []
        for made in stream(documents, withheld, args.each, args.seed):
            if made.kind == "absent":
                run, words = longest_run(made.text, shelf)
                if run >= min(8, 0.6 * words):
                    continue
            began = time.process_time()
            found = verify_query(made.text, None, None, shelf, nobody)
            times.append(1000 * (time.process_time() - began))
            score(made, found, texts, verdicts, n)
            if args.rows and found.verdict not in ALLOWED[made.kind]:
                print(f"{made.kind} | {found.verdict} | {found.why[:160]} | {made.text[:300]} | {made.places[:1]}")
    report(verdicts, n, times)


def score(
    made: Made, found: Verification, texts: dict[str, str], verdicts: dict[str, Counter[str]], n: Counter[str]
) -> None:
    """Count one answer."""
    verdicts[made.kind][found.verdict] += 1
    n[made.kind] += 1
    n[f"right {made.kind}"] += found.verdict in ALLOWED[made.kind]
    if made.places:
        n[f"place {made.kind}"] += all(
            placed(made, found, i, texts[made.places[i][0]]) for i in range(len(made.places))
        )
    if made.kind in FAITHFUL:
        n["faithful"] += 1
        n["accused"] += found.verdict in ("altered", "spliced", "misattributed", "not-found")
    if not made.kind.startswith("spliced") and made.kind != "absent":
        n["critical"] += bool(found.critical)
        n["critical meaning"] += bool(found.critical) and made.kind == "meaning"


def report(verdicts: dict[str, Counter[str]], n: Counter[str], times: list[float]) -> None:
    """Print the figures."""

    def share(a: str, b: str) -> float:
        return round(100 * n[a] / max(1, n[b]), 1)

    for kind in CLASSES:
        print(
            f"{kind:15} right {share(f'right {kind}', kind):5} place {share(f'place {kind}', kind):5}  {dict(verdicts[kind])}"
        )
    figures = {
        "faithful accused or lost": round(100 * n["accused"] / max(1, n["faithful"]), 2),
        "critical recall": share("critical meaning", "meaning"),
        "critical precision": share("critical meaning", "critical"),
        "p50 ms": round(float(np.percentile(times, 50)), 1),
        "p95 ms": round(float(np.percentile(times, 95)), 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
