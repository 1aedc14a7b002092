"""``kill -9`` at any moment of ``iscg index``: the former store answers, and the next run completes by itself."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from proof_record import record_proof
from store_double import structures

from corpus.errors import StoreMissing
from indexer.build import build
from indexer.durable import FAIL_POINT
from indexer.embedding.hashing import HashingEmbedder
from indexer.extract import extract
from indexer.generation import open_generation
from indexer.layout import generation_names
from indexer.sources import Root
from indexer.store import Store
from indexer.tools import Tools

REPOSITORY = Path(__file__).parents[2]
BEFORE, AFTER = ("c26-1", "c26-2"), ("c26-1", "c26-3")
POINTS = ("mid-embed", "after-write-catalogue", "after-structures", "before-switch", "after-rename")
KILLS = 200 if os.environ.get("ISCG_PROVE") == "1" else 3
EMBEDDER = HashingEmbedder()


def manuscript(number: int) -> str:
    lines = "".join(f"- Fact {number}.{line} of the report is that things are well. [seen]\n" for line in range(9))
    head = (
        f"---\nid: c26-{number}\nkind: council-report\nbody: council\ntitle: Report {number}\nconfidence: seen\n---\n"
    )
    return f"{head}\n# Content\n\n{lines}"


def command(store: Path, folder: Path) -> list[str]:
    program = "import sys; from indexer.cli import index; sys.exit(index(sys.argv[1:]))"
    return [sys.executable, "-c", program, str(folder), "--store", str(store)]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "ISCG_EMBEDDER": "hashing", **more}


def run(store: Path, folder: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(store, folder), env=environment(**more), capture_output=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of two documents; its sources are changed since: one is gone, one is new."""
    place = tmp_path_factory.mktemp("built")
    folder = place / "folder"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.md").write_text(manuscript(number), encoding="utf-8")
    done = run(place / "store", folder)
    assert done.returncode == 0, done.stderr.decode()
    (folder / "2.md").unlink()
    (folder / "3.md").write_text(manuscript(3), encoding="utf-8")
    return place


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    """A copy of the store to be killed; the sources stay where they are, as the store knows them by their place."""
    shutil.copytree(built / "store", tmp_path / "store")
    return tmp_path


def answering(store: Path) -> tuple[str, ...]:
    """Opens the store as a service does, looks everything up, and gives the documents that answer."""
    reader = Store(store, EMBEDDER)
    generation = reader.current()
    assert reader.degraded is None
    for row, passage in enumerate(generation.passages):
        rows, _ = generation.vectors.search(generation.vectors.matrix[row], 3, None)
        assert row in rows
        text = generation.catalogue.text(passage.document, passage.revision)
        assert text is not None
        assert text.content[passage.start : passage.end] == passage.text
    found = generation.catalogue.document_ids()
    reader.close()
    return found


def assert_next_run_completes(store: Path, folder: Path) -> None:
    build(store, [Root.at(folder)], tools=Tools(embedder=EMBEDDER, read=extract, structures=structures))
    assert answering(store) == AFTER
    assert not [path.name for path in store.rglob("*") if path.name.endswith((".partial", ".new"))]
    assert len(generation_names(store)) == 2
    assert {path.name for path in store.iterdir()} >= {"CURRENT", "generations", "embeddings.sqlite", "lock"}


@pytest.mark.parametrize("point", [*POINTS, "before-rename-CURRENT"])
def test_a_run_killed_before_the_switch_leaves_the_former_store(place: Path, built: Path, point: str) -> None:
    store = place / "store"
    assert run(store, built / "folder", **{FAIL_POINT: point}).returncode == -9
    assert answering(store) == BEFORE
    assert_next_run_completes(store, built / "folder")


def test_a_run_killed_after_the_switch_leaves_the_new_store(place: Path, built: Path) -> None:
    store = place / "store"
    assert run(store, built / "folder", **{FAIL_POINT: "after-switch"}).returncode == -9
    assert answering(store) == AFTER
    assert_next_run_completes(store, built / "folder")


def test_a_first_run_that_is_killed_leaves_no_store_and_the_next_one_makes_it(tmp_path: Path, built: Path) -> None:
    store = tmp_path / "store"
    assert run(store, built / "folder", **{FAIL_POINT: "before-switch"}).returncode == -9
    with pytest.raises(StoreMissing):
        open_generation(store, embedder_fingerprint=None)
    assert run(store, built / "folder").returncode == 0
    assert answering(store) == AFTER


def test_what_was_embedded_before_the_kill_is_not_embedded_again(place: Path, built: Path) -> None:
    store = place / "store"
    assert run(store, built / "folder", **{FAIL_POINT: "mid-embed"}).returncode == -9
    done = run(store, built / "folder")
    assert "embedded now            0" in " ".join(done.stdout.decode().split("\n"))


@pytest.fixture(scope="module")
def whole_run(built: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds of a run that is let be."""
    store = tmp_path_factory.mktemp("whole") / "store"
    shutil.copytree(built / "store", store)
    started = time.monotonic()
    assert run(store, built / "folder").returncode == 0
    return time.monotonic() - started


@pytest.fixture(scope="module")
def outcomes() -> Iterator[Counter[str]]:
    """What answered after each kill; `make prove` writes it down."""
    counted: Counter[str] = Counter()
    yield counted
    record_proof(
        "kills",
        "`kill -9` at random moments of `iscg index`",
        command="ISCG_PROVE=1 .venv/bin/pytest tests/integration/test_build_killed.py",
        figures={
            "kills": f"{counted.total() - counted['completed']} of {KILLS} planned",
            "the former store answered": counted["former"],
            "the new store answered": counted["new"],
            "next run completed, nothing left behind": counted["completed"],
        },
    )


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_run_killed_at_any_time_leaves_the_former_store_or_the_new_one(
    place: Path, built: Path, whole_run: float, outcomes: Counter[str], seed: int
) -> None:
    store = place / "store"
    with subprocess.Popen(
        command(store, built / "folder"), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        time.sleep(random.Random(seed).uniform(0.1, 1) * whole_run)
        child.kill()
    found = answering(store)
    assert found in (BEFORE, AFTER)
    outcomes["former" if found == BEFORE else "new"] += 1
    assert_next_run_completes(store, built / "folder")
    outcomes["completed"] += 1


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc, which this system has not")
def test_the_process_that_builds_search_structures_dies_with_the_run(place: Path, built: Path) -> None:
    store = place / "store"
    with subprocess.Popen(
        command(store, built / "folder"), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        building = None
        while building is None and child.poll() is None:
            building = next(iter(_builders(store)), None)
            time.sleep(0.01)
        child.kill()
    assert building is not None
    deadline = time.monotonic() + 10
    while _builders(store) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _builders(store) == []


def _builders(store: Path) -> list[int]:
    """Processes of ``indexer.structures`` that work in this store."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"indexer.structures" in words and any(word.startswith(str(store).encode()) for word in words):
            found.append(int(entry.parent.name))
    return found
