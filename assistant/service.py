"""ask(): the list of steps from a question to a verified answer. Read this to know what the product does."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer, Note
from assistant.answers.history import history_facts, history_of
from assistant.answers.inherited import inherited_notes
from assistant.answers.notes import notes_of
from assistant.answers.related import related_facts, related_to, with_similar
from assistant.asof import TODAY
from assistant.conversation import inherit
from assistant.draft import Draft, Evidence
from assistant.drafting import drafts
from assistant.impact import impact_facts, impact_of
from assistant.language import language_of_turn
from assistant.library import Library
from assistant.limits import check_question
from assistant.messages import say
from assistant.orders import without_orders
from assistant.question import Query
from assistant.rendering import to_markdown
from assistant.retrieval import Filters
from assistant.turn import Inherited, Turn, turn_of
from assistant.understanding import understand
from assistant.verification import Verified, verify
from corpus.document import KINDS_WITH_REVISIONS

if TYPE_CHECKING:
    from assistant.prose.writing import Writer

EXTRACTIVE = "extractive"
_UNCITED = ("clarification", "abstention")


class Conversations(Protocol):
    """Where turns are kept. All methods raise ConversationUnknown where there is no conversation of that id."""

    def turns(self, identifier: str) -> Sequence[Turn]:
        """Returns the turns, oldest first."""

    def add(self, identifier: str, turn: Turn) -> None:
        """Adds a turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What stands beside a question."""

    language: str | None
    as_of: str | None
    filters: Mapping[str, Sequence[str]] | None


class Listener(Protocol):
    """Who waits for an answer that is being written."""

    stopped: Event

    def tell(self, what: str, value: Any, /) -> None:
        """Is told ``citations``, ``status`` and ``sentence`` (the runs shown so far) in this order."""


class Assistant:
    """Answers questions over one library. ``library`` gives the current one; an answer keeps the one it began with."""

    def __init__(
        self,
        library: Callable[[], Library],
        *,
        today: Callable[[], date] = date.today,
        conversations: Conversations | None = None,
        dropped: Callable[[str, int], None] | None = None,
        writer: Writer | None = None,
    ) -> None:
        """``dropped`` is told the kind of a draft and how many of its claims did not stand, where some did not.

        ``writer`` lets a language model tell what an answer carries; None leaves every answer extractive.
        """
        self._library = library
        self._today = today
        self._conversations = conversations
        self._dropped = dropped
        self._writer = writer

    def ask(
        self,
        question: str,
        *,
        language: str | None = None,
        as_of: str | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        conversation: str | None = None,
        listener: Listener | None = None,
        prose: bool = True,
    ) -> Answer:
        """Returns a verified answer; an abstention is one too.

        ``listener`` is told what stands as soon as it does, where a model writes; it may stop the model. Without
        ``prose`` no model is asked.

        ``filters`` are the contract's, with codes as the store writes them; given and empty they drop former ones, as
        the ``as_of`` "today" drops a former date. The same question on the same generation
        gives the same answer but for ``id`` and ``timings_ms``; in a ``conversation``, after the same turns.

        Raises:
            UsageError: it is no question, or ``as_of`` names no date.
            ConversationUnknown: there is no conversation of that id.
            StoreError: the store cannot serve.
        """
        check_question(question)
        library, clock = self._library(), _Clock()
        former = self._former(question, conversation)
        given = _Given(language=language, as_of=as_of, filters=filters)
        query, inherited, answer = self._answered(question, former, given, library, clock)
        if prose and answer.abstained and (stated := self._stated(question, former, answer)) is not None:
            anew = self._answered(stated, (), given, library, clock)
            if not anew[2].abstained:
                query, inherited, answer = anew
                note = Note(code="assumption", text=say("prose.rephrased", query.language, question=stated))
                answer = replace(answer, question=question, notes=(note, *answer.notes))
        answer = replace(answer, conversation=conversation)
        if conversation and self._conversations:
            self._conversations.add(conversation, turn_of(query, answer, asked=question, taken=inherited))
        return self._told(answer, listener) if prose else answer

    def _answered(
        self, question: str, former: Sequence[Turn], given: _Given, library: Library, clock: _Clock
    ) -> tuple[Query, Inherited, Answer]:
        """Returns how the question was understood, what it took from former ones, and its answer, extractive."""
        narrowed = Filters(**{name: tuple(values) for name, values in (given.filters or {}).items()})
        written_in = language_of_turn(question, former[-1].language if former else None)
        undated, unfiltered = given.as_of == TODAY, given.filters is not None and not given.filters
        query = understand(
            question,
            library,
            language=given.language,
            written_in=written_in,
            as_of=None if undated else given.as_of,
            filters=narrowed,
        )
        query, inherited = inherit(query, former, library, undated=undated, unfiltered=unfiltered)
        if given.as_of is None and query.as_of is not None and query.as_of.is_running(self._today()):
            query = replace(query, as_of=None)  # "in 2026", asked in 2026, is today
        clock.lap("understand")
        for proposed in drafts(query, library, today=self._today()):
            draft = without_orders(proposed, query, library)
            clock.lap("compose")
            verified = verify(draft, library.shelf)
            clock.lap("verify")
            if verified.dropped and self._dropped:
                self._dropped(draft.kind, len(verified.dropped))
            if verified.statements or draft.kind in _UNCITED:
                answer = _finished(draft, verified, query, library, clock)
                notes = (*inherited_notes(inherited, library, language=query.language), *answer.notes)
                return query, inherited, replace(answer, question=question, notes=notes)
        raise AssertionError("an abstention always stands")

    def _stated(self, question: str, former: Sequence[Turn], answer: Answer) -> str | None:
        """Returns a follow-up that was not understood as a model states it, in the words of the conversation."""
        if self._writer is None or not former or answer.reason not in ("no-evidence", "out-of-scope"):
            return None
        return self._writer.rephrase(question, [turn.question for turn in former], language=former[-1].language)

    def _told(self, answer: Answer, listener: Listener | None) -> Answer:
        """Returns the answer as a model tells it, where there is one to be asked."""
        if self._writer is None:
            return answer
        if listener is None:
            return self._writer.write(answer)
        listener.tell("citations", answer.citations)
        return self._writer.write(answer, tell=listener.tell, stopped=listener.stopped)

    def _former(self, question: str, conversation: str | None) -> Sequence[Turn]:
        """Returns the turns before this one; the same question asked once more is its own turn again."""
        if conversation is None or self._conversations is None:
            return ()
        turns = self._conversations.turns(conversation)
        return turns[:-1] if turns and turns[-1].question == question else turns

    def history(self, document_id: str) -> dict[str, Any]:
        """Returns the ``facts`` of a document's history. Raises KeyError where no such document is held."""
        library = self._library()
        document = library.document(document_id)
        steps = history_of(document, library)
        return history_facts(document, steps, library, lambda _: [])

    def impact(self, document_id: str) -> dict[str, Any]:
        """Returns what a proposal touches. Raises KeyError where no such document is held."""
        library = self._library()
        proposal = library.document(document_id)
        return impact_facts(proposal, impact_of(proposal, library), library)

    def related(self, document_id: str) -> dict[str, Any]:
        """Returns the ``facts`` of what is related to a document. Raises KeyError where no such document is held."""
        library = self._library()
        document = library.document(document_id)
        found = with_similar(related_to(document, library), document, library)
        return related_facts(document, found, library, lambda _: [])


