import numpy as np
import pytest
from packed_model import HEADS, HIDDEN, INNER, LAYERS, POSITIONS, pack_blocks, write_packed

from corpus.errors import SettingsError
from indexer.embedding.graph import quantize
from indexer.embedding.weights import BLOCK, Weights, find_weights, open_weights, unpack


def test_a_block_unpacks_to_scale_times_nibble_minus_eight_low_halves_first():
    nibbles = [8] * 32
    nibbles[0], nibbles[1], nibbles[16], nibbles[31] = 15, 0, 9, 4
    (row,) = unpack(np.frombuffer(pack_blocks([0.5], [nibbles]), BLOCK).reshape(1, 1))
    expected = [0.0] * 32
    expected[0], expected[1], expected[16], expected[31] = 3.5, -4.0, 0.5, -2.0
    assert row.tolist() == expected


def test_a_packed_file_tells_its_sizes_vocabulary_and_replacements(tmp_path):
    path = write_packed(tmp_path / "w.bin", {"▁é": -1.5, "语": -2.25}, replacements={0x200F: " ", 0xFB01: "fi"})
    weights = Weights(path)
    shape = weights.shape
    assert (shape.hidden, shape.layers, shape.heads, shape.inner, shape.positions) == (
        HIDDEN,
        LAYERS,
        HEADS,
        INNER,
        POSITIONS,
    )
    assert (shape.begin, shape.pad, shape.end, shape.unknown) == (0, 1, 2, 3)
    assert weights.pieces == ("<s>", "<pad>", "</s>", "<unk>", "▁é", "语")
    assert weights.scores.tolist() == [0, 0, 0, 0, -1.5, -2.25]
    assert weights.replacements == {0x200F: " ", 0xFB01: "fi"}


def test_tensors_come_in_the_shape_of_their_columns(tmp_path):
    weights = Weights(write_packed(tmp_path / "w.bin", {"▁a": -1.0}))
    assert weights.matrix("l0.fi.w", HIDDEN).shape == (INNER, HIDDEN)
    assert weights.matrix("l1.fo.w", INNER).shape == (HIDDEN, INNER)
    assert weights.vector("l1.oln.b").shape == (HIDDEN,)


def test_a_file_of_another_kind_is_refused_with_the_remedy(tmp_path):
    path = tmp_path / "w.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(SettingsError, match="make install"):
        Weights(path)


def test_weights_with_another_hash_are_refused(tmp_path):
    with pytest.raises(SettingsError, match="not the file of weights that was pinned"):
        open_weights(write_packed(tmp_path / "w.bin", {"▁a": -1.0}))


def test_missing_weights_are_named_with_both_remedies(monkeypatch, tmp_path):
    monkeypatch.setenv("ISCG_WEIGHTS", str(tmp_path / "nowhere.bin"))
    assert find_weights() is None
    with pytest.raises(SettingsError, match=r"`make install`, or set ISCG_EMBEDDER=hashing"):
        open_weights()


def test_a_row_is_quantized_to_63_steps_of_its_own_scale():
    whole, scales = quantize(np.array([[63.0, -31.4, 0.0], [0.6, 0.25, -1.0]], np.float32))
    assert whole.tolist() == [[63, -31, 0], [38, 16, -63]]  # 0.6 * 63 = 37.8
    assert scales == pytest.approx([1.0, 1 / 63])


def test_a_row_of_zeros_is_quantized_without_dividing_by_zero():
    whole, scales = quantize(np.zeros((1, 4), np.float32))
    assert whole.tolist() == [[0, 0, 0, 0]]
    assert np.isfinite(scales).all()
