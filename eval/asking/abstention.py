"""``iscg eval abstention``: does the assistant know when not to answer, and does it answer rightly otherwise?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from eval.asking.answerability import DEV, TEST, UNANSWERABLE, Judged, judge, read_asked
from eval.bars import Figure, as_json, as_table, exit_code, share

ABSTENTION_BAR: Final = 0.90
REFUSAL_BAR: Final = 0.05
CORRECTION_BAR: Final = 0.90
DOCUMENT_BAR: Final = 0.95
CLAUSE_BAR: Final = 0.95
ACROSS_BAR: Final = 0.90
_ACROSS_FORMS: Final = ("theme", "resolution")


def figures_of(judged: Sequence[Judged]) -> list[Figure]:
    """Returns the figures that have bars, then each class and language."""
    answerable = [one for one in judged if one.kind == "answerable"]
    unanswerable = [one for one in judged if one.kind in UNANSWERABLE]
    declined = [one for one in (*answerable, *unanswerable) if one.abstained]
    rightly = sum(one.kind in UNANSWERABLE for one in declined)
    figures = [
        share("abstentions that are right (precision)", rightly, len(declined), bar=ABSTENTION_BAR),
        share("unanswerable declined (recall)", rightly, len(unanswerable), bar=ABSTENTION_BAR),
        share(
            "answerable declined",
            sum(one.abstained for one in answerable),
            len(answerable),
            bar=REFUSAL_BAR,
            at_most=True,
        ),
        *_corrections(judged),
        *_found(answerable),
        *_across(answerable),
        *_by_group(judged),
    ]
    return [one for one in figures if one.n]


def _corrections(judged: Sequence[Judged]) -> Iterator[Figure]:
    false = [one for one in judged if one.kind == "false-premise"]
    yield share("false premises corrected", sum(one.corrected for one in false), len(false), bar=CORRECTION_BAR)
    yield share("false premises declined", sum(one.abstained for one in false), len(false))


def _found(answerable: Sequence[Judged]) -> Iterator[Figure]:
    groups = sum(len(one.asked.clauses) for one in answerable)
    first = sum(one.first_is_right for one in answerable)
    yield share("document cited first is right (success@1)", first, len(answerable), bar=DOCUMENT_BAR)
    found, cited = (sum(getattr(one, name) for one in answerable) for name in ("clauses_found", "clauses_cited"))
    yield share("clauses among the first ten places (recall@10)", found, groups, bar=CLAUSE_BAR)
    yield share("clauses cited", cited, groups)


def _across(answerable: Sequence[Judged]) -> Iterator[Figure]:
    """Success@5 of each language as a part of the English figure, on theme and resolution questions; worst first."""
    asked = [one for one in answerable if one.asked.form in _ACROSS_FORMS]
    by_language = {code: [one for one in asked if one.asked.language == code] for code in _languages(asked)}
    english = by_language.pop("en", [])
    base = sum(one.found_wide for one in english) / len(english) if english else 0.0
    if not base:
        return
    yield share("success@5 in en", sum(one.found_wide for one in english), len(english))
    rates = {code: sum(one.found_wide for one in those) / len(those) / base for code, those in by_language.items()}
    for code, rate in sorted(rates.items(), key=lambda one: one[1]):
        yield Figure(f"success@5 in {code} over that in en", rate, len(by_language[code]), bar=ACROSS_BAR)


def _by_group(judged: Sequence[Judged]) -> Iterator[Figure]:
    for kind in UNANSWERABLE:
        those = [one for one in judged if one.kind == kind]
        yield share(f"declined, {kind}", sum(one.abstained for one in those), len(those))
    for form in sorted({one.asked.form for one in judged if one.asked.form}):
        those = [one for one in judged if one.asked.form == form]
        yield share(f"success@1, {form}", sum(one.first_is_right for one in those), len(those))
        asked_back = sum(one.answer.kind == "clarification" for one in those)
        yield share(f"asked back or declined, {form}", asked_back + sum(one.abstained for one in those), len(those))
    for code in _languages(judged):
        those = [one for one in judged if one.asked.language == code]
        lost = [one for one in those if one.kind in UNANSWERABLE]
        yield share(f"declined, {code}, unanswerable", sum(one.abstained for one in lost), len(lost))
        kept = [one for one in those if one.kind == "answerable"]
        yield share(f"declined, {code}, answerable", sum(one.abstained for one in kept), len(kept))
        yield share(f"success@1, {code}", sum(one.first_is_right for one in kept), len(kept))
        false = [one for one in those if one.kind == "false-premise"]
        yield share(f"corrected, {code}", sum(one.corrected for one in false), len(false))


def _languages(judged: Sequence[Judged]) -> list[str]:
    return sorted({one.asked.language for one in judged})


def abstention(argv: Sequence[str]) -> int:
    """Asks the questions of a table and prints the figures; exit code 1 below a bar.

    Raises:
        GoldError: the table cannot be read.
        StoreError: the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.settings import load_settings
    from eval.opening import open_system

    asked = read_asked(DEV if given.set == "dev" else TEST)
    settings = load_settings(store=given.store, embedder=given.embedder)
    system = open_system(settings.store, embedder=settings.embedder, today=given.today)
    judged = [judge(one, system) for one in asked]
    figures = figures_of(judged)
    print(as_json(figures) if given.json else as_table(figures))
    if given.set == "dev" and given.show:
        _show(judged)
    return exit_code(figures)


def _show(judged: Sequence[Judged]) -> None:
    """Tells what went wrong, on standard error; of the dev table alone."""
    for one in judged:
        kind = one.kind
        right = {"answerable": one.first_is_right, "false-premise": one.corrected}.get(kind, one.abstained)
        if not right:
            cited = one.answer.citations[0].document if one.answer.citations else one.answer.reason
            print(f"{one.asked.id} ({kind}): {one.asked.question}\n  {one.answer.kind}, {cited}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval abstention", description="Asks what can and what cannot be answered, and what is falsely taken."
    )
    parser.add_argument("--set", choices=("dev", "test"), default="dev", help="which table (default: dev)")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--embedder", metavar="NAME", help="the embedder the store was built with")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=date.today(), metavar="DATE", help="day of asking (default: today)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--show", action="store_true", help="tell what went wrong (dev alone)")
    return parser
