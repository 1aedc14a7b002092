"""A run of the indexer from files to a store that answers, with real search structures."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from store_double import CountingEmbedder, index, read, write

from corpus.errors import SourceError, StoreError, UnsupportedFormat
from indexer.embedding.hashing import HashingEmbedder
from indexer.generation import Generation, open_generation

FIRST = "pp-res-1@pp-18: First\nto coordinate the work of the Sectors\nto report to the Council"
SECOND = "c26-1: Second\nThirty countries have a national strategy."


def opened(store: Path) -> Generation:
    return open_generation(store, embedder_fingerprint=None)


def documents(store: Path) -> tuple[str, ...]:
    generation = opened(store)
    found = generation.catalogue.document_ids()
    generation.close()
    return found


def state_of(store: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(store.rglob("*"))}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "folder", first=FIRST, second=SECOND)


def test_what_was_read_can_be_found_by_words_and_by_meaning(store: Path, folder: Path) -> None:
    report = index(store, folder)
    assert (report.read, report.read_anew, report.counts.documents) == (2, 2, 2)
    generation = opened(store)
    row = int(np.argmax(generation.lexical.scores("national strategy")))
    assert generation.passages[row].text == "Thirty countries have a national strategy."
    embedder = HashingEmbedder(dimensions=64)
    rows, _ = generation.vectors.search(embedder.embed_query(generation.passages[row].embedded), 1, None)
    assert rows[0] == row
    generation.close()


def test_every_passage_is_cut_from_the_text_it_names(store: Path, folder: Path) -> None:
    index(store, folder)
    generation = opened(store)
    for passage in generation.passages:
        text = generation.catalogue.text(
            passage.document, passage.revision, language=passage.language, kind=passage.kind
        )
        assert text is not None
        assert text.content[passage.start : passage.end] == passage.text
    generation.close()


def test_a_second_run_on_the_same_files_embeds_and_writes_nothing(store: Path, folder: Path) -> None:
    index(store, folder)
    before, embedder = state_of(store), CountingEmbedder()
    report = index(store, folder, embedder=embedder)
    assert not report.changed
    assert embedder.embedded == []
    assert state_of(store) == before


def test_a_changed_file_is_read_again_and_the_others_are_not(store: Path, folder: Path) -> None:
    index(store, folder)
    write(folder, second=SECOND + "\nTen more are drafting one.")
    seen: list[str] = []

    def watching(data: bytes, *, name: str) -> object:
        seen.append(name)
        return read(data, name=name)

    embedder = CountingEmbedder()
    report = index(store, folder, read=watching, embedder=embedder)
    assert seen == ["second.txt"]
    assert (report.read, report.read_anew, report.embedded) == (2, 1, 1)
    assert [words.rpartition("\n")[2] for words in embedder.embedded] == ["Ten more are drafting one."]


def test_a_removed_file_stops_answering(store: Path, folder: Path) -> None:
    index(store, folder)
    (folder / "second.txt").unlink()
    report = index(store, folder)
    assert report.removed == (f"{folder}/second.txt",)
    assert documents(store) == ("pp-res-1",)


def test_one_bad_file_never_stops_the_batch_and_is_named_with_the_reason(store: Path, folder: Path) -> None:
    write(folder, bad="broken", worse="crash")
    report = index(store, folder)
    assert {entry.path: entry.reason for entry in report.failed} == {
        "bad.txt": "its archive is damaged; save it again",
        "worse.txt": "the reader failed on it (ZeroDivisionError: division by zero)",
    }
    assert report.counts.documents == 2


def test_a_bad_file_that_did_not_change_is_named_again_and_writes_nothing(store: Path, folder: Path) -> None:
    write(folder, bad="broken")
    index(store, folder)
    report = index(store, folder)
    assert not report.changed
    assert [entry.path for entry in report.failed] == ["bad.txt"]


def test_a_file_of_unknown_type_in_a_folder_is_skipped_and_listed(store: Path, folder: Path) -> None:
    (folder / "sheet.xyz").write_bytes(b"\x00\x01")
    report = index(store, folder)
    assert [(entry.path, entry.state) for entry in report.skipped] == [("sheet.xyz", "skipped")]


def test_a_file_of_unknown_type_that_is_named_itself_is_refused(store: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xyz"
    sheet.write_bytes(b"\x00")
    with pytest.raises(UnsupportedFormat, match=r"sheet\.xyz"):
        index(store, sheet)


def test_a_path_that_is_not_there_is_an_error_in_one_sentence(store: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file or folder; check the path"):
        index(store, tmp_path / "nowhere")


def test_a_root_that_cannot_be_read_does_not_stop_the_others(store: Path, folder: Path, tmp_path: Path) -> None:
    report = index(store, folder, tmp_path / "nowhere")
    assert report.problems == (f"{tmp_path}/nowhere: there is no such file or folder; check the path",)
    assert documents(store) == ("c26-1", "pp-res-1")


def test_a_run_leaves_the_roots_it_does_not_name_as_they_are(store: Path, folder: Path, tmp_path: Path) -> None:
    index(store, folder)
    shutil.rmtree(folder)
    other = write(tmp_path / "other", third="c26-3: Third\nA third fact.")
    index(store, other)
    assert documents(store) == ("c26-1", "c26-3", "pp-res-1")


def test_only_drops_the_roots_that_are_not_named(store: Path, folder: Path, tmp_path: Path) -> None:
    index(store, folder)
    index(store, write(tmp_path / "other", third="c26-3: Third\nA third fact."), only=True)
    assert documents(store) == ("c26-3",)


def test_a_root_that_was_removed_altogether_stops_answering(store: Path, folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other", third="c26-3: Third\nA third fact.")
    index(store, folder, other)
    shutil.rmtree(folder)
    index(store, folder)
    assert documents(store) == ("c26-3",)


def test_a_file_named_beside_its_folder_is_read_once(store: Path, folder: Path) -> None:
    index(store, folder)
    report = index(store, folder / "first.txt")
    assert (report.counts.documents, report.warnings) == (2, ())
    report = index(store, folder)
    assert (report.read, report.warnings) == (2, ())


def test_the_first_of_two_files_with_the_same_text_stays_and_the_other_is_named(store: Path, folder: Path) -> None:
    write(folder, zcopy=FIRST)
    report = index(store, folder)
    assert report.warnings == (
        f"{folder}/zcopy.txt: pp-res-1@pp-18 (en) was read from {folder}/first.txt already; left out",
    )


def test_nothing_to_answer_from_is_refused_and_the_store_stays(store: Path, folder: Path, tmp_path: Path) -> None:
    index(store, folder)
    with pytest.raises(StoreError, match="nothing to answer from"):
        index(store, write(tmp_path / "empty"), only=True)
    assert documents(store) == ("c26-1", "pp-res-1")


def test_another_embedder_makes_the_vectors_anew(store: Path, folder: Path) -> None:
    index(store, folder)
    report = index(store, folder, embedder=CountingEmbedder(dimensions=32))
    assert report.changed
    assert opened(store).manifest.dimensions == 32


def test_the_same_files_give_the_same_content_wherever_they_lie(store: Path, folder: Path, tmp_path: Path) -> None:
    index(store, folder)
    elsewhere = shutil.copytree(folder, tmp_path / "moved" / "folder")
    index(tmp_path / "again", elsewhere)
    first, second = opened(store), opened(tmp_path / "again")
    assert first.manifest.corpus == second.manifest.corpus
    assert first.passages == second.passages


def test_the_order_of_runs_does_not_matter(store: Path, folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other", third="c26-3: Third\nA third fact.", copy=SECOND)
    index(store, folder)
    index(store, other)
    index(tmp_path / "again", other)
    index(tmp_path / "again", folder)
    assert opened(store).manifest.corpus == opened(tmp_path / "again").manifest.corpus


def test_vectors_of_what_no_generation_has_any_more_are_dropped(store: Path, folder: Path) -> None:
    import sqlite3

    def cached() -> int:
        db = sqlite3.connect(store / "embeddings.sqlite")
        try:
            return int(db.execute("SELECT count(*) FROM vectors").fetchone()[0])
        finally:
            db.close()

    index(store, folder)
    full = cached()
    (folder / "second.txt").unlink()
    index(store, folder)
    assert cached() == full  # the former generation still has them
    write(folder, third="c26-3: Third\nA third fact.")
    index(store, folder)
    assert cached() == opened(store).manifest.counts.passages


def test_a_damaged_cache_of_vectors_is_filled_again(store: Path, folder: Path) -> None:
    index(store, folder)
    (store / "embeddings.sqlite").write_bytes(b"not a database, whatever it says" * 200)
    write(folder, third="c26-3: Third\nA third fact.")
    report = index(store, folder)
    assert report.embedded == report.counts.passages


def test_the_ledger_tells_what_became_of_every_file(store: Path, folder: Path) -> None:
    write(folder, bad="broken")
    (folder / "sheet.xyz").write_bytes(b"\x00")
    told = json.loads(index(store, folder).to_json())
    assert {entry["path"]: entry["state"] for entry in told["files"]} == {
        "bad.txt": "failed",
        "first.txt": "read",
        "second.txt": "read",
        "sheet.xyz": "skipped",
    }


def test_structures_that_are_not_sound_are_never_published(store: Path, folder: Path) -> None:
    index(store, folder)

    def unsound(directory: Path, *, passages: int) -> None:
        raise StoreError("Passage 3 is not found by its own vector; run iscg index again.")

    write(folder, third="c26-3: Third\nA third fact.")
    with pytest.raises(StoreError, match="Passage 3"):
        index(store, folder, structures=unsound)
    assert documents(store) == ("c26-1", "pp-res-1")
    assert not list(store.glob("generations/*.partial"))
