"""Changes computed between two texts, as claims: the words that differ marked, the clause quoted in both texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import Run
from assistant.comparing import Comparison
from assistant.directions import POP_DIRECTIONAL_ISOLATE
from assistant.draft import Claim, Evidence, evidence_of
from assistant.library import Library
from assistant.messages import direction, say
from corpus.document import Clause, Text
from indexer.lineage import Change, Difference, word_differences

_CONTEXT = 60
"""Code points of unchanged words that stay beside a change; what is cut is shown by an ellipsis."""
_LONG = 320
"""A whole clause that came in or went is shown up to here."""
_STOPS = " ;,.；，。،؛"
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u2066", "\u2067"
_MARKS = {"fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»"), "ru": ("«", "»")}
"""What opens and closes a quotation, where it is not “ and ”."""
_COUNTED = ("added", "removed", "modified", "split", "merged", "moved")


def counts_of(changes: Iterable[Change]) -> Counter[str]:
    """Returns how many clauses each change befell; mere updates count as ``editorial``, a split or a merger once."""
    seen = {
        ("editorial" if one.editorial else one.change, one.from_clause if one.change != "merged" else one.to_clause)
        if one.change != "added"
        else ("added", one.to_clause)
        for one in changes
    }
    return Counter(name for name, _ in seen)


def summary(changes: Sequence[Change], language: str) -> str:
    """Returns the counts in words: "added 2, modified 1, moved 9, editorial 3"; that nothing changed, where so."""
    counts = counts_of(changes)
    told = [f"{say(f'page.change.{name}', language)} {counts[name]}" for name in _COUNTED if counts[name]]
    if counts["editorial"]:
        told.append(f"{say('page.editorial', language)} {counts['editorial']}")
    return say("list.joint", language).join(told) if told else say("history.unchanged", language)


def told_changes(comparison: Comparison, library: Library, *, language: str) -> tuple[Claim, ...]:
    """Returns what changed in substance, a claim each: operative clauses first, then in the order of the new text.

    Moves and mere updates are left out: ``summary`` counts them.
    """
    old, new = _clauses(comparison.old), _clauses(comparison.new)
    groups = [group for group in _grouped(comparison.changes) if group[0].change != "moved" and not group[0].editorial]
    groups.sort(key=lambda group: not _is_operative(group[0], old, new))
    return tuple(_claim(group, comparison, library, language=language) for group in groups)


def evidence_at(text: Text, path: str | None) -> Evidence | None:
    """Returns the clause of that path as evidence; None where there is none, or it has no words."""
    clause = _clauses(text).get(path or "")
    return evidence_of(text, clause) if clause is not None and text.quote(clause).strip() else None


def quotations(quotes: Sequence[str], language: str) -> str:
    """Returns several quotations as they stand between the marks of one: each keeps marks of its own."""
    opening, closing = _MARKS.get(language, ("“", "”"))
    return f"{closing} {opening}".join(quotes)


def runs_of(differences: Sequence[Difference]) -> tuple[Run, ...]:
    """Returns the pieces as marked runs; long stretches that stayed are cut to the words beside a change."""
    last = len(differences) - 1
    alone = last == 0
    return tuple(
        Run(
            text=_cut(text, first=at == 0, last=at == last) if mark is None and not alone else _head(text, _LONG),
            mark=mark,
        )
        for at, (text, mark) in enumerate(differences)
    )


def set_apart(runs: tuple[Run, ...], spoken: str, frame: str) -> tuple[Run, ...]:
    """Returns runs of one text between isolates where it runs against its frame, so that it is read as one line."""
    if direction(spoken) == direction(frame):
        return runs
    opening = _LEFT_TO_RIGHT if direction(spoken) == "ltr" else _RIGHT_TO_LEFT
    return (Run(text=opening), *runs, Run(text=POP_DIRECTIONAL_ISOLATE))


def _grouped(changes: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    """Yields changes one by one, those of one split or one merger together."""
    groups: dict[tuple[str, str | None], list[Change]] = {}
    for at, change in enumerate(changes):
        key = {"split": ("split", change.from_clause), "merged": ("merged", change.to_clause)}
        groups.setdefault(key.get(change.change, (str(at), None)), []).append(change)
    return (tuple(group) for group in groups.values())


def _claim(group: Sequence[Change], comparison: Comparison, library: Library, *, language: str) -> Claim:
    first = group[0]
    sources = tuple(dict.fromkeys(one.from_clause for one in group if one.from_clause))
    targets = tuple(dict.fromkeys(one.to_clause for one in group if one.to_clause))
    olds = tuple(dict.fromkeys(one.before for one in group if one.before))
    news = tuple(dict.fromkeys(one.after for one in group if one.after))
    before, after = " ".join(olds), " ".join(news)
    pieces = [evidence_at(comparison.new, path) for path in targets]
    pieces += [evidence_at(comparison.old, path) for path in sources]
    text = comparison.old if first.change == "removed" else comparison.new
    place = _place(sources, targets)
    states = say(
        f"history.change.{first.change}",
        language,
        name=library.name(text.document, text.revision),
        place=place,
        before=quotations(olds, language),
        after=quotations(news, language),
    )
    spoken = text.language
    shown = (
        *set_apart((Run(text=place),), spoken, language),
        Run(text=f" ({say(f'page.change.{first.change}', language)}): "),
        *set_apart(runs_of(word_differences(*without_stops(before, after))), spoken, language),
    )
    return Claim(states=states, evidence=tuple(one for one in pieces if one), support="quoted", shown=shown)


def without_stops(before: str, after: str) -> tuple[str, str]:
    """Returns the words to be shown. The stop at the end tells whether a clause is the last of its section: no news."""
    if before and after and before[-1] != after[-1]:
        return before.rstrip(_STOPS), after.rstrip(_STOPS)
    return before, after


def _place(sources: Sequence[str], targets: Sequence[str]) -> str:
    if not sources or not targets or sources == targets:
        return ", ".join(targets or sources)
    return f"{', '.join(sources)} → {', '.join(targets)}"


def _is_operative(change: Change, old: dict[str, Clause], new: dict[str, Clause]) -> bool:
    ends = (new.get(change.to_clause or ""), old.get(change.from_clause or ""))
    return any(one.operative for one in ends if one is not None)


def _clauses(text: Text) -> dict[str, Clause]:
    return {clause.path: clause for clause in text.clauses}


def _cut(text: str, *, first: bool, last: bool) -> str:
    if first:
        return _tail(text, _CONTEXT)
    if last:
        return _head(text, _CONTEXT)
    return text if len(text) <= 2 * _CONTEXT + 3 else f"{_head(text, _CONTEXT)}{_tail(text, _CONTEXT)[1:]}"


def _head(text: str, most: int) -> str:
    if len(text) <= most + 2:
        return text
    return f"{text[: _space_before(text, most)]} …"


def _tail(text: str, most: int) -> str:
    if len(text) <= most + 2:
        return text
    return f"… {text[::-1][: _space_before(text[::-1], most)][::-1]}"


def _space_before(text: str, most: int) -> int:
    found = text.rfind(" ", most // 2, most)
    return found if found > 0 else most
