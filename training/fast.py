"""Trains the fast tagger: `python -m training.fast POLNEAR OUT`, on the corpus and on `OUT/silver.pickle`.

A word's vector begins as what the accurate tagger's encoder makes of the word alone (its first principal components), so
that verbs which the corpus never uses as cues stand beside those that it does.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from transformers import AutoModel

from sayso.attribution.chunks import Part, cut
from sayso.attribution.decoding import Field, decode
from sayso.attribution.fast import AFFIXES, BREAK, KNOWN, UNKNOWN, affixes
from sayso.attribution.labels import LABELS, Tagged, link, rejoin
from sayso.attribution.lines import CLASSES, PLACES, SHAPES, Line
from training.accurate import encoder_folder, word_pieces
from training.corpus import Article, read_corpus
from training.labelling import label_article
from training.lifts import best_lift
from training.loop import Plan, run
from training.measure import measure
from training.networks import Accurate
from training.networks import Field as TrainedField

EPOCHS = 12
SIZE = 24
RATE = 2e-3
AVERAGE = 0.997
WARM_UP = 200
SEED = 7
VOCABULARY = 40_000
WIDTH = 96
HIDDEN = 128
# Of the silver documents this share goes into each epoch, in turn.
SILVER = 1 / 3

_CUES = frozenset(n for n, label in enumerate(LABELS) if label[2:3] == "Q")
_BEGIN = [LABELS.index("B" + label[1:]) if label[0] == "I" else n for n, label in enumerate(LABELS)]
Labelled = tuple[list[Line], list[list[int]]]


class Chunk(NamedTuple):
    """A chunk by word: rows of the word and its affixes, its features, its labels, and where it comes from."""

    article: int
    parts: list[Part]
    words: list[tuple[int, int, int, int]]
    features: list[tuple[int, int, int, int]]
    labels: list[int]


class Batch(NamedTuple):
    """Chunks padded to one length."""

    chunks: list[Chunk]
    words: torch.Tensor
    features: torch.Tensor
    labels: torch.Tensor
    mask: torch.Tensor


class Fast(nn.Module):
    """Vectors of words and affixes, two bidirectional recurrent layers, and a field."""

    def __init__(self, vectors: torch.Tensor, drop: float = 0.4) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(vectors, freeze=False)
        self.prefix, self.suffix = nn.Embedding(AFFIXES, 24), nn.Embedding(AFFIXES, 24)
        self.ending = nn.Embedding(AFFIXES, 16)
        self.shape, self.place = nn.Embedding(SHAPES, 16), nn.Embedding(PLACES, 8)
        self.kind, self.gap = nn.Embedding(CLASSES, 8), nn.Embedding(3, 4)
        for table in (self.prefix, self.suffix, self.ending):
            nn.init.normal_(table.weight, std=0.1)
        width = WIDTH + 64 + 36
        widths = (width, width, 2 * HIDDEN, 2 * HIDDEN)
        self.layers = nn.ModuleList(nn.LSTM(w, HIDDEN, batch_first=True) for w in widths)
        self.drop = nn.Dropout(drop)
        self.out = nn.Linear(2 * HIDDEN, len(LABELS))
        self.field = TrainedField()

    def scores(self, batch: Batch) -> torch.Tensor:
        """Scores of every label of every word. The way back is read from each chunk's own end."""
        words, features = batch.words.unbind(2), batch.features.unbind(2)
        tables = (self.words, self.prefix, self.suffix, self.ending)
        own = [table(rows) for table, rows in zip(tables, words, strict=True)]
        own += [t(rows) for t, rows in zip((self.shape, self.place, self.kind, self.gap), features, strict=True)]
        hidden = self.drop(torch.cat(own, 2))
        lengths = batch.mask.sum(1, keepdim=True)
        places = torch.arange(batch.mask.shape[1])[None, :]
        back = torch.where(places < lengths, lengths - 1 - places, places)[:, :, None]
        for there, and_back in ((self.layers[0], self.layers[1]), (self.layers[2], self.layers[3])):
            turned = hidden.gather(1, back.expand(-1, -1, hidden.shape[2]))
            second = and_back(turned)[0]
            second = second.gather(1, back.expand(-1, -1, second.shape[2]))
            hidden = self.drop(torch.cat([there(hidden)[0], second], 2))
        out: torch.Tensor = self.out(hidden)
        return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the unpacked corpus, with train/ and dev/")
    parser.add_argument("out", type=Path, help="the folder of the run, with accurate.pt and silver.pickle")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    train(args.data, args.out, args.epochs)


