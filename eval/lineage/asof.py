"""``iscg eval asof``: questions as of every conference a resolution's history knows; nothing later may show."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Protocol

from assistant.answer import Answer
from assistant.library import Library
from corpus.conferences import Conference, conference, conference_label, conferences
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.labels import label
from eval.bars import Figure, as_json, as_table, exit_code, share
from eval.lineage.asof_checks import Fault, leaks, status_on, wrong_revisions, wrong_statuses
from eval.lineage.history import Took, time_figures, timed

_SHOWN = 40
_SEED = 20261125
_TURNS: tuple[str, ...] = (
    "What is the history of {name} up to {conference}?",
    "Which resolutions are related to {name} as of {conference}?",
    "Which Sector handles {name} at the time of {conference}?",
    "What did {name} say before {place}, {year}?",
    "Que disait {name} avant {conference} ?",
    "¿Qué decía {name} en la época de {conference}?",
    "Что было сказано в документе {name} на момент {conference}?",
    "{conference}之前{name}怎么说？",
    "ماذا كان {name} يقول حتى {conference}؟",
)
"""The third question of a pair, one form after the other; "before" and its like ask for the day before it opened."""
_BEFORE = ("before", "avant", "之前")


class Assistant(Protocol):
    """What answers."""

    def ask(self, question: str, *, as_of: str | None = None) -> Answer:
        """Returns the answer to a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A generated question. ``day``: what may be known. ``verdict``: was it in force then, where that is asked."""

    document: Document
    question: str
    as_of: str | None
    day: date
    verdict: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question with its answer's faults, by kind, and what it took."""

    asked: Asked
    leaks: tuple[Fault, ...]
    statuses: tuple[Fault, ...]
    told_adoption: bool | None
    took: Took


def questions(documents: Iterable[Document]) -> Iterator[Asked]:
    """Yields three questions for each document and each conference of its history."""
    turn = 0
    for document in documents:
        for step in document.history:
            met = conference(step.revision)
            yield Asked(
                document=document,
                question=f"What does {label(document)} say?",
                as_of=conference_label(met.code),
                day=met.held_on,
            )
            yield _in_force(document, met)
            yield _third(document, met, _TURNS[turn % len(_TURNS)])
            turn += 1


def sampled(documents: Iterable[Document], count: int | None) -> list[Asked]:
    """Returns the questions on those documents that have a history and a number; ``count`` of them, drawn alike."""
    asked = list(questions(one for one in documents if one.history and one.number))
    return asked if count is None else Random(_SEED).sample(asked, min(count, len(asked)))


def _in_force(document: Document, met: Conference) -> Asked:
    status = status_on(document, met.held_on)
    verdict = {"suppressed": "No", "in-force": "Yes", "unknown": None}[status]
    question = f"Was {label(document)} in force at the time of {conference_label(met.code)}?"
    return Asked(document=document, question=question, as_of=None, day=met.held_on, verdict=verdict)


def _third(document: Document, met: Conference, form: str) -> Asked:
    question = form.format(
        name=label(document), conference=conference_label(met.code), place=met.place["en"], year=met.year
    )
    excluded = any(word in form for word in _BEFORE)
    day = (met.opened or met.held_on) - timedelta(days=1) if excluded else met.held_on
    return Asked(document=document, question=question, as_of=None, day=day)


def judge(asked: Asked, assistant: Assistant, library: Library) -> Judged:
    """Returns what is wrong with the answer to one question."""
    answer, took = timed(partial(assistant.ask, asked.question, as_of=asked.as_of))
    first = asked.document.history[0].revision
    later = first if conference(first).held_on > asked.day else None
    faults = list(wrong_statuses(answer, library, asked.day)) if later is None else []
    faults += wrong_revisions(answer, library, asked.day)
    if asked.verdict is not None and not answer.text.split(" ", 1)[-1].startswith(f"{asked.verdict}."):
        verdicts = [one.text for one in answer.statements[:1]]
        if not any(text.startswith(f"{asked.verdict}.") for text in verdicts):
            faults.append(Fault("verdict", f"not “{asked.verdict}.” in {verdicts or answer.kind}"))
    if answer.as_of is None:
        faults.append(Fault("date", "the question was answered as of today"))
    return Judged(
        asked=asked,
        leaks=tuple(leaks(answer, library, asked.day, not_yet=asked.document if later else None)),
        statuses=tuple(faults),
        told_adoption=_tells(answer, later) if later is not None else None,
        took=took,
    )


