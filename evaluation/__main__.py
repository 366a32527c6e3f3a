"""Run sayso and the shared scorers on the gold cases, print the figures, and hold the floors.

The gold cases and the scorers lie in a folder beside the checkout, not in it (their texts are not ours to copy).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaluation import floors, measures
from evaluation.attributions import attributions, sample
from evaluation.dates import dates
from evaluation.footing import footing
from evaluation.holders import holders
from evaluation.robustness import robustness
from evaluation.scripture import scripture

MEASURES = {
    "article": measures.article,
    "releases": measures.releases,
    "attributions": attributions,
    "sample": sample,
    "robustness": robustness,
    "dates": dates,
    "scripture": scripture,
    "holders": holders,
    "footing": footing,
}


def main(argv: list[str] | None = None) -> int:
    """0 where every figure holds its floor, 1 where one does not, 2 where it cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("what", choices=[*MEASURES, "all"])
    parser.add_argument("--shared", type=Path, required=True, help="the folder with bench/, cases/ and data/")
    parser.add_argument("--work", type=Path, default=Path("build/evaluation"), help="what is made goes here")
    parser.add_argument("--library", type=Path, help="wh-briefings, unpacked; by default unpacked below --work")
    parser.add_argument("--rows", action="store_true", help="also print every row that was not met")
    args = parser.parse_args(argv)
    if not (args.shared / "cases").is_dir():
        print(f"{args.shared}: holds no cases; name the shared folder with --shared", file=sys.stderr)
        return 2
    args.work.mkdir(parents=True, exist_ok=True)
    table = floors.read()
    refused = floors.lowered_without_reason(table)
    for line in refused:
        print(line, file=sys.stderr)
    below = 0
    for name in MEASURES if args.what == "all" else [args.what]:
        measured = MEASURES[name](args.shared, args.work, args.library)
        if args.rows:
            for row in measured.rows:
                print(*row, sep=" | ")
        below += floors.report(name, measured, table.get(name, {}))
    return 1 if below or refused else 0


if __name__ == "__main__":
    sys.exit(main())
