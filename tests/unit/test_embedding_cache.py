import stat

import pytest

from corpus.errors import SettingsError
from indexer.embedding.cache import built_once


@pytest.fixture(autouse=True)
def _temporary_folder(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()


def test_a_file_is_built_the_first_time_only(tmp_path):
    built = []

    def build(path):
        built.append(path)
        path.write_text("graph")

    first = built_once("g.onnx", build, folder=tmp_path / "cache")
    second = built_once("g.onnx", build, folder=tmp_path / "cache")
    assert first == second == tmp_path / "cache" / "g.onnx"
    assert first.read_text() == "graph"
    assert len(built) == 1


def test_a_build_that_fails_leaves_nothing_behind(tmp_path):
    def build(path):
        path.write_text("half")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        built_once("g.onnx", build, folder=tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_where_the_cache_cannot_be_written_to_a_private_temporary_folder_serves(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("a file is no folder")
    monkeypatch.setenv("ISCG_CACHE_DIR", str(tmp_path / "file" / "cache"))
    path = built_once("g.onnx", lambda aside: aside.write_text("graph"))
    assert path.is_relative_to(tmp_path / "temporary")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_everyone_can_write_to_is_not_trusted(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    (shared / "g.onnx").write_text("from someone else")
    path = built_once("g.onnx", lambda aside: aside.write_text("ours"), folder=shared)
    assert path.read_text() == "ours"
    assert path.is_relative_to(tmp_path / "temporary")
    assert [entry.name for entry in shared.iterdir()] == ["g.onnx"]


def test_with_no_folder_at_all_the_setting_is_named(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    with pytest.raises(SettingsError, match="ISCG_CACHE_DIR"):
        built_once("g.onnx", lambda aside: None, folder=tmp_path / "file" / "cache")


def test_the_user_s_cache_folder_is_the_default(monkeypatch, tmp_path):
    monkeypatch.delenv("ISCG_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    path = built_once("g.onnx", lambda aside: aside.write_text("graph"))
    assert path == tmp_path / "xdg" / "iscg-assistant" / "g.onnx"