def _tells(answer: Answer, first: str) -> bool:
    """Returns whether an answer on a text not adopted yet says when it was."""
    return any(citation.clause == f"History {first}" for citation in answer.citations)


def abstains_ahead(assistant: Assistant, documents: Sequence[Document], today: date) -> list[bool]:
    """Returns, for each conference to come and each document asked about as of it, whether the answer abstains."""
    ahead = [conference_label(one.code) for one in conferences() if one.outcome != "known"]
    when = [*ahead, str(today.year + 5), f"{today.year + 1}-06-01"]
    answers = (assistant.ask(f"What does {label(one)} say?", as_of=date) for one in documents for date in when)
    return [(answer.kind, answer.reason) == ("abstention", "future") for answer in answers]


def figures_of(judged: Sequence[Judged], ahead: Sequence[bool]) -> list[Figure]:
    """Returns the share of answers with a leak and with a wrong status, both to be 0, and the rest."""
    before = [one.told_adoption for one in judged if one.told_adoption is not None]
    figures = [
        share("answers with something later", sum(bool(one.leaks) for one in judged), len(judged), bar=0, at_most=True),
        share(
            "answers with a wrong status", sum(bool(one.statuses) for one in judged), len(judged), bar=0, at_most=True
        ),
    ]
    if before:
        figures.append(share("not adopted yet: says when it was", sum(before), len(before), bar=1.0))
    figures.append(share("of what is to come: abstains", sum(ahead), len(ahead), bar=1.0))
    figures += time_figures("answers as of a date", [one.took for one in judged])
    return figures


def asof(argv: Sequence[str]) -> int:
    """Prints the figures and the faults; exits with 1 where one is found.

    Raises:
        StoreError: nothing was indexed yet, or the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.opening import open_libraries
    from assistant.service import Assistant as Service
    from assistant.settings import load_settings

    libraries = open_libraries(load_settings(store=given.store))
    library = libraries.current()
    service = Service(libraries.current)
    service.ask("What is the history of Resolution 191?")  # what is read once is read before the clock runs
    documents = list(library.documents(*KINDS_WITH_REVISIONS))
    asked = sampled(documents, given.sample)
    print(f"{len(asked)} questions on {len({one.document.id for one in asked})} documents", file=sys.stderr)
    judged = []
    for count, one in enumerate(asked, 1):
        judged.append(judge(one, service, library))
        if count % 500 == 0:
            print(f"{count} of {len(asked)} asked", file=sys.stderr)
    figures = figures_of(judged, abstains_ahead(service, documents[:: max(1, len(documents) // 10)], date.today()))
    print(as_json(figures) if given.json else as_table(figures))
    if not given.json:
        print(*_faults(judged), sep="\n")
    return exit_code(figures)


def _faults(judged: Sequence[Judged]) -> list[str]:
    lines = [
        f"{fault.where}: {one.asked.question} (as of {one.asked.day}): {fault.found}"
        for one in judged
        for fault in (*one.leaks, *one.statuses)
    ]
    lines += [f"adoption not told: {one.asked.question}" for one in judged if one.told_adoption is False]
    return lines[:_SHOWN] + ([f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else [])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval asof",
        description="Ask three questions as of every conference of every history, and hold the answers to that date.",
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--sample", type=int, metavar="N", help="ask N of the questions alone, drawn alike each time")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser
