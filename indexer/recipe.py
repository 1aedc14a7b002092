"""The version of what makes a store from files: a hash of the code and data that do it, so that no one has to count."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def recipe() -> str:
    """Returns a hash of the modules of ``corpus`` and ``indexer`` and of the data they read beside themselves.

    The documents of the shipped corpus are no part of it; its conferences are. A file that a former version of the
    code has read is read again by the next one; vectors do not depend on it.
    """
    import corpus
    import indexer

    found = hashlib.sha256()
    for package in (corpus, indexer):
        folder = Path(str(package.__file__)).parent
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".yaml"}):
            found.update(path.relative_to(folder.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]
