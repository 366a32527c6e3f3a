"""The network to ship, of one run or several: `python -m training.average POLNEAR OUT RUN...`, the mean of their parameters.

Runs that go on from the same parameters lie in one basin, and their mean is better than each (Wortsman et al., ICML 2022).
Then the scores of two labels are lifted (`lifts.py`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from transformers import AutoModel

from training.accurate import decoded, encoder_folder, scored, word_pieces
from training.corpus import read_corpus
from training.lifts import best_lift
from training.measure import measure
from training.networks import NARROW, Accurate

# What cues without a source are lifted by: 20 % more of those statements are found, at no cost to the others.
SOURCELESS = (1.5,)


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
    net.narrow = NARROW
    dev, split = read_corpus(data / "dev"), word_pieces()
    found = scored(net, dev, split)
    with (out / "average.log").open("a", encoding="utf-8") as log:
        lift = best_lift(lambda tried: measure(dev, decoded(dev, found, net, tried)), log, SOURCELESS)
    with torch.no_grad():
        net.head.out.bias += torch.from_numpy(lift)
    torch.save(net.state_dict(), out / "accurate.pt")


def _mean(tensors: list[torch.Tensor]) -> torch.Tensor:
    return torch.stack(tensors).mean(0) if tensors[0].is_floating_point() else tensors[0]


if __name__ == "__main__":
    main()
