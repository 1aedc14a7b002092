"""``iscg eval history``: changes between revisions against gold judged by hand, replayed, and what answers take."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer
from assistant.library import Catalogue
from corpus.document import KINDS_WITH_REVISIONS, Document, Text, TextKind
from corpus.labels import label
from eval.bars import Figure, as_json, as_table, exit_code, share
from eval.intervals import bootstrap_mean, quantile_interval
from eval.lineage.lineage_gold import Step, line_of, name_of, pairs_of, shipped_steps
from eval.lineage.revised import generated_pairs, generated_texts
from indexer.lineage import apply, changes

F1_BAR, EDITORIAL_BAR, MOVED_BAR, GROUPED_BAR = 0.95, 0.98, 0.90, 0.80
MILLISECONDS_BAR = 50.0
GENERATED = 1_000
_AGAIN = 2
_RENUMBERED = 200
_BARS = {"moved": MOVED_BAR, "split": GROUPED_BAR, "merged": GROUPED_BAR}


class Assistant(Protocol):
    """What answers."""

    def ask(self, question: str, /) -> Answer:
        """Returns the answer to a question."""


def gold_figures(steps: Sequence[Step]) -> list[Figure]:
    """Returns F1 of the alignment, then precision and recall of each change; those with a bar carry it."""
    found = {step.name: [line_of(change) for change in changes(step.old, step.new)] for step in steps}
    figures = [_alignment(steps, found)]
    for name in ("editorial", "moved", "split", "merged", "modified", "added", "removed"):
        gold = [(step, line) for step in steps for line in step.gold if name_of(line) == name]
        told = [(step, line) for step in steps for line in found[step.name] if name_of(line) == name]
        bar = _BARS.get(name)
        right = sum(line in step.gold for step, line in told)
        precision_bar = EDITORIAL_BAR if name == "editorial" else bar
        figures.append(share(f"{name} precision", right, len(told), bar=precision_bar))
        reached = sum(line in found[step.name] for step, line in gold)
        figures.append(share(f"{name} recall", reached, len(gold), bar=bar))
    return figures


def faults(steps: Sequence[Step]) -> Iterator[str]:
    """Yields each line of gold that was not found, and each line found that is not in the gold."""
    for step in steps:
        found = {line_of(change) for change in changes(step.old, step.new)}
        for line in sorted(found.symmetric_difference(step.gold)):
            yield f"{'missed' if line in step.gold else 'wrong'}: {step.name}: {line}"


def replays(old: Text, new: Text) -> bool:
    """Returns whether the changes found, made on the clauses of ``old``, give those of ``new`` exactly."""
    return apply(changes(old, new), _clauses(old)) == _clauses(new)


def replay_figures(
    steps: Sequence[Step],
    held: Iterable[tuple[Text, Text]],
    *,
    generated: int = GENERATED,
    renumbered: int = _RENUMBERED,
) -> list[Figure]:
    """Returns how many pairs are replayed exactly: of the gold, held in the store, and generated; then renumbering."""
    named = {
        "replay, gold": ((step.old, step.new) for step in steps),
        "replay, held": held,
        "replay, generated": generated_pairs(generated),
    }
    figures = []
    for name, pairs in named.items():
        exact = [replays(old, new) for old, new in pairs]
        figures.append(share(name, sum(exact), len(exact), bar=1.0) if exact else Figure(name, 0.0, 0))
    told = [{one.change for one in changes(old, new)} for old, new in generated_texts(renumbered)]
    figures.append(
        share("modified by renumbering", sum("modified" in names for names in told), len(told), bar=0, at_most=True)
    )
    return figures


def held_pairs(catalogue: Catalogue) -> Iterator[tuple[Text, Text]]:
    """Yields each two texts of one document, kind and language that follow each other among the revisions held."""
    for identifier in catalogue.document_ids(kinds=KINDS_WITH_REVISIONS):
        document = catalogue.document(identifier)
        order = [step.revision for step in document.history] if document else []
        by_form: dict[tuple[TextKind, str], set[str]] = {}
        for key in catalogue.text_keys(identifier):
            if key.revision is not None:
                by_form.setdefault((key.kind, key.language), set()).add(key.revision)
        for (kind, language), codes in by_form.items():
            held = (catalogue.text(identifier, code, language=language, kind=kind) for code in order if code in codes)
            yield from pairwise(text for text in held if text is not None)


@dataclass(frozen=True, slots=True)
class Took:
    """What an answer took in milliseconds: on the clock, and of the processor, which a busy machine lengthens less."""

    clock: float
    processor: float


def timed(ask: Callable[[], Answer]) -> tuple[Answer, Took]:
    """Returns the answer and what it took; one that took too long is asked twice more, and its best time counts.

    So other work on the machine is told from the answer's own: it seldom falls on the same question three times.
    """
    answer, took = _timed(ask)
    for _ in range(_AGAIN):
        if took.clock > MILLISECONDS_BAR:
            took = min(took, _timed(ask)[1], key=lambda one: one.clock)
    return answer, took


def _timed(ask: Callable[[], Answer]) -> tuple[Answer, Took]:
    clock, processor = time.perf_counter(), time.process_time()
    answer = ask()
    return answer, Took(1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor))


def time_figures(name: str, times: Sequence[Took]) -> list[Figure]:
    """Returns the 95th percentile of what answers took, against the bar of 50 ms, and of the processor beside it."""
    clock, processor = [one.clock for one in times], [one.processor for one in times]
    return [
        _percentile(f"{name}, p95 ms", clock, bar=MILLISECONDS_BAR),
        _percentile(f"{name}, p95 ms of the processor", processor),
    ]


def _percentile(name: str, milliseconds: Sequence[float], *, bar: float | None = None) -> Figure:
    if not milliseconds:
        return Figure(name, 0.0, 0, bar=bar, at_most=True)
    value = sorted(milliseconds)[max(0, -(-95 * len(milliseconds) // 100) - 1)]
    return Figure(name, value, len(milliseconds), quantile_interval(milliseconds, 0.95), bar, at_most=True)


def answer_times(assistant: Assistant, documents: Iterable[Document]) -> Iterator[Took]:
    """Yields what each document's history took to answer, of those that have one."""
    for document in documents:
        if document.history:
            question = f"What is the history of {label(document)}?"
            yield timed(partial(assistant.ask, question))[1]


