"""From the trained fast tagger to what sayso ships: `python -m training.export_fast OUT`.

The words' vectors are kept in eight bits, one scale a word; the recurrent layers become ONNX with
eight-bit weights (`graph.py`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch

from sayso.attribution.labels import LABELS
from training.export import PARAMETERS, write_sums
from training.fast import Fast
from training.graph import fast


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the folder of the training run")
    args = parser.parse_args()
    state = torch.load(args.out / "fast.pt", weights_only=True)
    net = Fast(state["words.weight"])
    net.load_state_dict(state)
    export(net.eval(), (args.out / "fast-words.txt").read_text(encoding="utf-8"))
    write_sums()


def export(net: Fast, words: str) -> None:
    """Write the parameters of a trained network and its vocabulary."""
    PARAMETERS.mkdir(exist_ok=True)
    table = _array(net.words.weight)
    scale = np.maximum(np.abs(table).max(1) / 127, 1e-9)
    others = {name: _array(getattr(net, name).weight).astype(np.float16) for name in _TABLES}
    np.savez(
        PARAMETERS / "fast.npz",
        step=net.field.steps().detach().numpy().astype(np.float32),
        start=_array(net.field.start),
        labels=np.array(LABELS),
        words=np.round(table / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        **others,
    )
    (PARAMETERS / "fast-words.txt").write_text(words, encoding="utf-8")
    onnx.save(fast({name: _array(values) for name, values in net.state_dict().items()}), PARAMETERS / "fast.onnx")


_TABLES = ("prefix", "suffix", "ending", "shape", "place", "kind", "gap")


def _array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().numpy().astype(np.float32)


if __name__ == "__main__":
    main()
