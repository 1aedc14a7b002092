"""A user's text, checked: every reference and quotation in it, in order, each with a verdict."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation, Run
from assistant.checking.cautions import cautions
from assistant.checking.model import Candidate, Item
from assistant.checking.ports import Catalogue, FindPassages
from assistant.checking.quotations import Quotation, find_quotations
from assistant.checking.quoting import Altered, Attribution, Exact, Spliced, check_quotation
from assistant.checking.referring import Named, candidate, check_reference, name_references
from assistant.checking.sources import Sources
from assistant.checking.stream import clause_at
from assistant.citing import Shelf
from assistant.draft import evidence_of
from corpus.document import Text
from indexer.lineage import word_differences

_BLANK = re.compile(r"\n[ \t\r]*\n")
_LINE_END = re.compile(r"\n")
_BEFORE, _BEHIND = 400, 80
"""Characters before and behind a quotation in which a reference may say where it is from."""


class Checker:
    """Checks texts against one generation; safe to share between threads. Nothing of a text checked is kept."""

    def __init__(self, catalogue: Catalogue, find: FindPassages) -> None:
        """``find`` searches the passages of every revision by words."""
        self._catalogue = catalogue
        self._sources = Sources(catalogue, find)
        self._shelf = Shelf(catalogue)

    def check(self, text: str, *, language: str | None = None) -> tuple[Item, ...]:
        """Returns the references and quotations in ``text``, by their place; a reference may stand in a quotation.

        ``language`` narrows the words references are looked for in to it and English; None looks for all. Citations are
        numbered from 1 in the order of the items.
        """
        named = name_references(text, self._catalogue, language=language)
        items = [check_reference(one, self._shelf, number=1) for one in named]
        paragraph_of, by_paragraph = _paragraph_of(text), dict[int, list[Named]]()
        for each in named:
            by_paragraph.setdefault(paragraph_of(each.reference.start), []).append(each)
        for one in find_quotations(text):
            beside = _beside(one, named)
            item = self._quotation(one, beside)
            same = _beside(one, by_paragraph.get(paragraph_of(one.start), ()))
            told = cautions(item.citation, item.verdict, named=same, catalogue=self._catalogue)
            items.append(replace(item, cautions=(*item.cautions, *told)))
        items.sort(key=lambda item: (item.start, item.end))
        return tuple(replace(item, text=text[item.start : item.end]) for item in _numbered(items))

    def _quotation(self, quotation: Quotation, named: Sequence[Attribution]) -> Item:
        blank = Item(
            start=quotation.start, end=quotation.end, text=quotation.words, type="quotation", verdict="not-found"
        )
        match check_quotation(quotation.words, self._sources, named=named):
            case Exact(place, right, also, bracketed):
                return replace(
                    blank,
                    verdict="exact" if right else "exact-in-other-revision",
                    citation=self._citation(place.streams.text, place.start, place.end),
                    candidates=self._candidates((document, None) for document in also),
                    cautions=("brackets",) if bracketed else (),
                )
            case Altered(source, start, end):
                return replace(
                    blank,
                    verdict="altered",
                    citation=self._citation(source, start, end),
                    differences=_differences(source.content[start:end], quotation.words),
                )
            case Spliced(parts):
                first = parts[0]
                return replace(
                    blank,
                    verdict="spliced",
                    citation=self._citation(first.text, first.words[0].start, first.words[-1].end),
                    candidates=self._candidates((one.text.document, one.text.revision) for one in parts),
                )
        return blank

    def _citation(self, text: Text, start: int, end: int) -> Citation:
        clause = clause_at(text, start)
        return self._shelf.citation(evidence_of(text, clause, start=start, end=end), 1)

    def _candidates(self, named: Iterable[tuple[str, str | None]]) -> tuple[Candidate, ...]:
        found = ((self._catalogue.document(one), revision) for one, revision in dict.fromkeys(named))
        return tuple(candidate(document, revision) for document, revision in found if document is not None)


def _numbered(items: Sequence[Item]) -> Iterator[Item]:
    number = 0
    for item in items:
        if item.citation is None:
            yield item
        else:
            number += 1
            yield replace(item, citation=replace(item.citation, n=number))


def _beside(quotation: Quotation, named: Sequence[Named]) -> tuple[Attribution, ...]:
    """Returns what is named beside a quotation: in a bracket behind it, before it from near to far, then behind."""
    before = [one for one in named if quotation.start - _BEFORE <= one.reference.end <= quotation.start]
    behind = [one for one in named if quotation.end <= one.reference.start <= quotation.end + _BEHIND]
    close = [one for one in behind if one.reference.start <= quotation.end + 4]
    found = (*close, *reversed(before), *behind)
    return tuple(Attribution(one.document, one.resolution.revision) for one in found if one.document is not None)


def _paragraph_of(text: str) -> Callable[[int], int]:
    """Returns what gives the paragraph a place is in. Blank lines part them; where there is none, each line is one."""
    ends = [found.start() for found in (_BLANK if _BLANK.search(text) else _LINE_END).finditer(text)]
    return lambda at: bisect_left(ends, at)


def _differences(source: str, quoted: str) -> tuple[Run, ...]:
    """Returns the differences from the text cited to the quotation; line ends and runs of spaces are none."""
    before, after = " ".join(source.split()), " ".join(quoted.split())
    return tuple(Run(text=text, mark=mark) for text, mark in word_differences(before, after))
