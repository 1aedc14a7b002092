"""Two languages in one line: which part is a quotation, and which words run against the line they stand in.

A frame in Arabic runs from right to left; labels, titles and quotations in it mostly do not. Left alone, their stops
and brackets jump to the wrong end. Pages mark such parts, plain text sets them between isolates (U+2068, U+2069).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.messages import direction

FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFT = "A-Za-z\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u9fff"
_HAS_RIGHT = re.compile(f"[{_RIGHT}]")
_AGAINST = re.compile(f"[{_LEFT}](?:[^{_RIGHT}\n]*[{_LEFT}0-9])?")
_CITE = re.compile(r"(\s\[\d+\])")
_CLOSES = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row. ``language`` is that of a quotation, None for words of the frame.

    ``against``: they run against the direction of the frame.
    """

    text: str
    language: str | None = None
    against: bool = False


def stretches(text: str, frame: str, quotes: Sequence[tuple[str, str]] = ()) -> tuple[Stretch, ...]:
    """Returns ``text`` in parts that joined give it back; ``frame`` is the language it is drawn in.

    ``quotes``: words that are quoted in it, each with its language. Each is told once, where it stands first outside
    those told before; the longest goes first. Quotation marks around one that runs against the frame
    belong to its part.
    """
    parts: list[Stretch] = [Stretch(text)]
    for quote, language in sorted(quotes, key=lambda pair: -len(pair[0])):
        place = next((place for place, part in enumerate(parts) if part.language is None and quote in part.text), None)
        if quote and place is not None:
            before, _, after = parts[place].text.partition(quote)
            against = direction(language) != direction(frame)
            marked = int(against and before[-1:] == _CLOSES.get(after[:1]))  # its quotation marks run with it
            start, end = len(before) - marked, len(before) + len(quote) + marked
            whole = parts[place].text
            told = Stretch(whole[start:end], language, against)
            parts[place : place + 1] = [Stretch(whole[:start]), told, Stretch(whole[end:])]
    return tuple(piece for part in parts for piece in ((part,) if part.language else _of_frame(part.text, frame)))


def isolated(text: str, frame: str, quotes: Sequence[tuple[str, str]] = ()) -> str:
    """Returns ``text`` with what runs against a frame from right to left between isolates; others as it is."""
    if direction(frame) == "ltr":
        return text
    return "".join(_between(part.text) if part.against else part.text for part in stretches(text, frame, quotes))


def isolated_line(line: str, frame: str) -> str:
    """Returns a line of plain text with its runs from left to right isolated, where the frame is Arabic.

    A line without a letter from right to left has one direction and stays as it is. Marks of citations, "[1]", belong
    to the frame.
    """
    if direction(frame) == "ltr" or not _HAS_RIGHT.search(line):
        return line
    return "".join(part if _CITE.fullmatch(part) else isolated(part, frame) for part in _CITE.split(line))


def _between(text: str) -> str:
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"


def _of_frame(text: str, frame: str) -> Iterator[Stretch]:
    if direction(frame) == "ltr":
        if text:
            yield Stretch(text)
        return
    done = 0
    for match in _AGAINST.finditer(text):
        end = _with_closing_signs(text, match.start(), match.end())
        if text[done : match.start()]:
            yield Stretch(text[done : match.start()])
        yield Stretch(text[match.start() : end], against=True)
        done = end
    if text[done:]:
        yield Stretch(text[done:])


def _with_closing_signs(text: str, start: int, end: int) -> int:
    """Returns the end of a run with the brackets and quotation marks after it that close one opened inside it."""
    while end < len(text) and text[end] in _CLOSES:
        inside = text[start:end]
        if inside.count(_CLOSES[text[end]]) <= inside.count(text[end]):
            break
        end += 1
    return end
