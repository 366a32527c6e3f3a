"""The networks as the runtime reads them: written operation by operation, so that nothing has to be found and joined when
a session begins, and with eight-bit weights whose products are the same on every processor (`eight_bits.py`).

A layer of eight bits reads its input in eight bits too, with the scale of all that is read at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from sayso.attribution.labels import LABELS
from training.eight_bits import by_column, by_direction

__all__ = ["accurate", "fast"]

Weights = Mapping[str, NDArray[np.float32]]
"""A network's parameters by PyTorch's names for them."""

_WIDTH, _HEADS, _HIDDEN, _LAYERS = 384, 12, 128, 6
# So many rows of the matrix that loses most in eight bits stay as they are: one is a hundred times as large as most.
_IN_FULL = 16
# PyTorch's gates (input, forget, cell, output) in the order that ONNX has them (input, output, forget, cell).
_GATES = (0, 3, 1, 2)
_MICROSOFT = "com.microsoft"


def accurate(weights: Weights) -> onnx.ModelProto:
    """The accurate tagger less its table of pieces, for one chunk at a time; its layers smoothed (`smooth.py`)."""
    g = _Graph()
    features = [
        g.apply("Squeeze", column, g.indices(2))
        for column in g.split("Split", 4, "features", g.indices(1, 1, 1, 1), axis=2)
    ]
    first = g.apply("Squeeze", "first", g.indices(0))
    hidden = _embedded(g, weights, features)
    for number in range(_LAYERS):
        hidden = _layer(g, weights, number, hidden, first if number == _LAYERS - 1 else None)
    own = [
        g.apply("Gather", g.constant(f"head.{name}", weights[f"head.{name}.weight"]), column)
        for name, column in zip(("shape", "place", "kind", "gap"), features, strict=True)
    ]
    words = g.apply("Transpose", g.apply("Concat", hidden, *own, axis=2), perm=[1, 0, 2])
    pair = [f"head.lstm.{{}}_l0{end}" for end in ("", "_reverse")]
    read = _recurrent(g, words, "", *_of_two_directions(weights, pair), by_columns=True)
    read = g.apply("Transpose", g.apply("Reshape", read, g.indices(0, 0, 2 * _HIDDEN)), perm=[1, 0, 2])
    scores = _in_full(g, read, weights, "head.out")
    words_by, pieces_by = [1, "t"], [1, "p"]
    inputs = [
        helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [*pieces_by, _WIDTH]),
        helper.make_tensor_value_info("word_of", TensorProto.INT64, pieces_by),
        helper.make_tensor_value_info("first", TensorProto.INT64, words_by),
        helper.make_tensor_value_info("features", TensorProto.INT64, [*words_by, 4]),
    ]
    return g.model("accurate", inputs, scores, [*words_by, len(LABELS)])


def fast(weights: Weights) -> onnx.ModelProto:
    """The fast tagger from its words' vectors on; it is told how long each chunk is."""
    g = _Graph()
    hidden = "words"
    for number in (0, 2):
        pair = [f"layers.{n}.{{}}_l0" for n in (number, number + 1)]
        read = _recurrent(g, hidden, "lengths", *_of_two_directions(weights, pair), by_columns=False)
        hidden = g.apply("Reshape", read, g.indices(0, 0, 2 * _HIDDEN))
    width = weights["layers.0.weight_ih_l0"].shape[1]
    inputs = [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, ["t", "n", width]),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["n"]),
    ]
    return g.model("fast", inputs, _in_full(g, hidden, weights, "out"), ["t", "n", len(LABELS)])


class _Graph:
    """Operations in order, and the constants that they read."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def indices(self, *values: int) -> str:
        return self.constant(" ".join(map(str, values)), np.array(values, np.int64))

    def apply(self, operation: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        return self.split(operation, 1, *inputs, domain=domain, **attributes)[0]

    def split(self, operation: str, count: int, *inputs: str, domain: str = "", **attributes: Any) -> list[str]:
        name = f"{len(self._nodes)} {operation}"
        outputs = [f"{name} {n}" for n in range(count)]
        self._nodes.append(helper.make_node(operation, inputs, outputs, name=name, domain=domain, **attributes))
        return outputs

    def model(
        self, name: str, inputs: Sequence[onnx.ValueInfoProto], scores: str, shape: Sequence[int | str]
    ) -> onnx.ModelProto:
        self._nodes.append(helper.make_node("Identity", [scores], ["scores"]))
        output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, shape)
        graph = helper.make_graph(self._nodes, name, inputs, [output], list(self._constants.values()))
        imports = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
        model = helper.make_model(graph, opset_imports=imports)
        model.ir_version = 8
        return model


def _embedded(g: _Graph, weights: Weights, features: Sequence[str]) -> str:
    """The pieces' vectors with the shapes and places of their words, and their own places in the chunk."""
    tables = [g.constant(name, weights[f"{name}.weight"]) for name in ("shape", "place")]
    extra = g.apply("Add", *(g.apply("Gather", *pair) for pair in zip(tables, features[:2], strict=True)))
    extra = g.apply("Gather", g.apply("Squeeze", extra, g.indices(0)), "word_of")
    known = "encoder.embeddings.{}_embeddings.weight"
    places = weights[known.format("position")] + weights[known.format("token_type")][0]
    count = g.apply("Shape", "word_of", start=1, end=2)
    places_here = g.apply("Slice", g.constant("places", places), g.indices(0), count, g.indices(0))
    hidden = g.apply("Add", g.apply("Add", "vectors", extra), places_here)
    return _normal(g, hidden, weights, "encoder.embeddings.LayerNorm")


