"""Loaders: bytes of a file to a neutral stream of paragraphs, with the ledger of what was dropped.

A loader is one module and one line here: ``load(data: bytes, *, name: str) -> Loaded``. It raises SourceError with one
clear sentence for a file that cannot be read, and imports its library only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import cast

from corpus.errors import SourceError, UnsupportedFormat
from indexer.loaders.paragraph import Loaded

Loader = Callable[..., Loaded]

LOADERS: dict[str, str] = {
    ".txt": "indexer.loaders.text:load",
    ".text": "indexer.loaders.text:load",
    ".md": "indexer.loaders.markdown:load",
    ".markdown": "indexer.loaders.markdown:load",
    ".docx": "indexer.loaders.docx:load",
    ".doc": "indexer.loaders.doc:load",
    ".rtf": "indexer.loaders.doc:load",
    ".odt": "indexer.loaders.doc:load",
    ".html": "indexer.loaders.html:load",
    ".htm": "indexer.loaders.html:load",
    ".xhtml": "indexer.loaders.html:load",
    ".pdf": "indexer.loaders.pdf:load",
    ".zip": "indexer.loaders.archive:load",
}
"""Extension to ``module:attribute``, resolved on use."""


def loader_for(name: str) -> Loader:
    """Returns the loader of this file name's extension. Raises UnsupportedFormat where there is none."""
    extension = PurePath(name).suffix.lower()
    target = LOADERS.get(extension)
    if target is None:
        known = ", ".join(sorted(LOADERS))
        what = (
            f"files of type “{extension}” cannot be read" if extension else "a file without an extension cannot be read"
        )
        raise UnsupportedFormat(name, f"{what}; convert it to one of {known}.")
    module, _, attribute = target.partition(":")
    return cast(Loader, getattr(import_module(module), attribute))


def loader_name(name: str) -> str:
    """Returns the name of the loader of this file name's extension, "" where there is none."""
    return LOADERS.get(PurePath(name).suffix.lower(), "").partition(":")[0].rpartition(".")[2]


def load(data: bytes, *, name: str) -> Loaded:
    """Reads a file with the loader of its extension, or of what its bytes say beyond doubt it is instead.

    A file under a wrong name is read as what it is, with a warning. Raises UnsupportedFormat or SourceError.
    """
    loader, known = loader_for(name), loader_name(name)
    if not data.strip():
        raise SourceError(name, "the file is empty; give one with text in it.")
    kind = kind_of(data)
    if kind is None or loader_name(f"a{kind}") == known or (known, kind) in _FINE:
        return replace(loader(data, name=name), loader=known)
    loaded = loader_for(f"a{kind}")(data, name=name)
    told = f"Its name says {PurePath(name).suffix.lower()}, but it is a {kind} file and was read as one; rename it."
    return replace(loaded, warnings=(*loaded.warnings, told), loader=loader_name(f"a{kind}"))


def kind_of(data: bytes) -> str | None:
    """Returns the extension that a file's first bytes stand for, None where they leave doubt."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    if head.startswith(b"PK\x03\x04") and b"word/document.xml" in data[-_DIRECTORY:]:
        return ".docx"
    if head.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED not in data:
        return ".doc"
    return None


_DIRECTORY = 65_536
"""Bytes at the end of a ZIP file in which its list of members stands."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a file under a password, in the form of an old file."""
_FINE = frozenset({("archive", ".docx"), ("markdown", ".html")})
"""A ZIP file with Word files in it, and Markdown that opens with a tag."""
