"""Is one run better than another: paired by question, with a verdict that says "cannot tell" where it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from eval.intervals import bootstrap_mean, detectable, holm, mcnemar, sign_flip, verdict
from eval.metrics import HEADLINE, measures
from eval.runs import RunError
from eval.scoring import Scored, Scores
from eval.tables import number

Verdict = Literal["better", "worse", "cannot tell"]
_EPSILON: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One measure over the questions to which it applies in both runs; new minus old.

    ``p`` is that of the sign-flip test, or of exact McNemar for measures of 0 and 1; ``corrected`` is Holm's over the
    headline family. ``detectable`` is the mean difference that these pairs would show in four of five tries.
    """

    measure: str
    n: int
    old: float
    new: float
    mean: float
    low: float
    high: float
    wins: int
    losses: int
    ties: int
    test: Literal["sign flips", "McNemar"]
    p: float
    corrected: float
    detectable: float | None
    verdict: Verdict
    fell: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs over the same questions, by headline measure."""

    questions: int
    differences: tuple[Difference, ...]


def compare(old: Scores, new: Scores, *, names: Sequence[str] = HEADLINE) -> Comparison:
    """Returns how ``new`` differs from ``old``.

    Raises:
        RunError: The runs are not over the same questions of the same gold file.
    """
    if (old.header.gold, old.header.part) != (new.header.gold, new.header.part):
        raise RunError(
            f"The runs are over different questions ({old.header.part} of {old.header.gold}, {new.header.part} of "
            f"{new.header.gold}), so they do not compare. Generate both anew from the same gold file."
        )
    former = {case.id: case for case in old.cases}
    found = {name: _pairs(name, former, new.cases) for name in names}
    chances = {name: _p(name, pairs) for name, pairs in found.items() if pairs}
    corrected = holm(chances)
    return Comparison(
        questions=len(new.cases),
        differences=tuple(
            _difference(name, found[name], p=chances[name], corrected=corrected[name]) for name in names if found[name]
        ),
    )


def comparison_table(outcome: Comparison) -> str:
    """Returns the comparison as text, one measure a line, and below it the questions that fell."""
    lines = [
        f"{outcome.questions} questions; new minus old with its 95% interval, p corrected (Holm) over "
        f"{len(outcome.differences)} measures; beside it the difference that could have been found",
        "",
        f"{'':<22}{'n':>5}{'old':>8}{'new':>8}  {'difference':<24}{'+/-/=':>12}{'p':>8}{'found from':>12}  verdict",
    ]
    for one in outcome.differences:
        span = f"{one.mean:+.3f} [{one.low:+.3f}, {one.high:+.3f}]"
        moved = f"{one.wins}/{one.losses}/{one.ties}"
        least = "–" if one.detectable is None else number(one.detectable)
        lines.append(
            f"{one.measure:<22}{one.n:>5}{number(one.old):>8}{number(one.new):>8}  {span:<24}{moved:>12}"
            f"{one.corrected:>8.3f}{least:>12}  {one.verdict}"
        )
    lines += [f"fell in {one.measure}: {', '.join(one.fell)}" for one in outcome.differences if one.fell]
    return "\n".join(lines)


def comparison_markdown(outcome: Comparison) -> str:
    """Returns the comparison as a Markdown table, and below it the questions that fell."""
    lines = [
        "| measure | n | old | new | difference [95% interval] | won / lost | p | found from | verdict |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in outcome.differences:
        least = "–" if one.detectable is None else number(one.detectable)
        span = f"{one.mean:+.3f} [{one.low:+.3f}, {one.high:+.3f}]"
        lines.append(
            f"| {one.measure} | {one.n} | {number(one.old)} | {number(one.new)} | {span} | {one.wins} / {one.losses} "
            f"| {one.corrected:.3f} | {least} | {one.verdict} |"
        )
    fell = [f"- fell in {one.measure}: {', '.join(one.fell)}" for one in outcome.differences if one.fell]
    return "\n".join([*lines, "", *fell] if fell else lines)


_Pair = tuple[Scored, float, float]


def _pairs(name: str, former: Mapping[str, Scored], cases: Sequence[Scored]) -> list[_Pair]:
    return [
        (case, former[case.id].values[name], case.values[name])
        for case in cases
        if name in case.values and case.id in former and name in former[case.id].values
    ]


def _p(name: str, pairs: Sequence[_Pair]) -> float:
    if measures()[name].binary:
        return mcnemar(*_moved(pairs))
    return sign_flip([new - old for _, old, new in pairs])


def _moved(pairs: Sequence[_Pair]) -> tuple[int, int]:
    """How many rose and how many fell."""
    return sum(new > old + _EPSILON for _, old, new in pairs), sum(new < old - _EPSILON for _, old, new in pairs)


def _difference(name: str, pairs: Sequence[_Pair], *, p: float, corrected: float) -> Difference:
    measure = measures()[name]
    gaps = [new - old for _, old, new in pairs]
    mean = sum(gaps) / len(gaps)
    low, high = bootstrap_mean(gaps, [case.cluster for case, _, _ in pairs])
    rose, fell = _moved(pairs)
    up = measure.better == "higher"
    return Difference(
        measure=name,
        n=len(pairs),
        old=sum(old for _, old, _ in pairs) / len(pairs),
        new=sum(new for _, _, new in pairs) / len(pairs),
        mean=mean,
        low=low,
        high=high,
        wins=rose if up else fell,
        losses=fell if up else rose,
        ties=len(pairs) - rose - fell,
        test="McNemar" if measure.binary else "sign flips",
        p=p,
        corrected=corrected,
        detectable=detectable(gaps),
        verdict=verdict(mean, corrected, measure.better),
        fell=tuple(case.id for case, old, new in pairs if (new < old - _EPSILON if up else new > old + _EPSILON)),
    )
