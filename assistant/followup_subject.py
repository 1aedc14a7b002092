"""What a question with a pronoun, or without a subject, is about: what the conversation was about before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.asof import without_as_of
from assistant.followup import Cues, weighty, without_bodies, without_conferences
from assistant.followup_reading import at_place, ids_of
from assistant.library import Library
from assistant.question import Intent, Query, topic_of
from assistant.themes import Mention
from assistant.turn import Inherited, Turn
from corpus.document import KINDS_WITH_REVISIONS
from corpus.references import Reference, Resolution


def lacks_subject(query: Query, intent: Intent, library: Library) -> bool:
    """Returns whether a question tells its kind and nothing else: "What changed in Dubai?", "Is it in force?"."""
    if intent == "passage" or query.themes or _named_groups(query):
        return False
    topic = topic_of(without_as_of(query.question), query.language, intent)
    return not library.analyse(weighty(without_bodies(without_conferences(topic)), query.language), query.language)


def about_former(query: Query, cues: Cues, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Returns the question asked of the texts, theme or group talked about, and what was taken."""
    texts = last.targets or _texts_told(query, cues, last, library)
    if texts:
        return _about_texts(query, cues, last, texts, library)
    if last.themes and not query.themes and query.intent != "history":
        topic = _topic_with(query, last.topic, library)
        read = replace(query, themes=last.themes, topic=topic, subject=topic)
        return read, Inherited(documents=ids_of(last.themes))
    if last.groups and not query.groups:
        return replace(query, groups=last.groups), Inherited(documents=ids_of(last.groups))
    return query, Inherited()


def _named_groups(query: Query) -> tuple[Mention, ...]:
    """Returns the groups a question names but for those in the label of a conference ("PP-18")."""
    bare = without_bodies(without_conferences(query.question)).casefold()
    return tuple(one for one in query.groups if one.name.casefold() in bare)


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
    return at_place(read, library), Inherited(documents=texts)


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
