"""Which steps of a history a question asks for: those of a conference it names, between two, or since one."""

from __future__ import annotations

import re
from datetime import date

from assistant.conference_named import conferences_named
from assistant.moments import moments
from assistant.question import Query
from corpus.conferences import held_on
from corpus.document import Document
from corpus.force import steps_until

_THE = r"\s*(?:the\s+|la\s+|le\s+|el\s+)?\Z"
_SINCE = re.compile(
    rf"(?:\b(?:since|after|from|depuis|après|desde|después de)|(?<!\w)(?:начиная с|после|с)|自|从|منذ|بعد){_THE}",
    re.IGNORECASE,
)
_SINCE_BEHIND = re.compile(r"\s*(?:以来|之后|以后)")
_BETWEEN = re.compile(rf"(?:\b(?:between|from|entre|de|desde)|(?<!\w)(?:между|с|от)|从|在|بين|من){_THE}", re.IGNORECASE)
_YEAR_SINCE = re.compile(
    r"\b(?:since|after|depuis|après|desde|после|с)\s+((?:19|20)\d\d)\b|自\s*((?:19|20)\d\d)\s*年|((?:19|20)\d\d)\s*年以来"
    r"|منذ\s+(?:عام\s+)?((?:19|20)\d\d)",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\bwhat(?:['’]s| is) new\b|\b(?:latest|last|newest|most recent)(?:ly)? (?:change|revis|amend|version|text)\w*"
    r"|\bquoi de neuf|\bdernières? (?:révision|modification)|\bnovedades\b|\búltim[ao]s? (?:revisi|modificaci|cambio)"
    r"|последн\w+ (?:пересмотр|изменени|редакци)|что нового|最新|最近一次|آخر (?:مراجعة|تعديل)|التعديلات الأخيرة",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:chang|new\b|differ|add|drop|remov|modif|amend|revis|nouveau|ajout|nuev|cambi|añad)|измен|нов|добав|修改|变化|新增|تغي|جديد|عدل",
    re.IGNORECASE,
)


def steps_asked(query: Query, document: Document) -> tuple[str, ...]:
    """Returns the codes of the conferences asked for, whether the history has such a step or not; () for all of them.

    "Since PP-14" asks for what came behind it, "between PP-14 and PP-22" too, up to the second. A revision named by
    bracket counts where the question asks what changed.
    """
    if query.as_of is not None:
        return ()
    known = tuple(step.revision for step in steps_until(document))
    bracketed = {revision for target, revision in query.pinned if target == document.id}
    named = tuple(code for code in conferences_named(query.question, document) if code not in bracketed)
    if (year := year_since(query.question)) is not None:
        return tuple(code for code in known if held_on(code) > date(year, 12, 31)) or named
    if len(bracketed) == 2 and not named:
        named = tuple(sorted(bracketed, key=held_on))
        return tuple(code for code in known if held_on(named[0]) < held_on(code) <= held_on(named[1])) or named
    if len(named) == 2 and _stands_behind(_BETWEEN, query.question, document):
        first, last = sorted(map(held_on, named))
        return tuple(code for code in known if first < held_on(code) <= last) or named
    if len(named) == 1 and _stands_behind(_SINCE, query.question, document, behind=_SINCE_BEHIND):
        return tuple(code for code in known if held_on(code) > held_on(named[0])) or named
    if not named and not bracketed and _NEWEST.search(query.question):
        return known[-1:]
    if not named and len(bracketed) == 1 and _CHANGED.search(query.question):
        return tuple(bracketed)
    return named


def _stands_behind(
    cue: re.Pattern[str], question: str, document: Document, *, behind: re.Pattern[str] | None = None
) -> bool:
    """Returns whether a conference that is named stands right behind such a word, or before one like ``behind``."""
    return any(
        cue.search(question[: one.start]) or (behind is not None and behind.match(question, one.end))
        for one in moments(question, body=document.body)
        if one.conference is not None
    )


def year_since(question: str) -> int | None:
    """Returns the year of "since 2010", in any of the six languages, or None."""
    found = _YEAR_SINCE.search(question)
    return int(next(part for part in found.groups() if part)) if found else None
