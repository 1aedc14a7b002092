"""``iscg eval judge``: measures a judge on labels that people gave, then lets it advise on a run."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from eval.judges import JUDGES, open_judge
from eval.judges.judge import LABELS, Judge, Label

KEY: Final = "ISCG_JUDGE_API_KEY"


def judge(argv: Sequence[str]) -> int:
    """Prints how often the judge is right, then what it says of a run. Exit code 1 where it does not meet the bar.

    Raises:
        JudgeError: The judge cannot be asked, or wrote the run's answers.
        DatasetError: The labelled pairs cannot be read.
        RunError: There is no run in the folder.
    """
    given = _parser().parse_args(list(argv))
    from eval.bars import as_json, as_table, exit_code
    from eval.judges.advice import advise, write_advice
    from eval.judges.measuring import confusion, figures_of, read_items, sampled, verdicts
    from eval.runs import read_run
    from indexer.progress import progress_on

    asked, items = _open(given), sampled(read_items(given.data), given.limit)
    run = read_run(given.run) if given.run else None
    progress = progress_on(sys.stderr)
    progress.start(f"Judging with {asked.fingerprint}", len(items))
    said = verdicts(asked, items, progress=progress.advance)
    progress.finish()
    figures = figures_of(items, said)
    if run is not None:
        progress.start("Judging the run", 0)
        advice = advise(run, asked, figures[0], measured_on=given.data.resolve().name, progress=progress.advance)
        progress.finish()
        print(f"The advice is in {write_advice(advice, given.run)}", file=sys.stderr)
        figures = (*figures, *advice.figures())
    print(as_json(figures) if given.json else f"{as_table(figures)}\n\n{_table(confusion(items, said))}")
    return exit_code(figures)


def _open(given: argparse.Namespace) -> Judge:
    if given.judge != "openai":
        return open_judge(given.judge)
    return open_judge("openai", base_url=given.base_url, model=given.model, api_key=os.environ.get(KEY))


def _table(counts: dict[Label, dict[str, int]]) -> str:
    heads = (*LABELS, "none")
    lines = [f"{'people say, judge says':<24}" + "".join(f"{head:>17}" for head in heads)]
    lines += [f"{label:<24}" + "".join(f"{row[head]:>17}" for head in heads) for label, row in counts.items()]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval judge",
        description="Measures a judge of support on pairs that people labelled, before it counts: macro-F1 with its "
        "interval, against a bar. With --run it then says which statements of a run are carried by what they cite. "
        "A judge advises; no gate reads it.",
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="SciFact: a corpus with evidence.jsonl")
    parser.add_argument("--judge", choices=tuple(JUDGES), default="lexical", help="which judge (default: lexical)")
    parser.add_argument("--base-url", default="", metavar="URL", help=f"of the endpoint; its key is in {KEY}")
    parser.add_argument("--model", default="", metavar="NAME", help="the judging model, another than answers questions")
    parser.add_argument("--limit", type=int, metavar="N", help="so many pairs, spread evenly, instead of all")
    parser.add_argument("--run", type=Path, metavar="DIR", help="a run to judge")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser
