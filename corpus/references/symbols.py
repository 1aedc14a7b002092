"""References that are written as an identifier or a symbol: ``pp-res-191@pp-22``, "ISCG/26-1/7 Addendum 1"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
    match: re.Match[str],
    addenda: Sequence[Token],
    name: str,
    *,
    start: int | None,
    end: int | None,
    text: str,
    folded: Folded,
    supplement_of: Callable[[str], str],
) -> list[Reference]:
    """Returns one reference for a document's symbol, or one for each of its ``addenda``, which are a ``name`` each.

    ``start`` is where a word such as "Document" stands before it, ``end`` what a word behind it reaches to; both in the
    folded text.
    """
    symbol = _symbol(match)
    begin = match.start() if start is None else start
    spans = [(token.match["digits"], token.start, token.match.end("digits")) for token in addenda]
    if not spans and match["led_by"]:
        spans = _led_by(match, end or match.end())
        name = supplement_of(match["led_word"])
    if not spans:
        spans = [("", begin, end or match.end())]
    else:
        spans[0] = (spans[0][0], begin, spans[0][2])
    supplements = [f" {name} {int(number)}" if number else "" for number, _, _ in spans]
    return [
        _document(f"{symbol}{supplement}", first, last, index, text, folded)
        for index, (supplement, (_, first, last)) in enumerate(zip(supplements, spans, strict=True))
    ]


def _led_by(match: re.Match[str], end: int) -> list[tuple[str, int, int]]:
    """Returns the numbers before a symbol with their spans; the last one spans the symbol too."""
    at = match.start("led_by")
    found = [(one[0], at + one.start(), at + one.end()) for one in re.finditer(r"\d+", match["led_by"])]
    found[-1] = (found[-1][0], found[-1][1], end)
    return found


def sibling_reference(first: Reference, token: Token, text: str, folded: Folded) -> Reference:
    """Returns the document that ``first``'s symbol names with the number of ``token`` as its last one."""
    number = re.sub(r"\d+\Z", str(int(token.match["digits"])), first.number)
    return _document(number, token.start, token.match.end("digits"), first.list_index + 1, text, folded)


def _symbol(match: re.Match[str]) -> str:
    """Returns the symbol in its usual spelling: capitals, one space, "(Rev.1)" at its end."""
    name = " ".join(match["symbol_name"].split()).upper()
    edition = re.sub(r"\D", "", match["edition"] or "")
    return f"{name}(Rev.{edition})" if edition else name


def _document(number: str, start: int, end: int, index: int, text: str, folded: Folded) -> Reference:
    first, last = folded.start(start), folded.end(end)
    return Reference(
        text=text[first:last],
        start=first,
        end=last,
        genre="document",
        number=number,
        list_index=index,
    )
