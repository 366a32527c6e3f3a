"""How well made quotations are found and judged, and how fast: `python -m benchmarks.run_quotations LIBRARY`.

LIBRARY is a folder that `sayso add` has indexed. Every twentieth document is hidden from the search; the absent class is
cut from those. Shares are in percent; time is CPU time of this process, in milliseconds a quotation. `--peers` runs other
tools on the same quotations in the same run, as far as they are installed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

from benchmarks.asking import ask
from benchmarks.hidden import Hidden, longest_run
from benchmarks.peers import run_peers
from benchmarks.quotations import Made, stream
from benchmarks.scores import Tally, answer_class, truth_class
from sayso.library import Library

SHORTEST_SOURCE = 120


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark and print its figures; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run_quotations", description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--each", type=int, default=200, help="quotations a class")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=400, help="documents that quotations are cut from")
    parser.add_argument("--rows", action="store_true", help="print every quotation judged otherwise than made")
    parser.add_argument("--peers", action="store_true", help="also run other tools on the same quotations")
    args = parser.parse_args(argv)
    with Library.open(args.library) as library:
        sources = sorted(library.documents(), key=lambda s: s.id)
        hidden = sources[7::20]
        ordinals = frozenset(s.ordinal for s in hidden)
        shelf = Hidden(library, ordinals)
        rng = random.Random(args.seed)
        seen = [s for s in sources if s.tokens > SHORTEST_SOURCE and s.ordinal not in ordinals]
        documents = [library.document(s.id) for s in rng.sample(seen, min(len(seen), args.documents))]
        withheld = [library.document(s.id) for s in rng.sample(hidden, min(len(hidden), args.documents // 2))]
        made = list(stream(documents, withheld, args.each, args.seed, lambda text: is_absent(text, shelf)))
        tally = run(made, shelf, {d.id: d.text for d in documents}, rows=args.rows)
        for line in tally.report():
            print(line)
        if args.peers:
            for line in run_peers(made, shelf, {d.id: d.text for d in documents}):
                print(line, flush=True)
    return int(not all(figure.met for figure in tally.figures()))


def is_absent(text: str, shelf: Hidden) -> bool:
    """Whether no long stretch of a text stands anywhere that can be seen: pages repeat one another."""
    longest, words = longest_run(text, shelf)
    return longest < min(8, 0.6 * words)


def run(made: list[Made], shelf: Hidden, texts: dict[str, str], *, rows: bool) -> Tally:
    """Ask for every quotation and count the answers."""
    tally = Tally()
    for one in made:
        began = time.process_time()
        found = ask(one.text, shelf)
        tally.add(one, found, texts, 1000 * (time.process_time() - began))
        if rows and truth_class(one) != answer_class(found):
            print(f"{one.kind} | {found.verdict} | {found.why[:160]} | {one.text[:300]} | {one.places[:1]}")
    return tally


if __name__ == "__main__":
    sys.exit(main())
