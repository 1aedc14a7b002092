"""The vectors port on unit vectors in the plane, whose cosines are known: both engines give the same."""

from __future__ import annotations

import hashlib
import importlib
import math
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import SettingsError, StoreCorrupt
from indexer import vectors
from indexer.vectors import chroma


def plane(*degrees: float) -> NDArray[np.float32]:
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def checksums(directory: Path) -> dict[str, str]:
    return {
        str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(params=sorted(vectors.ENGINES))
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(chroma, "EXACT_UP_TO", 0)  # so that few rows are searched through the graph
    return str(request.param)


def test_every_engine_of_the_table_can_be_built_opened_and_asked(engine: str, tmp_path: Path) -> None:
    module, _, attribute = vectors.ENGINES[engine].partition(":")
    assert {"build", "open", "search", "close"} <= set(dir(getattr(importlib.import_module(module), attribute)))
    matrix = plane(*range(0, 180, 2))  # 90 rows, two degrees apart
    vectors.build(tmp_path, [str(row) for row in range(90)], matrix, engine=engine)
    index = vectors.open_vectors(tmp_path)
    rows, scores = index.search(plane(20.5)[0], 3)
    assert rows.tolist() == [10, 11, 9]  # 20, 22 and 18 degrees
    assert scores == pytest.approx([math.cos(math.radians(gap)) for gap in (0.5, 1.5, 2.5)], abs=2e-6)
    assert index.matrix.shape == (90, 2)
    index.close()


def test_without_a_mask_only_serving_rows_are_found(engine: str, tmp_path: Path) -> None:
    serving = np.ones(90, bool)
    serving[10] = False
    vectors.build(tmp_path, [""] * 90, plane(*range(0, 180, 2)), serving=serving, engine=engine)
    index = vectors.open_vectors(tmp_path)
    assert index.search(plane(20.5)[0], 2)[0].tolist() == [11, 9]
    assert index.search(plane(20.5)[0], 2, np.ones(90, bool))[0].tolist() == [10, 11]
    only = np.zeros(90, bool)
    only[[3, 50]] = True
    assert index.search(plane(20.5)[0], 5, only)[0].tolist() == [3, 50]
    index.close()


def test_equal_cosines_come_in_row_order(engine: str, tmp_path: Path) -> None:
    vectors.build(tmp_path, [""] * 4, plane(90, 30, 30, 30), engine=engine)
    index = vectors.open_vectors(tmp_path)
    assert index.search(plane(30)[0], 2)[0].tolist() == [1, 2]
    index.close()


def test_no_file_changes_when_the_index_is_opened_and_asked(engine: str, tmp_path: Path) -> None:
    vectors.build(tmp_path, [""] * 90, plane(*range(0, 180, 2)), engine=engine)
    before = checksums(tmp_path)
    index = vectors.open_vectors(tmp_path)
    index.search(plane(20.5)[0], 3)
    index.close()
    assert checksums(tmp_path) == before


def test_an_empty_index_finds_nothing(engine: str, tmp_path: Path) -> None:
    vectors.build(tmp_path, [], np.zeros((0, 2), np.float32), engine=engine)
    index = vectors.open_vectors(tmp_path)
    rows, scores = index.search(plane(0)[0], 3)
    assert rows.size == scores.size == 0
    index.close()


def test_parts_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="fit together"):
        vectors.build(tmp_path, ["one"], plane(0, 1), engine="exact")
    with pytest.raises(SettingsError, match="chroma, exact"):
        vectors.build(tmp_path, [], plane(), engine="pgvector")


def test_a_missing_or_cut_file_is_named(engine: str, tmp_path: Path) -> None:
    with pytest.raises(StoreCorrupt, match="iscg index"):
        vectors.open_vectors(tmp_path)
    vectors.build(tmp_path, [""] * 90, plane(*range(0, 180, 2)), engine=engine)
    (tmp_path / "vectors.npy").write_bytes((tmp_path / "vectors.npy").read_bytes()[:-8])
    with pytest.raises(StoreCorrupt):
        vectors.open_vectors(tmp_path)


def test_hardly_a_row_of_a_chroma_graph_waits_in_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma, "_ROWS_A_DUMP", 20)
    vectors.build(tmp_path, [""] * 50, plane(*range(50)), engine="chroma")  # three portions of 16, two rows left over
    with closing(sqlite3.connect(tmp_path / "chroma" / "chroma.sqlite3")) as database:
        dumped, logged = database.execute("SELECT min(seq_id), max(seq_id) FROM max_seq_id").fetchone()
    assert logged == 50
    assert dumped >= 48


def test_up_to_many_rows_chroma_is_not_opened_and_search_is_exact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors.build(tmp_path, [""] * 90, plane(*range(0, 180, 2)), engine="chroma")
    assert (tmp_path / "chroma" / "chroma.sqlite3").is_file()
    monkeypatch.setattr(chroma, "_client", lambda place: pytest.fail("Chroma was opened"))
    index = vectors.open_vectors(tmp_path)
    assert index.search(plane(20.5)[0], 3)[0].tolist() == [10, 11, 9]
    index.close()
