"""Articles as arrays: chunks of words with their pieces, features and labels, varied a little from epoch to epoch."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch

from sayso.attribution.chunks import Part, cut
from sayso.attribution.labels import LABELS
from sayso.attribution.lines import Line
from sayso.attribution.wordpieces import CLASSIFY, MASK, SEPARATE, WordPieces

__all__ = ["Batch", "Example", "batches", "examples"]


# Cues are masked more often than other words: what surrounds a verb that was never seen must tell.
_CUES = frozenset(n for n, label in enumerate(LABELS) if label[2:3] == "Q")
# A chunk may begin inside a span, where the field allows only a begin.
_BEGIN = [LABELS.index("B" + label[1:]) if label[0] == "I" else n for n, label in enumerate(LABELS)]


class Example(NamedTuple):
    """One chunk. Features and labels are by word, a break before each part; pieces carry the number of their word."""

    article: int
    parts: list[Part]
    pieces: list[int]
    word_of: list[int]
    first: list[int]
    features: list[tuple[int, int, int, int]]
    labels: list[int]


class Batch(NamedTuple):
    """Chunks padded to one length."""

    examples: list[Example]
    pieces: torch.Tensor
    piece_mask: torch.Tensor
    word_of: torch.Tensor
    first: torch.Tensor
    features: torch.Tensor
    labels: torch.Tensor
    mask: torch.Tensor


def examples(
    article: int,
    lines: Sequence[Line],
    labels: Sequence[Sequence[int]],
    split: WordPieces,
    chance: random.Random | None,
) -> Iterator[Example]:
    """The chunks of an article. With `chance` their cuts vary, some words are masked, some paragraphs lose capitals or marks."""
    pieces = [[split(w) for w in line.words] for line in lines]
    sizes = [[len(p) for p in line] for line in pieces]
    limit = 160 if chance is None else chance.choice((110, 140, 160, 180))
    for parts in cut(lines, sizes, words=limit):
        out = Example(article, parts, [], [], [], [], [])
        for part in parts:
            _add(out, [SEPARATE if out.pieces else CLASSIFY], (0, 0, 0, 0), 0)
            line = lines[part.line]
            flat = chance is not None and chance.random() < 0.08
            bare = chance is not None and chance.random() < 0.03
            for at in range(part.first, part.first + part.words):
                own = pieces[part.line][at]
                if chance is not None and chance.random() < (0.12 if labels[part.line][at] in _CUES else 0.05):
                    own = [MASK]
                shape = line.shapes[at]
                _add(
                    out,
                    own,
                    (
                        6 if flat and shape in (7, 8, 9, 10) else shape,
                        1 if bare else line.places[at],
                        line.classes[at],
                        line.gaps[at],
                    ),
                    labels[part.line][at] if at > part.first else _BEGIN[labels[part.line][at]],
                )
        out.pieces.append(SEPARATE)
        out.word_of.append(len(out.features) - 1)
        yield out


def _add(out: Example, pieces: list[int], features: tuple[int, int, int, int], label: int) -> None:
    out.first.append(len(out.pieces))
    out.word_of.extend([len(out.features)] * len(pieces))
    out.pieces.extend(pieces)
    out.features.append(features)
    out.labels.append(label)


def batches(items: list[Example], size: int, chance: random.Random | None) -> Iterator[Batch]:
    """Batches of chunks of about one length, in random order where `chance` is given."""
    order = list(range(len(items)))
    if chance is not None:
        chance.shuffle(order)
    pools = [order[i : i + size * 12] for i in range(0, len(order), size * 12)]
    groups = []
    for pool in pools:
        pool.sort(key=lambda i: len(items[i].pieces))
        groups += [pool[i : i + size] for i in range(0, len(pool), size)]
    if chance is not None:
        chance.shuffle(groups)
    for group in groups:
        yield _pad([items[i] for i in group])


def _pad(group: list[Example]) -> Batch:
    pieces = max(len(e.pieces) for e in group)
    words = max(len(e.features) for e in group)

    def fill(width: int, rows: list[list[int]]) -> torch.Tensor:
        out = torch.zeros(len(rows), width, dtype=torch.long)
        for n, row in enumerate(rows):
            out[n, : len(row)] = torch.tensor(row)
        return out

    features = torch.zeros(len(group), words, 4, dtype=torch.long)
    for n, e in enumerate(group):
        features[n, : len(e.features)] = torch.tensor(e.features)
    lengths = torch.tensor([len(e.features) for e in group])
    return Batch(
        group,
        fill(pieces, [e.pieces for e in group]),
        fill(pieces, [[1] * len(e.pieces) for e in group]).bool(),
        fill(pieces, [e.word_of for e in group]),
        fill(words, [e.first for e in group]),
        features,
        fill(words, [e.labels for e in group]),
        torch.arange(words)[None, :] < lengths[:, None],
    )
