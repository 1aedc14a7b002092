"""Opens ZIP containers (DOCX is one) without falling for bombs or foreign paths."""

from __future__ import annotations

import io
import zipfile

from corpus.errors import SourceError

MOST_BYTES = 300 * 1024 * 1024
MOST_ENTRIES = 10_000
MOST_RATIO = 200
_RATIO_COUNTS_FROM = 5 * 1024 * 1024
"""Small parts of a DOCX compress well beyond the ratio; a bomb is large as well."""


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