def history(argv: Sequence[str]) -> int:
    """Prints the figures; exits with 1 below a bar.

    Raises:
        StoreError: nothing was indexed yet, or the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.opening import open_libraries
    from assistant.service import Assistant as Service
    from assistant.settings import load_settings

    libraries = open_libraries(load_settings(store=given.store))
    catalogue = libraries.current().catalogue
    steps = shipped_steps()
    print(f"{len(steps)} revision steps judged by hand; {given.generated} generated pairs", file=sys.stderr)
    figures = [*gold_figures(steps), *replay_figures(steps, held_pairs(catalogue), generated=given.generated)]
    service = Service(libraries.current)
    service.ask("What is the history of Resolution 191?")  # what is read once is read before the clock runs
    documents = libraries.current().documents(*KINDS_WITH_REVISIONS)
    figures += time_figures("history answers", list(answer_times(service, documents)))
    print(as_json(figures) if given.json else as_table(figures))
    if not given.json:
        print(*faults(steps), sep="\n")
    return exit_code(figures)


def _alignment(steps: Sequence[Step], found: dict[str, list[str]]) -> Figure:
    """Returns F1 over aligned pairs; its interval draws whole steps, as the pairs of one are not independent."""
    hits: list[float] = []
    clusters: list[str] = []
    pairs = 0
    for step in steps:
        wanted, told = pairs_of(step.old, step.new, step.gold), pairs_of(step.old, step.new, found[step.name])
        both, right = (wanted + told).total(), 2 * (wanted & told).total()
        hits += [1.0] * right + [0.0] * (both - right)
        clusters += [step.name] * both
        pairs += wanted.total()
    return Figure("alignment F1", sum(hits) / len(hits), pairs, bootstrap_mean(hits, clusters), F1_BAR)


def _clauses(text: Text) -> dict[str, str]:
    return {clause.path: text.quote(clause) for clause in text.clauses}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval history",
        description="Hold changes between revisions against gold judged by hand, replay them, time the answers.",
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--generated", type=int, default=GENERATED, metavar="N", help="generated pairs to replay")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser
