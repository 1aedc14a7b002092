"""Follow-ups: what a question takes from the former turns of its conversation. Pure; what was taken is returned.

What a question names itself always wins. A fragment ("and in Dubai?") takes the kind and the subject of the former
question; a question with a pronoun, or without any subject, takes what the former one was about. The date and what
narrows are kept as long as the subject is, until changed or dropped ("today", "in general").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.asof import AsOf, find_as_of, parse_as_of, without_as_of
from assistant.followup import (
    Cues,
    body_named,
    conferences_in,
    cues_of,
    place_of_choice,
    weighty,
    without_bodies,
    without_conferences,
)
from assistant.library import Library
from assistant.question import Intent, Query, intent_of, topic_of
from assistant.retrieval import Filters
from assistant.themes import Mention
from assistant.turn import Inherited, Turn
from corpus.conferences import conference_label
from corpus.document import KINDS_WITH_REVISIONS
from corpus.errors import UsageError
from corpus.references import Reference, Resolution, find_references
from corpus.scope import BodyCode

_NO_FILTERS = Filters()
_BODY_NAMES: dict[str, str] = {"pp": "PP", "wtsa": "WTSA", "wtdc": "WTDC", "ra": "RA"}


def inherit(
    query: Query, former: Sequence[Turn], library: Library, *, undated: bool = False, unfiltered: bool = False
) -> tuple[Query, Inherited]:
    """Returns the query with what it takes from ``former`` (oldest first), and what that was.

    ``undated`` and ``unfiltered``: the date, what narrows, was dropped beside the question.
    """
    cues = cues_of(query.question, query.language)
    cues = replace(cues, today=cues.today or undated, general=cues.general or unfiltered)
    if former and former[-1].candidates and (choice := _choice(query, cues, former[-1], library)) is not None:
        return _chosen(query, former[-1], choice, library)
    last = next((turn for turn in reversed(former) if turn.targets or turn.themes or turn.groups or turn.cited), None)
    if last is None:
        return query, Inherited()
    query, body = _hinted(query, last, library)
    intent = _own_intent(query)
    if cues.fragment and not cues.pronoun and intent == "passage":
        read, taken = _fragment(query, cues, last, library)
    elif not (query.targets or query.unresolved) and (cues.pronoun or _lacks_subject(query, intent, library)):
        read, taken = _about(replace(query, intent=intent), cues, last, library)
    else:
        read, taken = query, Inherited()
    return _kept(read, replace(taken, body=body), cues, last, library)


def _own_intent(query: Query) -> Intent:
    """Returns the kind the words of a question tell if something it does not name is a text."""
    return intent_of(query.question, query.language, names_text=True)


def _lacks_subject(query: Query, intent: Intent, library: Library) -> bool:
    """Returns whether a question tells its kind and nothing else: "What changed in Dubai?", "Is it in force?"."""
    if intent == "passage" or query.themes or _named_groups(query):
        return False
    topic = topic_of(without_as_of(query.question), query.language, intent)
    return not library.analyse(weighty(without_bodies(without_conferences(topic)), query.language), query.language)


def _named_groups(query: Query) -> tuple[Mention, ...]:
    """Returns the groups a question names but for those in the label of a conference ("PP-18")."""
    bare = without_bodies(without_conferences(query.question)).casefold()
    return tuple(one for one in query.groups if one.name.casefold() in bare)


# --- what a question with a pronoun, or without a subject, is about


def _about(query: Query, cues: Cues, last: Turn, library: Library) -> tuple[Query, Inherited]:
    texts = last.targets or _texts_told(query, cues, last, library)
    if texts:
        return _about_texts(query, cues, last, texts, library)
    if last.themes and not query.themes and query.intent != "history":
        topic = _topic_with(query, last.topic, library)
        read = replace(query, themes=last.themes, topic=topic, subject=topic)
        return read, Inherited(documents=_ids(last.themes))
    if last.groups and not query.groups:
        return replace(query, groups=last.groups), Inherited(documents=_ids(last.groups))
    return query, Inherited()


def _texts_told(query: Query, cues: Cues, last: Turn, library: Library) -> tuple[str, ...]:
    """Returns the text that the former answer quoted; of an answer on a topic all it cited, if a text must be meant."""
    held = [one for one in last.cited if one in library.document_ids]
    texts = [one for one in held if library.document(one).kind in KINDS_WITH_REVISIONS]
    if last.kind in ("passage", "document"):
        alone = not (last.themes or last.groups)
        return tuple((texts or held if alone else texts)[:1])
    return tuple(texts) if cues.text or query.intent == "history" else ()


def _about_texts(
    query: Query, cues: Cues, last: Turn, texts: tuple[str, ...], library: Library
) -> tuple[Query, Inherited]:
    """Asks the question of these texts; asks back which of several, unless all are meant."""
    if len(texts) > 1 and cues.pronoun != "many":
        return _asking_back(query, cues.written or query.question, texts), Inherited()
    topic = topic_of(without_as_of(query.question), query.language, query.intent)
    words = library.analyse(weighty(topic, query.language), query.language)
    named = [term for one in (*query.themes, *query.groups) for term in library.analyse(one.name, one.language)]
    read = replace(
        query,
        targets=texts,
        pinned=frozenset(pair for pair in last.pinned if pair[0] in texts),
        topic=topic,
        subject=topic,
        left_over=len([one for one in words if one not in named]),
    )
    return _at_place(read, library), Inherited(documents=texts)


def _topic_with(query: Query, former: str, library: Library) -> str:
    topic = topic_of(query.question, query.language, query.intent)
    return topic if library.analyse(weighty(topic, query.language), query.language) else former


def _asking_back(query: Query, written: str, candidates: Sequence[str]) -> Query:
    start = max(0, query.question.find(written))
    reference = Reference(text=written, start=start, end=start + len(written), genre="document", number="")
    return replace(
        query,
        unresolved=((reference, Resolution(state="ambiguous", candidates=tuple(candidates), why="several before")),),
    )


# --- what a fragment replaces


def _fragment(query: Query, cues: Cues, last: Turn, library: Library) -> tuple[Query, Inherited]:
    told = Inherited(documents=last.targets or _ids((*last.themes, *last.groups)), question=last.read_as)
    base = _again(query, last)
    if query.unresolved:
        return query, Inherited()
    if query.targets:
        return _with_targets(query, last, library), Inherited(question=last.read_as)
    rest = weighty(without_conferences(without_as_of(cues.rest)), query.language)
    if not weighty(without_bodies(rest), query.language):
        if (body := body_named(rest)) is not None:
            return _with_body(base, body, cues.rest, last), told
        return _at_place(base, library, written=query.question), told
    return _with_words(query, base, rest, last, library)


def _again(query: Query, last: Turn) -> Query:
    """Returns the former question asked once more, at the date and within the filters of the new one."""
    return replace(
        query,
        question=last.read_as,
        intent=last.intent,
        targets=last.targets,
        pinned=frozenset(last.pinned),
        themes=last.themes,
        groups=last.groups,
        topic=last.topic,
        subject=last.subject,
        left_over=last.left_over,
    )


def _with_targets(query: Query, last: Turn, library: Library) -> Query:
    """Returns the former question asked of the documents that the new one names."""
    subject = weighty(without_references(last.subject), last.language) if last.targets else last.subject
    told = bool(library.analyse(subject, last.language)) and last.intent != "related"
    return replace(
        query,
        question=f"{without_references(last.read_as)} {weighty(query.question, query.language)}",
        intent=last.intent,
        topic=subject if told else query.topic,
        subject=subject if told else query.topic,
        left_over=last.left_over if told else 0,
    )


def _with_body(base: Query, body: BodyCode, written: str, last: Turn) -> Query:
    """Returns the former question narrowed to one body: what it adopted on the subject, or its Sector's part."""
    if last.intent == "sector" and "-" in written:
        return base
    name = _BODY_NAMES[body]
    if last.targets or last.themes or last.groups:
        return replace(base, intent="related", question=f"related texts in {name}", pinned=frozenset())
    return replace(base, filters=replace(base.filters, bodies=(body,)))


def _with_words(query: Query, base: Query, rest: str, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Returns the former question asked on the topic of the new one; within the text named before, if one was."""
    if last.intent == "history":
        return query, Inherited()
    asked = replace(base, themes=query.themes, groups=query.groups, topic=rest, subject=rest)
    if last.intent in ("sector", "related"):
        kept = replace(asked, targets=(), pinned=frozenset(), left_over=0)
        return replace(kept, question=_renamed(last, rest)), Inherited(question=last.read_as)
    left_over = len(library.analyse(rest, query.language)) if last.targets else query.left_over
    asked = replace(asked, question=_renamed(last, rest), left_over=left_over)
    return asked, Inherited(documents=last.targets, question=last.read_as)


def _renamed(last: Turn, name: str) -> str:
    """Returns the former question with ``name`` in place of the theme, group or text it named; else behind it."""
    written = [one.name for one in (*last.themes, *last.groups)]
    if not last.targets:
        written += [reference.text for reference in find_references(last.read_as)]
    for former in written:
        place = last.read_as.casefold().find(former.casefold())
        if place >= 0:
            return last.read_as[:place] + name + last.read_as[place + len(former) :]
    return f"{last.read_as} {name}"


def _at_place(query: Query, library: Library, *, written: str | None = None) -> Query:
    """Returns the query as of the conference it names, or ``written`` does; a history is narrowed to it instead."""
    if query.as_of is not None or (not query.targets and written is None):
        return query
    body = library.document(query.targets[0]).body if query.targets else None
    met = conferences_in(written or query.question, body)
    if len(met) != 1:
        return query
    label = conference_label(met[0].code)
    if query.intent == "history":
        return replace(query, question=f"{without_conferences(query.question)} {label}") if written else query
    return replace(query, as_of=AsOf(day=met[0].held_on, label=label, conference=met[0]), pinned=frozenset())


# --- what answers a question asked back


def _choice(query: Query, cues: Cues, last: Turn, library: Library) -> str | None:
    """Returns the candidate that a reply points at: by number, order, body or name; None where it is no reply."""
    if not cues.fragment:
        return None
    if named := [one for one in last.candidates if one in query.targets or one in _ids(query.groups)]:
        return named[0] if len(named) == 1 else None
    place = place_of_choice(query.question)
    if place is not None and place < len(last.candidates):
        return last.candidates[place]
    body = body_named(query.question)
    adopted = [one for one in last.candidates if library.document(one).body == body]
    if body is not None and len(adopted) == 1:
        return adopted[0]
    words = cues.rest.casefold()
    bearing = [one for one in last.candidates if words and words in library.titled(one).casefold()]
    return bearing[0] if len(bearing) == 1 else None


def _chosen(query: Query, last: Turn, choice: str, library: Library) -> tuple[Query, Inherited]:
    again = replace(_again(query, last), unresolved=(), as_of=_date(last.as_of), filters=last.filters)
    told = Inherited(question=last.read_as, as_of=last.as_of, filters=last.filters)
    if library.document(choice).kind == "group":
        name = library.titled(choice)
        mention = Mention(document=choice, name=name, first=0, terms=1, language="en")
        return replace(again, groups=(mention,)), told
    subject = without_references(last.subject)
    words = library.analyse(weighty(subject, last.language), last.language)
    topic = subject if words else library.name(choice)
    others = tuple(one for one in last.targets if one != choice)
    read = replace(again, targets=(choice, *others), topic=topic, subject=topic, left_over=len(words))
    return read, told


# --- what stays as long as the subject does


def _hinted(query: Query, last: Turn, library: Library) -> tuple[Query, BodyCode | None]:
    """Decides between documents of one number by the body of the text talked about; by the one cited, if one was."""
    body = library.document(last.targets[0]).body if last.targets else None
    targets, kept, decided = list(query.targets), [], False
    for reference, outcome in query.unresolved:
        cited = [one for one in outcome.candidates if one in last.cited and one not in last.targets]
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
    told = library.analyse(weighty(subject, query.language), query.language)
    read = replace(
        query,
        targets=tuple(dict.fromkeys(targets)),
        unresolved=tuple(kept),
        intent=_own_intent(query),
        subject=subject if told else query.topic,
        left_over=len(told),
    )
    return read, library.document(read.targets[-1]).body


def _kept(query: Query, taken: Inherited, cues: Cues, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Keeps date and filters while the subject stays the same, unless the question has its own or drops them."""
    same = bool(taken.documents or taken.question) or bool(_subjects(query) & _subjects(last))
    if not same or query.unresolved:
        return query, taken
    if query.as_of is None and last.as_of and not cues.today and not query.pinned - frozenset(last.pinned):
        query, taken = replace(query, as_of=_date(last.as_of)), replace(taken, as_of=last.as_of)
    if query.filters == _NO_FILTERS and last.filters != _NO_FILTERS and not cues.general:
        query, taken = replace(query, filters=last.filters), replace(taken, filters=last.filters)
    return query, taken


def _subjects(of: Query | Turn) -> frozenset[str]:
    return frozenset((*of.targets, *_ids(of.themes)))


def _ids(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(one.document for one in mentions)


def without_references(text: str) -> str:
    """Returns ``text`` without the references in it."""
    for reference in reversed(find_references(text)):
        text = f"{text[: reference.start]} {text[reference.end :]}"
    return " ".join(text.split())


def _date(label: str | None) -> AsOf | None:
    """Returns the date a turn was asked at: "PP-18", or "before PP-18"."""
    if label is None:
        return None
    try:
        return find_as_of(label) or parse_as_of(label)
    except UsageError:
        return None
