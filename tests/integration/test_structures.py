"""Search structures are proved before they serve, and what cannot be proved gives way to exact search."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from store_double import index, write

from corpus.errors import StoreError
from indexer import structures
from indexer.structures import ALL_BELOW, NotFound, build_here, sample


def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *engines: str, failing: tuple[str, ...]) -> tuple[str, ...]:
    """Builds the structures of a small store with ``engines``; the proof fails for those of ``failing``."""
    folder = write(tmp_path / "folder", first="c26-1: First\nOne fact.\nAnother fact.")
    notes: list[tuple[str, ...]] = []
    proves = structures.prove

    def prove(directory: Path, **facts: Any) -> None:
        head = (directory / "vectors" / "vectors.json").read_text(encoding="utf-8")
        if any(f'"{engine}"' in head for engine in failing):
            raise NotFound("Passage 0 is not found by its own vector; run iscg index again.")
        proves(directory, **facts)

    def build(directory: Path, *, passages: int) -> tuple[str, ...]:
        notes.append(build_here(directory, engines=engines))
        return notes[-1]

    monkeypatch.setattr(structures, "prove", prove)
    index(tmp_path / "store", folder, structures=build)
    return notes[0]


def test_the_first_engine_serves_where_it_passes_the_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built(tmp_path, monkeypatch, "chroma", "exact", failing=()) == ()


def test_exact_search_takes_the_place_of_a_graph_that_misses_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = built(tmp_path, monkeypatch, "chroma", "exact", failing=("chroma",))
    assert notes == ("Vectors are searched by “exact”: “chroma” missed some.",)


def test_where_no_engine_passes_nothing_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match="Passage 0"):
        built(tmp_path, monkeypatch, "exact", failing=("exact",))
    assert not (tmp_path / "store" / "CURRENT").exists()


def test_a_vector_that_is_not_of_length_one_is_refused(tmp_path: Path) -> None:
    class Long:
        fingerprint, dimensions = "long", 4

        def embed_passages(self, texts: list[str]) -> Any:
            return np.full((len(texts), 4), 2.0, np.float32)

    with pytest.raises(StoreError, match="not of length one"):
        index(tmp_path / "store", write(tmp_path / "folder", first="c26-1: First\nOne."), embedder=Long())


def test_up_to_two_thousand_rows_are_all_looked_at_and_of_more_evenly_spread_ones() -> None:
    assert list(sample(np.arange(5))) == [0, 1, 2, 3, 4]
    spread = sample(np.arange(10_000))
    assert len(spread) == ALL_BELOW
    assert (spread[0], spread[-1]) == (0, 9_999)
    assert {after - before for before, after in pairwise(spread)} == {5, 6}


@pytest.mark.parametrize(("program", "why"), [("import os; os.abort()", "ended with -6"), ("1/0", "ZeroDivisionError")])
def test_a_builder_that_dies_is_an_error_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, why: str
) -> None:
    popen = structures.subprocess.Popen

    def start(command: list[str], **how: Any) -> Any:
        return popen([command[0], "-c", program], **how)

    monkeypatch.setattr(structures.subprocess, "Popen", start)
    with pytest.raises(StoreError, match=why):
        structures.build_structures(tmp_path, passages=1)


def test_a_builder_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    popen = structures.subprocess.Popen

    def start(command: list[str], **how: Any) -> Any:
        return popen([command[0], "-c", "import time; time.sleep(60)"], **how)

    monkeypatch.setattr(structures.subprocess, "Popen", start)
    monkeypatch.setattr(structures, "SECONDS_AT_LEAST", 0.2)
    with pytest.raises(StoreError, match="were not built within 0 s; run iscg index again"):
        structures.build_structures(tmp_path, passages=0)
