"""Which composers are tried for a question, in what order, and when none is: the way from a query to drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.answers import composer
from assistant.answers.abstention import Refusal, is_unintelligible, what_is_known, why_not
from assistant.answers.abstention import compose as abstain
from assistant.answers.relation_focus import asks_of_impact, asks_of_stale
from assistant.draft import Draft
from assistant.followup import names_nothing
from assistant.library import Library
from assistant.orders import gives_orders
from assistant.question import Query
from assistant.refusal_words import asks_for_text, unknowable_in
from assistant.responsibility.asks import asks_who, asks_who_may_join, asks_whom_it_tells, is_bare_topic
from assistant.understanding import asks_ahead
from corpus.force import is_known_by

_TOLD_BY_WORDS = ("proposal", "first asked", "dropped", "added on")
"""Composers of what a proposal touches and of mandates in time: each is None for any question but its own."""
_ORDER: dict[str, tuple[str, ...]] = {
    "history": ("history", "passage"),
    "related": ("related", "passage"),
    "sector": ("sector", "passage"),
}
"""Which composers are tried for a kind of question, in order; others by whether a name is all there is in it."""


def drafts(query: Query, library: Library, *, today: date) -> Iterator[Draft]:
    """Yields drafts in the order they are to be tried; the last one is an abstention, which always stands."""
    refusal = refusal_at_once(query, today)
    if refusal is not None:
        yield abstain(query, library, refusal)
        return
    supposing = bool(query.targets) and asks_of_impact(query.question)  # "if it is suppressed" takes nothing as given
    if not supposing and (put_right := composer("correction")(query, library)) is not None:
        yield put_right
    if not query.targets and query.unresolved:
        if (asked_back := composer("clarification")(query, library)) is not None:
            yield asked_back
            return
        told_by_others = composer("passage")(query, library)
        itself = asks_for_text(query.question, query.written_in)
        if told_by_others is not None and not itself:
            yield told_by_others
        notes = what_is_known(told_by_others, query.language) if itself else ()
        yield abstain(query, library, _unresolved(query), notes=notes)
        return
    tied = query.tied_groups and not (query.targets or query.left_over)
    if tied and (asked_back := composer("clarification")(query, library)) is not None:
        yield asked_back
        return
    for kind in (*_TOLD_BY_WORDS, *_kinds(query, library)):
        if (draft := composer(kind)(query, library)) is not None:
            yield draft
    yield abstain(query, library, why_not(query))


def _kinds(query: Query, library: Library) -> tuple[str, ...]:
    day = query.as_of.day if query.as_of else None
    if query.targets and not is_known_by(library.document(query.targets[0]), day):
        return "history", "passage"
    kinds = _by_intent(query)
    if query.targets and asks_of_impact(query.question):
        return ("impact", *kinds)
    if "sector" in kinds or query.intent not in ("passage", "document"):
        return kinds
    if query.targets and asks_of_stale(query.question):
        return ("related", *kinds)
    if query.targets:
        return ("sector", *kinds) if asks_whom_it_tells(query.question, query.written_in) else kinds
    if asks_who_may_join(query.question, query.written_in) and query.groups:
        return ("sector", *kinds)
    who = asks_who(query.question, query.written_in) or is_bare_topic(query)
    return ("sector", *kinds) if who else kinds


def _by_intent(query: Query) -> tuple[str, ...]:
    if query.intent == "sector" and query.targets:
        return *_ORDER["sector"], "document"
    if query.intent not in ("passage", "document"):
        return _ORDER[query.intent]
    if (query.targets or query.groups) and not query.left_over:
        return "document", "passage"
    return ("passage", "document") if query.targets else ("passage",)


def refusal_at_once(query: Query, today: date) -> Refusal | None:
    """Returns why there can be no answer whatever the documents say, or None."""
    if gives_orders(query.question):
        return Refusal(reason="refused", key="refused", values={})
    if is_unintelligible(query.question) and not query.targets and not query.groups:
        return Refusal(reason="unintelligible", key="unintelligible", values={})
    if names_nothing(query):
        return Refusal(reason="unintelligible", key="no-subject", values={})
    if (ahead := asks_ahead(query, today)) is not None:
        return Refusal(reason="future", key="future", values={"when": ahead})
    if (beyond := unknowable_in(query.question, query.written_in)) is not None:
        return Refusal(reason="future" if beyond == "forecasts" else "no-evidence", key="unknowable", values={})
    return None


def _unresolved(query: Query) -> Refusal:
    reference, outcome = query.unresolved[0]
    if outcome.state == "not-held":
        return Refusal(reason="no-evidence", key="not-held", values={"reference": reference.text})
    return Refusal(reason="unknown-reference", key="unknown-reference", values={"reference": reference.text})
