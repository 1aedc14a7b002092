"""A disk that is full or fails at any step: one sentence, the former store answers, the next run completes."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store_double import index, write

from corpus.errors import StoreError
from indexer.embedding.hashing import HashingEmbedder
from indexer.store import Store

REPOSITORY = Path(__file__).parents[2]
PROVE = os.environ.get("ISCG_PROVE") == "1"
BEFORE, AFTER = ("c26-1", "c26-2"), ("c26-1", "c26-2", "c26-3")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = write(tmp_path / "folder", first="c26-1: First\nOne fact.", second="c26-2: Second\nAnother fact.")
    index(tmp_path / "store", folder)
    write(folder, third="c26-3: Third\nA third fact.")
    return tmp_path / "store"


def answering(store: Path) -> tuple[str, ...]:
    reader = Store(store, HashingEmbedder(dimensions=64))
    found = reader.current().catalogue.document_ids()
    assert reader.degraded is None
    reader.close()
    return found


def sentence_of(run: Callable[[], object]) -> str | None:
    """Runs and gives the sentence of a StoreError; any other error is the test's."""
    try:
        run()
    except StoreError as error:
        return str(error)
    return None


class Failing:
    """A function that fails once, at its nth call."""

    def __init__(self, function: Callable[..., Any], nth: int, code: int) -> None:
        self.function, self.left, self.code = function, nth, code

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise OSError(self.code, os.strerror(self.code))
        return self.function(*args, **kwargs)


@pytest.mark.parametrize("name", ["fsync", "rename", "replace", "mkdir"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO] if PROVE else [errno.ENOSPC])
def test_every_call_that_can_fail_may_fail(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    pristine = shutil.copytree(store, tmp_path / "pristine")
    for nth in range(1, 200, 1 if PROVE else 6):
        failing = Failing(getattr(os, name), nth, code)
        with monkeypatch.context() as patch:
            patch.setattr(os, name, failing)
            said = sentence_of(lambda: index(store, tmp_path / "folder"))
        assert said is None or said.lower().endswith("run iscg index again.")
        if failing.left > 0:
            assert nth > 1
            return  # the run has no call of that number: every one was tried
        assert answering(store) in (BEFORE, AFTER)
        assert not list(store.glob("generations/*.partial"))
        index(store, tmp_path / "folder")
        assert answering(store) == AFTER
        shutil.rmtree(store)
        shutil.copytree(pristine, store)
    pytest.fail(f"a run calls os.{name} over 200 times")


@pytest.mark.parametrize("largest", [100, 8_000, 50_000, 150_000, 400_000] if PROVE else [8_000, 150_000])
def test_files_that_cannot_grow_as_on_a_full_disk_leave_the_former_store(
    tmp_path: Path, store: Path, largest: int
) -> None:
    """A limit on the size of files makes writes fail inside SQLite and the search engine too, not in Python alone."""
    shutil.rmtree(store)
    folder = tmp_path / "real"
    folder.mkdir()
    head = "---\nid: c26-{0}\nkind: council-report\nbody: council\ntitle: Report {0}\n---\n\n# Content\n\n"
    for number in (1, 2):
        lines = "".join(f"- Fact {line} of report {number} is recorded here. [seen]\n" for line in range(9))
        (folder / f"{number}.md").write_text(head.format(number) + lines, encoding="utf-8")
    assert run(store, folder).returncode == 0
    lines = "".join(f"- Fact {line} of the third report is recorded here. [seen]\n" for line in range(99))
    (folder / "3.md").write_text(head.format(3) + lines, encoding="utf-8")
    limited = run(store, folder, limit=largest)
    said = limited.stderr.decode()
    assert limited.returncode == 1, said
    assert "Traceback" not in said
    assert said.strip().splitlines()[-1].startswith("iscg index: ")
    assert len(Store(store).current().catalogue.document_ids()) == 2
    assert run(store, folder).returncode == 0
    assert len(Store(store).current().catalogue.document_ids()) == 3


def run(store: Path, folder: Path, *, limit: int | None = None) -> subprocess.CompletedProcess[bytes]:
    limited = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); " if limit else ""
    program = f"import resource, sys; {limited}from indexer.cli import index; sys.exit(index(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", program, str(folder), "--store", str(store)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "ISCG_EMBEDDER": "hashing"},
        capture_output=True,
        timeout=120,
        check=False,
    )