def _finished(draft: Draft, verified: Verified, query: Query, library: Library, clock: _Clock) -> Answer:
    rests_on = dict.fromkeys((*draft.rests_on, *(citation.document for citation in verified.citations)))
    cited = {citation.document for citation in verified.citations}
    covered = [one for one in rests_on if one in cited and library.document(one).kind in KINDS_WITH_REVISIONS]
    day = query.as_of.day if query.as_of else None
    coverage = (library.shelf.coverage(one, as_of=day) for one in covered)
    abstained = draft.kind == "abstention"

    def numbers_of(evidence: Any) -> list[int]:
        return verified.numbers_of([piece for piece in evidence if isinstance(piece, Evidence)])

    answer = Answer(
        id=uuid.uuid4().hex,
        question=query.question,
        language=query.language,
        kind=draft.kind,
        text=to_markdown(verified.blocks, verified.citations, language=query.language),
        blocks=verified.blocks,
        statements=verified.statements,
        notes=notes_of(draft, verified.citations, query, library),
        citations=verified.citations,
        facts=draft.facts(numbers_of),
        coverage=tuple(one for one in coverage if one is not None),
        follow_ups=draft.follow_ups,
        confidence=0.0 if abstained else draft.confidence,
        abstained=abstained,
        reason=draft.reason,
        as_of=query.as_of.label if query.as_of else None,
        answered_by=EXTRACTIVE,
        timings_ms={},
        usage={"prompt_tokens": 0, "completion_tokens": 0},
    )
    clock.lap("finish")
    return replace(answer, timings_ms=clock.stages())


class _Clock:
    """Milliseconds by stage; a stage named twice adds up."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Adds the time since the last lap to ``stage``."""
        now = time.perf_counter()
        self._laps[stage] = self._laps.get(stage, 0.0) + (now - self._last) * 1000
        self._last = now

    def stages(self) -> dict[str, float]:
        """Returns the stages and the total, to a hundredth of a millisecond."""
        total = (time.perf_counter() - self._start) * 1000
        return {name: round(value, 2) for name, value in {**self._laps, "total": total}.items()}
