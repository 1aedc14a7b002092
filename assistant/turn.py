"""What is kept of one question of a conversation, and what the next one took from it. Values alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answer import Answer, AnswerKind
from assistant.question import Intent, Query
from assistant.retrieval import Filters
from assistant.themes import Mention
from corpus.scope import BodyCode

_CITED = 5
_LISTED = 40
"""So many documents of an answer are kept, those cited first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """What was taken from former turns; nothing set means the question stands alone.

    ``documents``: resolutions, themes and groups. ``question``: the former question whose kind and words were kept.
    ``body``: the adopting body that decided between documents of one number.
    """

    documents: tuple[str, ...] = ()
    question: str | None = None
    as_of: str | None = None
    filters: Filters = field(default_factory=Filters)
    body: BodyCode | None = None

    def __bool__(self) -> bool:
        return self != Inherited()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question of a conversation as it was understood; of its answer only the kind and what it cited first.

    ``language``: of the question's words. ``read_as``: the question with what it took from those before it. ``as_of``:
    the label of its date. ``candidates``: the documents it was asked back about. ``listed``: the texts its answer
    lists. ``within``: the body that relations were narrowed to. ``taken``: what it took from those before it.
    """

    question: str
    read_as: str
    language: str
    kind: AnswerKind
    intent: Intent
    targets: tuple[str, ...] = ()
    pinned: tuple[tuple[str, str], ...] = ()
    themes: tuple[Mention, ...] = ()
    groups: tuple[Mention, ...] = ()
    as_of: str | None = None
    filters: Filters = field(default_factory=Filters)
    topic: str = ""
    subject: str = ""
    left_over: int = 0
    candidates: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    within: BodyCode | None = None
    taken: Inherited = field(default_factory=Inherited)


def turn_of(query: Query, answer: Answer, *, asked: str, taken: Inherited | None = None) -> Turn:
    """Returns what is kept of a turn. ``query`` is the question as read, ``asked`` as it was written."""
    offered = answer.facts.get("candidates", ()) if answer.kind == "clarification" else ()
    return Turn(
        question=asked,
        read_as=query.question,
        language=query.written_in,
        kind=answer.kind,
        intent=query.intent,
        targets=query.targets,
        pinned=tuple(sorted(query.pinned)),
        themes=query.themes,
        groups=query.groups,
        as_of=query.as_of.label if query.as_of else None,
        filters=query.filters,
        topic=query.topic,
        subject=query.subject,
        left_over=query.left_over,
        candidates=tuple(one["document"] for one in offered),
        cited=tuple(dict.fromkeys(one.document for one in answer.citations))[:_CITED],
        listed=_listed(answer),
        within=query.within,
        taken=taken or Inherited(),
    )


def _listed(answer: Answer) -> tuple[str, ...]:
    """Returns the texts that an answer on relations or on a theme lists, in its order."""
    related = [one["document"] for one in answer.facts.get("related", ())] if answer.kind == "related" else []
    themes = answer.facts.get("themes", ()) if answer.kind == "sector" else ()
    return tuple(dict.fromkeys((*related, *(one for theme in themes for one in theme["resolutions"]))))[:_LISTED]
