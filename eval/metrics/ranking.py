"""What retrieval found for a question, as a ranked list that ir-measures can judge, by document and by clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal

from eval.gold import Place
from eval.metrics.measure import Case
from eval.retrieval.measures import value_of

Level = Literal["document", "clause"]
_UNIT: Final[dict[Level, Callable[[Place], str]]] = {
    "document": lambda place: place.document,
    "clause": lambda place: f"{place.document}@{place.revision or ''} {place.clause}",
}


def of_ranking(code: str, level: Level) -> Callable[[Case], float | None]:
    """Returns what one of ir-measures' measures (``nDCG@10``) gives a case at a level.

    It is None where the run kept no retrieval, where nothing has to be found, and where the question is to be asked
    back. The unit found is a group of evidence: any of its places finds it, and finding it twice gains nothing, so that
    facts which the corpus tells in two places are wanted once.
    """

    def of(case: Case) -> float | None:
        question = case.question
        if case.retrieved is None or question.abstain == "must" or not question.places or question.candidates:
            return None
        unit = _UNIT[level]
        groups = tuple(dict.fromkeys(frozenset(map(unit, group)) for group in question.evidence))
        return value_of(code, _named(map(unit, case.retrieved), groups), {_name(n): 1 for n in range(len(groups))})

    return of


def _named(units: Iterable[str], groups: tuple[frozenset[str], ...]) -> list[str]:
    """The units once each, in order; one that finds a group not found before goes by the group's name."""
    named: list[str] = []
    left = dict(enumerate(groups))
    for unit in dict.fromkeys(units):
        found = next((number for number, group in left.items() if unit in group), None)
        if found is None:
            named.append(unit)
        else:
            del left[found]
            named.append(_name(found))
    return named


def _name(group: int) -> str:
    return f"evidence group {group}"
