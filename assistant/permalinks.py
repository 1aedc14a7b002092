"""Addresses of quoted words: ``/documents/pp-res-191@pp-22?from=120&to=188#instructs_the_Secretary-General_2``.

They work without JavaScript: ``from`` and ``to`` (code points, half-open, of the text named) make the page mark the
words, the fragment makes the browser go there.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from corpus.document import TextKind

_SPACE = re.compile(r"\s+")


def anchor(path: str) -> str:
    """Returns the HTML id of the clause ``path``: its spaces as underscores, nothing else changed."""
    return _SPACE.sub("_", path.strip())


def document_address(document: str, revision: str | None = None) -> str:
    """Returns the address of the page that shows a revision's text, or the record text where ``revision`` is None."""
    return f"/documents/{document}@{revision}" if revision else f"/documents/{document}"


def report_address(address: str) -> str:
    """Returns the address at which what a document's address or a permalink leads to can be reported as wrong."""
    return address.replace("/documents/", "/report/", 1)


def permalink(
    document: str,
    revision: str | None,
    *,
    start: int,
    end: int,
    clause: str = "",
    kind: TextKind | None = None,
    language: str | None = None,
) -> str:
    """Returns the address at which ``[start, end)`` of a text is marked.

    ``kind`` and ``language`` are named only where the text meant is not the one served without them.
    """
    query: dict[str, str | int] = {"from": start, "to": end}
    if kind:
        query["kind"] = kind
    if language:
        query["language"] = language
    fragment = f"#{quote(anchor(clause), safe='()-.,;')}" if clause else ""
    return f"{document_address(document, revision)}?{urlencode(query)}{fragment}"
