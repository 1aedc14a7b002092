"""A generation's manifest: what it was built from and with, and the checksum of every file in it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from corpus.errors import StoreCorrupt
from indexer.ledger import Counts

FORMAT: Final = 1
"""Raised when a reader of the former format could not read the new one."""
MANIFEST: Final = "manifest.json"
CATALOGUE: Final = "catalogue.sqlite"
VECTORS: Final = "vectors"
LEXICAL: Final = "lexical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One file of the generation, by its path in it."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation is. ``corpus`` is a hash of documents, texts and passages: equal input, equal hash.

    ``recipe`` is the version of the code that built it, ``built_at`` an ISO time in UTC, ``warnings`` what was left out
    while documents were put together, ``checksum`` that of all the rest of it.
    """

    format: int
    name: str
    embedder: str
    dimensions: int
    recipe: str
    corpus: str
    built_at: str
    roots: tuple[str, ...]
    counts: Counts
    files: tuple[Seal, ...]
    warnings: tuple[str, ...] = ()
    checksum: str = ""

    def to_json(self) -> bytes:
        """Returns the manifest, with its own checksum in it, as indented JSON with a line's end."""
        sealed = replace(self, checksum=_checksum_of(self))
        return msgspec.json.format(msgspec.json.encode(sealed), indent=2) + b"\n"


def read_manifest(directory: Path) -> Manifest:
    """Returns the manifest of the generation in ``directory``.

    Raises:
        StoreCorrupt: it is missing, broken, or of a format this program does not read.
    """
    try:
        manifest = msgspec.json.decode((directory / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreCorrupt(f"The manifest of {directory} cannot be read; run: iscg index") from error
    if manifest.format != FORMAT:
        raise StoreCorrupt(f"{directory} has format {manifest.format}, this program reads {FORMAT}; run: iscg index")
    if manifest.name != directory.name or manifest.checksum != _checksum_of(manifest):
        raise StoreCorrupt(f"The manifest of {directory} is not as it was written; run: iscg index")
    return manifest


def seal_files(directory: Path) -> tuple[Seal, ...]:
    """Returns size and checksum of every file below ``directory`` but the manifest, in path order."""
    seals = []
    for path in sorted(p for p in directory.rglob("*") if p.is_file()):
        relative = path.relative_to(directory).as_posix()
        if relative != MANIFEST:
            seals.append(Seal(path=relative, size=path.stat().st_size, sha256=_sha256(path)))
    return tuple(seals)


def verify_files(directory: Path, manifest: Manifest) -> None:
    """Holds every file against its seal: sizes first, then every byte (a gigabyte takes about a second).

    Raises:
        StoreCorrupt: names the first file that is missing or is not what the manifest says.
    """
    for seal in manifest.files:
        path = directory / seal.path
        try:
            if os.stat(path).st_size != seal.size:
                raise StoreCorrupt(f"{path} has not the size its manifest says; run: iscg index")
        except OSError as error:
            raise StoreCorrupt(f"{path} is missing; run: iscg index") from error
    for seal in manifest.files:
        path = directory / seal.path
        try:
            if _sha256(path) != seal.sha256:
                raise StoreCorrupt(f"{path} is not what its manifest says; run: iscg index")
        except OSError as error:
            raise StoreCorrupt(f"{path} cannot be read; run: iscg index") from error


def _checksum_of(manifest: Manifest) -> str:
    return hashlib.sha256(msgspec.json.encode(replace(manifest, checksum=""))).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
