"""What is in a folder, what cannot be read in it, and what belongs to which root."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from store_double import read, write

from corpus.errors import SourceError
from indexer.ledger import LedgerEntry
from indexer.progress import Silence
from indexer.sources import SHIPPED, Root, Source, merge_roots, refresh, shipped_folder


def refreshed(folder: Path) -> dict[str, tuple[str, str]]:
    """Path -> state and reason of every file of the folder."""
    sources = refresh(Root.at(folder), {}, read=read, recipe="r", progress=Silence())
    return {source.entry.path: (source.entry.state, source.entry.reason) for source in sources}


def test_files_are_read_in_path_order_with_their_paths_below_the_root(tmp_path: Path) -> None:
    write(tmp_path, b="c26-2: B\nx")
    write(tmp_path / "a", c="c26-3: C\nx")
    assert list(refreshed(tmp_path)) == ["a/c.txt", "b.txt"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, seen="c26-1: A\nx")
    write(tmp_path / ".git", config="c26-2: B\nx")
    (tmp_path / ".hidden.txt").write_text("c26-3: C\nx")
    assert list(refreshed(tmp_path)) == ["seen.txt"]


def test_a_pipe_is_no_document_and_does_not_stop_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refreshed(tmp_path) == {"pipe.txt": ("failed", "is no regular file")}


def test_a_link_that_leads_nowhere_or_in_a_circle_does_not_stop_the_run(tmp_path: Path) -> None:
    write(tmp_path, good="c26-1: A\nx")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "circle").symlink_to(tmp_path, target_is_directory=True)
    assert {path: state for path, (state, _) in refreshed(tmp_path).items()} == {
        "gone.txt": "failed",
        "good.txt": "read",
    }


def _deny(monkeypatch: pytest.MonkeyPatch, denied: Path) -> None:
    """Makes one folder unreadable, also for root."""
    scandir = os.scandir

    def guarded(path: Any) -> Any:
        if Path(path) == denied:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)


def test_an_unreadable_folder_that_was_named_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _deny(monkeypatch, tmp_path)
    with pytest.raises(SourceError, match="the folder cannot be read; check its permissions"):
        refreshed(tmp_path)


def test_an_unreadable_folder_inside_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, good="c26-1: A\nx")
    write(tmp_path / "closed", other="c26-2: B\nx")
    _deny(monkeypatch, tmp_path / "closed")
    assert refreshed(tmp_path) == {
        "closed": ("failed", "the folder cannot be read; check its permissions"),
        "good.txt": ("read", ""),
    }


def test_an_unreadable_file_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, good="c26-1: A\nx", closed="c26-2: B\nx")
    read_bytes = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "closed.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    assert refreshed(tmp_path)["closed.txt"] == (
        "failed",
        "cannot be read (permission denied); check its permissions",
    )


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, large="c26-1: A\n" + "x" * 2_000_000)
    monkeypatch.setattr("indexer.sources.LARGEST_FILE", 1024 * 1024)
    assert refreshed(tmp_path) == {"large.txt": ("failed", "is larger than 1 MB; split it")}


def test_the_shipped_corpus_has_a_name_that_does_not_depend_on_where_it_lies() -> None:
    assert Root.at(shipped_folder()).key == SHIPPED


def test_the_shipped_corpus_has_no_document_in_its_readme_and_its_data() -> None:
    paths = {
        source.entry.path
        for source in refresh(Root.at(shipped_folder()), {}, read=_nothing, recipe="r", progress=Silence())
    }
    assert "README.md" not in paths
    assert not {path for path in paths if path.endswith(".yaml")}
    assert "resolutions/pp/191.md" in paths


def _nothing(data: bytes, *, name: str) -> Any:
    raise SourceError(name, "is not looked into here")


def source(root: str, path: str) -> Source:
    return Source(LedgerEntry(root=root, path=path, state="read"))


def places(sources: tuple[Source, ...]) -> list[tuple[str, str]]:
    return [(one.entry.root, one.entry.path) for one in sources]


def test_what_lies_in_a_refreshed_folder_leaves_every_other_root() -> None:
    held = (source("/data", "sub/1.txt"), source("/data", "2.txt"))
    merged = merge_roots(held, {"/data/sub": (source("/data/sub", "1.txt"),)}, only=False)
    assert places(merged) == [("/data", "2.txt"), ("/data/sub", "1.txt")]


def test_the_shipped_corpus_comes_first_and_the_others_by_name() -> None:
    held = (source("/b", "1.txt"), source(SHIPPED, "z.md"))
    merged = merge_roots(held, {"/a": (source("/a", "2.txt"),)}, only=False)
    assert places(merged) == [(SHIPPED, "z.md"), ("/a", "2.txt"), ("/b", "1.txt")]
