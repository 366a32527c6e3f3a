"""One network of several runs: `python -m training.average POLNEAR OUT RUN...`, the mean of their parameters.

Runs that go on from the same parameters lie in one basin, and their mean is better than each (Wortsman et al., ICML 2022).
Then the score of the label for words without a role is lifted by so much as is best on the development part: trained
alone, the tagger makes what it finds a little too long.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from transformers import AutoModel

from sayso.attribution.labels import OUTSIDE
from training.accurate import encoder_folder, predict, word_pieces
from training.corpus import read_corpus
from training.measure import measure
from training.networks import Accurate

LIFTS = (0.0, 0.02, 0.03, 0.04, 0.05, 0.06)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the unpacked corpus, with dev/")
    parser.add_argument("out", type=Path, help="the folder that the parameters and the log go to")
    parser.add_argument("runs", type=Path, nargs="+", help="the folders of the runs")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    average(args.data, args.out, args.runs)


def average(data: Path, out: Path, runs: list[Path]) -> None:
    """Write the mean of the runs' parameters, lifted as is best, to `out`."""
    states = [torch.load(run / "accurate.pt") for run in runs]
    encoder = AutoModel.from_pretrained(encoder_folder())
    encoder.pooler = None
    net = Accurate(encoder)
    net.load_state_dict({name: _mean([s[name] for s in states]) for name in states[0]})
    net.narrow = True
    dev, split = read_corpus(data / "dev"), word_pieces()
    bias = net.head.out.bias
    plain, best = float(bias[OUTSIDE]), 0.0
    with (out / "average.log").open("a", encoding="utf-8") as log:
        for lift in LIFTS:
            with torch.no_grad():
                bias[OUTSIDE] = plain + lift
            figures = measure(dev, predict(net, dev, split))
            print(json.dumps({"lift": lift, **figures}), file=log, flush=True)
            if figures["attribution"] > best:
                best = figures["attribution"]
                torch.save(net.state_dict(), out / "accurate.pt")


def _mean(tensors: list[torch.Tensor]) -> torch.Tensor:
    return torch.stack(tensors).mean(0) if tensors[0].is_floating_point() else tensors[0]


if __name__ == "__main__":
    main()
