"""One function a gold case: run sayso as a user would, and score what it prints with the shared scorer."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple


class Measured(NamedTuple):
    """Figures by name, the rows that were not met, the digest of the gold, and tables that say more than the figures."""

    figures: dict[str, float]
    rows: Sequence[Sequence[object]]
    gold: str
    tables: Sequence[str] = ()


def article(shared: Path, work: Path, library: Path | None) -> Measured:
    """`sayso extract` on the article that the project began with."""
    case, scorer = shared / "cases" / "article", scorer_of(shared, "score_article")
    lines = sayso(["extract", str(case / "document.txt"), "--format", "jsonl"], work / "article.jsonl")
    figures, rows = scorer.score(case, lines[0])
    return Measured(figures, rows, digest_of([case / "gold.jsonl", case / "document.json"]))


def releases(shared: Path, work: Path, library: Path | None) -> Measured:
    """`sayso check` on real releases against the whole collection they come from."""
    cases, scorer = shared / "cases" / "releases", scorer_of(shared, "score_checks")
    folder = library or unpacked(shared / "data" / "wh-briefings.tar.gz", work) / "wh-briefings"
    paths = map(str, release_paths(shared, folder))
    arguments = ["check", *paths, "--library", str(folder), "--format", "jsonl"]
    gold, checks = list(scorer.read_cases(cases)), sayso(arguments, work / "releases.jsonl")
    figures, rows = scorer.score(gold, checks)
    return Measured({**figures, "carriers": _carriers(scorer, gold, checks)}, rows, digest_of(cases.glob("*.jsonl")))


def _carriers(scorer: ModuleType, gold: list[Any], checks: list[Any]) -> float:
    """Of the carriers that the gold names for statements that were found, the share that stands in their chains.

    A link is a carrier where it shares a word of its name, or is the act that the gold names (a statement, a post).
    """
    acts = {"post": "tweets", "statement": "announcement letter remarks", "briefing": "conference", "interview": ""}
    wanted = met = 0
    for head, rows in gold:
        line = next((c for c in checks if c["document"]["uri"].endswith(head["document"])), {})
        contents = [(scorer.chars(map(scorer.raw, a["content"])), a["chain"]) for a in line.get("attributions", [])]
        for row in rows:
            place = scorer.chars(row["content"])
            near = max(((len(c & place) / len(c | place), n) for n, (c, _) in enumerate(contents)), default=(0.0, -1))
            if near[0] < 0.5:
                continue
            links = contents[near[1]][1][:-1]
            said = [
                scorer.names(f"{k['carrier']} {k['as_written']} {k['kind']} {acts.get(k['kind'], '')}") for k in links
            ]
            for carrier in row.get("carriers", []):
                wanted += 1
                met += any(scorer.names(carrier["carrier"]) & words for words in said)
    return round(100 * met / wanted, 1) if wanted else 0.0


def release_paths(shared: Path, folder: Path) -> list[Path]:
    """The files of the releases that have gold, in the unpacked collection."""
    cases = scorer_of(shared, "score_checks").read_cases(shared / "cases" / "releases")
    return [_only(folder, head["document"]) for head, _ in cases]


def unpacked(archive: Path, work: Path) -> Path:
    """The folder below `work` that holds what is in the archive, unpacked once."""
    folder = work / archive.name.removesuffix(".tar.gz")
    if not folder.is_dir():
        half = folder.with_suffix(".partial")
        with tarfile.open(archive) as file:
            file.extractall(half, filter="data")
        half.rename(folder)
    return folder


def extracted(paths: Iterable[Path], saved: Path) -> list[Any]:
    """What `sayso extract` prints of each document."""
    return list(sayso(["extract", *map(str, paths), "--format", "jsonl"], saved))


def sayso(arguments: Sequence[str], saved: Path) -> list[dict[str, object]]:
    """The lines that the command prints; its findings (exit code 1) are no failure here."""
    with saved.open("wb") as out:
        ended = subprocess.run([sys.executable, "-m", "sayso", *arguments], stdout=out, check=False).returncode
    if ended not in (0, 1):
        raise SystemExit(f"sayso {arguments[0]} ended with {ended}; see the messages above")
    return [json.loads(line) for line in saved.read_text(encoding="utf-8").splitlines()]


def scorer_of(shared: Path, name: str) -> ModuleType:
    """One of the shared scorers, as a module."""
    spec = importlib.util.spec_from_file_location(name, shared / "bench" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared / 'bench' / name}.py: is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _only(folder: Path, ending: str) -> Path:
    """The file of the library whose path ends so."""
    for root in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        if (root / ending).is_file():
            return root / ending
    raise SystemExit(f"{folder}: holds no {ending}")


def digest_of(paths: Iterable[Path]) -> str:
    """What tells one state of the gold from another."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
