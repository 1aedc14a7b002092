"""What a question with a pronoun, or without a subject, is about: what the conversation was about before."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asof import without_as_of
from assistant.conference_words import conferences_in, without_conferences
from assistant.followup import (
    Cues,
    weighty,
    without_addressed,
    without_addressees,
    without_bare,
    without_bodies,
)
from assistant.followup_reading import asking_back, at_place, ids_of, without_references
from assistant.library import Library
from assistant.question import Intent, Query, topic_of
from assistant.themes import Mention
from assistant.turn import Inherited, Turn
from assistant.understanding import understand
from corpus.document import KINDS_WITH_REVISIONS
from corpus.references import find_references

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def lacks_subject(query: Query, cues: Cues, last: Turn, intent: Intent, library: Library) -> bool:
    """Returns whether a question tells its kind and nothing else: "What changed in Dubai?", "the WTDC one"."""
    place = bool(last.targets) and bool(conferences_in(query.question, None))
    if (intent == "passage" and not (cues.texts or place)) or query.themes or _named_groups(query):
        return False
    for topic in (topic_of(without_as_of(query.question), query.written_in, intent), query.question):
        rest = without_bare(without_bodies(without_conferences(topic)), query.written_in)
        rest = without_addressed(rest, query.written_in) or without_addressees(rest, query.written_in)
        rest = _YEAR.sub(" ", rest)
        if not library.analyse(rest, query.written_in):
            return True
    return False


def addresses_alone(query: Query, last: Turn, library: Library) -> bool:
    """Returns whether a question on a text names whom it addresses and no text: "What must the Council do?"."""
    rest = without_addressed(query.question, query.written_in) if last.targets and not query.themes else None
    return rest is not None and not library.analyse(without_bare(rest, query.written_in), query.written_in)


def about_text(query: Query, cues: Cues, last: Turn) -> tuple[Query, Inherited]:
    """Returns a question that names a text ("Does it cite Resolution 139?") with the text that its pronoun means."""
    if query.intent not in ("related", "history"):
        return query, Inherited()
    named = min((query.question.find(one.text) for one in find_references(query.question)), default=0)
    pronoun_first = query.question.casefold().find(cues.written.casefold()) < named
    targets = (*last.targets, *query.targets) if pronoun_first else (*query.targets, *last.targets)
    return replace(query, targets=targets), Inherited(documents=last.targets)


def about_theme(query: Query, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Returns a question on a text ("What does Resolution 214 say about it?") with the theme that its pronoun means."""
    rest = without_bare(without_references(query.topic), query.written_in)
    if not last.themes or library.analyse(rest, query.written_in):
        return query, Inherited()
    name = last.themes[0].name
    left_over = len(library.analyse(name, last.themes[0].language))
    read = replace(query, themes=last.themes, topic=name, subject=name, left_over=left_over)
    return read, Inherited(documents=ids_of(last.themes))


def about_former(query: Query, cues: Cues, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Returns the question asked of the texts, theme or group talked about, and what was taken."""
    if cues.topic and (themes := themes_of(last, library)):
        return replace(query, themes=themes), Inherited(documents=ids_of(themes))
    on_theme = bool(last.themes) and query.intent in ("sector", "related") and not last.targets
    on_group = bool(last.groups) and not last.targets and last.groups[0].document in last.cited
    texts = () if on_theme or on_group else last.targets or _texts_told(query, cues, last, library)
    if texts:
        return _about_texts(query, cues, last, texts, library)
    if last.themes and not query.themes and query.intent != "history" and not on_group:
        if cues.texts and query.intent == "passage":
            query = replace(query, intent="related")
        topic = _topic_with(query, last.topic, library)
        read = replace(query, themes=last.themes, topic=topic, subject=topic)
        return read, Inherited(documents=ids_of(last.themes))
    if last.groups and not query.groups:
        return _about_group(query, cues, last, library), Inherited(documents=ids_of(last.groups))
    return query, Inherited()


def _about_group(query: Query, cues: Cues, last: Turn, library: Library) -> Query:
    """Returns the question with the group's name where its pronoun stands, read anew."""
    if not cues.written:
        return replace(query, groups=last.groups)
    name = library.name(last.groups[0].document)
    question = re.sub(rf"\b{re.escape(cues.written)}\b", name, query.question, count=1)
    read = understand(question, library, language=query.language, written_in=query.written_in, filters=query.filters)
    return replace(read, as_of=query.as_of)


def referents(last: Turn, library: Library) -> tuple[str, ...]:
    """Returns the texts talked about: those named, else the one an answer from passages rests on first."""
    if last.targets or last.kind not in ("passage", "document"):
        return last.targets
    return tuple(one for one in last.cited[:1] if one in library.document_ids and not one.startswith("theme-"))


def _named_groups(query: Query) -> tuple[Mention, ...]:
    """Returns the groups a question names but for those in the label of a conference ("PP-18")."""
    bare = without_bodies(without_conferences(query.question))
    bare = without_addressees(bare, query.written_in).casefold()
    return tuple(one for one in query.groups if one.name.casefold() in bare)


def _texts_told(query: Query, cues: Cues, last: Turn, library: Library) -> tuple[str, ...]:
    """Returns the text that the former answer quoted; of an answer on a topic all it cited, if a text must be meant."""
    if last.kind in ("passage", "document"):
        return referents(last, library)
    if len(last.listed) == 1 and query.intent != "sector":
        return last.listed
    held = [one for one in last.cited if one in library.document_ids]
    texts = [one for one in held if library.document(one).kind in KINDS_WITH_REVISIONS]
    addressing = without_addressed(query.question, query.written_in) is not None
    if cues.text or addressing or query.intent == "history":
        return tuple(texts) or tuple(last.listed)
    return ()


def _about_texts(
    query: Query, cues: Cues, last: Turn, texts: tuple[str, ...], library: Library
) -> tuple[Query, Inherited]:
    """Asks the question of these texts; asks back which of several, unless all are meant."""
    if len(texts) > 1 and cues.pronoun != "many":
        return asking_back(query, cues.written or query.question, texts), Inherited()
    topic = topic_of(without_as_of(query.question), query.written_in, query.intent)
    words = library.analyse(weighty(topic, query.written_in), query.written_in)
    named = [term for one in (*query.themes, *query.groups) for term in library.analyse(one.name, one.language)]
    read = replace(
        query,
        targets=texts,
        pinned=frozenset(pair for pair in last.pinned if pair[0] in texts),
        topic=topic,
        subject=topic,
        left_over=len([one for one in words if one not in named]),
    )
    return at_place(read, library, written=query.question), Inherited(documents=texts)


def themes_of(last: Turn, library: Library) -> tuple[Mention, ...]:
    """Returns the theme talked about; of a text, those it is mapped to."""
    if last.themes or not last.targets:
        return last.themes
    mapped = [library.document(one) for one in library.document(last.targets[0]).themes if one in library.document_ids]
    return tuple(Mention(document=one.id, name=one.title, first=0, terms=1, language="en") for one in mapped)


def _topic_with(query: Query, former: str, library: Library) -> str:
    topic = topic_of(query.question, query.written_in, query.intent)
    return topic if library.analyse(weighty(topic, query.written_in), query.written_in) else former
