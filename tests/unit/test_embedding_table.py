from importlib import import_module

import pytest

from corpus.errors import SettingsError
from indexer.embedding import EMBEDDERS, Embedder, best_embedder_name, open_embedder
from indexer.embedding.hashing import HashingEmbedder


@pytest.mark.parametrize("place", EMBEDDERS.values(), ids=EMBEDDERS)
def test_every_line_of_the_table_names_something_that_can_be_called(place):
    module, attribute = place.split(":")
    assert callable(getattr(import_module(module), attribute))


def test_an_embedder_is_opened_by_its_name_with_its_options():
    embedder = open_embedder("hashing", dimensions=64)
    assert isinstance(embedder, Embedder)
    assert embedder.dimensions == 64


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(SettingsError, match=r"“bert”.*auto, bundled, hashing, openai, llama-index"):
        open_embedder("bert")


def test_an_option_that_does_not_exist_is_a_wrong_setting():
    with pytest.raises(SettingsError, match=r"“hashing”.*size"):
        open_embedder("hashing", size=3)


def test_auto_falls_back_to_hashing_and_says_so(monkeypatch, tmp_path, caplog):
    monkeypatch.setenv("ISCG_WEIGHTS", str(tmp_path / "nowhere.bin"))
    assert open_embedder("auto").fingerprint == HashingEmbedder().fingerprint
    assert "searching by words alone" in caplog.text


def test_the_best_embedder_is_the_bundled_one_only_where_its_weights_are(monkeypatch, tmp_path):
    weights = tmp_path / "w.bin"
    monkeypatch.setenv("ISCG_WEIGHTS", str(weights))
    assert best_embedder_name() == "hashing"
    weights.write_bytes(b"")
    assert best_embedder_name() == "bundled"
