"""Other tools beside sayso on the same quotations in the same run, as far as they are installed; a tool that is not is one line.

Two that find (the 20 best documents, then rapidfuzz's best stretch in them), and four that are given the right document
and only say whether the quotation stands in it, which sayso is asked without being told the document. Install them beside
sayso to see them:
`pip install tantivy Quid quotecheck citations proof-citations`.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib import import_module

from rapidfuzz import fuzz

from benchmarks.asking import ask
from benchmarks.hidden import Hidden
from benchmarks.quotations import FAITHFUL, Made
from benchmarks.scores import CHANGED, same_place
from sayso.model import Span

__all__ = ["run_peers"]

BEST = 20
# A stretch less alike than this (0 to 100) counts as nothing found.
ALIKE = 85.0
SOME = 25

Finder = Callable[[str], Sequence[int]]
"""The numbers of the documents that a tool thinks best for a quotation."""
Locator = Callable[[str], tuple[str, Span] | None]
"""The document and the stretch of it that a tool thinks best for a quotation, `None` where it finds nothing."""
Matcher = Callable[[str, str], bool]
"""Whether a tool says that a quotation stands in a text."""


def run_peers(made: Sequence[Made], shelf: Hidden, texts: dict[str, str]) -> Iterator[str]:
    """The lines to print: each finder and each matcher, or why it was passed over."""
    sample = _some(made)
    yield f"\ntools that find, on {len(sample)} of the quotations (a stretch of {ALIKE:g} in 100 alike counts as found)"
    yield f"{'sayso':<34} {_score_locator(_sayso_place(shelf), sample, shelf, texts)}"
    names = [s.id for s in shelf.documents()]
    for name, build in (("tantivy BM25 + rapidfuzz", _tantivy), ("SQLite FTS5 phrases + rapidfuzz", _fts5)):
        try:
            with build(shelf.document(n).text for n in names) as finder:
                yield f"{name:<34} {_score_locator(_best_stretch(finder, names, shelf), sample, shelf, texts)}"
        except (ImportError, sqlite3.OperationalError) as error:
            yield f"{name:<34} passed over: {error}"
    yield "\ntools that say yes or no, all but sayso given the right document: faithful quotations refused, changed meanings accepted"
    yield f"{'sayso':<34} {_score_matcher(_sayso_says(shelf), sample, texts)}"
    for name, load in (
        ("Quid", _quid),
        ("quotecheck", _quotecheck),
        ("citations", _citations),
        ("proof-citations", _proof),
    ):
        try:
            matcher = load()
        except (ImportError, AttributeError) as error:
            yield f"{name:<34} passed over: {error}"
            continue
        yield f"{name:<34} {_score_matcher(matcher, sample, texts)}"


def _some(made: Sequence[Made]) -> list[Made]:
    """The first quotations of each class: peers are slow."""
    count: Counter[str] = Counter()
    out = []
    for one in made:
        count[one.kind] += 1
        if count[one.kind] <= SOME:
            out.append(one)
    return out


def _score_locator(locate: Locator, sample: Sequence[Made], shelf: Hidden, texts: dict[str, str]) -> str:
    n: Counter[str] = Counter()
    times = []
    for one in sample:
        began = time.process_time()
        place = locate(one.text)
        times.append(1000 * (time.process_time() - began))
        group = "faithful" if one.kind in FAITHFUL else "changed" if one.kind in CHANGED else one.kind
        n[f"all {group}"] += 1
        if place is None:
            continue
        n[f"found {group}"] += 1
        if len(one.places) == 1:
            (name, span), true = place, one.places[0]
            exact = span.of(shelf.document(name).text)
            n[f"placed {group}"] += same_place(name, span, exact, true, true[1].of(texts[true[0]]))
    shares = [
        f"{what} {group} {100 * n[f'{what} {group}'] / max(1, n[f'all {group}']):.1f}"
        for what, group in (("placed", "faithful"), ("placed", "changed"), ("found", "absent"))
    ]
    return f"{'  '.join(shares)}  CPU ms, mean {sum(times) / max(1, len(times)):.0f}"


def _best_stretch(finder: Finder, names: Sequence[str], shelf: Hidden) -> Locator:
    """The stretch most alike of all documents that a finder names."""

    def locate(quotation: str) -> tuple[str, Span] | None:
        best = max((_stretch(quotation, d, shelf.document(names[d]).text) for d in finder(quotation)), default=None)
        return (names[best[1]], Span(best[2], best[3])) if best is not None and best[0] >= ALIKE else None

    return locate


def _sayso_place(shelf: Hidden) -> Locator:
    def locate(quotation: str) -> tuple[str, Span] | None:
        found = ask(quotation, shelf)
        if found.verdict in ("not-found", "not-checkable") or not found.matches:
            return None
        return found.matches[0].document, found.matches[0].span

    return locate


def _sayso_says(shelf: Hidden) -> Matcher:
    return lambda quotation, _: ask(quotation, shelf).verdict in ("verbatim", "edited")


def _stretch(quotation: str, number: int, text: str) -> tuple[float, int, int, int]:
    """How alike (0 to 100) the best stretch of a document is, and where it is."""
    best = fuzz.partial_ratio_alignment(quotation, text, score_cutoff=1)
    return (best.score, number, best.dest_start, best.dest_end) if best else (0.0, number, 0, 0)


def _score_matcher(matcher: Matcher, sample: Sequence[Made], texts: dict[str, str]) -> str:
    n: Counter[str] = Counter()
    for one in sample:
        if one.kind in FAITHFUL or one.kind == "meaning":
            said = matcher(one.text, texts[one.places[0][0]])
            group = "meaning" if one.kind == "meaning" else "faithful"
            n[group] += 1
            n[f"{group} accepted"] += said
    refused = n["faithful"] - n["faithful accepted"]
    return f"refused {refused} of {n['faithful']} faithful  accepted {n['meaning accepted']} of {n['meaning']} changed"


@contextmanager
def _tantivy(texts: Iterator[str]) -> Iterator[Finder]:
    tantivy = import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body")
    builder.add_integer_field("number", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for number, text in enumerate(texts):
        writer.add_document(tantivy.Document(body=text, number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def find(quotation: str) -> list[int]:
        words = " ".join(re.findall(r"\w+", quotation.lower()))
        hits = searcher.search(index.parse_query(words, ["body"]), BEST).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    yield find


@contextmanager
def _fts5(texts: Iterator[str]) -> Iterator[Finder]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE page USING fts5(body, content='', tokenize='unicode61')")
        db.executemany("INSERT INTO page (rowid, body) VALUES (?, ?)", enumerate(texts))

        def find(quotation: str) -> list[int]:
            words = re.findall(r"[^\W_]+", quotation.lower())
            phrases = " OR ".join(f'"{" ".join(words[i : i + 3])}"' for i in range(max(1, len(words) - 2)))
            query = "SELECT rowid FROM page WHERE page MATCH ? ORDER BY rank LIMIT ?"
            return [row[0] for row in db.execute(query, (phrases, BEST))]

        yield find


def _quid() -> Matcher:
    quid = import_module("quid.core.Quid").Quid()

    def match(quotation: str, text: str) -> bool:
        found = quid.compare(text, quotation)
        covered = sum(m.target_span.end - m.target_span.start for m in found)
        return bool(covered >= 0.9 * len(quotation))

    return match


def _quotecheck() -> Matcher:
    check = import_module("quotecheck").check
    return lambda quotation, text: bool(check(quotation, text).ok)


def _citations() -> Matcher:
    resolve = import_module("citations.verify").resolve_in
    return lambda quotation, text: resolve(quotation, text).state in ("found", "ambiguous")


def _proof() -> Matcher:
    matcher = import_module("proof_citations.verify")._match_quote

    def match(quotation: str, text: str) -> bool:
        result = matcher(text, quotation, "quotation")
        return result is not None and result["status"] == "verified"

    return match
