"""Scores and comparisons as text for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eval.metrics import measures
from eval.metrics.measure import Measure
from eval.risk import Risk
from eval.scoring import Figure, Scores


def shown(figure: Figure, measure: Measure) -> str:
    """Returns a figure with its interval: ``.842 [.801, .876]``, or milliseconds; a dash where it does not apply."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    if measure.unit == "ms":
        return f"{figure.value:.1f} ms [{figure.low:.1f}, {figure.high:.1f}]"
    if measure.unit == "count":
        return f"{figure.value:.0f} [{figure.low:.0f}, {figure.high:.0f}]"
    if measure.unit == "money":
        return f"{figure.value:.4g} [{figure.low:.4g}, {figure.high:.4g}]"
    return f"{number(figure.value)} [{number(figure.low)}, {number(figure.high)}]"


def number(value: float) -> str:
    """Returns a share with three decimals and no leading zero."""
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def scores_table(scores: Scores) -> str:
    """Returns the overall figures, one measure a line, with n; then what broke an invariant, and crashes."""
    rows = [
        f"{name:<22}{scores.overall[name].n:>5}  {shown(scores.overall[name], measure):<26}{measure.title}"
        for name, measure in measures().items()
    ]
    header = scores.header
    lines = [
        f"{header.questions} questions ({header.part}), store {header.store}, {header.embedder}",
        f"code {header.commit}, asked as of {header.today}, {header.machine}",
        "",
        f"{'':<22}{'n':>5}  {'95% interval':<26}",
        *rows,
    ]
    if scores.risk:
        lines.append(risk_line(scores.risk))
    for name, ids in scores.broken.items():
        if ids:
            lines.append(f"broken: {name} in {', '.join(ids)}")
    if scores.crashed:
        lines.append(f"crashed: {', '.join(scores.crashed)}")
    return "\n".join(lines)


def risk_line(risk: Risk) -> str:
    """Returns in one line how well confidence tells right answers from wrong ones."""
    return (
        f"risk over coverage of {risk.n} answers: area {number(risk.aurc)} (best order {number(risk.best)}), "
        f"{risk.covered:.0%} answered at a risk of at most 5%"
    )


def group_table(scores: Scores, group: str, names: tuple[str, ...]) -> str:
    """Returns a Markdown table: one line a value of ``group``, one column a measure, with n in brackets."""
    table = measures()
    head = [group, *names]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for key, figures in scores.groups[group].items():
        cells = [_cell(figures, name, table[name]) for name in names]
        lines.append(f"| {key} | {' | '.join(cells)} |")
    return "\n".join(lines)


SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "category": ("kind", "document@any", "clause", "nuggets", "facts", "citation-recall", "citation-precision"),
    "language": ("kind", "document@any", "clause", "nuggets", "facts", "declined-wrongly"),
    "unanswerable": ("abstention-recall", "kind"),
}
"""Groups told of beside the whole, with the measures that say something of them."""


def grouped(scores: Scores) -> str:
    """Returns one Markdown table a group: by category, by language, by class of unanswerable questions."""
    return "\n\n".join(group_table(scores, group, names) for group, names in SHOWN.items())


def markdown(scores: Scores) -> str:
    """Returns all figures as a Markdown table with n and intervals."""
    lines = ["| measure | n | figure [95% interval] |", "| --- | --- | --- |"]
    lines += [
        f"| {measure.title} (`{name}`) | {scores.overall[name].n} | {shown(scores.overall[name], measure)} |"
        for name, measure in measures().items()
    ]
    return "\n".join([*lines, "", risk_line(scores.risk)] if scores.risk else lines)


def _cell(figures: Mapping[str, Figure], name: str, measure: Measure) -> str:
    figure = figures[name]
    if figure.value is None:
        return "–"
    value = f"{figure.value:.0f} ms" if measure.unit == "ms" else number(figure.value)
    return f"{value} ({figure.n})"
