"""The parts of a Word package: document, styles, numbering, notes, headers and footers, safely parsed."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from corpus.errors import SourceError

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WANTED = frozenset({"styles", "settings", "numbering", "footnotes", "endnotes", "header", "footer", "comments"})
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
"""Names of the elements in files saved as “Strict Open XML”, and what all other files call them."""


def parse_parts(container: zipfile.ZipFile, name: str) -> dict[str, list[Any]]:
    """Returns the parts of the package by kind: document, styles, numbering, footnotes, header, footer, …"""
    parts: dict[str, list[Any]] = {}
    main = next((to for kind, to in _relations(container, "", name) if kind == "officeDocument"), "word/document.xml")
    root = _parse(container, main, name)
    if root is None:
        return parts
    parts["document"] = [root]
    for kind, to in dict.fromkeys(_relations(container, main, name)):
        if kind in _WANTED:
            part = _parse(container, to, name)
            if part is not None:
                parts.setdefault(kind, []).append(part)
    return parts


def _relations(container: zipfile.ZipFile, source: str, name: str) -> Iterator[tuple[str, str]]:
    folder, file = posixpath.split(source)
    root = _parse(container, posixpath.join(folder, "_rels", f"{file}.rels"), name)
    for one in root.iter(_RELATION) if root is not None else ():
        if one.get("TargetMode") != "External":
            target = one.get("Target", "")
            to = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield one.get("Type", "").rsplit("/", 1)[-1], to


def _parse(container: zipfile.ZipFile, path: str, name: str) -> Any:
    """Parses one part, None if it is absent. No entity is resolved and nothing is fetched."""
    from lxml import etree

    try:
        content = container.read(path)
    except KeyError:
        return None
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise SourceError(name, "the Word file is damaged; open it in Word and save it again.") from error
    except Exception as error:  # zlib.error has no common base with the rest
        raise SourceError(name, "the Word file is damaged; open it in Word and save it again.") from error
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(name, "the Word file is damaged; open it in Word and save it again.") from error
