"""A run's folder: everything scoring needs, so that it needs neither store nor system.

run.json          what was run: commit, store, corpus, gold, settings, machine
questions.jsonl   the gold questions asked, as they stood
answers.jsonl     one record a question: the answer in the contract's shape, or the error, the time, what was retrieved
texts.jsonl       the texts that citations point into, from the store and not from the answers
documents.jsonl   which revisions of the documents cited are known and held

The last four may be packed (``answers.jsonl.gz``), as in a run that is committed.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from assistant.answer import Answer
from assistant.rendering import to_builtins
from corpus.document import Text
from corpus.errors import UsageError
from eval.gold import Place, Question
from eval.metrics.measure import Case, Evidence, HeldDocument

_HEADER: Final = "run.json"
_T = TypeVar("_T")


class RunError(UsageError):
    """A folder is no run, or cannot become one; names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What was run. ``gold`` is the fingerprint of the whole gold file; runs compare only where it is equal.

    ``price``: of a million prompt tokens and of a million completion tokens, where the one who ran it gave one.
    """

    part: str
    gold: str
    questions: int
    commit: str
    store: str
    corpus: str
    embedder: str
    answered_by: str
    today: str
    machine: str
    price: tuple[float, float] | None = None
    format: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What became of one question: an answer, or a crash. ``error`` is the exception's class and message.

    ``retrieved``: the places that retrieval alone found for it, best first; None where that was not asked.
    """

    id: str
    answer: Answer | None
    milliseconds: float
    error: str | None = None
    retrieved: tuple[Place, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run, in memory. Records are in the order of the questions."""

    header: Header
    questions: tuple[Question, ...]
    records: tuple[Record, ...]
    evidence: Evidence

    def cases(self) -> tuple[Case, ...]:
        """Returns each question with what became of it."""
        records = {record.id: record for record in self.records}
        return tuple(
            Case(
                question=question,
                answer=records[question.id].answer,
                milliseconds=records[question.id].milliseconds,
                evidence=self.evidence,
                retrieved=records[question.id].retrieved,
                price=self.header.price,
            )
            for question in self.questions
        )


def write_run(run: Run, folder: Path, *, packed: bool = False) -> None:
    """Writes the run's five files into ``folder``, which is made; the header comes last, so that half a run is none.

    ``packed`` compresses all but the header; the same run gives the same bytes.

    Raises:
        RunError: The folder already holds a run or cannot be written.
    """
    if (folder / _HEADER).exists():
        raise RunError(f"{folder} already holds a run. Give another folder with --out.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_lines(folder / "questions.jsonl", packed, run.questions)
        _write_lines(folder / "answers.jsonl", packed, map(_plain, run.records))
        _write_lines(folder / "texts.jsonl", packed, run.evidence.texts.values())
        _write_lines(folder / "documents.jsonl", packed, run.evidence.documents.values())
        (folder / _HEADER).write_bytes(msgspec.json.format(msgspec.json.encode(run.header)) + b"\n")
    except OSError as error:
        raise RunError(f"{folder} cannot be written: {error}.") from error


def read_run(folder: Path) -> Run:
    """Returns the run that was written into ``folder``.

    Raises:
        RunError: There is no whole run in it.
    """
    try:
        header = msgspec.json.decode((folder / _HEADER).read_bytes(), type=Header)
        texts = _read_lines(folder / "texts.jsonl", Text)
        documents = _read_lines(folder / "documents.jsonl", HeldDocument)
        run = Run(
            header=header,
            questions=_read_lines(folder / "questions.jsonl", Question),
            records=_read_lines(folder / "answers.jsonl", Record),
            evidence=evidence_of(texts, documents),
        )
    except (OSError, EOFError, zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{folder} holds no run: {error}. Make one with: iscg eval generate --out {folder}") from error
    if [one.id for one in run.questions] != [one.id for one in run.records]:
        raise RunError(f"{folder}: questions and answers do not match. Generate the run again.")
    return run


def evidence_of(texts: Iterable[Text], documents: Iterable[HeldDocument]) -> Evidence:
    """Returns texts and documents, to be looked up."""
    return Evidence(
        texts={(text.document, text.revision, text.language, text.kind): text for text in texts},
        documents={one.document: one for one in documents},
    )


def _plain(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    plain["answer"] = to_builtins(record.answer) if record.answer else None
    return plain


def _write_lines(path: Path, packed: bool, rows: Iterable[object]) -> None:
    content = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    if packed:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
    else:
        path.write_bytes(content)


def _read_lines(path: Path, kind: type[_T]) -> tuple[_T, ...]:
    packed = path.with_name(path.name + ".gz")
    content = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    return tuple(msgspec.json.decode(line, type=kind) for line in content.splitlines() if line)
