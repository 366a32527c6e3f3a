"""Time and memory of sayso on a real library, then made quotations: `python -m benchmarks --shared ../shared`.

The whole of wh-briefings is added to a fresh library, added again with nothing new, one release is checked against it,
and `sayso --help` is timed. Each row is one command: wall clock, CPU time and peak memory as the kernel counted them (of
the first process, where `add` starts several). Then quotations made from the library are looked for
(`run_quotations.py`), by sayso and by other tools as far as they are installed. `python -m benchmarks growth --shared
../shared` is another run, on libraries of 10, 100 and 1,000 MB (`growth.py`).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from evaluation.measures import release_paths, unpacked

from benchmarks import growth, run_quotations
from benchmarks.cost import cost


def main(argv: list[str] | None = None) -> int:
    """Print one row a command, then the figures of the made quotations."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["growth"]:
        return growth.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/")
    parser.add_argument("--work", type=Path, default=Path("build/evaluation"), help="what is made goes here")
    args = parser.parse_args(arguments)
    args.work.mkdir(parents=True, exist_ok=True)
    folder = unpacked(args.shared / "data" / "wh-briefings.tar.gz", args.work) / "wh-briefings"
    shutil.rmtree(folder / ".sayso", ignore_errors=True)
    release = str(release_paths(args.shared, folder)[0])
    rows = {
        "help": ["--help"],
        "add, fresh": ["add", str(folder)],
        "add, nothing new": ["add", str(folder)],
        "check, one release": ["check", release, "--library", str(folder), "--format", "jsonl"],
    }
    print(f"{'command':<20}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}")
    for name, arguments in rows.items():
        spent = cost(arguments, args.work / "scale.out")
        print(f"{name:<20}{spent.wall:>9.2f}{spent.cpu:>9.2f}{spent.memory:>9.0f}", flush=True)
    print(flush=True)
    return run_quotations.main([str(folder), "--peers"])


if __name__ == "__main__":
    sys.exit(main())
