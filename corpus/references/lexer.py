"""Text cut into the tokens references are made of; all other words are gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from corpus.conferences import conferences_at, find_conference
from corpus.references.folding import Folded
from corpus.references.grammar import GenreWord, Grammar, look_up
from corpus.scope import BodyCode

TokenKind = Literal[
    "id", "symbol", "bracket", "foreign", "organ", "genre", "addendum", "mark", "pair", "number", "range", "join"
]
_SHORTEST_PLAIN_NAME = 5
_LONGEST_PLACE = 4
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_STOP = re.compile(r"\s*(?:\Z|[.,;:)?!/(])")
_YEAR_SIGNS = re.compile(r"(?:\bг(?:од[а-я]{0,2}|\.)?(?![а-я])|年|,|;|:|\bin\b)")


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ as written. ``conference`` is the code its label names; ``year`` stands before it ("the 2022 …")."""

    body: BodyCode | None
    behind: bool
    start: int
    end: int
    year: int | None = None
    conference: str | None = None


@dataclass(frozen=True, slots=True)
class Bracket:
    """What a bracket says of when and where."""

    place: str | None
    year: int | None
    revised: bool | None
    body: BodyCode | None = None
    conference: str | None = None


class Token(NamedTuple):
    """A token; offsets are those of the folded text. What it says stands in the field of its kind."""

    kind: TokenKind
    start: int
    end: int
    match: re.Match[str]
    genre: GenreWord | None = None
    organ: Organ | None = None
    bracket: Bracket | None = None


def tokens(text: str, folded: Folded, grammar: Grammar) -> Iterator[Token]:
    """Yields the tokens in order; ``folded`` is ``text`` folded."""
    for match in grammar.tokens.finditer(folded.text):
        kind = _kind_of(match)
        start, end = match.span()
        if kind == "genre":
            token = Token(kind, start, end, match, genre=_genre(match, text, folded, grammar))
            if token.genre is not None:
                yield token
        elif kind == "organ":
            yield Token(kind, start, end, match, organ=_organ(match, grammar))
        elif kind == "bracket":
            bracket = _bracket(match, text, folded, grammar)
            if bracket is not None:
                yield Token(kind, start, end, match, bracket=bracket)
        elif kind != "foreign" or _is_foreign(match, text, folded):
            yield Token(kind, start, end, match)


def _kind_of(match: re.Match[str]) -> TokenKind:
    """Returns the outermost group that matched: the last group closed."""
    return match.lastgroup  # type: ignore[return-value]


def _written(match: re.Match[str], group: str, text: str, folded: Folded) -> str:
    return text[folded.start(match.start(group)) : folded.end(match.end(group))]


def _genre(match: re.Match[str], text: str, folded: Folded, grammar: Grammar) -> GenreWord | None:
    word = look_up(grammar.genres, match["genre"])
    if word is not None and word.form == "upper" and not _written(match, "genre", text, folded)[:1].isupper():
        return None
    return word


def _is_foreign(match: re.Match[str], text: str, folded: Folded) -> bool:
    """Short names ("WHO", "UN") count in capitals alone: "who" and French "un" are words."""
    name = match["foreign_name"]
    if len(name) >= _SHORTEST_PLAIN_NAME or not name.isascii():
        return True
    return _written(match, "foreign_name", text, folded).isupper()


def _organ(match: re.Match[str], grammar: Grammar) -> Organ:
    word = look_up(grammar.organs, match["organ_name"])
    body = word.body if word else None
    label = match["label_year"]
    return Organ(
        body=body,
        behind=bool(match["organ_of"]) or ((body is None or bool(word and word.bare)) and _stands_bare(match)),
        start=match.start("organ_name"),
        end=match.end(),
        year=int(match["organ_year"]) if match["organ_year"] else None,
        conference=labelled(match["organ_name"], body, label) if label and body else None,
    )


def _stands_bare(match: re.Match[str]) -> bool:
    """Says whether an organ without "of" can belong to the number before it, not to the verb behind it.

    "Resolution 44 WTSA." may; "Under Resolution 191 the WTSA shall" may not, nor an Arabic name without its "of" (ل).
    """
    name = match["organ_name"]
    if _ARABIC_LETTER.match(name):
        return name.startswith("ل")
    return match.start() == match.start("organ_name") and (
        not name.isascii() or bool(_STOP.match(match.string, match.end()))
    )


@lru_cache(maxsize=1024)
def labelled(name: str, body: BodyCode, year: str) -> str:
    """Returns the code of the conference a label names, by its own name or its body's, even if it is not known."""
    known = find_conference(f"{name}-{year}") or find_conference(f"{body}-{year}")
    return known.code if known else f"{body}-{year[-2:]}"


def _bracket(match: re.Match[str], text: str, folded: Folded, grammar: Grammar) -> Bracket | None:
    if match["bracket_label"]:
        body = _label_body(match["bracket_body"], grammar)
        code = labelled(match["bracket_body"], body, match["bracket_label"])
        return Bracket(None, None, bool(match["label_revised"]), body, code)
    if match["bracket_organ"]:
        return Bracket(None, None, None, _label_body(match["bracket_organ"], grammar))
    if match["undated"]:
        return _undated(match, text, folded, grammar)
    if match["open_year"]:
        return _dated(_written(match, "open_place", text, folded), int(match["open_year"]), True)
    before, after = match["before"], match["after"]
    revised = bool(grammar.revised.search(before) or grammar.revised.search(after))
    wrapping = [_without(part, match.start(group), grammar) for part, group in ((before, "before"), (after, "after"))]
    spans = [span for span in wrapping if span is not None]
    if len(spans) > 1:
        return None
    place = text[folded.start(spans[0][0]) : folded.end(spans[0][1])] if spans else None
    return _dated(place, int(match["year"]), revised)


def _label_body(written: str, grammar: Grammar) -> BodyCode:
    word = look_up(grammar.organs, written)
    return word.body if word and word.body else "council"


def _without(part: str, offset: int, grammar: Grammar) -> tuple[int, int] | None:
    """Returns the span of what is left of half a bracket without its words for revising and its punctuation."""
    blank = part
    for pattern in (grammar.revised, grammar.adopted, _YEAR_SIGNS):
        blank = pattern.sub(lambda found: " " * len(found[0]), blank)
    blank = blank.replace(".", " ") if blank.strip(" .\n\t") == "" else blank
    stripped = blank.strip()
    if not stripped:
        return None
    start = offset + blank.index(stripped)
    return start, start + len(stripped)


def _undated(match: re.Match[str], text: str, folded: Folded, grammar: Grammar) -> Bracket | None:
    """Reads "(Rev.)" and "(Rev. Bucharest)": without a year a place has to be one that a conference met at."""
    span = _without(match["undated"], match.start("undated"), grammar)
    if span is None:
        return Bracket(None, None, True)
    place = " ".join(text[folded.start(span[0]) : folded.end(span[1])].split())
    return Bracket(place, None, True) if _known_place(place) else None


def _dated(place: str | None, year: int, revised: bool) -> Bracket | None:
    """A place is one that a conference met at, or a name in capitals of few words; anything else is another bracket."""
    if place is None:
        return Bracket(None, year, revised)
    place = " ".join(place.split())
    if _known_place(place) or (not place[:1].islower() and place.count(" ") < _LONGEST_PLACE and place[-1:].isalpha()):
        return Bracket(place, year, revised)
    return None


@lru_cache(maxsize=1024)
def _known_place(place: str) -> bool:
    return bool(conferences_at(place))
