import numpy as np
import pytest
from packed_model import encode_in_float32, write_packed

from indexer.embedding.bundled import BundledEmbedder
from indexer.embedding.graph import write_graph
from indexer.embedding.weights import Weights

PIECES = {"▁": -3.0, "▁query": -4.0, "▁passage": -4.0, ":": -2.0, "▁a": -5.0, "▁b": -5.0, "▁c": -5.0}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    weights = Weights(write_packed(folder / "w.bin", PIECES))
    write_graph(weights, folder / "g.onnx")
    return weights, BundledEmbedder(weights, folder / "g.onnx", workers=2)


def test_the_int8_graph_gives_what_the_definition_of_the_encoder_gives_in_float32(small):
    weights, embedder = small
    # <s> ▁query : ▁a ▁b ▁c </s>
    expected = encode_in_float32(weights, [0, 5, 7, 8, 9, 10, 2])
    assert float(embedder.embed_query("a b c") @ expected) > 0.99


def test_the_order_of_the_words_counts(small):
    _weights, embedder = small
    assert not np.allclose(embedder.embed_query("a b c"), embedder.embed_query("c b a"), atol=1e-3)


def test_questions_and_passages_get_different_prefixes(small):
    weights, embedder = small
    expected = encode_in_float32(weights, [0, 6, 7, 8, 2])
    assert float(embedder.embed_passages(["a"])[0] @ expected) > 0.99
    assert not np.allclose(embedder.embed_passages(["a"])[0], embedder.embed_query("a"), atol=1e-3)


def test_no_texts_give_no_rows(small):
    _weights, embedder = small
    assert embedder.embed_passages([]).shape == (0, 32)
