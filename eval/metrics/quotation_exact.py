"""Is every quotation, to the code point, what stands at its place."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure, share


def of(case: Case) -> float | None:
    """Returns the share of citations with text[start:end] equal to the quotation; None where nothing is cited."""
    exact = 0
    for citation in case.citations:
        text = case.evidence.text(citation)
        exact += (
            text is not None and bool(citation.quote) and text.content[citation.start : citation.end] == citation.quote
        )
    return share(exact, len(case.citations))


MEASURE = Measure(
    title="Quotations are exact",
    formula="mean of (citations with stored text[start:end] == quote / citations)",
    source="hard invariant of the outer contract; nothing is folded",
    of=of,
)
