"""The fast evaluation in the checks: invariants hold, and nothing fell beyond noise against the committed figures."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from corpus.errors import UsageError
from eval.gold import QUESTIONS, fingerprint, read_questions
from eval.intervals import mcnemar, sign_flip
from eval.metrics import HEADLINE, INVARIANTS, measures
from eval.runs import Run, write_run
from eval.scoring import Scored, Scores, score

BASELINE: Final = Path(__file__).parent / "baselines" / "gate-dev-hashing.json"
EMBEDDER: Final = "hashing"
TODAY: Final = date(2026, 11, 25)
"""The day the gate asks on, so that "the future" stays where it was."""

TOLERATED: Final = 0.02
"""A fall of more than this counts where chance would not explain it (p < .05)."""
NEVER: Final = 0.05
"""A fall of more than this counts whatever chance may explain."""


class GateError(UsageError):
    """There are no committed figures to hold a run against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The committed figures: each case's headline values, and the gold file they were measured on.

    ``known``: cases that broke an invariant when the figures were taken, by measure. They are told on every run and
    excused from failing it; the list is to become empty, and ``--update`` never makes it longer.
    """

    gold: str
    embedder: str
    cases: Mapping[str, Mapping[str, float]]
    known: Mapping[str, tuple[str, ...]]


def run_gate(*, update: bool, keep: Path | None) -> int:
    """Returns 0 where the run stands, 1 where it does not; says why on standard error.

    Raises:
        GateError: There are no committed figures, or they are of other questions.
    """
    run = _run()
    if keep is not None:
        write_run(run, keep)
    scores = score(run)
    if update:
        return _update(scores)
    faults = judge(scores, read_baseline())
    for fault in faults:
        print(fault, file=sys.stderr)
    figures = ", ".join(f"{name} {scores.overall[name].value:.3f}" for name in HEADLINE if scores.overall[name].n)
    print(f"Evaluation gate: {scores.header.questions} questions, {figures}: {'FAILED' if faults else 'passed'}")
    return 1 if faults else 0


def judge(scores: Scores, baseline: Baseline) -> tuple[str, ...]:
    """Returns one sentence for each reason to stop: crashes, broken invariants, measures that fell.

    Raises:
        GateError: The committed figures are of another gold file.
    """
    if scores.header.gold != baseline.gold:
        raise GateError("The gold questions changed since the committed figures. Run: iscg eval gate --update")
    faults = [f"The question {name} crashed." for name in scores.crashed]
    for name, ids in scores.broken.items():
        new = [one for one in ids if one not in baseline.known.get(name, ())]
        if new:
            faults.append(f"{measures()[name].title}: broken in {', '.join(new)}.")
    for name in HEADLINE:
        faults += fallen(name, baseline.cases, scores.cases)
    return tuple(faults)


def fallen(name: str, former: Mapping[str, Mapping[str, float]], cases: Sequence[Scored]) -> tuple[str, ...]:
    """Returns why a measure stops the gate, with the questions that fell, or nothing."""
    pairs = [
        (case.id, former[case.id][name], case.values[name])
        for case in cases
        if name in case.values and name in former.get(case.id, {})
    ]
    if not pairs:
        return ()
    sign = 1 if measures()[name].better == "higher" else -1
    gaps = [sign * (new - old) for _, old, new in pairs]
    mean = sum(gaps) / len(gaps)
    p = _chance(gaps, binary=measures()[name].binary)
    if not (mean < -NEVER or (mean < -TOLERATED and p < 0.05)):
        return ()
    fell = ", ".join(one for (one, _, _), gap in zip(pairs, gaps, strict=True) if gap < 0)
    return (f"{measures()[name].title}: {mean:+.3f} over {len(pairs)} questions (p {p:.3f}). Fell: {fell}.",)


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Returns the committed figures. Raises GateError where there are none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Baseline)
    except (OSError, msgspec.DecodeError) as error:
        raise GateError(f"There are no committed figures in {path}: {error}. Run: iscg eval gate --update") from error


def _chance(gaps: Sequence[float], *, binary: bool) -> float:
    if binary:
        return mcnemar(sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps))
    return sign_flip(gaps)


def _run() -> Run:
    """Indexes the corpus that ships into a folder of its own, asks the dev questions, and throws the store away."""
    from eval.generate import generate
    from eval.opening import open_system
    from indexer.build import build
    from indexer.embedding import open_embedder
    from indexer.extract import extract
    from indexer.progress import Silence
    from indexer.sources import Root, shipped_folder
    from indexer.tools import Tools

    questions = read_questions(part="dev")
    with tempfile.TemporaryDirectory(prefix="iscg-gate-") as folder:
        store = Path(folder) / "store"
        tools = Tools(embedder=open_embedder(EMBEDDER), read=extract, progress=Silence())
        build(store, [Root.at(shipped_folder())], tools=tools)
        system = open_system(store, embedder=EMBEDDER, today=TODAY)
        return generate(system, system.texts, questions=questions, header=system.header(questions, "dev"))


def _update(scores: Scores) -> int:
    known = {name: ids for name, ids in scores.broken.items() if ids}
    allowed = read_baseline().known if BASELINE.exists() else known
    longer = [one for name, ids in known.items() for one in ids if one not in allowed.get(name, ())]
    if longer:
        print(f"Not taken: {', '.join(longer)} break an invariant that held before. Mend them.", file=sys.stderr)
        return 1
    kept = tuple(name for name in (*HEADLINE, *INVARIANTS))
    baseline = Baseline(
        gold=fingerprint(QUESTIONS),
        embedder=EMBEDDER,
        known=known,
        cases={case.id: {k: v for k, v in case.values.items() if k in kept} for case in scores.cases},
    )
    BASELINE.parent.mkdir(exist_ok=True)
    BASELINE.write_bytes(msgspec.json.format(msgspec.json.encode(baseline), indent=1) + b"\n")
    print(f"The figures of today are in {BASELINE}; commit them with what changed them.")
    return 0
