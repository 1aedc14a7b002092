"""The report on overlaps: by theme and type, both clauses with their words, the reason, and the rules behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from assistant.answers.wording import quoted
from assistant.draft import Cell, Claim, Draft, DraftBlock, bullets, heading, paragraph, table
from assistant.library import Library
from assistant.messages import say
from assistant.overlaps.pairing import Finder, Overlap
from assistant.overlaps.rules import PAIR_TYPES, Rules
from assistant.papers.paper import Paper, paper_of
from assistant.verification import Verified
from corpus.document import Document


def overlaps_paper(
    finder: Finder, themes: Sequence[Document], *, generation: str, language: str = "en"
) -> tuple[Paper, tuple[Overlap, ...], Verified]:
    """Returns the report on ``themes``, the overlaps that stood the check, and the check's own account."""
    by_theme = [(theme, finder.on(theme)) for theme in themes]
    blocks: list[DraftBlock] = []
    for theme, found in by_theme:
        blocks += [heading(theme.title)] if found and len(themes) > 1 else []
        blocks += _theme_blocks(found, finder.library, language, level=3 if len(themes) > 1 else 2)
    if not blocks:
        blocks.append(paragraph(say("overlaps.none", language)))
    draft = Draft(
        kind="related",
        blocks=(*blocks, *_rule_blocks(finder.rules, language)),
        rests_on=tuple(theme.id for theme in themes),
    )
    name = themes[0].title if len(themes) == 1 else say("overlaps.all_themes", language)
    title = say("overlaps.title", language, name=name)
    paper, verified = paper_of(draft, finder.library, title=title, generation=generation, language=language)
    stood = (one for _, found in by_theme for one in found if {one.a, one.b} <= verified.numbers.keys())
    return paper, tuple(stood), verified


def overlaps_facts(overlaps: Sequence[Overlap], verified: Verified, language: str = "en") -> dict[str, Any]:
    """Returns the contract's ``{"pairs": [{"type", "a", "b", "reason"}]}``; of an orphan ``b`` is a record's line."""
    citations = {citation.n: msgspec.to_builtins(citation) for citation in verified.citations}
    return {
        "pairs": [
            {
                "type": one.type,
                "a": citations[verified.numbers[one.a]],
                "b": citations[verified.numbers[one.b]],
                "reason": reason_of(one, language),
            }
            for one in overlaps
        ]
    }


def reason_of(one: Overlap, language: str) -> str:
    """Returns why the rules call a pair what they call it."""
    match one.type:
        case "orphan":
            sectors = ", ".join(say(f"sector.name.{sector}", language) for sector in one.sectors)
            return say("overlaps.reason.orphan", language, sectors=sectors)
        case "divergent":
            values = {"first": one.periods[0], "second": one.periods[1]} if one.why == "period" else {}
            return say(f"overlaps.reason.divergent.{one.why}", language, words=", ".join(one.words), **values)
        case _:
            return say(f"overlaps.reason.{one.type}", language, words=", ".join(one.words))


def _theme_blocks(found: Sequence[Overlap], library: Library, language: str, *, level: int) -> Iterator[DraftBlock]:
    if found:
        counts = Counter(one.type for one in found)
        yield paragraph("; ".join(f"{say(f'overlaps.type.{kind}', language)}: {n}" for kind, n in counts.items()))
    head = [say(f"overlaps.{column}", language) for column in ("number", "first", "second", "reason")]
    for kind, pairs in groupby(enumerate(found, start=1), key=lambda pair: pair[1].type):
        yield heading(say(f"overlaps.type.{kind}", language), level=level)
        yield table(head, [_row(number, one, library, language) for number, one in pairs])


def _row(number: int, one: Overlap, library: Library, language: str) -> tuple[Cell, ...]:
    reason = Claim(states=reason_of(one, language), evidence=(one.a, one.b), support="derived")
    first, second = (quoted(evidence, library, language=language) for evidence in (one.a, one.b))
    return (str(number),), (first,), (second,), (reason,)


def _rule_blocks(rules: Rules, language: str) -> Iterator[DraftBlock]:
    yield heading(say("overlaps.rules", language))
    yield bullets([(f"{say(f'overlaps.type.{kind}', language)}: {rules.types[kind]}",) for kind in PAIR_TYPES])
    weights = ", ".join(f"{name} {weight:.2f}" for name, weight in rules.weights.items())
    least = "; ".join(f"{name} {one.object:.2f} / {one.score:.2f}" for name, one in rules.least.items())
    yield paragraph(say("overlaps.rules_score", language, weights=weights, least=least))
    yield bullets([(f"{act}: {', '.join(words)}",) for act, words in rules.words.items()])
