"""A run as one HTML file that opens from disk and needs no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from eval.comparison import Comparison, compare
from eval.judges.advice import Advice
from eval.metrics import FAMILIES, HEADLINE, measures
from eval.reporting.charts import by_group, confidence, forest, latency
from eval.reporting.worst import side_by_side, worst
from eval.runs import Header, Run, RunError
from eval.scoring import Figure, Scored, Scores, score
from eval.tables import number, shown

_TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure in a table. ``low``, ``high`` and ``at``: percent of the scale from 0 to 1, for shares alone."""

    name: str
    title: str
    n: int
    shown: str
    better: str
    formula: str
    source: str
    at: float | None = None
    low: float = 0.0
    high: float = 0.0


def write_page(run: Run, path: Path, *, former: Run | None = None, advice: Advice | None = None) -> Path:
    """Writes the page and returns its path.

    Args:
        run: What the page is about.
        path: Where to write it.
        former: A run over the same questions to compare it with.
        advice: What a judge said of the run.

    Raises:
        RunError: It cannot be written, or the former run is over other questions.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    scores = score(run)
    compared = compare(score(former), scores) if former else None
    room = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    text = room.get_template("report.html.j2").render(**_context(run, scores, compared, advice))
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RunError(f"{path} cannot be written: {error}.") from error
    return path


def _context(run: Run, scores: Scores, compared: Comparison | None, advice: Advice | None) -> dict[str, Any]:
    cases = {case.question.id: case for case in run.cases()}
    errors = {record.id: record.error for record in run.records}
    shown_worst = [side_by_side(one, cases[one.id], errors[one.id]) for one in worst(scores.cases)]
    return {
        "header": scores.header,
        "facts": _facts(scores.header),
        "headline": [_row(name, scores.overall[name]) for name in HEADLINE if scores.overall[name].n],
        "families": [
            (family, [_row(name, scores.overall[name]) for name in names]) for family, names in FAMILIES.items()
        ],
        "broken": [(name, ids) for name, ids in scores.broken.items() if ids],
        "crashed": scores.crashed,
        "comparison": compared,
        "forest": forest(compared) if compared else "",
        "number": number,
        "charts": (*by_group(scores), *confidence(run, scores.risk), latency(run, scores)),
        "confusion": _confusion(scores.cases),
        "worst": shown_worst,
        "there": {one.id for one in shown_worst},
        "advice": advice,
    }


def _facts(header: Header) -> tuple[tuple[str, str], ...]:
    return (
        ("Code", header.commit),
        ("Store", f"{header.store}, corpus {header.corpus[:16]}"),
        ("Embedder", header.embedder),
        ("Answered by", header.answered_by),
        ("Gold", header.gold),
        ("Asked on", header.today),
        ("Machine", header.machine),
    )


def _row(name: str, figure: Figure) -> Row:
    measure = measures()[name]
    row = Row(
        name=name,
        title=measure.title,
        n=figure.n,
        shown=shown(figure, measure),
        better=measure.better,
        formula=measure.formula,
        source=measure.source,
    )
    if figure.value is None or figure.low is None or figure.high is None or measure.unit != "share":
        return row
    at, low, high = (round(100 * one, 1) for one in (figure.value, figure.low, figure.high))
    return Row(**{name: getattr(row, name) for name in Row.__slots__} | {"at": at, "low": low, "high": high})


def _confusion(cases: Sequence[Scored]) -> dict[str, Any]:
    counts = Counter((case.expected, case.got) for case in cases)
    expected = sorted({one for one, _ in counts})
    columns = sorted({one for pair in counts for one in pair})
    return {
        "columns": columns,
        "rows": [(kind, [(got, counts[kind, got]) for got in columns]) for kind in expected],
    }
