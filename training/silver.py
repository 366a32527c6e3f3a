"""Silver labels: `python -m training.silver FOLDER OUT`, real documents as the accurate tagger labels them.

The fast tagger learns from them beside the corpus; nothing of the corpus' development part is among them.
"""

from __future__ import annotations

import argparse
import pickle
import random
from pathlib import Path

from sayso.attribution.lines import Line, read_lines
from sayso.attribution.rules import body_paragraphs
from sayso.attribution.tagger import load
from sayso.errors import ReadError
from sayso.text.marks import pair_marks
from sayso.text.readers import read_path

WORDS = 1_200_000
# Of a long transcript so many words are enough.
LONGEST = 1500
SEED = 11

Silver = tuple[list[Line], list[list[int]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of documents")
    parser.add_argument("out", type=Path, help="the folder of the training run")
    parser.add_argument("--words", type=int, default=WORDS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    found = label_folder(args.folder, args.words)
    (args.out / "silver.pickle").write_bytes(pickle.dumps(found))


def label_folder(folder: Path, words: int) -> list[Silver]:
    """The lines of documents drawn at random, until there are so many words, with the accurate tagger's labels."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".txt", ".html"))
    random.Random(SEED).shuffle(files)
    tagger = load("accurate")
    found: list[Silver] = []
    total = 0
    for file in files:
        if total >= words:
            break
        try:
            document = read_path(file, file.name)
        except ReadError:
            continue
        paragraphs = body_paragraphs(document)
        lines: list[Line] = []
        size = 0
        for line in read_lines(document.text, paragraphs, pair_marks(document.text, paragraphs)):
            if line.words and size < LONGEST:
                lines.append(line)
                size += len(line.words)
        found.append((lines, tagger.label(lines)[0]))
        total += size
    return found


if __name__ == "__main__":
    main()
