"""Is a text cited where a newer one that is held should have served."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure, share


def of(case: Case) -> float | None:
    """Returns the share of citations into revisions that are not the one that serves at the date asked for.

    None where no revision is cited, and for histories and relations, whose matter older texts are.
    """
    if case.answer is None or case.answer.kind in ("history", "related"):
        return None
    cited = [one for one in case.citations if one.revision is not None and one.document in case.evidence.documents]
    wrong = sum(case.evidence.documents[one.document].serving(case.day) != one.revision for one in cited)
    return share(wrong, len(cited))


MEASURE = Measure(
    title="Wrong revision cited",
    formula="mean of (citations of a revision other than the newest held by the date / citations of revisions)",
    source="hard invariant of the outer contract",
    of=of,
    better="lower",
)
