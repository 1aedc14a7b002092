"""References that are written as an identifier or a symbol: ``pp-res-191@pp-22``, "ISCG/26-1/7 Addendum 1"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from corpus.identifiers import TextId
from corpus.references.folding import Folded
from corpus.references.lexer import Token
from corpus.references.model import Genre, Reference
from corpus.scope import BodyCode

_GENRES: dict[str, Genre] = {"res": "resolution", "dec": "decision", "rec": "recommendation", "op": "opinion"}


def identifier_reference(match: re.Match[str], text: str, folded: Folded) -> Reference:
    """Returns the reference that the identifier of a document, with or without its revision, is."""
    named = TextId.parse(match["id"])
    document = named.document
    start, end = folded.start(match.start()), folded.end(match.end())
    return Reference(
        text=text[start:end],
        start=start,
        end=end,
        genre=_GENRES[cast(str, document.genre)],
        number=cast(str, document.number),
        body=cast(BodyCode, document.body),
        conference=str(named.revision) if named.revision else None,
        document=str(document),
    )


def symbol_references(
    match: re.Match[str], addenda: Sequence[Token], start: int | None, end: int | None, text: str, folded: Folded
) -> list[Reference]:
    """Returns one reference for a document's symbol, or one for each of its ``addenda``.

    ``start`` is where a word such as "Document" stands before it, ``end`` what a word behind it reaches to; both in the
    folded text.
    """
    symbol = _symbol(match)
    led_by = match["led_by"]
    spans = [(token.match["digits"], token.start, token.match.end("digits")) for token in addenda]
    begin = match.start() if start is None else start
    if not spans:
        spans = [(led_by, begin, end or match.end())]
    else:
        spans[0] = (spans[0][0], begin, spans[0][2])
    return [_document(symbol, *span, index, text, folded) for index, span in enumerate(spans)]


def _symbol(match: re.Match[str]) -> str:
    """Returns the symbol in its usual spelling: capitals, one space, "(Rev.1)" at its end."""
    name = " ".join(match["symbol_name"].split()).upper()
    edition = re.sub(r"\D", "", match["edition"] or "")
    return f"{name}(Rev.{edition})" if edition else name


def _document(
    symbol: str, addendum: str | None, start: int, end: int, index: int, text: str, folded: Folded
) -> Reference:
    first, last = folded.start(start), folded.end(end)
    return Reference(
        text=text[first:last],
        start=first,
        end=last,
        genre="document",
        number=f"{symbol} Addendum {int(addendum)}" if addendum else symbol,
        list_index=index,
    )
