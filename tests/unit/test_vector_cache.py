"""Nothing is embedded twice, and what no one needs any more is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from store_double import CountingEmbedder

from indexer.embedding.hashing import HashingEmbedder
from indexer.progress import Silence
from indexer.vector_cache import BATCH, VectorCache, key_of


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[VectorCache]:
    with closing(VectorCache(tmp_path / "embeddings.sqlite")) as opened:
        yield opened


def test_vectors_come_in_the_order_of_the_texts_whatever_order_they_were_embedded_in(cache: VectorCache) -> None:
    texts = ["a much longer text than the others", "short", "of middle length"]
    matrix, embedded = cache.vectors(texts, embedder=CountingEmbedder(), progress=Silence())
    assert embedded == 3
    np.testing.assert_array_equal(matrix, HashingEmbedder(dimensions=64).embed_passages(texts))


def test_the_same_text_is_embedded_once_in_a_run_and_never_again(cache: VectorCache) -> None:
    embedder = CountingEmbedder()
    assert cache.vectors(["one", "two", "one"], embedder=embedder, progress=Silence())[1] == 2
    assert cache.vectors(["two", "three"], embedder=embedder, progress=Silence())[1] == 1
    assert sorted(embedder.embedded) == ["one", "three", "two"]


def test_another_embedder_has_vectors_of_its_own(cache: VectorCache) -> None:
    cache.vectors(["one"], embedder=CountingEmbedder(), progress=Silence())
    matrix, embedded = cache.vectors(["one"], embedder=CountingEmbedder(dimensions=32), progress=Silence())
    assert (embedded, matrix.shape) == (1, (1, 32))


def test_an_interrupted_run_keeps_the_batches_it_finished(cache: VectorCache) -> None:
    class Stopping(CountingEmbedder):
        def embed_passages(self, texts: object) -> object:
            if self.embedded:
                raise KeyboardInterrupt
            return super().embed_passages(texts)

    texts = [f"text {number:03}" for number in range(BATCH + 5)]
    with pytest.raises(KeyboardInterrupt):
        cache.vectors(texts, embedder=Stopping(), progress=Silence())
    assert cache.vectors(texts, embedder=CountingEmbedder(), progress=Silence())[1] == 5


def test_no_text_gives_an_empty_matrix(cache: VectorCache) -> None:
    matrix, embedded = cache.vectors([], embedder=CountingEmbedder(), progress=Silence())
    assert (matrix.shape, embedded) == ((0, 64), 0)


def test_only_what_is_needed_is_kept_and_the_rest_leaves_the_disk(tmp_path: Path, cache: VectorCache) -> None:
    embedder = CountingEmbedder()
    matrix, _ = cache.vectors(["keep this", "drop that"], embedder=embedder, progress=Silence())
    cache.keep_only({key_of("keep this")})
    assert cache.vectors(["keep this"], embedder=embedder, progress=Silence())[1] == 0
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert matrix[0].tobytes() in on_disk
    assert matrix[1].tobytes() not in on_disk
