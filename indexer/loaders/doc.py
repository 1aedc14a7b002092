"""Old Word, RTF and OpenDocument files: converted to DOCX by LibreOffice where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from corpus.errors import SourceError
from indexer.loaders import docx
from indexer.loaders.paragraph import Loaded
from indexer.loaders.word_notes import notes_in
from indexer.loaders.word_styles import W

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120


def load(data: bytes, *, name: str) -> Loaded:
    """Reads a .doc, .rtf or .odt file by way of LibreOffice.

    Raises SourceError if there is no LibreOffice on the machine, or if it cannot read the file.
    """
    program = next((found for one in _PROGRAMS if (found := shutil.which(one))), None)
    if program is None:
        kind = PurePath(name).suffix.lower().lstrip(".").upper()
        raise SourceError(
            name, f"{kind} files need LibreOffice, which this machine has not; install it or save as DOCX."
        )
    parts = docx.open_parts(_convert(program, data, name), name)
    drop_added_marks(parts)
    loaded = docx.read_parts(parts, name)
    return replace(loaded, warnings=(*loaded.warnings, "It was converted by LibreOffice, so check tables and numbers."))


def drop_added_marks(parts: Mapping[str, list[Any]]) -> None:
    """Takes away the marks that LibreOffice writes before a footnote that has its own mark in its words already."""
    document = parts["document"][0]
    for story in ("footnote", "endnote"):
        notes = notes_in(parts[f"{story}s"][0] if parts.get(f"{story}s") else None, story)
        for reference in document.iter(f"{W}{story}Reference"):
            note = notes.get((story, reference.get(f"{W}id", "")))
            mark = "".join(one.text or "" for one in reference.itersiblings(f"{W}t"))
            if note is not None and mark and reference.get(f"{W}customMarkFollows"):
                _drop_first_of_two(list(note.iter(f"{W}t")), mark)


def _drop_first_of_two(words: list[Any], mark: str) -> None:
    if len(words) > 1 and words[0].text == mark and (words[1].text or "").startswith(mark):
        following = words[1].getprevious()
        if following is not None and following.tag == f"{W}tab":
            following.getparent().remove(following)
        words[0].text = ""


def _extension(data: bytes, name: str) -> str:
    """What LibreOffice is to take the file for, whatever its name says."""
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    return ".doc" if data.startswith(b"\xd0\xcf\x11\xe0") else PurePath(name).suffix.lower()


def _convert(program: str, data: bytes, name: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="iscg-doc-") as folder:
        source = Path(folder) / f"source{_extension(data, name)}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        except (subprocess.SubprocessError, OSError) as error:
            raise SourceError(
                name, "LibreOffice could not read the file; open it there and save it as DOCX."
            ) from error
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise SourceError(name, "LibreOffice could not read the file; open it there and save it as DOCX.")
        return result.read_bytes()
