"""Made verses (`evaluation/scripture.py`) given to sayso and, in the same run, to ijaza and quran-validator.

    python -m benchmarks.scripture --shared ../shared --peers PATH/TO/python

The peers are no dependencies: install them into an environment of their own (`pip install ijaza quran-validator`) and name
its Python. Each is asked by its own function for one text, `QuranValidator().validate(text)`, and knows two answers, so that
here each case counts as right where words of the canon are called valid and others are not; a peer that is not
installed is left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from evaluation.scripture import EXPECTED, Case, make, read, verdicts

PEERS = {"ijaza": "ijaza", "quran-validator": "quran_validator"}
# Run by the peers' Python: texts in, one answer each out.
_ASK = """
import importlib, json, sys
validator = importlib.import_module(sys.argv[1]).QuranValidator()
print(json.dumps([bool(validator.validate(text).is_valid) for text in json.load(sys.stdin)]))
"""


def ask(python: Path, module: str, cases: list[Case]) -> list[bool] | None:
    """Whether a peer calls each case valid; None where it is not installed."""
    words = json.dumps([case.words for case in cases])
    done = subprocess.run([python, "-c", _ASK, module], input=words, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{module}: left out ({(done.stderr.strip().splitlines() or ['no message'])[-1]})", file=sys.stderr)
        return None
    return [bool(valid) for valid in json.loads(done.stdout)]


def main(argv: list[str] | None = None) -> int:
    """Print one row a kind of case: how many of each system's answers are right."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scripture", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/")
    parser.add_argument("--work", type=Path, default=Path("build/evaluation"), help="what is made goes here")
    parser.add_argument("--peers", type=Path, help="the Python of an environment that has the peers")
    args = parser.parse_args(argv)
    canon = args.shared / "data" / "quran-uthmani.tsv"
    cases = make(read(canon))
    answers = {"sayso": [told in ("verbatim", "edited") for told, _ in verdicts(cases, canon, args.work / "scripture")]}
    for name, module in PEERS.items() if args.peers else ():
        answered = ask(args.peers, module, cases)
        if answered is not None:
            answers[name] = answered
    print(f"{'':<18}" + "".join(f"{name:>17}" for name in answers))
    kinds = Counter(case.kind for case in cases)
    for kind, count in kinds.items():
        row = f"{kind:<18}"
        for given in answers.values():
            valid = sum(v for case, v in zip(cases, given, strict=True) if case.kind == kind)
            row += f"{valid if EXPECTED[kind] == 'verbatim' else count - valid:>13}/{count}"
        print(row)
    return 0


if __name__ == "__main__":
    sys.exit(main())
