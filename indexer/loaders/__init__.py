"""Loaders: bytes of a file to a neutral stream of paragraphs, with the ledger of what was dropped.

A loader is one module and one line here: ``load(data: bytes, *, name: str) -> Loaded``. It raises SourceError with one
clear sentence for a file that cannot be read, and imports its library only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from corpus.errors import UnsupportedFormat
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


def load(data: bytes, *, name: str) -> Loaded:
    """Reads a file with the loader of its extension. Raises UnsupportedFormat or SourceError."""
    return loader_for(name)(data, name=name)
