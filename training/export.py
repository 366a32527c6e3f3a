"""From trained parameters to what sayso ships: `python -m training.export POLNEAR OUT`.

The network becomes ONNX with eight-bit weights (`graph.py`), smoothed first (`smooth.py`); its table of pieces is
kept beside it with one scale a row, so that looking up costs nothing. Shipped files are named in `SHA256SUMS`, which sayso checks before it uses them.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from transformers import AutoModel

from sayso.attribution.labels import LABELS
from training.accurate import encoder_folder, word_pieces
from training.corpus import read_corpus
from training.examples import Batch, batches, examples
from training.graph import accurate
from training.networks import Accurate
from training.smooth import smooth

__all__ = ["PARAMETERS", "write_sums"]

PARAMETERS = Path(__file__).resolve().parent.parent / "src" / "sayso" / "attribution" / "parameters"
# Every so-manieth article of the training part tells how large inputs are.
_TELLING = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the unpacked corpus, with train/")
    parser.add_argument("out", type=Path, help="the folder of the training run")
    args = parser.parse_args()
    PARAMETERS.mkdir(exist_ok=True)
    _export(args.data, args.out)
    write_sums()


def _export(data: Path, out: Path) -> None:
    encoder = AutoModel.from_pretrained(encoder_folder())
    encoder.pooler = None
    net = Accurate(encoder)
    net.load_state_dict(torch.load(out / "accurate.pt", weights_only=True))
    net.eval()
    table = encoder.embeddings.word_embeddings.weight.detach().numpy()
    scale = np.abs(table).max(1, keepdims=True) / 127
    np.savez(
        PARAMETERS / "accurate.npz",
        step=net.field.steps().detach().numpy().astype(np.float32),
        start=net.field.start.detach().numpy().astype(np.float32),
        pieces=np.round(table / np.maximum(scale, 1e-9)).astype(np.int8),
        scale=scale[:, 0].astype(np.float32),
        labels=np.array(LABELS),
    )
    vocabulary = (Path(encoder_folder()) / "vocab.txt").read_text(encoding="utf-8")
    (PARAMETERS / "vocabulary.txt").write_text(vocabulary, encoding="utf-8")
    smooth(net, _telling(data))
    onnx.save(
        accurate({name: values.numpy() for name, values in net.state_dict().items()}), PARAMETERS / "accurate.onnx"
    )


def _telling(data: Path) -> Iterator[Batch]:
    """Chunks of the training part, one at a time: without padding."""
    split = word_pieces()
    for article in read_corpus(data / "train")[::_TELLING]:
        blank = [[0] * len(line.words) for line in article.lines]
        yield from batches(list(examples(0, article.lines, blank, split, None)), 1, None)


def write_sums() -> None:
    """Name every shipped file with its digest."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(PARAMETERS.iterdir())
        if path.name not in ("SHA256SUMS", "__init__.py") and path.is_file()
    ]
    (PARAMETERS / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