def _layer(g: _Graph, weights: Weights, number: int, hidden: str, first: str | None) -> str:
    """One layer of the encoder; with `first` only for the pieces named there, which all the pieces still tell."""
    layer = f"encoder.encoder.layer.{number}"
    attention = f"{layer}.attention.self"
    smoothed = _smoothed(g, hidden, weights, f"{attention}.query")
    asking = smoothed
    if first is not None:
        asking, hidden = (g.apply("Gather", each, first, axis=1) for each in (smoothed, hidden))
    whole = g.split("DynamicQuantizeLinear", 3, smoothed)
    asked = whole if first is None else g.split("DynamicQuantizeLinear", 3, asking)
    query = _shared(g, asked, weights, f"{attention}.query.linear")
    key, value = (_shared(g, whole, weights, f"{attention}.{name}.linear") for name in ("key", "value"))
    told = g.apply("MultiHeadAttention", query, key, value, domain=_MICROSOFT, num_heads=_HEADS)
    told = _linear(g, told, weights, f"{layer}.attention.output.dense")
    hidden = _normal(g, g.apply("Add", told, hidden), weights, f"{layer}.attention.output.LayerNorm")
    wide = _smoothed(g, hidden, weights, f"{layer}.intermediate.dense")
    wide = _linear(g, wide, weights, f"{layer}.intermediate.dense.linear")
    # By the hyperbolic tangent: within 0.0005 of the error function that it was trained with, in two thirds of the time.
    wide = _smoothed(g, g.apply("FastGelu", wide, domain=_MICROSOFT), weights, f"{layer}.output.dense")
    narrow = _linear(g, wide, weights, f"{layer}.output.dense.linear", apart=number == 0)
    return _normal(g, g.apply("Add", narrow, hidden), weights, f"{layer}.output.LayerNorm")


def _smoothed(g: _Graph, hidden: str, weights: Weights, name: str) -> str:
    return g.apply("Mul", hidden, g.constant(f"{name}.inverse", weights[f"{name}.inverse"]))


def _normal(g: _Graph, hidden: str, weights: Weights, name: str) -> str:
    tables = [g.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias")]
    return g.apply("LayerNormalization", hidden, *tables, axis=-1, epsilon=1e-12)


def _in_full(g: _Graph, hidden: str, weights: Weights, name: str) -> str:
    product = g.apply("MatMul", hidden, g.constant(f"{name}.weight", weights[f"{name}.weight"].T))
    return g.apply("Add", product, g.constant(f"{name}.bias", weights[f"{name}.bias"]))


def _shared(g: _Graph, quantised: Sequence[str], weights: Weights, name: str) -> str:
    """A layer whose input, in eight bits already, others read as well."""
    table, units, bias = _constants(g, weights[f"{name}.weight"].T, weights, name)
    numbers, unit, zero = quantised
    return g.apply("MatMulIntegerToFloat", numbers, table, unit, units, zero, "", bias, domain=_MICROSOFT)


def _linear(g: _Graph, hidden: str, weights: Weights, name: str, *, apart: bool = False) -> str:
    """A layer in eight bits; with `apart` the largest rows of its weights are read in full beside the others."""
    matrix = weights[f"{name}.weight"].T
    largest = np.sort(np.argsort(np.abs(matrix).max(1))[-_IN_FULL:])
    rest = matrix.copy()
    if apart:
        rest[largest] = 0
    table, units, bias = _constants(g, rest, weights, name)
    out = g.apply("DynamicQuantizeMatMul", hidden, table, units, "", bias, domain=_MICROSOFT)
    if not apart:
        return out
    few = g.apply("Gather", hidden, g.constant(f"{name}.largest", largest.astype(np.int64)), axis=2)
    return g.apply("Add", out, g.apply("MatMul", few, g.constant(f"{name}.in_full", matrix[largest])))


def _constants(g: _Graph, matrix: NDArray[np.float32], weights: Weights, name: str) -> tuple[str, str, str]:
    numbers, units = by_column(matrix)
    return (
        g.constant(f"{name}.weight", numbers),
        g.constant(f"{name}.units", units),
        g.constant(f"{name}.bias", weights[f"{name}.bias"]),
    )


def _of_two_directions(weights: Weights, pair: Sequence[str]) -> tuple[NDArray[np.float32], ...]:
    """Input weights, recurrent weights and biases of two directions, in the order that ONNX has them."""

    def both(name: str) -> NDArray[np.float32]:
        return np.stack([np.concatenate([np.split(weights[one.format(name)], 4)[g] for g in _GATES]) for one in pair])

    return both("weight_ih"), both("weight_hh"), np.concatenate([both("bias_ih"), both("bias_hh")], axis=1)


def _recurrent(
    g: _Graph,
    hidden: str,
    lengths: str,
    inputs: NDArray[np.float32],
    recurrent: NDArray[np.float32],
    biases: NDArray[np.float32],
    *,
    by_columns: bool,
) -> str:
    """Two directions of an LSTM in eight bits, from (words, chunks, width) to (words, chunks, directions, hidden)."""
    quantise = by_column if by_columns else by_direction
    tables = []
    for name, matrix in ((f"{hidden} in", inputs), (f"{hidden} on", recurrent)):
        numbers, units = quantise(matrix.transpose(0, 2, 1))
        zeros = np.zeros(units.shape, np.int8)
        parts = (("numbers", numbers), ("units", units), ("zeros", zeros))
        tables.append([g.constant(f"{name} {part}", values) for part, values in parts])
    (first, *own), (second, *on) = tables
    read = g.apply(
        "DynamicQuantizeLSTM",
        *(hidden, first, second, g.constant(f"{hidden} biases", biases), lengths, "", "", "", *own, *on),
        domain=_MICROSOFT,
        direction="bidirectional",
        hidden_size=_HIDDEN,
    )
    return g.apply("Transpose", read, perm=[0, 2, 1, 3])
