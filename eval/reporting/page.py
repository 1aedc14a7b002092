"""A run as one HTML file that opens from disk and needs no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from assistant.answer import Citation
from eval.comparison import Comparison, compare
from eval.gold import Place
from eval.metrics import measures
from eval.metrics.measure import Case, said, told
from eval.reporting.plots import bars, curve, histogram
from eval.risk import Risk
from eval.runs import Run, RunError
from eval.scoring import Scored, Scores, score
from eval.tables import number, risk_line, shown

_TEMPLATES: Final = Path(__file__).parent / "templates"
_WORST: Final = 30
_SHOWN: Final = 12
_CHARTS: Final = (
    ("document@any", "category", "A document cited is right, by category"),
    ("nuggets", "category", "Vital facts said, by category"),
    ("kind", "language", "Kind of answer right, by language"),
    ("nuggets", "language", "Vital facts said, by language"),
    ("abstention-recall", "unanswerable", "Unanswerable questions declined, by class"),
)
_GROUPS: Final = {"unanswerable": "class"}
_GRAVITY: Final[dict[str, float]] = {
    "quotation": 5,
    "citation-valid": 5,
    "wrong-revision": 5,
    "abstention-recall": 3,
    "declined-wrongly": 3,
    "forbidden": 2,
    "document@any": 2,
    "nuggets": 2,
    "facts": 1,
    "clause": 1,
    "kind": 1,
    "language": 1,
}
"""What the loss of a whole point weighs when answers are put in order, worst first."""


def write_page(run: Run, path: Path, *, former: Run | None = None) -> Path:
    """Writes the page and returns its path.

    Raises:
        RunError: It cannot be written, or the former run is over other questions.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    scores = score(run)
    compared = compare(score(former), scores) if former else None
    room = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    text = room.get_template("report.html.j2").render(**_context(run, scores, compared))
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RunError(f"{path} cannot be written: {error}.") from error
    return path


def gravity(case: Scored) -> float:
    """Returns how bad an answer is: what each measure lost against its best value, weighed; 0 is flawless."""
    table = measures()
    lost = 0.0
    for name, weight in _GRAVITY.items():
        if name in case.values:
            value = case.values[name]
            lost += weight * (1 - value if table[name].better == "higher" else value)
    return lost


def worst(cases: Sequence[Scored], *, limit: int = _WORST) -> tuple[Scored, ...]:
    """Returns the worst answers, worst first; those without a flaw are left out."""
    ranked = sorted(cases, key=lambda case: (-gravity(case), case.id))
    return tuple(case for case in ranked[:limit] if gravity(case) > 0)


def _context(run: Run, scores: Scores, compared: Comparison | None) -> dict[str, Any]:
    header = scores.header
    cases = {case.question.id: case for case in run.cases()}
    errors = {record.id: record.error for record in run.records}
    return {
        "header": header,
        "facts": (
            ("Code", header.commit),
            ("Store", f"{header.store}, corpus {header.corpus[:16]}"),
            ("Embedder", header.embedder),
            ("Answered by", header.answered_by),
            ("Gold", header.gold),
            ("Asked on", header.today),
            ("Machine", header.machine),
        ),
        "figures": [
            {
                "title": measure.title,
                "n": scores.overall[name].n,
                "shown": shown(scores.overall[name], measure),
                "better": measure.better,
                "formula": measure.formula,
            }
            for name, measure in measures().items()
        ],
        "broken": "; ".join(f"{name} in {', '.join(ids)}" for name, ids in scores.broken.items() if ids),
        "crashed": ", ".join(scores.crashed),
        "comparison": compared,
        "number": number,
        "charts": [*_charts(scores), *([_risk(scores.risk)] if scores.risk else []), _latency(run, scores)],
        "confusion": _confusion(scores.cases),
        "worst": [_side_by_side(one, cases[one.id], errors[one.id]) for one in worst(scores.cases)],
    }


def _charts(scores: Scores) -> list[dict[str, Any]]:
    from markupsafe import Markup

    found = []
    for number_of, (name, group, title) in enumerate(_CHARTS):
        rows = [(key, figures[name]) for key, figures in scores.groups[group].items() if figures[name].n]
        found.append(
            {
                "id": f"chart-{number_of}",
                "title": title,
                "svg": Markup(bars(rows, title=f"{title}: bars with 95% intervals; the table below has the numbers")),
                "caption": f"{measures()[name].title}, by {_GROUPS.get(group, group)}",
                "head": (_GROUPS.get(group, group).capitalize(), "n", "Figure", "From", "To"),
                "rows": [
                    (key, one.n, *(number(v or 0.0) for v in (one.value, one.low, one.high))) for key, one in rows
                ],
            }
        )
    return found


def _risk(risk: Risk) -> dict[str, Any]:
    from markupsafe import Markup

    steps = [min(risk.curve, key=lambda point: abs(point[0] - step)) for step in (0.25, 0.5, 0.75, 1.0)]
    return {
        "id": "risk",
        "title": "Risk over coverage",
        "svg": Markup(curve(risk.curve, title="Share of wrong answers (up) among the surest answers (right)")),
        "caption": f"{risk_line(risk)}. Wrong: no answer was due, a vital fact is missing, or a false one is said",
        "head": ("Share answered", "Risk"),
        "rows": [(number(coverage), number(share)) for coverage, share in steps],
    }


def _latency(run: Run, scores: Scores) -> dict[str, Any]:
    from markupsafe import Markup

    names = ("latency-p50", "latency-p95")
    values = [record.milliseconds for record in run.records]
    plot = histogram(values, title="Milliseconds from question to answer: a histogram") if values else ""
    return {
        "id": "latency",
        "title": "Time to answer",
        "svg": Markup(plot),
        "caption": "Milliseconds with 95% intervals, one question at a time, warm",
        "head": ("Quantile", "n", "Figure"),
        "rows": [
            (measures()[name].title, scores.overall[name].n, shown(scores.overall[name], measures()[name]))
            for name in names
        ],
    }


def _confusion(cases: Sequence[Scored]) -> dict[str, Any]:
    counts = Counter((case.expected, case.got) for case in cases)
    expected = sorted({one for one, _ in counts})
    columns = sorted({one for pair in counts for one in pair})
    return {
        "columns": columns,
        "rows": [(kind, [(got, counts[kind, got]) for got in columns]) for kind in expected],
    }


def _side_by_side(scored: Scored, case: Case, error: str | None) -> dict[str, Any]:
    question, answer = case.question, case.answer
    words = told(answer) if answer else ""
    table = measures()
    lost = [
        f"{table[name].title}: {number(scored.values[name])}"
        for name in _GRAVITY
        if name in scored.values and scored.values[name] != (1.0 if table[name].better == "higher" else 0.0)
    ]
    return {
        "id": question.id,
        "question": question.question,
        "language": question.language,
        "failed": "; ".join(lost),
        "got": scored.got,
        "error": error,
        "expected": ", ".join((question.kind, *question.also)),
        "statements": [one.text for one in answer.statements[:_SHOWN]] if answer else [],
        "notes": [one.text for one in answer.notes] if answer else [],
        "citations": [{"quote": one.quote, "place": _place(one)} for one in case.citations[:_SHOWN]],
        "nuggets": [
            {"text": one.text, "importance": one.importance, "said": said(one.patterns, words)}
            for one in question.nuggets
        ],
        "places": [_place(one) for group in question.evidence for one in group],
        "asker": question.asker,
        "why": question.why,
    }


def _place(of: Citation | Place) -> str:
    revision = f"@{of.revision}" if of.revision else ""
    return f"{of.document}{revision}, {of.clause}"
