"""Does confidence tell right answers from wrong ones: risk over coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from eval.metrics import measure
from eval.metrics.measure import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Answers in order of confidence, the surest first.

    ``curve``: for each number of answers given, coverage and risk (the share of wrong ones among them). ``aurc`` is
    the mean risk over all coverages, ``best`` that of the order that puts every right answer first; their difference is
    what confidence costs (E-AURC; Geifman, Uziel and El-Yaniv 2019). ``covered``: the largest coverage with a risk of
    at most 5%.
    """

    n: int
    aurc: float
    best: float
    covered: float
    curve: tuple[tuple[float, float], ...]


def risk_of(cases: Sequence[Case]) -> Risk | None:
    """Returns the risk over coverage of the answers given, or None where none was."""
    answered = [pair for case in cases if (pair := sureness(case)) is not None]
    if not answered:
        return None
    risks = _cumulated(_evened(answered))
    n, failures = len(answered), int(sum(failed for _, failed in answered))
    return Risk(
        n=n,
        aurc=round(area_under(answered), 6),
        best=round(sum(_cumulated([0.0] * (n - failures) + [1.0] * failures)) / n, 6),
        covered=max((round((place + 1) / n, 6) for place, risk in enumerate(risks) if risk <= 0.05), default=0.0),
        curve=tuple((round((place + 1) / n, 6), round(risk, 6)) for place, risk in enumerate(risks)),
    )


def sureness(case: Case) -> tuple[float, float] | None:
    """Returns the confidence of an answer and 1 where it is wrong, else 0; None where no answer was given.

    Abstentions, questions asked back, and questions on which both are right have none.
    """
    answer = case.answer
    if answer is None or case.question.abstain == "may" or answer.kind in ("abstention", "clarification"):
        return None
    return answer.confidence, float(wrong(case))


def area_under(answered: Sequence[tuple[float, float]]) -> float:
    """Returns the mean risk over all coverages."""
    return sum(_cumulated(_evened(answered))) / len(answered)


def wrong(case: Case) -> bool:
    """Returns whether an answer given is wrong: there was none to give, or a vital fact is not said or a false one is.

    Where gold names no facts, the kind of answer decides.
    """
    if case.question.abstain == "must":
        return True
    said = measure("nuggets").of(case)
    if measure("forbidden").of(case):
        return True
    return said < 1 if said is not None else measure("kind").of(case) != 1


def _evened(answered: Sequence[tuple[float, float]]) -> list[float]:
    """Failures in order of falling confidence; answers of equal confidence share theirs, as their order is chance."""
    evened: list[float] = []
    ordered = sorted(answered, key=lambda one: -one[0])
    for _, tied in groupby(ordered, key=lambda one: one[0]):
        failed = [one for _, one in tied]
        evened += [sum(failed) / len(failed)] * len(failed)
    return evened


def _cumulated(failures: Sequence[float]) -> list[float]:
    """Mean of the first one, two, three … failures."""
    total, found = 0.0, []
    for count, failed in enumerate(failures, 1):
        total += failed
        found.append(total / count)
    return found
