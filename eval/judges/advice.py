"""What a judge says of a run: are its statements carried by what they quote. Kept beside the run; no gate reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from assistant.answer import Answer, Statement
from eval.bars import Figure, share
from eval.judges.judge import Judge, JudgeError, Label
from eval.runs import Run, RunError

FILE: Final = "judged.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One statement and the verdict on it; None where the judge gave none."""

    question: str
    statement: str
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A judge's verdicts on a run, with what it was measured by. ``counts``: whether it met the bar."""

    judge: str
    measured_on: str
    measured: float
    n: int
    low: float
    high: float
    bar: float
    counts: bool
    statements: tuple[Judged, ...]

    def figures(self) -> tuple[Figure, ...]:
        """Returns the shares of statements carried, contradicted and not judged."""
        labels = [one.label for one in self.statements]
        names: tuple[tuple[str, Label | None], ...] = (
            ("statements carried", "SUPPORT"),
            ("statements contradicted", "CONTRADICT"),
            ("no verdict", None),
        )
        return tuple(share(name, labels.count(label), len(labels)) for name, label in names)


def advise(
    run: Run, judge: Judge, measured: Figure, *, measured_on: str, progress: Callable[[], None] = lambda: None
) -> Advice:
    """Returns the judge's verdict on each statement of the run's answers, held against the words it cites.

    Raises:
        JudgeError: The judge's model wrote the answers.
    """
    writers = {record.answer.answered_by for record in run.records if record.answer}
    if judge.model is not None and f"llm:{judge.model}" in writers:
        raise JudgeError(f"{judge.model} wrote answers of this run, and no model judges its own. Choose another judge.")
    said = []
    for question, answer, statement in _statements(run):
        said.append(Judged(question=question, statement=statement.text, label=_judged(judge, answer, statement)))
        progress()
    low, high = measured.interval or (measured.value, measured.value)
    return Advice(
        judge=judge.fingerprint,
        measured_on=measured_on,
        measured=measured.value,
        n=measured.n,
        low=low,
        high=high,
        bar=measured.bar or 0.0,
        counts=measured.holds,
        statements=tuple(said),
    )


def write_advice(advice: Advice, folder: Path) -> Path:
    """Writes the advice beside the run and returns its path. Raises RunError where that fails."""
    path = folder / FILE
    try:
        path.write_bytes(msgspec.json.format(msgspec.json.encode(advice), indent=1) + b"\n")
    except OSError as error:
        raise RunError(f"{path} cannot be written: {error}.") from error
    return path


def read_advice(folder: Path) -> Advice | None:
    """Returns the advice that stands beside a run, or None. Raises RunError where it is none."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Advice)
    except (OSError, msgspec.DecodeError) as error:
        raise RunError(f"{path} holds no advice of a judge: {error}. Take it away or judge the run anew.") from error


def _statements(run: Run) -> Iterator[tuple[str, Answer, Statement]]:
    for record in run.records:
        if record.answer is not None:
            for statement in record.answer.statements:
                yield record.id, record.answer, statement


def _judged(judge: Judge, answer: Answer, statement: Statement) -> Label | None:
    quotes: Sequence[str] = [one.quote for one in answer.citations if one.n in statement.citations]
    return judge.judge(statement.text, "\n".join(quotes)) if quotes else "NOT_ENOUGH_INFO"
