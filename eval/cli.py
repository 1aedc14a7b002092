"""``iscg eval …``: measuring. Subcommands are a literal table, resolved on use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from corpus.errors import UsageError

SUBCOMMANDS: Final[dict[str, str]] = {
    "retrieval": "measure retrieval on a data set in BEIR's shape",
    "ablation": "rank a data set's queries by each rule of fusion",
    "generate": "ask the gold questions and keep the answers in a folder",
    "score": "measure the answers of such a folder, offline",
    "compare": "say whether one run is better than another",
    "report": "write a run's figures as one HTML page",
    "gate": "fail where a fast run is worse than the committed one",
    "candidates": "make drafts of gold questions from feedback and unanswered questions",
    "judge": "measure a judge of support before it counts, and let it judge a run",
    "calibrate": "learn from development questions how much support is enough to answer",
    "abstention": "ask what can and cannot be answered, and what is falsely taken for granted",
    "conversations": "hold scripted conversations and judge each turn",
    "injection": "plant attacks in documents and count those that come through",
    "overlaps": "hold overlaps of mandates against pairs labelled by hand",
    "related": "hold the relations of documents against relations written by hand",
    "sectors": "hold the roles of the Sectors against roles written from the documents",
    "addressees": "hold whom clauses ask, and by which verb, against gold written by hand",
    "references": "hold forms of references in six languages against tables written by hand",
    "clauses": "hold the clauses read from an official file against gold written by hand",
    "loaders": "time the reading of files beside the plain extractor of each format",
    "asof": "ask as of every conference of every history, and find what is later or wrong",
    "history": "hold changes between revisions against gold written by hand, and replay them",
    "prose": "hold true and false sentences on passages against the check of a model's prose",
    "verify": "hold verdicts on references and quotations against items judged by hand",
}
COMMANDS: Final[dict[str, str]] = {
    "retrieval": "eval.retrieval.command:retrieval",
    "ablation": "eval.retrieval.ablation:ablation",
    "candidates": "eval.candidates:candidates",
    "judge": "eval.judges.command:judge",
    "injection": "eval.injection.command:injection",
    "overlaps": "eval.responsibility.overlaps:overlaps",
    "prose": "eval.asking.prose:prose",
    "verify": "eval.checking.verify:verify",
    "history": "eval.lineage.history:history",
    "asof": "eval.lineage.asof:asof",
    "related": "eval.responsibility.related:related",
    "sectors": "eval.responsibility.sectors:sectors",
    "addressees": "eval.reading.addressees:addressees",
    "references": "eval.reading.references:references",
    "clauses": "eval.reading.clauses:clauses",
    "loaders": "eval.reading.loaders:loaders",
    "conversations": "eval.asking.conversations:conversations",
    "abstention": "eval.asking.abstention:abstention",
    "calibrate": "eval.asking.calibrate:calibrate",
    **{name: f"eval.commands:{name}" for name in ("generate", "score", "compare", "report", "gate")},
}
"""Subcommand to ``module:function``, imported when it is used."""


def main(argv: Sequence[str]) -> int:
    """Runs one subcommand and returns the exit code.

    Raises:
        UsageError: There is no such subcommand, or its data cannot be used.
    """
    if not argv or argv[0] in ("-h", "--help"):
        print("iscg eval measures the assistant.\n")
        for name, purpose in SUBCOMMANDS.items():
            print(f"  iscg eval {name:<12} {purpose}")
        return 0
    if argv[0] not in COMMANDS:
        raise UsageError(f"iscg eval has no subcommand “{argv[0][:40]}”. It has: {', '.join(SUBCOMMANDS)}.")
    module, _, function = COMMANDS[argv[0]].partition(":")
    command: Callable[[Sequence[str]], int] = getattr(import_module(module), function)
    return command(argv[1:])
