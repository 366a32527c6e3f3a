"""From trained parameters to what sayso ships: `python -m training.export OUT`.

The encoder becomes ONNX with eight-bit weights, one scale a channel; its table of pieces is kept beside it with one scale a
row, so that looking up costs nothing. Shipped files are named in `SHA256SUMS`, which sayso checks before it uses them.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn
from transformers import AutoModel

from sayso.attribution.labels import LABELS
from training.accurate import encoder_folder
from training.networks import Accurate

__all__ = ["PARAMETERS", "write_sums"]

PARAMETERS = Path(__file__).resolve().parent.parent / "src" / "sayso" / "attribution" / "parameters"
# Matrices whose inputs have outliers, kept in sixteen bits: eight cost more than they save.
KEPT: tuple[str, ...] = ()


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
    parser.add_argument("out", type=Path, help="the folder of the training run")
    args = parser.parse_args()
    PARAMETERS.mkdir(exist_ok=True)
    _export(args.out)
    write_sums()


def _export(out: Path) -> None:
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
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=kept,
        )


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
