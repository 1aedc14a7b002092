"""Do the structured facts agree with gold: roles, steps of a history, related documents, candidates."""

from __future__ import annotations

from typing import Any

from eval.gold import Question
from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns the share that agrees; None where the question has no structured gold or no answer was due."""
    question = case.question
    if not case.wants_answer or not (question.roles or question.steps or question.related or question.candidates):
        return None
    facts = case.answer.facts if case.answer else {}
    if question.roles:
        return _roles(facts, question)
    if question.steps:
        return _steps(facts, question)
    if question.related:
        return _named(facts.get("related"), question.related)
    return _named(facts.get("candidates"), question.candidates)


def _roles(facts: dict[str, Any], question: Question) -> float:
    """Sectors with the right role, in the theme among those told that gold is about; 0 where it is not among them.

    Where no role is recorded, a resolution may still ask the Sector to act: "asked" is right then too.
    """
    documents = question.documents
    told: dict[str, Any] = next((one for one in facts.get("themes", ()) if one.get("theme") in documents), {})
    sectors = told.get("sectors", {})
    roles = question.roles or {}
    right = 0
    for sector, role in roles.items():
        right += sectors.get(sector, {}).get("role") in ((role, "asked") if role == "none" else (role,))
    return right / len(roles)


def _steps(facts: dict[str, Any], question: Question) -> float:
    """Overlap of told and true steps over their union; 0 where the history is of another document."""
    if facts.get("document") not in question.documents:
        return 0.0
    told = {f"{one.get('revision')} {one.get('action')}" for one in facts.get("revisions", ())}
    true = set(question.steps)
    return len(told & true) / len(told | true)


def _named(told: Any, wanted: tuple[str, ...]) -> float:
    found = {one.get("document") for one in told or ()}
    return sum(name in found for name in wanted) / len(wanted)


MEASURE = Measure(
    title="Structured facts agree",
    formula="roles: Sectors right / 4 (asked will do where none is recorded); history: steps shared / steps in either; "
    "related, candidates: named / wanted",
    source="accuracy, Jaccard index, recall",
    of=of,
)
