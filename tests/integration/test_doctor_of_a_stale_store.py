"""``iscg doctor`` on a store that another version built: it serves, and the last line says that it is stale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.doctor import doctor
from indexer import cli


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ISCG_EMBEDDER", "hashing")
    (tmp_path / "lamps.txt").write_text("On lamps\n\nAll is dark in the north.\n", encoding="utf-8")
    assert cli.index([str(tmp_path / "lamps.txt"), "--only", "--store", str(tmp_path / "store")]) == 0
    return tmp_path / "store"


@pytest.mark.parametrize(
    ("stale", "last"), [(False, "All is well.\n"), (True, "Questions can be answered; the store is stale.\n")]
)
def test_a_stale_store_is_not_called_well(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stale: bool, last: str
) -> None:
    facts = replace(cli.store_facts(store), stale=stale)
    monkeypatch.setattr(cli, "store_facts", lambda _: facts)
    capsys.readouterr()
    assert doctor(["--store", str(store)]) == 0
    assert capsys.readouterr().out.endswith(last)
