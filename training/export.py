"""From trained parameters to what sayso ships: `python -m training.export POLNEAR OUT`.

The network becomes ONNX with eight-bit weights, one scale a channel, smoothed first (`smooth.py`); its table of pieces is
kept beside it with one scale a row, so that looking up costs nothing. Shipped files are named in `SHA256SUMS`, which sayso checks before it uses them.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn
from transformers import AutoModel

from sayso.attribution.labels import LABELS
from training.accurate import encoder_folder, word_pieces
from training.corpus import read_corpus
from training.examples import Batch, batches, examples
from training.networks import Accurate
from training.smooth import smooth

__all__ = ["PARAMETERS", "write_sums"]

PARAMETERS = Path(__file__).resolve().parent.parent / "src" / "sayso" / "attribution" / "parameters"
# Matrices that lose most in eight bits stay as they are.
KEPT = ("layer.0/output/", "head/out/")
# Every so-manieth article of the training part tells how large inputs are.
_TELLING = 20


class _Shipped(nn.Module):
    """The network less its table of pieces, for one chunk at a time: no padding, no masks."""

    def __init__(self, net: Accurate) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, vectors: torch.Tensor, word_of: torch.Tensor, first: torch.Tensor, features: torch.Tensor
    ) -> torch.Tensor:
        net = self.net
        extra = net.shape(features[:, :, 0]) + net.place(features[:, :, 1])
        vectors = vectors + extra[0][word_of[0]][None]
        hidden = net.encoder(inputs_embeds=vectors).last_hidden_state  # type: ignore[operator]
        out: torch.Tensor = net.head(hidden[0][first[0]][None], features, None)
        return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the unpacked corpus, with train/")
    parser.add_argument("out", type=Path, help="the folder of the training run")
    args = parser.parse_args()
    PARAMETERS.mkdir(exist_ok=True)
    _export(args.data, args.out)
    write_sums()


def _export(data: Path, out: Path) -> None:
    encoder = AutoModel.from_pretrained(encoder_folder(), attn_implementation="eager")
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
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        _write_plain(net, plain)
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        kept = [n.name for n in onnx.load(ready).graph.node if any(k in n.name for k in KEPT)]
        quantize_dynamic(
            ready,
            PARAMETERS / "accurate.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "LSTM"],
            nodes_to_exclude=kept,
        )


def _telling(data: Path) -> Iterator[Batch]:
    """Chunks of the training part, one at a time: without padding."""
    split = word_pieces()
    for article in read_corpus(data / "train")[::_TELLING]:
        blank = [[0] * len(line.words) for line in article.lines]
        yield from batches(list(examples(0, article.lines, blank, split, None)), 1, None)


def _write_plain(net: Accurate, path: Path) -> None:
    net.narrow = False
    vectors = torch.zeros(1, 12, net.encoder.config.hidden_size)  # type: ignore[union-attr]
    word_of = torch.tensor([[0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 9]])
    first = torch.tensor([[0, 1, 2, 4, 5, 6, 7, 8, 9, 10]])
    features = torch.ones(1, 10, 4, dtype=torch.long)
    torch.onnx.export(
        _Shipped(net),
        (vectors, word_of, first, features),
        str(path),
        input_names=["vectors", "word_of", "first", "features"],
        output_names=["scores"],
        dynamic_axes={
            "vectors": {1: "p"},
            "word_of": {1: "p"},
            "first": {1: "t"},
            "features": {1: "t"},
            "scores": {1: "t"},
        },
        opset_version=17,
        dynamo=False,
    )


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
