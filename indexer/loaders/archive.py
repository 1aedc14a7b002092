"""Opens ZIP containers (DOCX is one) without falling for bombs or foreign paths."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from corpus.errors import SourceError
from indexer.loaders.paragraph import Loaded

MOST_BYTES = 300 * 1024 * 1024
MOST_ENTRIES = 10_000
MOST_RATIO = 200
_RATIO_COUNTS_FROM = 5 * 1024 * 1024
"""Small parts of a DOCX compress well beyond the ratio; a bomb is large as well."""


def load(data: bytes, *, name: str) -> Loaded:
    """Reads a ZIP file of documents: its members, named as they are called inside, folders and hidden files left out.

    Raises SourceError if it is damaged, encrypted, or a bomb.
    """
    container = open_archive(data, name=name, what="ZIP file")
    members: list[tuple[str, bytes]] = []
    for entry in sorted(container.infolist(), key=lambda one: one.filename):
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or any(part.startswith((".", "__MACOSX")) for part in path.parts):
            continue
        try:
            members.append((str(path), container.read(entry)))
        except Exception as error:  # zlib.error has no common base with what zipfile raises
            raise SourceError(name, f"its member {path} is damaged; make the ZIP file again.") from error
    if not members:
        raise SourceError(name, "the ZIP file is empty; put documents into it.")
    return Loaded(paragraphs=(), words_read=0, members=tuple(members))


def open_archive(data: bytes, *, name: str, what: str) -> zipfile.ZipFile:
    """Returns the container opened, once its sizes are known to be sane. ``what`` names the format in messages.

    Raises SourceError if it is no ZIP, is damaged, encrypted, or grows beyond all measure when unpacked.
    """
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        entries = container.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(
            name, f"this is no readable {what}; it is damaged or of another kind. Save it again and retry."
        ) from error
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise SourceError(name, "the file is encrypted; save it without a password.")
    size = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    too_dense = size > _RATIO_COUNTS_FROM and size / packed > MOST_RATIO
    if size > MOST_BYTES or len(entries) > MOST_ENTRIES or too_dense:
        raise SourceError(
            name, f"it unpacks to {size // 1_000_000} MB, which no honest {what} needs; it was not opened."
        )
    return container
