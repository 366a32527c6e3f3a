"""How build, size and search grow with a library: `python -m benchmarks growth --shared ../shared`.

Three libraries of 10, 100 and 1,000 MB. Each begins with the same documents of wh-briefings, from which the quotations are
cut; what the originals do not fill is grown from them, their sentences put together anew with 15 % of the words replaced.
For each size: how fast it is built and in what memory, how large the index is beside the text (its segments, and with the
stored documents), and what 200 quotations of all ten classes cost, in CPU milliseconds of the searching process and
resident megabytes. In the same run tantivy (where it is installed: `pip install tantivy`) looks for the exact quotations
as phrases, and for all of them by their phrases of three words; found are the exact ones, and recalled those of all classes
for which a document that they were cut from is among what is answered (of tantivy's, among the best twenty).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import msgspec
from evaluation.measures import unpacked

from benchmarks.asking import ask
from benchmarks.cost import cost
from benchmarks.quotations import Made, stream
from sayso.library import Library
from sayso.text.readers import read_path

SIZES = (10, 100, 1000)
EACH = 20
REPLACED = 0.15
SEED = 3
# Documents that quotations are cut from, and ones kept out of every library for those that stand nowhere.
CUT_FROM, KEPT_OUT = 150, 40
TOLD = "{:<10}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}"


def main(argv: list[str] | None = None) -> int:
    """Print a row for each size; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/")
    parser.add_argument("--work", type=Path, default=Path("build/growth"), help="what is made goes here, and stays")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="megabytes")
    args = parser.parse_args(argv)
    args.work.mkdir(parents=True, exist_ok=True)
    folder = unpacked(args.shared / "data" / "wh-briefings.tar.gz", args.work) / "wh-briefings"
    files = sorted(folder.rglob("*.md"))
    random.Random(SEED).shuffle(files)
    outside, files = files[:KEPT_OUT], files[KEPT_OUT:]
    quotations = args.work / "quotations.json"
    quotations.write_bytes(msgspec.json.encode(_made(folder, files, outside)))
    print(TOLD.format(*"size build/s MB/s peakMB segments whole p50ms p95ms exact50 found% recall% RSS-MB".split()))
    for size in args.sizes:
        library = args.work / f"library-{size}"
        written = _grow(library, folder, files, size * 1_000_000)
        shutil.rmtree(library / ".sayso", ignore_errors=True)
        spent = cost(["add", str(library)], args.work / "growth.out")
        segments = sum(f.stat().st_size for f in (library / ".sayso").glob("*.seg"))
        whole = sum(f.stat().st_size for f in (library / ".sayso").iterdir())
        asked = _in_a_process("sayso", library, quotations)
        print(
            TOLD.format(
                f"{size} MB",
                f"{spent.wall:.0f}",
                f"{written / spent.wall / 1e6:.1f}",
                f"{spent.memory:.0f}",
                f"{segments / written:.2f}",
                f"{whole / written:.2f}",
                *(f"{asked[name]:.1f}" for name in ("p50", "p95", "exact p50", "found", "recalled", "memory")),
            ),
            flush=True,
        )
        try:
            peer = _in_a_process("tantivy", library, quotations)
        except subprocess.CalledProcessError:
            print("  tantivy phrases: passed over (pip install tantivy)", flush=True)
            continue
        print(
            f"  tantivy, exact quotations as phrases: p50 {peer['exact p50']:.1f} ms, found {peer['found']:.1f} %; all by phrases of "
            f"three words: p50 {peer['p50']:.1f}, p95 {peer['p95']:.1f}, recalled {peer['recalled']:.1f} %",
            flush=True,
        )
    return 0


def _made(folder: Path, files: Sequence[Path], outside: Sequence[Path]) -> list[Made]:
    """The quotations: the same for every size, from documents that every library holds."""
    documents = [read_path(f, f.relative_to(folder).as_posix()) for f in files[:CUT_FROM]]
    withheld = [read_path(f, f.relative_to(folder).as_posix()) for f in outside]
    return list(stream(documents, withheld, EACH, SEED))


