"""How claims are worded: a quotation with its place, a record line as it stands, a cell of a table."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from assistant.answer import Run
from assistant.asof import BEFORE
from assistant.draft import Claim, Evidence
from assistant.library import Library
from assistant.messages import DEFAULT_LANGUAGE, say
from assistant.orders import names_nothing
from corpus.conferences import Conference, conference_label
from corpus.document import Document

_LONG = 90


def as_it_stands(evidence: Evidence) -> Claim:
    """Returns a record line as a statement of its own: the sentence is its own quotation."""
    return Claim(states=evidence.quote, evidence=(evidence,), support="quoted")


def quoted(
    evidence: Evidence, library: Library, *, language: str, place: str | None = None, under_its_name: bool = False
) -> Claim:
    """Returns "Resolution 191 (Rev. Bucharest, 2022), instructs the Secretary-General 2: “…”" as a statement.

    ``place`` replaces what stands before the colon. ``under_its_name``: the document's name stands above, so that the
    clause alone is shown before the quotation; the statement still names both. A title or heading that speaks to
    somebody is no name: the document's identifier stands for the one, nothing for the other.
    """
    label = shortened(library.name(evidence.document, evidence.revision))
    label = evidence.document if names_nothing(label) else label
    clause = "" if names_nothing(evidence.clause) else evidence.clause
    name = place or ", ".join(part for part in (label, clause) if part)
    shown: tuple[Run, ...] = ()
    if under_its_name and clause:
        shown = (Run(text=say("claim.quoted", language, place=clause, quote=evidence.quote)),)
    states = say("claim.quoted", language, place=name, quote=evidence.quote)
    return Claim(states=states, evidence=(evidence,), support="quoted", shown=shown)


def shortened(name: str) -> str:
    """Returns a name of at most ``_LONG`` characters, cut at a word: a report may be called by a long title."""
    return textwrap.shorten(name, _LONG, placeholder=" …")


def theme_name(theme: Document, language: str) -> str:
    """Returns what a theme is called in ``language``: the usual term recorded for it, else its title.

    It begins with a capital letter, as titles do.
    """
    terms = theme.theme.terms if theme.theme and language != DEFAULT_LANGUAGE else ()
    name = next((term.text for term in terms if term.language == language and term.official), theme.title)
    return name[:1].upper() + name[1:]


def conference_named(met: Conference, language: str) -> str:
    """Returns "PP-22 (Bucharest, 2022)" in the way of ``language``: "PP-22 (Bucarest, 2022)" in French."""
    name, place = conference_label(met.code), met.place[language]
    return say("conference.named", language, conference=name, place=place, year=met.year)


def when_named(label: str, language: str) -> str:
    """Returns the label of a date asked for as it is told: "before PP-22" is the day before that conference opened."""
    _, before, rest = label.partition(BEFORE)
    return say("when.before", language, when=rest) if before and label.startswith(BEFORE) else label


def cell(shown: str, states: str, evidence: Sequence[Evidence]) -> Claim:
    """Returns a claim of which a table shows less than it states; it comes from structured facts."""
    return Claim(states=states, evidence=tuple(evidence), support="derived", shown=(Run(text=shown),))
