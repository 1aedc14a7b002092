"""Asks the gold questions and keeps what came back. Scoring is another command."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from assistant.answer import Answer, Citation
from corpus.conferences import held_on
from corpus.document import Document, Held, Text, TextKind
from corpus.force import revisions_until
from eval.gold import Place, Question
from eval.metrics.measure import Evidence, HeldDocument
from eval.runs import Header, Record, Run, evidence_of


class System(Protocol):
    """What is evaluated."""

    def ask(self, question: str, *, as_of: str | None = None) -> Answer:
        """Returns its answer."""

    def retrieve(self, question: str, *, as_of: str | None = None) -> tuple[Place, ...]:
        """Returns the places that its retrieval alone finds, best first."""


class Texts(Protocol):
    """Where the texts lie that citations point into."""

    def document(self, document: str, /) -> Document | None:
        """Returns a document, or None where it is not held."""

    def text(
        self, document: str, revision: str | None = None, *, language: str | None = None, kind: TextKind | None = None
    ) -> Text | None:
        """Returns a text, or None where it is not held."""

    def held(self, document: str, /) -> Mapping[str, Held]:
        """Returns how the text of each revision known is held."""


def generate(
    system: System,
    texts: Texts,
    *,
    questions: tuple[Question, ...],
    header: Header,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Run:
    """Returns a run: every question asked once, in order, one at a time. A crash is kept and stops nothing."""
    records = []
    for number, question in enumerate(questions, 1):
        records.append(_asked(system, question))
        progress(number, len(questions))
    cited = [citation for record in records if record.answer for citation in record.answer.citations]
    return Run(header=header, questions=questions, records=tuple(records), evidence=_evidence(cited, texts))


def _asked(system: System, question: Question) -> Record:
    started = time.perf_counter()
    answer, error, retrieved = None, None, None
    try:
        answer = system.ask(question.question, as_of=question.parameters.get("as_of"))
    except Exception as caught:  # whatever it is, it is what a user would have met
        error = f"{type(caught).__name__}: {caught}"
    milliseconds = round(1000 * (time.perf_counter() - started), 3)
    if answer is not None:
        retrieved = system.retrieve(question.question, as_of=question.as_of)
    return Record(id=question.id, answer=answer, milliseconds=milliseconds, error=error, retrieved=retrieved)


def _evidence(citations: Iterable[Citation], texts: Texts) -> Evidence:
    names = sorted(
        {(one.document, one.revision or "", one.language, one.text_kind) for one in citations},
        key=lambda name: tuple(map(str, name)),
    )
    found = (
        texts.text(document, revision or None, language=language, kind=kind)
        for document, revision, language, kind in names
    )
    documents = (texts.document(name) for name in sorted({name[0] for name in names}))
    return evidence_of(
        (text for text in found if text is not None),
        (_held(document, texts) for document in documents if document is not None),
    )


def _held(document: Document, texts: Texts) -> HeldDocument:
    held = texts.held(document.id)
    return HeldDocument(
        document=document.id,
        revisions=tuple((code, held_on(code).isoformat()) for code in revisions_until(document)),
        held=tuple(code for code, how in held.items() if how != "missing"),
    )
