"""``iscg eval verify``: the verdicts on references and quotations against items judged by hand."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.checking import Checker
from assistant.checking.reading import read_file
from corpus.errors import UsageError
from eval.bars import Figure, as_json, as_table, exit_code, share
from eval.checking.verify_gold import Case, read_items, read_library
from eval.intervals import Interval

MACRO_F1, SECONDS, FEWEST = 0.95, 2.0, 30
PAGES, CHARACTERS = 20, 3_000
_APART = 500
"""Characters between two items of a file, so that none says of which text the next one is."""
_DRAWS, _SEED = 2_000, 6
_WORDS_KEPT = frozenset({"exact", "exact-in-other-revision"})


@dataclass(frozen=True, slots=True)
class Judged:
    """An item and the verdict it got: of what was found at its very place, ``none`` where nothing was."""

    case: Case
    found: str


def judge(cases: Sequence[Case], checker: Checker) -> tuple[Judged, ...]:
    """Returns the verdict that each item gets where its text is checked alone."""
    return tuple(Judged(one, _found(one, checker)) for one in cases)


def macro_f1(judged: Sequence[Judged]) -> float:
    """Returns the mean over the verdicts of the gold of 2·TP / (TP + FP + TP + FN)."""
    return _macro([(one.case.verdict, one.found) for one in judged])


def confused(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Returns the items whose words were kept and that are told as altered, and the other way round."""

    def crossed(one: Judged) -> bool:
        wanted, found = one.case.verdict, one.found
        return (wanted in _WORDS_KEPT and found == "altered") or (wanted == "altered" and found in _WORDS_KEPT)

    return tuple(filter(crossed, judged))


def placed(cases: Sequence[Case], checker: Checker) -> tuple[int, int]:
    """Returns ``(right, all)`` of the items of one file: each is found where it stands in the file as read.

    The file has a byte order mark, ends of lines in two characters, signs beyond the basic plane, and all items.
    """
    filler = "\U0001f30d " + "Nothing is quoted or named in these words. " * (_APART // 43) + "\r\n\r\n"
    text, spans = filler, []
    for one in cases:
        start, end = one.span
        block = "\r\n\r\n" if "\n>" in one.text else " "
        text += f"\u2022 {block}"
        spans.append((len(text) + start, len(text) + end))
        text += one.text + "\r\n\r\n" + filler
    source = read_file(b"\xef\xbb\xbf" + text.encode("utf-8"), name="contribution.txt").text
    shift = len(source) - len(text)
    items = checker.check(source)
    places = {(item.start - shift, item.end - shift) for item in items if source[item.start : item.end] == item.text}
    return sum(span in places for span in spans), len(spans)


def seconds(cases: Sequence[Case], fresh: Callable[[], Checker]) -> float:
    """Returns the processor time that a checker which has read nothing yet takes for twenty pages full of items.

    The best of three. It is the time of the clock where nothing else runs.
    """
    page = "\n".join(one.text for one in cases)
    text = (page * PAGES)[: PAGES * CHARACTERS]

    def once() -> float:
        checker = fresh()
        started = time.process_time()
        checker.check(text)
        return time.process_time() - started

    return min(once() for _ in range(3))


def figures_of(judged: Sequence[Judged]) -> list[Figure]:
    """Returns macro-F1, what was confused, and recall and precision of each verdict with their intervals."""
    wanted, got = Counter(one.case.verdict for one in judged), Counter(one.found for one in judged)
    right = Counter(one.case.verdict for one in judged if one.found == one.case.verdict)
    figures = [
        Figure("macro-F1", macro_f1(judged), len(judged), _interval(judged), MACRO_F1),
        Figure("exact against altered", float(len(confused(judged))), len(judged), None, 0.0, at_most=True),
        Figure("items of the rarest verdict", float(min(wanted.values())), len(wanted), None, float(FEWEST)),
    ]
    for verdict, count in wanted.items():
        figures.append(share(f"recall of {verdict}", right[verdict], count))
        figures.append(share(f"precision of {verdict}", right[verdict], got[verdict]))
    return figures


def verify(argv: Sequence[str]) -> int:
    """Prints the figures with their intervals; 1 where one is below its bar.

    Raises:
        StoreError: ``--store`` names a store that cannot serve.
    """
    given = _parser().parse_args(list(argv))
    library, first, second = read_library(), read_items(), read_items("second")
    cases, checker = (*first, *second), library.checker()
    judged = judge(cases, checker)
    figures = figures_of(judged)
    figures[2:2] = [
        Figure("macro-F1, second set", macro_f1(judged[len(first) :]), len(second), _interval(judged[len(first) :])),
        share("places in the user's file", *placed(cases, checker), bar=1.0),
        Figure(f"seconds for {PAGES} pages", seconds(cases, library.checker), PAGES, None, SECONDS, at_most=True),
        *(_of_store(given.store, cases) if given.store is not None else ()),
    ]
    print(as_json(figures) if given.json else "\n".join([as_table(figures), *_wrong(judged)]))
    return exit_code(figures)


def _of_store(store: Path, cases: Sequence[Case]) -> list[Figure]:
    from assistant.opening import open_libraries
    from assistant.settings import load_settings
    from eval.checking.verify_store import store_figures

    if not store.exists():
        raise UsageError(f"There is no store at {store}. Run iscg index --store {store} first.")
    settings = load_settings(store=store)
    libraries = open_libraries(settings)
    took = seconds(cases, lambda: open_libraries(settings).checker())
    timed = Figure(f"seconds for {PAGES} pages, the store", took, PAGES, None, SECONDS, at_most=True)
    return [timed, *store_figures(libraries.catalogue, libraries.checker())]


def _found(case: Case, checker: Checker) -> str:
    return next((one.verdict for one in checker.check(case.text) if (one.start, one.end) == case.span), "none")


def _macro(pairs: Iterable[tuple[str, str]]) -> float:
    held = list(pairs)
    wanted, got = Counter(one for one, _ in held), Counter(other for _, other in held)
    right = Counter(one for one, other in held if one == other)
    return float(np.mean([2 * right[one] / (wanted[one] + got[one]) for one in wanted]))


def _interval(judged: Sequence[Judged]) -> Interval:
    """Returns the 95% percentile interval of macro-F1; items are drawn within their verdict."""
    wanted = list(dict.fromkeys(one.case.verdict for one in judged))
    labels = [*wanted, *sorted({one.found for one in judged} - set(wanted))]
    counts = np.zeros((len(wanted), len(labels)))
    for one in judged:
        counts[wanted.index(one.case.verdict), labels.index(one.found)] += 1
    draw = np.random.default_rng(_SEED)
    drawn = np.stack([draw.multinomial(int(row.sum()), row / row.sum(), size=_DRAWS) for row in counts], axis=1)
    right = np.stack([drawn[:, at, at] for at in range(len(wanted))], axis=1)
    both = drawn.sum(axis=2) + drawn.sum(axis=1)[:, : len(wanted)]
    low, high = np.quantile((2 * right / both).mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _wrong(judged: Sequence[Judged]) -> list[str]:
    return [
        f"  {one.case.verdict}, got {one.found}: {one.case.language} {one.case.case}: {' '.join(one.case.item.split())}"
        for one in judged
        if one.found != one.case.verdict
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval verify", description="Hold verdicts on references and quotations against items judged by hand."
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="measure on the texts of this store too")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser
