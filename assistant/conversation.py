"""Follow-ups: what a question takes from the former turns of its conversation. Pure; what was taken is returned.

What a question names itself always wins. A fragment ("and in Dubai?") takes the kind and the subject of the former
question; a question with a pronoun, or without any subject, takes what the former one was about. The date and what
narrows are kept as long as the subject is, until changed or dropped ("today", "in general").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.followup import Cues, body_named, cues_of, narrowed_to, weighty, without_courtesy
from assistant.followup_body import of_body
from assistant.followup_choice import ask_of_chosen, choice_of
from assistant.followup_fragment import ask_again_with
from assistant.followup_leaning import leans_on
from assistant.followup_reading import asking_back, date_of, ids_of, own_intent, without_references
from assistant.followup_subject import (
    about_former,
    about_text,
    about_theme,
    addresses_alone,
    lacks_subject,
    referents,
)
from assistant.library import Library
from assistant.question import Query
from assistant.retrieval import Filters
from assistant.turn import Inherited, Turn
from corpus.scope import BodyCode

_NO_FILTERS = Filters()


def inherit(
    query: Query, former: Sequence[Turn], library: Library, *, undated: bool = False, unfiltered: bool = False
) -> tuple[Query, Inherited]:
    """Returns the query with what it takes from ``former`` (oldest first), and what that was.

    ``undated`` and ``unfiltered``: the date, what narrows, was dropped beside the question.
    """
    if query.filters == _NO_FILTERS and (only := narrowed_to(query.question, query.written_in)) is not None:
        query = replace(query, filters=Filters(bodies=(only,)))
    if not without_courtesy(query.question, query.written_in):
        return query, Inherited()
    cues = cues_of(query.question, query.written_in)
    cues = replace(cues, today=cues.today or undated, general=cues.general or unfiltered)
    if former and former[-1].candidates and (choice := choice_of(query, cues, former[-1], library)) is not None:
        return ask_of_chosen(query, former[-1], choice, library)
    if former and former[-1].candidates and _still_open(query, cues, former[-1], library):
        return asking_back(query, cues.written or query.question, former[-1].candidates), Inherited()
    last = next((turn for turn in reversed(former) if turn.targets or turn.themes or turn.groups or turn.cited), None)
    if last is None:
        return query, Inherited()
    if cues.pronoun == "one" and last.within and len(last.listed) == 1:
        last = replace(last, targets=last.listed)
    if cues.pronoun == "many" and len(last.targets) == 1:
        last = replace(last, targets=(*_before(former, last), *last.targets))
    query, body = _hinted(query, last, library)
    read, taken = _read(query, cues, last, library)
    return _kept(read, replace(taken, body=body), cues, last, library)


def _still_open(query: Query, cues: Cues, last: Turn, library: Library) -> bool:
    """Returns whether a question asks on of a text that was not chosen yet."""
    if query.targets or query.themes or query.unresolved:
        return False
    return cues.pronoun is not None or lacks_subject(query, cues, last, own_intent(query), library)


def _before(former: Sequence[Turn], last: Turn) -> tuple[str, ...]:
    """Returns the text talked about before the last one, if the turn before was about one other."""
    place = former.index(last)
    targets = former[place - 1].targets if place else ()
    return targets if len(targets) == 1 and targets != last.targets else ()


def _read(query: Query, cues: Cues, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Returns the question read by the first rule that fits it."""
    intent = own_intent(query)
    names_text = bool(query.targets or query.unresolved)
    lacking = not names_text and lacks_subject(query, cues, last, intent, library)
    speaks_of_texts = cues.texts or cues.pronoun is not None
    if lacking and speaks_of_texts and (body := body_named(query.question)) is not None:
        return of_body(replace(query, intent=intent), cues, last, library, body=body)
    if cues.fragment and not cues.pronoun and intent == "passage":
        return ask_again_with(query, cues, last, library)
    if not names_text and (cues.pronoun or lacking or addresses_alone(query, last, library)):
        return about_former(replace(query, intent=intent), cues, last, library)
    if not names_text and leans_on(query, cues, referents(last, library), library):
        return about_former(replace(query, intent=intent), cues, last, library)
    if query.targets and cues.pronoun and not set(query.targets) & set(last.targets):
        return about_text(query, cues, last) if last.targets else about_theme(query, last, library)
    return query, Inherited()


def _hinted(query: Query, last: Turn, library: Library) -> tuple[Query, BodyCode | None]:
    """Decides between documents of one number by the body of the text talked about; by the one cited, if one was."""
    body = library.document(last.targets[0]).body if last.targets else None
    targets, kept, decided = list(query.targets), [], False
    for reference, outcome in query.unresolved:
        told = (*last.cited, *last.listed)
        cited = [one for one in outcome.candidates if one in told and one not in last.targets]
        adopted = [one for one in outcome.candidates if library.document(one).body == body]
        fitting = cited if len(cited) == 1 else adopted
        if outcome.state == "ambiguous" and len(fitting) == 1:
            targets.append(fitting[0])
            decided = True
        else:
            kept.append((reference, outcome))
    if not decided:
        return query, None
    subject = without_references(query.topic)
    words = library.analyse(weighty(subject, query.written_in), query.written_in)
    read = replace(
        query,
        targets=tuple(dict.fromkeys(targets)),
        unresolved=tuple(kept),
        intent=own_intent(query),
        subject=subject if words else query.topic,
        left_over=len(words),
    )
    return read, library.document(read.targets[-1]).body


def _kept(query: Query, taken: Inherited, cues: Cues, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Keeps date and filters while the subject stays the same, unless the question has its own or drops them."""
    same = bool(taken.documents or taken.question) or bool(_subjects(query) & _subjects(last))
    if not same or query.unresolved:
        return query, taken
    dated = bool(last.as_of) and query.within is None  # a date of one body's conference says nothing of another body
    if query.as_of is None and dated and not cues.today and not query.pinned - frozenset(last.pinned):
        query, taken = replace(query, as_of=date_of(last.as_of)), replace(taken, as_of=last.as_of)
    named = body_named(query.question)
    other_body = named is not None and bool(last.filters.bodies) and named not in last.filters.bodies
    if query.filters == _NO_FILTERS and last.filters != _NO_FILTERS and not (cues.general or other_body):
        query, taken = replace(query, filters=last.filters), replace(taken, filters=last.filters)
    return query, taken


def _subjects(of: Query | Turn) -> frozenset[str]:
    return frozenset((*of.targets, *ids_of(of.themes)))
