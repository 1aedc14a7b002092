"""A user's file as the text that is checked, and where its paragraphs are."""

from __future__ import annotations

from pathlib import PurePath

from assistant.checking.places import Part, Source
from corpus.errors import UnsupportedFormat, UsageError
from indexer.loaders import load
from indexer.loaders.paragraph import Paragraph

EXTENSIONS = (".txt", ".text", ".md", ".docx", ".pdf")
MAX_FILE = 20_000_000
"""Bytes."""
MAX_PDF = 5_000_000
"""Bytes of a PDF: what it takes to find its lines grows with the drawings in it."""
_CONVERTED = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""First bytes of files that only a word processor can open; none is started for what somebody sends."""
MAX_TEXT = 400_000
"""Characters: some 130 pages."""


def read_file(data: bytes, *, name: str) -> Source:
    """Returns the words of a text, Word or PDF file; offsets of its items count in the ``text`` of what is returned.

    A plain text is kept exactly as it is. Of the others each paragraph is a line, and footnotes follow the
    paragraph that refers to them. Of tracked changes the insertions are read and the deletions are not.

    Raises:
        UsageError: it is of another kind, or too long.
        SourceError: it cannot be read.
    """
    extension = PurePath(name).suffix.lower()
    if extension not in EXTENSIONS:
        shown = PurePath(name).name[:80] or "The file"
        raise UsageError(f"{shown} cannot be checked: only {', '.join(EXTENSIONS)} can. Save it as one of them.")
    most = MAX_PDF if extension == ".pdf" or data.startswith(b"%PDF") else MAX_FILE
    if len(data) > most:
        raise UsageError(f"The file is over {most // 1_000_000} MB. Send a part of it.")
    if extension not in (".docx", ".pdf"):
        return Source(check_length(_plain(data, name)))
    if data.startswith(_CONVERTED):
        raise UsageError(f"{name[:80]} is an old Word file, or under a password. Save it as DOCX without one.")
    try:
        loaded = load(data, name=name)
    except UnsupportedFormat as error:
        raise UsageError(str(error)) from None
    return _laid_out([one for one in loaded.paragraphs if one.text.strip()], tracked=loaded.tracked)


def _laid_out(paragraphs: list[Paragraph], *, tracked: bool) -> Source:
    text, number, parts = "", 0, []
    for one in paragraphs:
        note = one.role == "footnote"
        number += not note
        parts.append(Part(len(text), number, (one.mark or "*") if note else ""))
        text += f"{one.text}\n"
    return Source(check_length(text.removesuffix("\n")), tuple(parts), tracked)


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
