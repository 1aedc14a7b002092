"""A user's file as the text that is checked."""

from __future__ import annotations

from pathlib import PurePath

from corpus.errors import UnsupportedFormat, UsageError
from indexer.loaders import load

EXTENSIONS = (".txt", ".text", ".md", ".docx")
MAX_FILE = 20_000_000
"""Bytes."""
MAX_TEXT = 400_000
"""Characters: some 130 pages."""


def read_file(data: bytes, *, name: str) -> str:
    """Returns the words of a text or Word file, a paragraph a line; offsets of its items count in this.

    A plain text is kept exactly as it is. Of tracked changes the insertions are read and the deletions
    are not; footnotes follow the paragraph that refers to them.

    Raises:
        UsageError: it is of another kind, or too long.
        SourceError: it cannot be read.
    """
    extension = PurePath(name).suffix.lower()
    if extension not in EXTENSIONS:
        shown = PurePath(name).name[:80] or "The file"
        raise UsageError(f"{shown} cannot be checked: only {', '.join(EXTENSIONS)} can. Save it as one of them.")
    if len(data) > MAX_FILE:
        raise UsageError(f"The file is over {MAX_FILE // 1_000_000} MB. Send a part of it.")
    if extension != ".docx":
        return check_length(_plain(data, name))
    try:
        return check_length("\n".join(paragraph.text for paragraph in load(data, name=name).paragraphs))
    except UnsupportedFormat as error:
        raise UsageError(str(error)) from None


def check_length(text: str) -> str:
    """Returns ``text``. Raises UsageError where there is nothing in it, or too much."""
    if not text.strip():
        raise UsageError("There is nothing to check. Send a text with references or quotations in it.")
    if len(text) > MAX_TEXT:
        raise UsageError(f"The text has over {MAX_TEXT:,} characters. Send it in parts.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError("The text has half a character in it (a lone surrogate). Send it in UTF-8.") from None
    return text


def _plain(data: bytes, name: str) -> str:
    from indexer.loaders.characters import decode

    return decode(data, name=name)[0]
