"""Private copies come and go, and those of killed processes are removed by the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from indexer.vectors.private_copy import PrivateCopy


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "source" / "inner").mkdir(parents=True)
    (tmp_path / "source" / "inner" / "file").write_text("kept", encoding="utf-8")
    return tmp_path / "source"


def copies() -> list[Path]:
    return list(Path(tempfile.gettempdir()).iterdir())


def make_old() -> None:
    for folder in copies():
        os.utime(folder, (0, 0))


def test_a_copy_can_be_written_to_and_leaves_nothing_behind(source: Path) -> None:
    copy = PrivateCopy(source)
    (copy.path / "inner" / "file").write_text("changed", encoding="utf-8")
    assert (source / "inner" / "file").read_text(encoding="utf-8") == "kept"
    copy.remove()
    copy.remove()
    assert copies() == []


def test_a_copy_in_use_is_left_alone_however_old(source: Path) -> None:
    first = PrivateCopy(source)
    make_old()
    second = PrivateCopy(source)
    assert (first.path / "inner" / "file").is_file()
    first.remove()
    second.remove()


def test_the_copy_of_a_killed_process_is_removed_by_the_next(source: Path) -> None:
    program = (
        "import sys, tempfile; from pathlib import Path; from indexer.vectors.private_copy import PrivateCopy\n"
        "tempfile.tempdir = sys.argv[1]; copy = PrivateCopy(Path(sys.argv[2])); print('ready', flush=True); input()"
    )
    words = [sys.executable, "-c", program, tempfile.gettempdir(), str(source)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"ready\n"
        owner.send_signal(signal.SIGKILL)
    assert len(copies()) == 1
    PrivateCopy(source).remove()
    assert len(copies()) == 1  # too young to be judged
    make_old()
    PrivateCopy(source).remove()
    assert copies() == []


def test_a_source_that_is_missing_leaves_nothing_behind(source: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        PrivateCopy(source / "gone")
    assert copies() == []
