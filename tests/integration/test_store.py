"""A store as a running service sees it: switches, damage, other embedders, two writers."""

from __future__ import annotations

import fcntl
import threading
from pathlib import Path

import pytest
from store_double import index, write

from corpus.errors import EmbedderMismatch, StoreCorrupt, StoreLocked, StoreMissing
from indexer.embedding.hashing import HashingEmbedder
from indexer.generation import open_generation
from indexer.layout import current_name, generation_names
from indexer.store import Store

EMBEDDER = HashingEmbedder(dimensions=64)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "folder", first="c26-1: First\nOne fact.", second="c26-2: Second\nAnother fact.")


def files_of(store: Path) -> list[Path]:
    return [path for path in sorted((store / "generations" / str(current_name(store))).rglob("*")) if path.is_file()]


def test_a_store_that_was_never_built_says_what_to_run(store: Path) -> None:
    with pytest.raises(StoreMissing, match="iscg index --store"):
        Store(store, EMBEDDER).current()


def test_a_store_of_another_embedder_says_what_to_run(store: Path, folder: Path) -> None:
    index(store, folder)
    with pytest.raises(EmbedderMismatch, match="iscg index"):
        Store(store, HashingEmbedder(dimensions=32)).current()


def test_the_same_generation_is_given_until_there_is_another(store: Path, folder: Path) -> None:
    index(store, folder)
    reader = Store(store, EMBEDDER)
    first = reader.current()
    assert reader.current() is first
    write(folder, third="c26-3: Third\nA third fact.")
    index(store, folder)
    second = reader.current()
    assert second is not first
    assert second.catalogue.document_ids() == ("c26-1", "c26-2", "c26-3")
    assert reader.degraded is None


def test_a_pinned_generation_answers_through_any_number_of_switches(store: Path, folder: Path) -> None:
    index(store, folder)
    pinned = Store(store, EMBEDDER).current()
    for number in range(3, 7):
        write(folder, **{f"file{number}": f"c26-{number}: Title\nFact number {number}."})
        index(store, folder)
    assert pinned.catalogue.document_ids() == ("c26-1", "c26-2")
    assert pinned.lexical.rows == len(pinned.passages)  # opened only now
    assert len(pinned.vectors.matrix) == len(pinned.passages)
    name = pinned.name
    pinned.close()
    write(folder, last="c26-9: Title\nThe last fact.")
    index(store, folder)
    assert name not in generation_names(store)


def test_the_former_generation_is_kept_and_older_ones_are_removed(store: Path, folder: Path) -> None:
    for number in range(3, 6):
        write(folder, **{f"file{number}": f"c26-{number}: Title\nFact number {number}."})
        index(store, folder)
    assert [int(name.partition("-")[0]) for name in generation_names(store)] == [3, 2]


def test_damage_to_any_file_is_seen_on_opening_and_the_former_generation_answers(store: Path, folder: Path) -> None:
    index(store, folder)
    former = current_name(store)
    write(folder, third="c26-3: Third\nA third fact.")
    index(store, folder)
    for path in files_of(store):
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 0x10
        for damaged in (bytes(flipped), whole[: len(whole) // 2], b""):
            path.write_bytes(damaged)
            reader = Store(store, EMBEDDER)
            assert reader.current().name == former, path
            assert reader.degraded is not None
            assert f"Generation {former} answers instead." in reader.degraded
            reader.close()
        path.unlink()
        reader = Store(store, EMBEDDER)
        assert reader.current().name == former, path
        reader.close()
        path.write_bytes(whole)
    reader = Store(store, EMBEDDER)
    assert reader.current().name == current_name(store)
    assert reader.degraded is None


@pytest.mark.parametrize("content", [None, "", "nonsense\n", "../../etc\n", "7-aaaa\n"])
def test_a_pointer_that_leads_nowhere_is_told_and_the_newest_generation_answers(
    store: Path, folder: Path, content: str | None
) -> None:
    index(store, folder)
    newest = current_name(store)
    (store / "CURRENT").unlink() if content is None else (store / "CURRENT").write_text(content)
    reader = Store(store, EMBEDDER)
    assert reader.current().name == newest
    assert reader.degraded is not None


def test_a_store_without_any_whole_generation_says_so(store: Path, folder: Path) -> None:
    index(store, folder)
    files_of(store)[0].unlink()
    with pytest.raises(StoreCorrupt, match=r"No generation of the store at .* is whole"):
        open_generation(store, embedder_fingerprint=None)


def test_a_damaged_store_is_made_whole_by_the_next_run(store: Path, folder: Path) -> None:
    index(store, folder)
    write(folder, third="c26-3: Third\nA third fact.")
    index(store, folder)
    next(path for path in files_of(store) if path.name == "vectors.npy").write_bytes(b"")
    report = index(store, folder)
    assert report.changed
    reader = Store(store, EMBEDDER)
    assert reader.current().catalogue.document_ids() == ("c26-1", "c26-2", "c26-3")
    assert reader.degraded is None


def test_a_new_generation_that_cannot_be_opened_leaves_the_former_answering(store: Path, folder: Path) -> None:
    index(store, folder)
    reader = Store(store, EMBEDDER)
    first = reader.current()
    write(folder, third="c26-3: Third\nA third fact.")
    index(store, folder, embedder=HashingEmbedder(dimensions=32))
    assert reader.current() is first
    assert reader.degraded is not None
    assert "was built with the embedder" in reader.degraded


def test_a_second_writer_is_turned_away_in_one_sentence(store: Path, folder: Path) -> None:
    index(store, folder)
    with (store / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreLocked, match="wait until it is done"):
            index(store, folder)


def test_readers_see_whole_generations_during_switches(store: Path, folder: Path) -> None:
    """Each generation holds files 1..n: a reader that saw a mixture would find a hole or a number that does not fit."""
    index(store, folder)
    reader, stop, faults = Store(store, EMBEDDER), threading.Event(), []

    def look() -> None:
        last = 0
        while not stop.is_set():
            generation = reader.current()
            ids = generation.catalogue.document_ids()
            whole = ids == tuple(f"c26-{n}" for n in range(1, len(ids) + 1))
            rows, _ = generation.vectors.search(generation.vectors.matrix[0], 1, None)
            if (
                not whole
                or len(ids) < last
                or len(generation.vectors.matrix) != len(generation.passages)
                or rows[0] != 0
            ):
                faults.append((generation.name, ids))
            last = len(ids)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for number in range(3, 9):
            write(folder, **{f"file{number}": f"c26-{number}: Title\nFact number {number}."})
            index(store, folder)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert faults == []
