"""Floors: the least (or most) that each figure may be, kept in `floors.toml` and never lowered in silence.

A floor weaker than one the repository has held before needs an entry in `lowered` with its reason; without one the
evaluation fails, whatever the figures are.
"""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from typing import Any

from evaluation.measures import Measured

PATH = Path(__file__).with_name("floors.toml")

Table = dict[str, Any]
"""`{"article": {"gold": digest, "least": {figure: floor}, "most": {figure: ceiling}}, ..., "lowered": [...]}`."""


def read() -> Table:
    """The floors of this checkout."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def report(name: str, measured: Measured, floors: Table) -> int:
    """Print the figures of one case beside their floors, and return how many do not hold."""
    print(f"\n{name}")
    for table in measured.tables:
        print(table, end="\n\n")
    if floors.get("gold") != measured.gold:
        print(f"  the gold is not the one the floors were set on (now {measured.gold}); set them anew")
    least, most = floors.get("least", {}), floors.get("most", {})
    below = 0
    for figure, value in measured.figures.items():
        held, bound = True, ""
        if figure in least:
            held, bound = value >= least[figure], f"at least {least[figure]}"
        elif figure in most:
            held, bound = value <= most[figure], f"at most {most[figure]}"
        below += not held
        print(f"  {figure:<24}{value:>9}   {bound}{'' if held else '   DOES NOT HOLD'}")
    return below


def lowered_without_reason(now: Table) -> list[str]:
    """One line for each floor that is weaker than the repository has held, and has no reason in `lowered`."""
    excused = {
        (entry["figure"], entry.get("to")) for entry in now.get("lowered", []) if entry.get("reason", "").strip()
    }
    lines = {}
    for before in _history():
        for case, floors in before.items():
            if case == "lowered":
                continue
            for kind, sign in (("least", 1), ("most", -1)):
                for figure, floor in floors.get(kind, {}).items():
                    current = now.get(case, {}).get(kind, {}).get(figure)
                    weaker = current is None or sign * current < sign * floor
                    if weaker and (f"{case}.{figure}", current) not in excused:
                        lines[case, figure] = (
                            f"{case}.{figure}: the floor was {floor} and is {current}; give the reason in lowered"
                        )
    return list(lines.values())


def _history() -> list[Table]:
    """Every version of the floors that git knows; none outside a checkout."""
    try:
        log = _git("log", "--format=%H", "--", PATH.name)
        return [floors for commit in log.split() if (floors := _version(commit)) is not None]
    except (OSError, subprocess.CalledProcessError):
        return []


def _version(commit: str) -> dict[str, Any] | None:
    """The floors of one commit; None where the file could not be read then, and so held nothing."""
    try:
        return tomllib.loads(_git("show", f"{commit}:./{PATH.name}"))
    except tomllib.TOMLDecodeError:
        return None


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=PATH.parent, check=True, capture_output=True, text=True).stdout
