"""From a run to figures: each measure for each case, then over all and over groups, with intervals. Offline."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from assistant.answer import Answer
from eval.gold import part_of
from eval.intervals import bootstrap_mean, bootstrap_of, quantile_interval, wilson
from eval.metrics import INVARIANTS, measures
from eval.metrics.measure import Case, Measure
from eval.risk import Risk, risk_of
from eval.runs import Header, Run, RunError

GROUPS: Final[dict[str, Callable[[Case], str]]] = {
    "category": lambda case: case.question.category,
    "kind": lambda case: case.question.kind,
    "language": lambda case: case.question.language,
    "unanswerable": lambda case: case.question.unanswerable or "",
    "asker": lambda case: case.question.asker,
    "part": lambda case: part_of(case.question.id),
}
_QUANTILES: Final = {"median": 0.5, "p95": 0.95}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number over ``n`` cases, with its 95% interval. ``value`` None: the measure applied to no case."""

    n: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One case's values by measure; a measure that does not apply is not there."""

    id: str
    category: str
    language: str
    expected: str
    got: str
    cluster: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """A scored run. ``groups``: by kind of group and its value, the figures of each measure."""

    header: Header
    overall: Mapping[str, Figure]
    groups: Mapping[str, Mapping[str, Mapping[str, Figure]]]
    cases: tuple[Scored, ...]
    crashed: tuple[str, ...]
    broken: Mapping[str, tuple[str, ...]]
    risk: Risk | None = None


def score(run: Run) -> Scores:
    """Returns the figures of a run; the same run gives the same bytes."""
    cases = run.cases()
    table = measures()
    values = {name: tuple(measure.of(case) for case in cases) for name, measure in table.items()}
    return Scores(
        header=run.header,
        overall=_figures(cases, values, table) | _together(cases, table),
        groups={
            group: {
                key: _figures(*_only(cases, values, [key_of(case) == key for case in cases]), table)
                for key in sorted({key_of(case) for case in cases} - {""})
            }
            for group, key_of in GROUPS.items()
        },
        cases=tuple(_scored(case, place, values) for place, case in enumerate(cases)),
        crashed=tuple(record.id for record in run.records if record.error),
        broken=_broken(cases, values),
        risk=risk_of(cases),
    )


def write_scores(scores: Scores, folder: Path) -> Path:
    """Writes ``scores.json`` into the run's folder and returns its path; packed where the run is.

    Raises:
        RunError: It cannot be written.
    """
    path = folder / ("scores.json.gz" if (folder / "answers.jsonl.gz").exists() else "scores.json")
    content = as_bytes(scores)
    try:
        path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)
    except OSError as error:
        raise RunError(f"{path} cannot be written: {error}.") from error
    return path


def as_bytes(scores: Scores) -> bytes:
    """Returns the scores as JSON; the same run gives the same bytes, on any machine."""
    return msgspec.json.format(msgspec.json.encode(scores)) + b"\n"


def figure(values: Sequence[float], clusters: Sequence[str], measure: Measure) -> Figure:
    """Returns one figure of these values: Wilson's interval for shares of 0 and 1, else a bootstrap over clusters,
    and order statistics for quantiles."""
    if not values:
        return Figure(n=0, value=None, low=None, high=None)
    if isinstance(measure.over, str) and measure.over != "mean":
        quantile = _QUANTILES[measure.over]
        low, high = quantile_interval(values, quantile)
        return _rounded(len(values), float(np.quantile(np.asarray(values), quantile)), low, high)
    mean = sum(values) / len(values)
    low, high = wilson(sum(values), len(values)) if measure.binary else bootstrap_mean(values, clusters)
    return _rounded(len(values), mean, low, high)


def _rounded(n: int, value: float, low: float, high: float) -> Figure:
    """To six decimals, below which machines need not agree."""
    return Figure(n=n, value=round(value, 6), low=round(low, 6), high=round(high, 6))


_Values = Mapping[str, tuple[float | None, ...]]


def _figures(cases: Sequence[Case], values: _Values, table: Mapping[str, Measure]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for name, measure in table.items():
        applying = [(value, case) for value, case in zip(values[name], cases, strict=True) if value is not None]
        clusters = [case.question.cluster for _, case in applying]
        found[name] = figure([value for value, _ in applying], clusters, measure)
    return found


def _together(cases: Sequence[Case], table: Mapping[str, Measure]) -> dict[str, Figure]:
    """Figures that are of all cases together. Groups have none: they are too small to say anything by them."""
    found: dict[str, Figure] = {}
    for name, measure in table.items():
        if not callable(measure.over) or measure.pair is None:
            continue
        paired = [(pair, case.question.cluster) for case in cases if (pair := measure.pair(case)) is not None]
        if paired:
            pairs, clusters = [pair for pair, _ in paired], [cluster for _, cluster in paired]
            low, high = bootstrap_of(pairs, clusters, measure.over)
            found[name] = _rounded(len(pairs), measure.over(pairs), low, high)
    return found


def _only(cases: Sequence[Case], values: _Values, kept: Sequence[bool]) -> tuple[Sequence[Case], _Values]:
    places = [place for place, keep in enumerate(kept) if keep]
    return [cases[place] for place in places], {
        name: tuple(row[place] for place in places) for name, row in values.items()
    }


def _scored(case: Case, place: int, values: _Values) -> Scored:
    got = {name: row[place] for name, row in values.items()}
    return Scored(
        id=case.question.id,
        category=case.question.category,
        language=case.question.language,
        expected=case.question.kind,
        got=kind_of(case.answer),
        cluster=case.question.cluster,
        values={name: round(value, 6) for name, value in got.items() if value is not None},
    )


def kind_of(answer: Answer | None) -> str:
    """Returns the answer's kind, or ``crash``."""
    return answer.kind if answer else "crash"


def _broken(cases: Iterable[Case], values: _Values) -> dict[str, tuple[str, ...]]:
    ids = [case.question.id for case in cases]
    return {
        name: tuple(one for one, value in zip(ids, values[name], strict=True) if value not in (None, wanted))
        for name, wanted in INVARIANTS.items()
    }
