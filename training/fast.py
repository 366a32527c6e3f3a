"""Trains the fast tagger: `python -m training.fast POLNEAR OUT [--silver FOLDER]`. Some ten minutes on two cores.

With `--silver` it also learns from what the accurate tagger, as shipped, marks in a folder of other texts.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import nn

from sayso.attribution.chunks import Part, cut
from sayso.attribution.decoding import Field, decode
from sayso.attribution.labels import LABELS, Tagged, link, rejoin
from sayso.attribution.lines import Line, read_lines
from sayso.attribution.rules import body_paragraphs
from sayso.attribution.tagger import load
from sayso.attribution.vocabulary import BREAK, Vocabulary
from sayso.text.marks import pair_marks
from sayso.text.readers import read_path
from training.corpus import Article, read_corpus
from training.labelling import label_article
from training.measure import measure
from training.networks import Fast

EPOCHS = 12
SIZE = 24
RATE = 2e-3
AVERAGE = 0.998
SEED = 1
SILVER_DOCUMENTS = 500
_BEGIN = [LABELS.index("B" + label[1:]) if label[0] == "I" else n for n, label in enumerate(LABELS)]
_Labelled = list[tuple[list[Line], list[list[int]]]]


class Chunk(NamedTuple):
    """A chunk as numbers: three a word, four features, a label; a break before every part."""

    article: int
    parts: list[Part]
    words: list[tuple[int, int, int]]
    features: list[tuple[int, int, int, int]]
    labels: list[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the unpacked corpus, with train/ and dev/")
    parser.add_argument("out", type=Path, help="the folder that parameters and log go to")
    parser.add_argument("--silver", type=Path, help="a folder of other texts, marked by the accurate tagger")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_flush_denormal(True)
    train(args.data, args.out, args.silver, args.epochs)


def train(data: Path, out: Path, silver: Path | None, epochs: int) -> None:
    """Train, measure after every epoch, and keep the averaged parameters of the best with their words."""
    chance = random.Random(SEED)
    corpus, dev = read_corpus(data / "train"), read_corpus(data / "dev")
    gold: _Labelled = [(a.lines, label_article(a)) for a in corpus]
    marked = list(_silver(silver, chance)) if silver else []
    counts = Counter(w for lines, _ in gold + marked for line in lines for w in line.words)
    words = [w for w, n in counts.most_common(20_000) if n > 1]
    vocabulary = Vocabulary(words)
    net = Fast(len(vocabulary))
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE))
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    log = (out / "fast.log").open("a", encoding="utf-8")
    total = epochs * sum(1 for _ in batches(_chunks(gold + marked, vocabulary, random.Random(0)), None))
    step, best, began = 0, 0.0, time.time()
    for epoch in range(epochs):
        net.train()
        loss_sum = seen = 0.0
        for chunks, numbers, features, labels, lengths in batches(_chunks(gold + marked, vocabulary, chance), chance):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / 100) * max(0.02, 1 - step / total)
            mask = torch.arange(labels.shape[1])[None, :] < lengths[:, None]
            loss = net.field.loss(net(numbers, features, lengths), labels, mask)
            optimizer.zero_grad()
            (loss / mask.sum()).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            mean.update_parameters(net)
            step += 1
            loss_sum += loss.item()
            seen += sum(len(c.labels) for c in chunks)
        figures = measure(dev, predict(mean.module, dev, vocabulary))
        row = {"epoch": epoch + 1, "loss": round(loss_sum / seen, 4), **figures, "seconds": round(time.time() - began)}
        print(json.dumps(row), file=log, flush=True)
        if figures["attribution"] > best:
            best = figures["attribution"]
            torch.save({"net": mean.module.state_dict(), "words": words}, out / "fast.pt")


def _silver(folder: Path, chance: random.Random) -> Iterator[tuple[list[Line], list[list[int]]]]:
    """Other texts with the labels that the accurate tagger gives them."""
    tagger = load("accurate")
    paths = sorted(p for p in folder.rglob("*.md") if p.stat().st_size < 40_000)
    for path in chance.sample(paths, min(SILVER_DOCUMENTS, len(paths))):
        document = read_path(path, path.name)
        paragraphs = body_paragraphs(document)
        lines = [x for x in read_lines(document.text, paragraphs, pair_marks(document.text, paragraphs)) if x.words]
        yield lines, tagger.label(lines)[0]


def _chunks(texts: _Labelled, vocabulary: Vocabulary, chance: random.Random | None) -> list[Chunk]:
    out = []
    for number, (lines, labels) in enumerate(texts):
        limit = 160 if chance is None else chance.choice((110, 140, 160, 180))
        for parts in cut(lines, words=limit):
            chunk = Chunk(number, parts, [], [], [])
            for part in parts:
                line = lines[part.line]
                flat = chance is not None and chance.random() < 0.08
                chunk.words.append((BREAK, 0, 0))
                chunk.features.append((0, 0, 0, 0))
                chunk.labels.append(0)
                for at in range(part.first, part.first + part.words):
                    shape = 6 if flat and line.shapes[at] in (7, 8, 9, 10) else line.shapes[at]
                    chunk.words.append(vocabulary(line.words[at]))
                    chunk.features.append((shape, line.places[at], line.classes[at], line.gaps[at]))
                    label = labels[part.line][at]
                    chunk.labels.append(label if at > part.first else _BEGIN[label])
            out.append(chunk)
    return out


def batches(
    chunks: list[Chunk], chance: random.Random | None
) -> Iterator[tuple[list[Chunk], torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Chunks of about one length, with their words, features, labels and lengths."""
    order = sorted(range(len(chunks)), key=lambda i: len(chunks[i].labels) + (chance.random() * 20 if chance else 0))
    groups = [order[i : i + SIZE] for i in range(0, len(order), SIZE)]
    if chance is not None:
        chance.shuffle(groups)
    for group in groups:
        own = [chunks[i] for i in group]
        lengths = torch.tensor([len(c.labels) for c in own])
        width = int(lengths.max())
        words = torch.zeros(len(own), width, 3, dtype=torch.long)
        features = torch.zeros(len(own), width, 4, dtype=torch.long)
        labels = torch.zeros(len(own), width, dtype=torch.long)
        for n, c in enumerate(own):
            size = len(c.labels)
            words[n, :size], features[n, :size] = torch.tensor(c.words), torch.tensor(c.features)
            labels[n, :size] = torch.tensor(c.labels)
        yield own, words, features, labels, lengths


@torch.no_grad()
def predict(net: Fast, articles: Sequence[Article], vocabulary: Vocabulary) -> list[list[Tagged]]:
    """What the network marks in articles."""
    net.eval()
    field = Field(net.field.steps().numpy(), net.field.start.numpy())
    tagged = [[[0] * len(line.words) for line in a.lines] for a in articles]
    chunks = _chunks([(a.lines, tagged[n]) for n, a in enumerate(articles)], vocabulary, None)
    for own, words, features, _, lengths in batches(chunks, None):
        scores = net(words, features, lengths).numpy()
        paths = decode([scores[n, : int(lengths[n])] for n in range(len(own))], field)
        for chunk, (path, _) in zip(own, paths, strict=True):
            at = 0
            for part in chunk.parts:
                row = tagged[chunk.article][part.line]
                row[part.first : part.first + part.words] = path[at + 1 : at + 1 + part.words]
                at += part.words + 1
    for chunk in chunks:
        for part in chunk.parts:
            rejoin(tagged[chunk.article][part.line], part.first)
    return [link(a.lines, tagged[n]) for n, a in enumerate(articles)]


if __name__ == "__main__":
    main()
