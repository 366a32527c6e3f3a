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
    """Figures by name, the rows that were not met, and the digest of the gold they were measured on."""

    figures: dict[str, float]
    rows: Sequence[Sequence[object]]
    gold: str


def article(shared: Path, work: Path, library: Path | None) -> Measured:
    """`sayso extract` on the article that the project began with."""
    case, scorer = shared / "cases" / "article", _scorer(shared, "score_article")
    lines = _sayso(["extract", str(case / "document.txt"), "--format", "jsonl"], work / "article.jsonl")
    figures, rows = scorer.score(case, lines[0])
    return Measured(figures, rows, _digest([case / "gold.jsonl", case / "document.json"]))


def releases(shared: Path, work: Path, library: Path | None) -> Measured:
    """`sayso check` on real releases against the whole collection they come from."""
    cases, scorer = shared / "cases" / "releases", _scorer(shared, "score_checks")
    folder = library or unpacked(shared / "data" / "wh-briefings.tar.gz", work) / "wh-briefings"
    paths = map(str, release_paths(shared, folder))
    arguments = ["check", *paths, "--library", str(folder), "--format", "jsonl"]
    gold, checks = list(scorer.read_cases(cases)), _sayso(arguments, work / "releases.jsonl")
    figures, rows = scorer.score(gold, checks)
    return Measured({**figures, "carriers": _carriers(scorer, gold, checks)}, rows, _digest(cases.glob("*.jsonl")))


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


def attributions(shared: Path, work: Path, library: Path | None) -> Measured:
    """`sayso extract --only attributions` on the development part of PolNeAR."""
    scorer = _scorer(shared, "score_attributions")
    dev = unpacked(shared / "data" / "polnear-train-dev.tar.gz", work) / "polnear" / "dev"
    gold = scorer.gold_files(dev)
    texts = {name: dev / "text" / f"{name}.txt" for name in gold}
    arguments = ["extract", *map(str, texts.values()), "--only", "attributions", "--format", "jsonl"]
    lines = {Path(line["document"]["uri"]).stem: line for line in _sayso(arguments, work / "attributions.jsonl")}
    pairs, rows = [], []
    for name, path in gold.items():
        with texts[name].open(encoding="utf-8", newline="") as file:
            text = file.read()
        predicted = [_roles(a) for a in lines[name].get("attributions", [])]
        pairs.append((text, predicted, scorer.read_ann(path)))
        if "error" in lines[name]:
            rows.append((name, lines[name]["error"]["message"]))
    result = scorer.score(pairs)
    figures = {name: result[name]["F1"] for name in ("attribution", "quotes", "content", "source tokens", "cue tokens")}
    return Measured(figures, rows, _digest(gold.values()))


def release_paths(shared: Path, folder: Path) -> list[Path]:
    """The files of the releases that have gold, in the unpacked collection."""
    cases = _scorer(shared, "score_checks").read_cases(shared / "cases" / "releases")
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
    return list(_sayso(["extract", *map(str, paths), "--format", "jsonl"], saved))


def _roles(attribution: dict[str, list[dict[str, int]]]) -> dict[str, list[tuple[int, int]]]:
    """An attribution as raw offsets."""
    return {role: [_raw(span) for span in attribution[role]] for role in ("source", "cue", "content")}


def _raw(span: dict[str, int]) -> tuple[int, int]:
    return span.get("raw_start", span["start"]), span.get("raw_end", span["end"])


def _sayso(arguments: Sequence[str], saved: Path) -> list[dict[str, object]]:
    """The lines that the command prints; its findings (exit code 1) are no failure here."""
    with saved.open("wb") as out:
        ended = subprocess.run([sys.executable, "-m", "sayso", *arguments], stdout=out, check=False).returncode
    if ended not in (0, 1):
        raise SystemExit(f"sayso {arguments[0]} ended with {ended}; see the messages above")
    return [json.loads(line) for line in saved.read_text(encoding="utf-8").splitlines()]


def _scorer(shared: Path, name: str) -> ModuleType:
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


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
