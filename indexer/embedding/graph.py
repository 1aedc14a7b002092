"""Writes the encoder of multilingual-e5-small as an ONNX graph with int8 weights, from the packed weights.

The graph takes one text: the embeddings of its tokens, shape ``(tokens, hidden)``, and gives ``(1, hidden)`` of norm
1. One text, because the activations of a whole run share one int8 scale: beside other texts, or beside padding, the
same text would get another vector. The table of word embeddings (two thirds of the file) stays outside and packed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.weights import Weights

INPUT, OUTPUT = "embeddings", "vector"
GRAPH_REVISION = 1
"""Raise it with any change of what this module writes: the cached graph and the fingerprint carry it."""

# 7 bits and a sign. A pair of products, 2 * 255 * 63, then fits 16 bits, so that processors which add pairs in 16
# bits (x86 without VNNI) give the same integers as the others.
_WEIGHT_LIMIT = 63
_OPSET = 20
_IR_VERSION = 9


class _Pen:
    """Collects nodes and constants under running names."""

    def __init__(self) -> None:
        from onnx import helper, numpy_helper

        self._helper, self._numpy = helper, numpy_helper
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: NDArray[Any]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(self._numpy.from_array(np.ascontiguousarray(value), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def node(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> list[str]:
        names = [f"n{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(self._helper.make_node(kind, list(inputs), names, **attributes))
        return names

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        return self.node(kind, *inputs, **attributes)[0]


def write_graph(weights: Weights, path: Path) -> None:
    """Write the graph to ``path``. Needs the ``onnx`` package; takes about a second."""
    from onnx import TensorProto, helper, save

    pen, shape = _Pen(), weights.shape
    hidden = _with_positions(pen, weights)
    for layer in range(shape.layers):
        hidden = _layer(pen, weights, f"l{layer}.", hidden)
    mean = pen.op("ReduceMean", hidden, pen.integers(0), keepdims=1)
    pen.nodes.append(helper.make_node("LpNormalization", [mean], [OUTPUT], axis=1, p=2))
    graph = helper.make_graph(
        pen.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["tokens", shape.hidden])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, shape.hidden])],
        pen.constants,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION), path)


def quantize(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return ``(whole, scales)`` with ``matrix ≈ whole * scales[:, None]``: one scale a row, symmetric around 0."""
    scales = np.maximum(np.abs(matrix).max(axis=1), np.float32(1e-12)) / np.float32(_WEIGHT_LIMIT)
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def _with_positions(pen: _Pen, weights: Weights) -> str:
    width = weights.shape.hidden
    # There is one type of token only: its vector is added to each position once and for all.
    places = weights.vector("emb.pos").reshape(-1, width) + weights.vector("emb.type").reshape(-1, width)[0]
    count = pen.op("Shape", INPUT, start=0, end=1)
    here = pen.op("Slice", pen.constant(places), pen.integers(0), count, pen.integers(0))
    return _normalise(pen, weights, "emb.ln", pen.op("Add", INPUT, here))


def _layer(pen: _Pen, weights: Weights, prefix: str, hidden: str) -> str:
    width, inner = weights.shape.hidden, weights.shape.inner
    context = _attention(pen, weights, prefix, hidden)
    attended = _linear(pen, weights, [prefix + "ao"], context, columns=width)
    hidden = _normalise(pen, weights, prefix + "aln", pen.op("Add", attended, hidden))
    wide = pen.op("Gelu", _linear(pen, weights, [prefix + "fi"], hidden, columns=width))
    narrow = _linear(pen, weights, [prefix + "fo"], wide, columns=inner)
    return _normalise(pen, weights, prefix + "oln", pen.op("Add", narrow, hidden))


def _attention(pen: _Pen, weights: Weights, prefix: str, hidden: str) -> str:
    width, heads = weights.shape.hidden, weights.shape.heads
    size = width // heads
    # Queries, keys and values in one product, so that the activations are brought to int8 once.
    joint = _linear(pen, weights, [prefix + "q", prefix + "k", prefix + "v"], hidden, columns=width)
    split = pen.op("Transpose", pen.op("Reshape", joint, pen.integers(-1, 3, heads, size)), perm=[1, 2, 0, 3])
    parts = pen.node("Split", split, outputs=3, axis=0, num_outputs=3)
    query, key, value = (pen.op("Squeeze", part, pen.integers(0)) for part in parts)
    scaled = pen.op("Mul", query, pen.constant(np.array(size**-0.5, np.float32)))
    scores = pen.op("Softmax", pen.op("MatMul", scaled, pen.op("Transpose", key, perm=[0, 2, 1])), axis=-1)
    context = pen.op("Transpose", pen.op("MatMul", scores, value), perm=[1, 0, 2])
    return pen.op("Reshape", context, pen.integers(-1, width))


def _linear(pen: _Pen, weights: Weights, names: list[str], x: str, *, columns: int) -> str:
    whole, scales = quantize(np.concatenate([weights.matrix(f"{name}.w", columns) for name in names]))
    bias = np.concatenate([weights.vector(f"{name}.b") for name in names])
    operands = [pen.constant(whole.T), pen.constant(scales), "", pen.constant(bias)]
    return pen.op("DynamicQuantizeMatMul", x, *operands, domain="com.microsoft")


def _normalise(pen: _Pen, weights: Weights, name: str, x: str) -> str:
    gain, shift = (pen.constant(weights.vector(name + end)) for end in (".w", ".b"))
    return pen.op("LayerNormalization", x, gain, shift, axis=-1, epsilon=weights.shape.epsilon)
