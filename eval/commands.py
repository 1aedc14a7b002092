"""``iscg eval generate, score, compare, report, gate``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from eval.gold import QUESTIONS, read_questions

PARTS = ("dev", "test", "all")


def generate(argv: Sequence[str]) -> int:
    """Asks the gold questions of a part and writes the run into a folder.

    Raises:
        UsageError: The folder already holds a run.
        IscgError: The store cannot serve.
    """
    given = _generate_options(argv)
    from assistant.settings import load_settings
    from eval.generate import generate as run
    from eval.opening import open_system
    from eval.runs import RunError, write_run
    from indexer.progress import progress_on

    if (given.out / "run.json").exists():
        raise RunError(f"{given.out} already holds a run. Give another folder with --out.")
    settings = load_settings(store=given.store, embedder=given.embedder)
    questions = read_questions(given.gold, part=given.set)
    system = open_system(settings.store, embedder=settings.embedder, today=given.today, settings=settings)
    bar = progress_on(sys.stderr)
    bar.start("Asking", len(questions))
    header = system.header(questions, given.set, gold=given.gold, price=tuple(given.price) if given.price else None)
    done = run(system, system.texts, questions=questions, header=header, progress=lambda *_: bar.advance())
    bar.finish()
    write_run(done, given.out, packed=given.packed)
    print(f"Asked {len(questions)} questions; the answers are in {given.out}. Score them: iscg eval score {given.out}")
    return 0


def score(argv: Sequence[str]) -> int:
    """Scores a run offline, writes ``scores.json`` beside it and prints the figures.

    Raises:
        RunError: The folder holds no run.
    """
    parser = argparse.ArgumentParser(prog="iscg eval score", description="Measures the answers of a run, offline.")
    parser.add_argument("run", type=Path, metavar="DIR", help="the folder that iscg eval generate wrote")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="the figures as one JSON object")
    shape.add_argument("--markdown", action="store_true", help="the figures as Markdown tables, over all and by group")
    given = parser.parse_args(list(argv))
    import msgspec

    from eval.runs import read_run
    from eval.scoring import score as scored
    from eval.scoring import write_scores
    from eval.tables import grouped, markdown, scores_table

    scores = scored(read_run(given.run))
    path = write_scores(scores, given.run)
    if given.json:
        print(msgspec.json.encode(scores.overall).decode())
    elif given.markdown:
        print(f"{markdown(scores)}\n\n{grouped(scores)}")
    else:
        print(scores_table(scores))
        print(f"\nEach case and group: {path}", file=sys.stderr)
    return 0


def compare(argv: Sequence[str]) -> int:
    """Compares two runs over the same questions and prints a verdict for each headline measure.

    Raises:
        RunError: A folder holds no run, or the runs were over different questions.
    """
    parser = argparse.ArgumentParser(
        prog="iscg eval compare", description="Says for each headline measure whether run B is better than run A."
    )
    parser.add_argument("a", type=Path, metavar="A", help="the folder of the run that was before")
    parser.add_argument("b", type=Path, metavar="B", help="the folder of the new run")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    shape.add_argument("--markdown", action="store_true", help="a Markdown table, for a pull request")
    given = parser.parse_args(list(argv))
    import msgspec

    from eval.comparison import compare as compared
    from eval.comparison import comparison_markdown, comparison_table
    from eval.runs import read_run
    from eval.scoring import score as scored

    outcome = compared(scored(read_run(given.a)), scored(read_run(given.b)))
    if given.json:
        print(json.dumps(msgspec.to_builtins(outcome), ensure_ascii=False))
    else:
        print(comparison_markdown(outcome) if given.markdown else comparison_table(outcome))
    return 0


def report(argv: Sequence[str]) -> int:
    """Writes a run's figures as one HTML file that needs nothing else.

    Raises:
        RunError: A folder holds no run, or the page cannot be written.
    """
    parser = argparse.ArgumentParser(prog="iscg eval report", description="Writes one HTML page about a run.")
    parser.add_argument("run", type=Path, metavar="DIR", help="the folder of the run")
    parser.add_argument("--against", type=Path, metavar="DIR", help="a former run to compare it with")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: report.html in the run's folder")
    given = parser.parse_args(list(argv))
    from eval.judges.advice import read_advice
    from eval.reporting.page import write_page
    from eval.runs import read_run

    former = read_run(given.against) if given.against else None
    path = given.out or given.run / "report.html"
    write_page(read_run(given.run), path, former=former, advice=read_advice(given.run))
    print(f"The report is in {path}")
    return 0


def gate(argv: Sequence[str]) -> int:
    """Runs the fast evaluation and holds it against the committed figures. Exit code 1 where it is worse.

    Raises:
        IscgError: The corpus cannot be indexed, or there are no committed figures.
    """
    parser = argparse.ArgumentParser(
        prog="iscg eval gate",
        description="Indexes the documents that ship with the hashing embedder, asks the dev questions and fails where "
        "an invariant is broken or a figure fell beyond noise.",
    )
    parser.add_argument("--update", action="store_true", help="take today's figures as those to hold against")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the run in this folder")
    given = parser.parse_args(list(argv))
    from eval.gate import run_gate

    return run_gate(update=given.update, keep=given.keep)


def _generate_options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="iscg eval generate", description="Asks the gold questions, one at a time, and keeps what came back."
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write the run into")
    parser.add_argument("--set", choices=PARTS, default="dev", help="which part of the questions (default: dev)")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--embedder", metavar="NAME", help="the embedder the store was built with")
    parser.add_argument(
        "--gold", type=Path, default=QUESTIONS, metavar="FILE", help="other questions of the same shape"
    )
    parser.add_argument(
        "--today", type=date.fromisoformat, default=date.today(), metavar="DATE", help="day of asking (default: today)"
    )
    parser.add_argument("--packed", action="store_true", help="compress the files, as for a run to be committed")
    parser.add_argument(
        "--price",
        nargs=2,
        type=float,
        metavar=("READ", "WRITTEN"),
        help="what a language model's million tokens cost, read and written; the run then tells its cost",
    )
    return parser.parse_args(list(argv))
