"""A small world to evaluate in: ten documents with two revisions each, questions on them, and answers to build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from assistant.answer import Answer, Citation, Statement
from corpus.document import Clause, Text
from eval.gold import Forbidden, Nugget, Place, Question, Source
from eval.metrics.measure import Case, Evidence, HeldDocument
from eval.runs import Header, Record, Run, evidence_of

DOCUMENTS = 10
NEWEST, OLDER = "pp-22", "pp-18"
CLAUSES = ("resolves 1", "resolves 2", "instructs the Council", "invites Member States")


def text_of(number: int, revision: str) -> Text:
    """``pp-res-3@pp-22`` says in each clause which document, revision and clause it is."""
    content, clauses = "", []
    for path in CLAUSES:
        words = f"Fact {number} of {revision} under {path}."
        clauses.append(Clause(path=path, start=len(content), end=len(content) + len(words), basis="seen"))
        content += words + "\n"
    return Text(
        document=f"pp-res-{number}",
        revision=revision,
        language="en",
        kind="digest",
        content=content,
        clauses=tuple(clauses),
    )


TEXTS = {(n, revision): text_of(n, revision) for n in range(DOCUMENTS) for revision in (NEWEST, OLDER)}
EVIDENCE: Evidence = evidence_of(
    TEXTS.values(),
    (
        HeldDocument(
            document=f"pp-res-{n}", revisions=((OLDER, "2018-11-16"), (NEWEST, "2022-10-14")), held=(OLDER, NEWEST)
        )
        for n in range(DOCUMENTS)
    ),
)


def cite(number: int, path: str = CLAUSES[0], *, n: int = 1, revision: str = NEWEST, **changes: Any) -> Citation:
    """A right citation of a clause, but for ``changes``."""
    text = TEXTS[number, revision]
    clause = next(one for one in text.clauses if one.path == path)
    fields: dict[str, Any] = {
        "n": n,
        "document": text.document,
        "revision": revision,
        "label": "",
        "title": "",
        "clause": path,
        "quote": text.quote(clause),
        "start": clause.start,
        "end": clause.end,
        "language": "en",
        "status": "in-force",
        "text_kind": "digest",
        "basis": "seen",
        "permalink": "",
        "url": None,
    }
    return Citation(**(fields | changes))


def answer(citations: Iterable[Citation] = (), **changes: Any) -> Answer:
    """An answer that says in one statement a citation what that citation quotes, but for ``changes``."""
    cited = tuple(citations)
    statements = tuple(Statement(text=one.quote, citations=(one.n,), support="quoted") for one in cited)
    fields: dict[str, Any] = {
        "id": "",
        "question": "",
        "language": "en",
        "kind": "passage",
        "text": "",
        "blocks": (),
        "statements": statements,
        "notes": (),
        "citations": cited,
        "facts": {},
        "coverage": (),
        "follow_ups": (),
        "confidence": 1.0,
        "abstained": False,
        "reason": None,
        "as_of": None,
        "answered_by": "extractive",
        "timings_ms": {},
        "usage": {},
    }
    return Answer(**(fields | changes))


def abstention() -> Answer:
    """An honest "I cannot answer that"."""
    return answer(kind="abstention", abstained=True, reason="no-evidence", confidence=0.0)


def question(number: int = 0, **changes: Any) -> Question:
    """A question that the first clause of document ``number`` answers in its newest revision, but for ``changes``."""
    place = Place(document=f"pp-res-{number}", revision=NEWEST, clause=CLAUSES[0])
    fields: dict[str, Any] = {
        "id": f"q-{number}",
        "language": "en",
        "category": "passage",
        "question": f"What is fact {number}?",
        "kind": "passage",
        "also": (),
        "as_of": None,
        "abstain": "must-not",
        "unanswerable": None,
        "evidence": ((place,),),
        "nuggets": (
            Nugget(text="the fact", importance="vital", patterns=((rf"Fact {number} of pp-22 under resolves 1",),)),
        ),
        "forbidden": (Forbidden(text="the fact as it was", patterns=((rf"Fact {number} of pp-18",),)),),
        "asker": "delegate",
        "why": "wants to know",
        "source": Source(file=f"pp-res-{number}", line=1, words="Fact"),
    }
    return Question(**(fields | changes))


def unanswerable(number: int) -> Question:
    """A question that has no answer."""
    return question(
        number,
        id=f"u-{number}",
        category="unanswerable",
        kind="abstention",
        abstain="must",
        unanswerable="outside-unrelated",
        evidence=(),
        nuggets=(),
        forbidden=(),
    )


def case(asked: Question, given: Answer | None, *, milliseconds: float = 1.0, **changes: Any) -> Case:
    """A question with what became of it."""
    return Case(question=asked, answer=given, milliseconds=milliseconds, evidence=EVIDENCE, **changes)


def run(questions: Iterable[Question], system: Callable[[Question], Answer], *, gold: str = "gold") -> Run:
    """The run of a system over questions; one that raises crashes."""
    asked = tuple(questions)
    return Run(
        header=header(len(asked), gold),
        questions=asked,
        records=tuple(_ask(one, system) for one in asked),
        evidence=EVIDENCE,
    )


def header(questions: int, gold: str = "gold") -> Header:
    """A header that says nothing of interest."""
    return Header(
        part="dev",
        gold=gold,
        questions=questions,
        commit="0",
        store="1-0",
        corpus="0",
        embedder="none",
        answered_by="a double",
        today="2026-11-25",
        machine="none",
    )


def _ask(asked: Question, system: Callable[[Question], Answer]) -> Record:
    try:
        return Record(id=asked.id, answer=system(asked), milliseconds=1.0)
    except Exception as error:
        return Record(id=asked.id, answer=None, milliseconds=1.0, error=f"{type(error).__name__}: {error}")
