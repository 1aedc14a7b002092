"""The charts of a report, each with its caption and the table of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from eval.comparison import Comparison
from eval.metrics import measures
from eval.metrics.calibration import reliability
from eval.reporting.plots import bars, curve, differences, histogram
from eval.risk import Risk, sureness
from eval.runs import Run
from eval.scoring import Scores
from eval.tables import number, risk_line, shown

_BY_GROUP: Final = (
    ("kind", "kind", "Kind of answer right, by the kind that serves best"),
    ("clause", "kind", "A clause cited is right, by kind of answer"),
    ("document@any", "category", "A document cited is right, by category"),
    ("nuggets", "category", "Vital facts said, by category"),
    ("kind", "language", "Kind of answer right, by language"),
    ("nuggets", "language", "Vital facts said, by language"),
    ("found-documents@10", "language", "Documents retrieval finds among ten, by language"),
    ("abstention-recall", "unanswerable", "Unanswerable questions declined, by class"),
)
_GROUPS: Final = {"unanswerable": "class"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One plot. ``svg`` is safe to write into the page; ``rows`` hold the numbers that it draws."""

    id: str
    title: str
    svg: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def by_group(scores: Scores) -> tuple[Chart, ...]:
    """Returns bars with intervals of some measures over groups of questions."""
    found = []
    for place, (name, group, title) in enumerate(_BY_GROUP):
        rows = [(key, figures[name]) for key, figures in scores.groups[group].items() if figures[name].n]
        if not rows:
            continue
        word = _GROUPS.get(group, group)
        found.append(
            Chart(
                id=f"chart-{place}",
                title=title,
                svg=bars(rows, title=f"{title}: bars with 95% intervals; the table below has the numbers"),
                caption=f"{measures()[name].title}, by {word}",
                head=(word.capitalize(), "n", "Figure", "From", "To"),
                rows=tuple(
                    (key, str(one.n), *(number(v or 0.0) for v in (one.value, one.low, one.high))) for key, one in rows
                ),
            )
        )
    return tuple(found)


def confidence(run: Run, risk: Risk | None) -> tuple[Chart, ...]:
    """Returns risk over coverage and reliability; nothing where no answer was given."""
    pairs = [pair for case in run.cases() if (pair := sureness(case)) is not None]
    if risk is None or not pairs:
        return ()
    return _risk(risk), _reliability(pairs)


def latency(run: Run, scores: Scores) -> Chart:
    """Returns the distribution of times."""
    names = ("latency-p50", "latency-p95")
    values = [record.milliseconds for record in run.records]
    return Chart(
        id="latency",
        title="Time to answer",
        svg=histogram(values, title="Milliseconds from question to answer: a histogram") if values else "",
        caption="Milliseconds with 95% intervals, one question at a time, warm",
        head=("Quantile", "n", "Figure"),
        rows=tuple(
            (measures()[name].title, str(scores.overall[name].n), shown(scores.overall[name], measures()[name]))
            for name in names
        ),
    )


def forest(comparison: Comparison) -> str:
    """Returns the picture of two runs' differences; better is always to the right. The numbers stand in their table."""
    table = measures()
    rows = []
    for one in comparison.differences:
        low, high, mean = (one.low, one.high, one.mean)
        if table[one.measure].better == "lower":
            low, high, mean = -high, -low, -mean
        rows.append((one.measure, mean, low, high, one.verdict))
    return differences(rows, title="New minus old with 95% intervals, better to the right; the table below has numbers")


def _risk(risk: Risk) -> Chart:
    steps = [min(risk.curve, key=lambda point: abs(point[0] - step)) for step in (0.25, 0.5, 0.75, 1.0)]
    return Chart(
        id="risk",
        title="Risk over coverage",
        svg=curve(risk.curve, title="Share of wrong answers (up) among the surest answers (right)"),
        caption=f"{risk_line(risk)}. Wrong: no answer was due, a vital fact is missing, or a false one is said",
        head=("Share answered", "Risk"),
        rows=tuple((number(coverage), number(share)) for coverage, share in steps),
    )


def _reliability(pairs: Sequence[tuple[float, float]]) -> Chart:
    bins = reliability(pairs)
    return Chart(
        id="reliability",
        title="Reliability of confidence",
        svg=curve(
            [(sure, right) for sure, right, _ in bins],
            title="Share of right answers (up) by confidence (right); on the broken line both are equal",
            diagonal=True,
            dots=True,
        ),
        caption="Answers by confidence, in ten bins of equal width; empty ones are left out",
        head=("Mean confidence", "Right", "n"),
        rows=tuple((number(sure), number(right), str(n)) for sure, right, n in bins),
    )