def _grow(library: Path, folder: Path, files: Sequence[Path], size: int) -> int:
    """Fill a folder with originals and, where they are not enough, with texts made of their sentences; bytes written."""
    written = 0
    for file in files:
        if written >= size:
            return written
        place = library / file.relative_to(folder)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
        written += file.stat().st_size
    for number, text in enumerate(_grown(files, random.Random(SEED))):
        if written >= size:
            break
        place = library / "grown" / f"{number // 1000}" / f"{number}.md"
        data = text.encode()
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        written += len(data)
    return written


def _grown(files: Sequence[Path], chance: random.Random) -> Iterator[str]:
    """Texts of sentences from many documents, one word in seven replaced by another of the collection."""
    while True:
        sample = chance.sample(list(files), min(len(files), 400))
        sentences: list[str] = []
        for file in sample:
            body = file.read_text(encoding="utf-8").split("---", 2)[-1]
            sentences += [s for s in re.split(r"(?<=[.!?])\s+", body) if 20 < len(s) < 600]
        words = [w for s in chance.sample(sentences, min(len(sentences), 3000)) for w in s.split()]
        for _ in range(150):
            lines = []
            for sentence in chance.choices(sentences, k=chance.randint(30, 120)):
                told = sentence.split()
                for at in range(len(told)):
                    if chance.random() < REPLACED:
                        told[at] = chance.choice(words)
                lines.append(" ".join(told))
            yield "\n\n".join(" ".join(lines[n : n + 5]) for n in range(0, len(lines), 5)) + "\n"


def _in_a_process(tool: str, library: Path, quotations: Path) -> dict[str, float]:
    """The figures of one tool, asked in a process of its own so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.growth", tool, str(library), str(quotations)]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


class _Asked(NamedTuple):
    """What asking for one quotation gave: its class, CPU milliseconds, whether found, and the documents answered."""

    made: Made
    spent: float
    found: bool
    documents: frozenset[str]


def _ask_sayso(folder: Path, made: Sequence[Made]) -> dict[str, float]:
    asked: list[_Asked] = []
    with Library.open(folder) as library:
        for one in made:
            began = time.process_time()
            answer = ask(one.text, library)
            spent = 1000 * (time.process_time() - began)
            documents = frozenset(m.document for m in (*answer.matches, *answer.also))
            asked.append(_Asked(one, spent, answer.verdict == "verbatim", documents))
    return _figures(asked, asked)


def _ask_tantivy(folder: Path, made: Sequence[Made]) -> dict[str, float]:
    tantivy = import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body")
    builder.add_text_field("name", stored=True, tokenizer_name="raw")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for file in sorted(folder.rglob("*.md")):
        writer.add_document(
            tantivy.Document(body=file.read_text(encoding="utf-8"), name=file.relative_to(folder).as_posix())
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(one: Made, size: int | None) -> _Asked:
        began = time.process_time()
        told = re.findall(r"\w+", one.text.lower())
        size = size or len(told)
        phrases = (" ".join(told[i : i + size]) for i in range(max(1, len(told) - size + 1)))
        query = index.parse_query(" OR ".join(f'"{phrase}"' for phrase in phrases), ["body"])
        hits = searcher.search(query, 20).hits
        documents = frozenset(searcher.doc(address)["name"][0] for _, address in hits)
        return _Asked(one, 1000 * (time.process_time() - began), bool(hits), documents)

    return _figures([ask(one, 3) for one in made], [ask(one, None) for one in made if one.kind == "verbatim"])


def _figures(asked: Sequence[_Asked], exactly: Sequence[_Asked]) -> dict[str, float]:
    every = sorted(a.spent for a in asked)
    exact = [a for a in exactly if a.made.kind == "verbatim"]
    there = [a for a in asked if a.made.places]
    return {
        "p50": every[len(every) // 2],
        "p95": every[int(len(every) * 0.95)],
        "exact p50": sorted(a.spent for a in exact)[len(exact) // 2],
        "found": 100 * sum(a.found for a in exact) / max(1, len(exact)),
        "recalled": 100 * sum(any(p[0] in a.documents for p in a.made.places) for a in there) / max(1, len(there)),
        "memory": _resident(),
    }


def _resident() -> float:
    """The most memory that this process has held, in megabytes."""
    import resource  # not on every system; only measured on those that have it

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    tool, folder, quotations = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    made = msgspec.json.decode(quotations.read_bytes(), type=list[Made])
    print(json.dumps(_ask_sayso(folder, made) if tool == "sayso" else _ask_tantivy(folder, made)))
