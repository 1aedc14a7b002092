"""Old Word and OpenDocument files, made by LibreOffice from a file of our own and read back through it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from factories import Line, as_docx, resolution

from corpus.document import Extract
from corpus.errors import SourceError
from indexer.extract import extract

PROGRAM = next((found for name in ("soffice", "libreoffice") if (found := shutil.which(name))), None)
LINES = resolution(
    body=[
        Line("call", "considering"),
        Line("item", "that lamps⟦1⟧ give light;", "a)"),
        Line("item", "that oil is dear,", "b)"),
        Line("call", "instructs the Secretary-General"),
        Line("item", "to light them;", "1"),
        Line("item", "in winter;", "i)", 1),
        Line("item", "in summer;", "ii)", 1),
        Line("item", "to count the ships.", "2"),
        Line("footnote", "Of glass.", "1"),
    ]
)
PATHS = {
    "considering a)": "that lamps1 give light;",
    "considering b)": "that oil is dear,",
    "instructs the Secretary-General 1": "to light them;",
    "instructs the Secretary-General 1 i)": "in winter;",
    "instructs the Secretary-General 1 ii)": "in summer;",
    "instructs the Secretary-General 2": "to count the ships.",
    "footnote 1": "Of glass.",
}
needs_converter = pytest.mark.skipif(PROGRAM is None, reason="no LibreOffice on this machine to convert files with")


def converted(folder: Path, form: str, data: bytes) -> bytes:
    """The same document as LibreOffice writes it in another format."""
    source = folder / "source.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(PROGRAM), profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"source.{form}").read_bytes()


def paths(found: Extract) -> dict[str, str]:
    (text,) = found.texts
    return {clause.path: text.quote(clause) for clause in text.clauses}


@needs_converter
@pytest.mark.parametrize("form", ["doc", *(("odt",) if os.environ.get("ISCG_PROVE") == "1" else ())])
def test_a_file_in_an_older_format_is_read_as_the_word_file_is(tmp_path: Path, form: str) -> None:
    data = converted(tmp_path, form, as_docx(LINES, header="Running title"))
    if form == "doc":
        assert data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    found = extract(data, name=f"old.{form}")
    assert (found.texts[0].document, found.texts[0].revision) == ("pp-res-191", "pp-22")
    assert paths(found) == PATHS
    assert dict(found.dropped) == {"header": 2}
    assert found.words_read == found.words_kept + 2
    assert any("LibreOffice" in warning for warning in found.warnings)


@needs_converter
def test_a_file_that_libreoffice_cannot_read_is_told() -> None:
    with pytest.raises(SourceError, match=r"bad\.doc: "):
        extract(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), name="bad.doc")
