"""Makes small packed files of weights, and computes in float32 what the encoder they describe must give."""

from __future__ import annotations

import math
import struct
from pathlib import Path

import numpy as np

from indexer.embedding.weights import unpack

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 2, 64, 16
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


def pack_blocks(scales: list[float], nibbles: list[list[int]]) -> bytes:
    """Pack blocks of 32 weights: a float16 scale, then 16 bytes whose low halves are weights 0-15, high ones 16-31."""
    packed = b""
    for scale, block in zip(scales, nibbles, strict=True):
        packed += struct.pack("<e", scale) + bytes(block[i] | block[i + 16] << 4 for i in range(16))
    return packed


def write_packed(
    path: Path, pieces: dict[str, float], *, replacements: dict[int, str] | None = None, seed: int = 7
) -> Path:
    """Write a whole packed file with this vocabulary (piece -> score) and weights drawn from ``seed``."""
    vocabulary = dict.fromkeys(SPECIAL, 0.0) | pieces
    blob = [piece.encode() for piece in vocabulary]
    table = b"".join(
        struct.pack("<IB", point, len(text)) + struct.pack(f"<{len(text)}I", *map(ord, text))
        for point, text in (replacements or {}).items()
    )
    offsets = np.cumsum([0, *map(len, blob)]).astype("<u4").tobytes()
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, HEADS, INNER, len(blob), POSITIONS, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(blob), 0, 2, 1, 3, sum(map(len, blob)))
    head += offsets + struct.pack(f"<{len(blob)}f", *vocabulary.values()) + b"".join(blob)
    head += struct.pack("<iI", len(replacements or {}), len(table)) + table
    path.write_bytes(_with_tensors(head, _tensors(len(blob), seed)))
    return path


def _tensors(words: int, seed: int) -> dict[str, tuple[int, bytes]]:
    draw = np.random.default_rng(seed)

    def blocks(rows: int, columns: int) -> tuple[int, bytes]:
        count = rows * columns // 32
        return 1, pack_blocks([0.03] * count, draw.integers(0, 16, (count, 32)).tolist())

    def plain(*values: float | np.ndarray) -> tuple[int, bytes]:
        return 0, np.concatenate([np.atleast_1d(v) for v in values]).astype("<f4").tobytes()

    def norm(name: str) -> dict[str, tuple[int, bytes]]:
        return {
            f"{name}.w": plain(draw.uniform(0.5, 1.5, HIDDEN)),
            f"{name}.b": plain(draw.normal(0, 0.1, HIDDEN)),
        }

    tensors = {"emb.word": blocks(words, HIDDEN), "emb.pos": plain(draw.normal(0, 0.2, POSITIONS * HIDDEN))}
    tensors |= {"emb.type": plain(draw.normal(0, 0.2, HIDDEN))} | norm("emb.ln")
    for layer in range(LAYERS):
        for name, rows, columns in [
            ("q", HIDDEN, HIDDEN),
            ("k", HIDDEN, HIDDEN),
            ("v", HIDDEN, HIDDEN),
            ("ao", HIDDEN, HIDDEN),
            ("fi", INNER, HIDDEN),
            ("fo", HIDDEN, INNER),
        ]:
            tensors[f"l{layer}.{name}.w"] = blocks(rows, columns)
            tensors[f"l{layer}.{name}.b"] = plain(draw.normal(0, 0.1, rows))
        tensors |= norm(f"l{layer}.aln") | norm(f"l{layer}.oln")
    return tensors


def _with_tensors(head: bytes, tensors: dict[str, tuple[int, bytes]]) -> bytes:
    directory_size = 4 + sum(2 + len(name) + 1 + 4 + 16 for name in tensors)
    at = -(-(len(head) + directory_size) // 64) * 64
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, content) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, len(content), at + len(body), len(content))
        body += content + b"\0" * (-len(content) % 64)
    return (head + directory).ljust(at, b"\0") + body


def encode_in_float32(weights, tokens: list[int]) -> np.ndarray:
    """Return the vector of these tokens by the encoder's definition: post-norm layers, erf GELU, mean, norm 1."""
    shape = weights.shape
    width, size = shape.hidden, shape.hidden // shape.heads

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + shape.epsilon)
        return scaled * weights.vector(name + ".w") + weights.vector(name + ".b")

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return x @ weights.matrix(name + ".w", x.shape[-1]).T + weights.vector(name + ".b")

    positions = weights.vector("emb.pos").reshape(-1, width)[: len(tokens)]
    hidden = norm(
        unpack(weights.blocks("emb.word", width)[tokens]) + positions + weights.vector("emb.type")[:width], "emb.ln"
    )
    for layer in range(shape.layers):
        prefix = f"l{layer}."
        context = []
        q, k, v = (linear(hidden, prefix + name) for name in "qkv")
        for head in range(shape.heads):
            part = slice(head * size, (head + 1) * size)
            scores = q[:, part] @ k[:, part].T / math.sqrt(size)
            share = np.exp(scores - scores.max(-1, keepdims=True))
            context.append(share / share.sum(-1, keepdims=True) @ v[:, part])
        hidden = norm(hidden + linear(np.concatenate(context, -1), prefix + "ao"), prefix + "aln")
        wide = linear(hidden, prefix + "fi")
        wide = 0.5 * wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        hidden = norm(hidden + linear(wide, prefix + "fo"), prefix + "oln")
    mean = hidden.mean(0)
    return mean / np.linalg.norm(mean)
