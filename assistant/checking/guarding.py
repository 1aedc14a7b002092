"""The assistant's own statements held to the rules by which anyone's text is checked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.checking.matching import pieces
from assistant.checking.quotations import find_quotations
from assistant.checking.stream import Stream, tokens

_PAIRS = (("“", "”"), ("«", "»"), ("„", "“"), ("「", "」"))


def misquoted(statement: str, sources: Sequence[str]) -> str | None:
    """Returns the first quotation in a statement whose words stand in none of ``sources``, whole and in order; or None.

    What is a quotation, and what does not count in comparing, is what it is for a user's text.
    """
    found = find_quotations(_without_whole(statement, sources))
    streams = [_stream(one) for one in sources] if found else []
    for one in found:
        parts = pieces(one.words)
        if not any(_stand(parts, stream) for stream in streams):
            return one.words
    return None


def _without_whole(statement: str, sources: Sequence[str]) -> str:
    """Returns the statement without the quotations that are a source, sign by sign: most are, and that is seen soon."""
    for source in sources:
        if source in statement:
            for opening, closing in _PAIRS:
                statement = statement.replace(f"{opening}{source}{closing}", " ")
    return statement


@lru_cache(maxsize=8_192)
def _stream(source: str) -> Stream:
    return Stream.of(tokens(source))


def _stand(parts: Sequence[Sequence[str]], stream: Stream) -> bool:
    at = 0
    for part in parts:
        found = stream.find(part, after=at)
        if found is None:
            return False
        at = found + len(part)
    return True