def train(data: Path, out: Path, epochs: int) -> None:
    """Train, measure after every epoch, and keep the averaged parameters of the best."""
    corpus, dev = read_corpus(data / "train"), read_corpus(data / "dev")
    gold = [[(a.lines, label_article(a._replace(markings=m))) for m in (a.markings, *a.others)] for a in corpus]
    silver: list[Labelled] = pickle.loads((out / "silver.pickle").read_bytes())
    words = vocabulary([a.lines for a in corpus], [lines for lines, _ in silver])
    (out / "fast-words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    rows = {word: row for row, word in enumerate(words, KNOWN)}
    net = Fast(word_vectors(words, out / "accurate.pt"))
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    chance = random.Random(SEED)
    steps = epochs * sum(1 for _ in batches(_epoch(gold, silver, rows, random.Random(0)), None))
    run(
        net,
        optimizer,
        Plan(epochs, steps, WARM_UP, 0.02, AVERAGE),
        lambda: batches(_epoch(gold, silver, rows, chance), chance),
        lambda mean: measure(dev, predict(mean, dev, rows)),
        out / "fast.pt",
    )
    lift(out, dev, rows)


def vocabulary(*collections: Sequence[Sequence[Line]]) -> list[str]:
    """The words most frequent in any collection, those of letters only; the corpus counts most."""
    counts: Counter[str] = Counter()
    for weight, documents in zip((8, 1), collections, strict=True):
        for lines in documents:
            for line in lines:
                for word in line.words:
                    if not word.isdigit():
                        counts[word] += weight
    return sorted(word for word, count in counts.most_common(VOCABULARY) if count > 1)


@torch.no_grad()
def word_vectors(words: Sequence[str], accurate: Path) -> torch.Tensor:
    """What the trained encoder makes of each word alone, in its `WIDTH` principal components of unit variance."""
    encoder = AutoModel.from_pretrained(encoder_folder())
    encoder.pooler = None
    teacher = Accurate(encoder)
    teacher.load_state_dict(torch.load(accurate))
    teacher.eval()
    split = word_pieces()
    found = []
    for first in range(0, len(words), 256):
        pieces = [[101, *split(word), 102] for word in words[first : first + 256]]
        width = max(map(len, pieces))
        numbers = torch.tensor([p + [0] * (width - len(p)) for p in pieces])
        mask = torch.tensor([[1] * len(p) + [0] * (width - len(p)) for p in pieces])
        found.append(encoder(input_ids=numbers, attention_mask=mask).last_hidden_state[:, 1])
    vectors = torch.cat(found)
    vectors = vectors - vectors.mean(0)
    _, sizes, directions = torch.pca_lowrank(vectors, WIDTH, center=False, niter=4)
    reduced = (vectors @ directions) / (sizes[0] / len(words) ** 0.5)
    return torch.cat([torch.zeros(KNOWN, WIDTH), reduced])


def _epoch(
    gold: Sequence[Sequence[Labelled]], silver: Sequence[Labelled], rows: dict[str, int], chance: random.Random
) -> list[Chunk]:
    """Each article once, as one of its annotators marked it, and a share of the silver documents."""
    documents = [chance.choice(markings) for markings in gold]
    documents += chance.sample(list(silver), int(len(silver) * SILVER))
    return [c for n, (lines, labels) in enumerate(documents) for c in chunks(n, lines, labels, rows, chance)]


def chunks(
    article: int,
    lines: Sequence[Line],
    labels: Sequence[Sequence[int]],
    rows: dict[str, int],
    chance: random.Random | None,
) -> Iterator[Chunk]:
    """The chunks of a document; with `chance` their cuts vary, and words, capitals and marks are left out now and then."""
    limit = 160 if chance is None else chance.choice((110, 140, 160, 180))
    for parts in cut(lines, words=limit):
        out = Chunk(article, parts, [], [], [])
        for part in parts:
            out.words.append((BREAK, 0, 0, 0))
            out.features.append((0, 0, 0, 0))
            out.labels.append(0)
            line = lines[part.line]
            flat = chance is not None and chance.random() < 0.08
            bare = chance is not None and chance.random() < 0.03
            for at in range(part.first, part.first + part.words):
                word, label = line.words[at], labels[part.line][at]
                row = rows.get(word, UNKNOWN)
                if chance is not None and chance.random() < (0.15 if label in _CUES else 0.08):
                    row = UNKNOWN
                shape = line.shapes[at]
                out.words.append((row, *affixes(word)))
                out.features.append(
                    (
                        6 if flat and shape in (7, 8, 9, 10) else shape,
                        1 if bare else line.places[at],
                        line.classes[at],
                        line.gaps[at],
                    )
                )
                out.labels.append(label if at > part.first else _BEGIN[label])
        yield out


def batches(items: list[Chunk], chance: random.Random | None) -> Iterator[Batch]:
    """Batches of chunks of about one length, in random order where `chance` is given."""
    order = list(range(len(items)))
    if chance is not None:
        chance.shuffle(order)
    groups = []
    for first in range(0, len(order), SIZE * 16):
        pool = sorted(order[first : first + SIZE * 16], key=lambda i: len(items[i].labels))
        groups += [pool[i : i + SIZE] for i in range(0, len(pool), SIZE)]
    if chance is not None:
        chance.shuffle(groups)
    for group in groups:
        taken = [items[i] for i in group]
        width = max(len(c.labels) for c in taken)
        words, features = (
            torch.zeros(len(taken), width, 4, dtype=torch.long),
            torch.zeros(len(taken), width, 4, dtype=torch.long),
        )
        labels, mask = (
            torch.zeros(len(taken), width, dtype=torch.long),
            torch.zeros(len(taken), width, dtype=torch.bool),
        )
        for n, chunk in enumerate(taken):
            size = len(chunk.labels)
            words[n, :size], features[n, :size] = torch.tensor(chunk.words), torch.tensor(chunk.features)
            labels[n, :size], mask[n, :size] = torch.tensor(chunk.labels), True
        yield Batch(taken, words, features, labels, mask)


def predict(net: Fast, articles: list[Article], rows: dict[str, int]) -> list[list[Tagged]]:
    """What the network marks in articles."""
    return decoded(articles, scored(net, articles, rows), net)


@torch.no_grad()
def scored(net: Fast, articles: list[Article], rows: dict[str, int]) -> list[tuple[Chunk, np.ndarray]]:
    """The chunks of articles with the scores of every label for their words."""
    net.eval()
    items = [
        c for n, a in enumerate(articles) for c in chunks(n, a.lines, [[0] * len(v.words) for v in a.lines], rows, None)
    ]
    found = []
    for batch in batches(items, None):
        scores = net.scores(batch).numpy()
        found += [(c, s[: len(c.labels)]) for s, c in zip(scores, batch.chunks, strict=True)]
    return found


def decoded(
    articles: list[Article], found: list[tuple[Chunk, np.ndarray]], net: Fast, lift: np.ndarray | float = 0.0
) -> list[list[Tagged]]:
    """The acts of reporting that the scores make likeliest; `lift` is added to the labels' scores first."""
    field = Field(net.field.steps().detach().numpy(), net.field.start.detach().numpy())
    tagged = [[[0] * len(line.words) for line in a.lines] for a in articles]
    read = decode([(scores + lift).astype(np.float32) for _, scores in found], field)
    for (chunk, _), (path, _) in zip(found, read, strict=True):
        at = 0
        for part in chunk.parts:
            here = slice(part.first, part.first + part.words)
            tagged[chunk.article][part.line][here] = path[at + 1 : at + 1 + part.words]
            rejoin(tagged[chunk.article][part.line], part.first)
            at += part.words + 1
    return [link(a.lines, tagged[n]) for n, a in enumerate(articles)]


def lift(out: Path, dev: list[Article], rows: dict[str, int]) -> None:
    """Lift two labels' scores of the best epoch's parameters as is best on the development part."""
    state = torch.load(out / "fast.pt")
    net = Fast(state["words.weight"])
    net.load_state_dict(state)
    found = scored(net, dev, rows)
    with (out / "fast.log").open("a", encoding="utf-8") as log:
        best = best_lift(lambda tried: measure(dev, decoded(dev, found, net, tried)), log)
    with torch.no_grad():
        net.out.bias += torch.from_numpy(best)
    torch.save(net.state_dict(), out / "fast.pt")


if __name__ == "__main__":
    main()
