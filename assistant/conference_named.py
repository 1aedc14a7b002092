"""Which conferences of a document's own body a question names: by label ("PP-10") or by place ("Guadalajara")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from corpus.conferences import conferences, conferences_at, find_conference
from corpus.document import Document

_LABEL = re.compile(r"(?<![A-Za-z0-9])(?:PP|WTSA|WTDC|RA|WRC)[- ]?(?:\d{4}|\d{2})(?!\d)", re.IGNORECASE)
PLACE = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?: [A-Z][\w’'-]+| el-[A-Z]\w+)?")
"""Words that may be a place: capitalized, up to two of them."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RUSSIAN_END = "(?:[аяеиуюыйь]|ой|ом|ем|ей|ии|ия)?"
_RUSSIAN_STEM = re.compile("[аяийь]+$")
_ARABIC_PREFIX = "(?:و?[بلفك])?"


def conferences_named(question: str, document: Document) -> tuple[str, ...]:
    """Returns their codes, each once, whether the document's history has such a step or not.

    A place counts where one conference of the body met there, or one of the document's history did.
    """
    return conferences_in(question, body=document.body, known=frozenset(step.revision for step in document.history))


def conferences_in(question: str, *, body: str | None = None, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Returns the codes of the conferences (of ``body``) that a text names, each once, in any of the six languages.

    A place where several met counts where one of them is ``known``, or met in a year the text names.
    """
    labelled = [find_conference(match[0]) for match in _LABEL.finditer(question)]
    codes = [met.code for met in labelled if met is not None and body in (None, met.body)]
    years = {int(year) for year in _YEAR.findall(question)}
    for _, _, place in place_spans(question):
        there = conferences_at(place, body=body)
        met_there = [met.code for met in there]
        of_history = [code for code in met_there if code in known]
        of_year = [met.code for met in there if met.year in years]
        codes += next((found for found in (of_history, met_there, of_year) if len(found) == 1), [])
    return tuple(dict.fromkeys(codes))


def place_spans(question: str) -> Iterator[tuple[int, int, str]]:
    """Yields what may be the name of a place where a conference met: its span, and how the data or the text spells it.

    Russian names are inflected, Arabic ones bear prefixes and Chinese parts no words: each is looked for in the way of
    its script. Of two capitalized words each is yielded alone too: "Dubai Res" hides a place.
    """
    for match in PLACE.finditer(question):
        yield match.start(), match.end(), match[0]
        first, _, second = match[0].partition(" ")
        if second:
            yield match.start(), match.start() + len(first), first
            yield match.end() - len(second), match.end(), second
    if not question.isascii():
        pattern, names = _of_other_scripts()
        yield from ((match.start(), match.end(), names[match.lastgroup or ""]) for match in pattern.finditer(question))


@cache
def _of_other_scripts() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Returns one expression for all places in Russian, Chinese and Arabic, and the place of each of its groups."""
    places = {(code, one.place[code]) for one in conferences() for code in ("ru", "zh", "ar") if code in one.place}
    ordered = sorted(places, key=lambda pair: (-len(pair[1]), pair[1]))
    names = {f"p{at}": name for at, (_, name) in enumerate(ordered)}
    options = (f"(?P<p{at}>{_pattern_of(name, code)})" for at, (code, name) in enumerate(ordered))
    return re.compile("|".join(options)), names


def _pattern_of(name: str, code: str) -> str:
    if code == "ru":
        return rf"(?<!\w){re.escape(_RUSSIAN_STEM.sub('', name))}{_RUSSIAN_END}(?!\w)"
    return re.escape(name) if code == "zh" else rf"(?<!\w){_ARABIC_PREFIX}{re.escape(name)}(?!\w)"
