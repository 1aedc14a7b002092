"""The assistant's own statements held to the rules by which anyone's text is checked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.matching import pieces
from assistant.checking.quotations import find_quotations
from assistant.checking.stream import Stream, tokens


def misquoted(statement: str, sources: Sequence[str]) -> str | None:
    """Returns the first quotation in a statement whose words stand in none of ``sources``, whole and in order; or None.

    What is a quotation, and what does not count in comparing, is what it is for a user's text.
    """
    found = find_quotations(statement)
    streams = [Stream.of(tokens(one)) for one in sources] if found else []
    for one in found:
        parts = pieces(one.words)
        if not any(_stand(parts, stream) for stream in streams):
            return one.words
    return None


def _stand(parts: Sequence[Sequence[str]], stream: Stream) -> bool:
    at = 0
    for part in parts:
        found = stream.find(part, after=at)
        if found is None:
            return False
        at = found + len(part)
    return True
