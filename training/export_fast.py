"""From the trained fast tagger to what sayso ships: `python -m training.export_fast OUT`.

The words' vectors are kept in eight bits, one scale a word; the recurrent layers become ONNX with
eight-bit weights, which is told each chunk's length.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from sayso.attribution.labels import LABELS
from training.export import PARAMETERS, write_sums
from training.fast import HIDDEN, Fast

# PyTorch's gates (input, forget, cell, output) in the order that ONNX has them (input, output, forget, cell).
_GATES = (0, 3, 1, 2)


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
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(_graph(net), plain)
        quantize_dynamic(plain, PARAMETERS / "fast.onnx", weight_type=QuantType.QInt8, op_types_to_quantize=["LSTM"])


_TABLES = ("prefix", "suffix", "ending", "shape", "place", "kind", "gap")


def _array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().numpy().astype(np.float32)


def _graph(net: Fast) -> onnx.ModelProto:
    nodes, weights = [], []
    before = "words"
    for number in range(2):
        pair = (net.layers[2 * number], net.layers[2 * number + 1])
        for name, values in zip("WRB", _lstm(pair), strict=True):
            weights.append(numpy_helper.from_array(values, f"{name}{number}"))
        inputs = [before, f"W{number}", f"R{number}", f"B{number}", "lengths"]
        nodes.append(helper.make_node("LSTM", inputs, [f"both{number}"], hidden_size=HIDDEN, direction="bidirectional"))
        # (words, directions, chunks, hidden) becomes (words, chunks, directions and hidden).
        nodes.append(helper.make_node("Transpose", [f"both{number}"], [f"turned{number}"], perm=[0, 2, 1, 3]))
        nodes.append(helper.make_node("Reshape", [f"turned{number}", "flat"], [f"hidden{number}"]))
        before = f"hidden{number}"
    weights.append(numpy_helper.from_array(np.array([0, 0, 2 * HIDDEN], np.int64), "flat"))
    weights.append(numpy_helper.from_array(_array(net.out.weight).T.copy(), "out"))
    weights.append(numpy_helper.from_array(_array(net.out.bias), "bias"))
    nodes.append(helper.make_node("MatMul", [before, "out"], ["weighed"]))
    nodes.append(helper.make_node("Add", ["weighed", "bias"], ["scores"]))
    width = net.layers[0].input_size
    graph = helper.make_graph(
        nodes,
        "fast",
        [
            helper.make_tensor_value_info("words", TensorProto.FLOAT, ["t", "n", width]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["n"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["t", "n", len(LABELS)])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def _lstm(pair: tuple[torch.nn.LSTM, torch.nn.LSTM]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Input weights, recurrent weights and biases of the two directions, in the order that ONNX has them."""
    inputs = np.stack([_gates(lstm.weight_ih_l0) for lstm in pair])
    recurrent = np.stack([_gates(lstm.weight_hh_l0) for lstm in pair])
    biases = np.stack([np.concatenate([_gates(lstm.bias_ih_l0), _gates(lstm.bias_hh_l0)]) for lstm in pair])
    return inputs, recurrent, biases


def _gates(tensor: torch.Tensor) -> np.ndarray:
    parts = np.split(_array(tensor), 4)
    return np.concatenate([parts[g] for g in _GATES])


if __name__ == "__main__":
    main()
