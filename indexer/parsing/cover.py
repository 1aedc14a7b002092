"""What the head of a document says of it: symbol, date, author, agenda item, original language, title, kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import cast

from corpus.document import Clause, Kind
from corpus.identifiers import slugify
from corpus.scope import BodyCode
from indexer.loaders.paragraph import Paragraph
from indexer.parsing.dates import date_in
from indexer.parsing.recognise import label_of
from indexer.parsing.report_words import known_headings, opens_with_heading, report_words
from indexer.parsing.words import fold

_HEAD = 30
_SYMBOL_LINES = 16
_TITLE_LINES = 16
_TITLE_WORDS = 40
_COVER_WORDS = 12
"""A line of a cover has no more words; one with more is running text."""
_MARKS = " *†‡"
"""Signs of footnotes, which stand behind a title and are no part of it."""
_BRIEF = 5
"""A line that holds a symbol or a date, and no more words than these, says nothing else."""
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SECTOR = re.compile(r"^(?:ITU|UIT|МСЭ)-([TRDТ])")


@dataclass(frozen=True, slots=True)
class Cover:
    """``symbol`` as written, without language; ``date`` ISO, as exact as told; ``identifier`` fit for a document.

    ``drafted_in`` is the language of the original, as a code.
    """

    identifier: str
    kind: Kind
    body: BodyCode
    title: str
    symbol: str | None = None
    date: str | None = None
    author: str | None = None
    agenda_item: str | None = None
    drafted_in: str | None = None


def read_cover(paragraphs: Sequence[Paragraph], *, name: str, hint: str = "") -> Cover:
    """Returns what the first lines tell; identifier and title fall back on the file's name."""
    lines = [one.text.strip() for one in paragraphs if one.role not in ("rule", "footnote")]
    head = [" ".join(cell.split()) for line in lines[:_HEAD] for cell in re.split(r"[\t\n]", line) if cell.strip()]
    stem = PurePath(name).stem
    symbol, kind, body = _symbol(head[:_SYMBOL_LINES])
    title = _told_by("titled", head, "title") or _title(paragraphs, lines, head) or hint or _spoken(stem)
    title = title.rstrip(_MARKS) or title
    kind, body = _kind(title, lines, kind, body)
    date = date_in(head) or (found[1] if (found := _YEAR_IN_NAME.search(stem)) else None)
    return Cover(
        identifier=slugify(symbol or stem) or "document",
        kind=kind,
        body=body,
        title=title,
        symbol=symbol,
        date=date,
        author=_told_by("source", head, "author"),
        agenda_item=_told_by("agenda", head, "item"),
        drafted_in=_drafted_in(head),
    )


def _symbol(head: Sequence[str]) -> tuple[str | None, Kind | None, BodyCode | None]:
    """The first symbol that stands on a line with little else; one in running text is a reference."""
    for at, line in enumerate(head):
        for entry in report_words()["symbols"]:
            match = re.search(entry["pattern"], line)
            if match is None or len(line.split()) > _COVER_WORDS:
                continue
            before = head[at - 1] if at and len(head[at - 1].split()) <= 4 else ""
            name = match.groupdict().get("symbol") or match.group(0)
            supplement = _supplement(f"{before} {line[: match.start()]}", line[match.end() :])
            symbol = _SECTOR.sub(lambda found: f"ITU-{'T' if found[1] in 'TТ' else found[1]}", name) + supplement
            return symbol, cast(Kind, entry["kind"]), cast(BodyCode, entry["body"])
    return None, None, None


def _supplement(before: str, behind: str) -> str:
    """Returns what a cover adds to a symbol: an addendum, a corrigendum, the number of a revision."""
    for place in (before, behind):
        for entry in report_words()["supplements"]:
            match = re.search(entry["pattern"], place, re.IGNORECASE)
            if match is not None:
                return str(entry["form"]).format(number=match["number"])
    return ""


def _title(paragraphs: Sequence[Paragraph], lines: Sequence[str], head: Sequence[str]) -> str:
    for role in ("title", "resolution-title"):
        titled = [" ".join(one.text.split()) for one in paragraphs[:_HEAD] if one.role == role]
        if titled:
            return titled[0]
    first = next((one for one in paragraphs if one.role == "heading" and one.level == 1 and one.known), None)
    if first is not None and fold(first.text) not in known_headings() and label_of(first) is None:
        return " ".join(first.text.split())
    for line in lines[:_HEAD]:
        told = _told(line)
        if told:
            return told
    return _line_before_text(head)


def _told(line: str) -> str:
    for pattern in report_words()["title"]:
        match = re.match(pattern, line, re.IGNORECASE)
        if match and len(match["title"].split()) <= _TITLE_WORDS:
            found = match["title"].strip()
            return found[:1].upper() + found[1:]
    return ""


def _line_before_text(head: Sequence[str]) -> str:
    """The line above the headings that tells nothing else: below who it is by, where that is told, else the last one.

    Where no heading is known, the first such line.
    """
    above = list(head[:_TITLE_LINES])
    numbered = next((at for at, line in enumerate(above) if at and _matches("recommendation", line)), 0)
    if numbered and _may_be_title(above[numbered - 1]):
        return " ".join(above[numbered - 1].split())
    end = next((at for at, line in enumerate(above) if opens_with_heading(line)), None)
    author = next((at for at, line in enumerate(above[:end]) if _matches("source", line)), -1)
    lines = [" ".join(line.split()) for line in above[author + 1 : end] or above[:end] if _may_be_title(line)]
    if not lines:
        return ""
    return lines[0] if end is None or author >= 0 else lines[-1]


def mark_cover(clauses: Sequence[Clause], content: str) -> tuple[Clause, ...]:
    """Returns the clauses with those told to be of the cover: the lines before all headings that say what it is.

    A line that says more, such as the title, is none of them.
    """
    marked: list[Clause] = []
    for at, clause in enumerate(clauses):
        cells = [cell.strip() for cell in content[clause.start : clause.end].split("\t") if cell.strip()]
        front = clause.part == "clause" and not (clause.heading or clause.labels or clause.call)
        of_cover = at < _HEAD and front and bool(cells) and all(map(is_cover_line, cells))
        marked.append(replace(clause, part="cover") if of_cover else clause)
    return tuple(marked)


def is_cover_line(line: str) -> bool:
    """Returns whether a line says only what a document is: symbol, date, language, place in the agenda, source."""
    words = len(line.split())
    if words > _COVER_WORDS or line.endswith((".", ";", ",", "。", "；", "，", "؛")):
        return False
    brief = words <= _BRIEF and (_symbol([line])[0] or _supplement(line, "") or date_in([line]))
    told = brief or _drafted_in([line])
    parts = ("source", "agenda", "mastheads", "recommendation")
    return bool(told) or any(_matches(part, line) for part in parts)


def _may_be_title(line: str) -> bool:
    words = len(line.split())
    long_enough = words >= 2 or (len(line) >= 6 and not line.isascii() and not line.isdigit())
    if not long_enough or words > _TITLE_WORDS // 2 or line.endswith((".", ":", ";", ",", "。", "；", "：")):
        return False
    if line.startswith("(") or _supplement(line, "") or _symbol([line])[0] or date_in([line]) or _drafted_in([line]):
        return False
    return not any(_matches(part, line) for part in ("source", "agenda", "mastheads"))


def _kind(title: str, lines: Sequence[str], kind: Kind | None, body: BodyCode | None) -> tuple[Kind, BodyCode]:
    folded, short = fold(title), {fold(line) for line in lines if len(line) < 80}
    for entry in report_words()["kinds"]:
        by_title = any(re.search(pattern, folded) for pattern in entry.get("title", ()))
        by_heading = any(fold(form) in short for form in entry.get("heading", ()))
        if by_title and kind in (None, "document", "iscg-document"):
            return cast(Kind, entry["kind"]), body or "itu"
        if by_heading and kind is None:
            return cast(Kind, entry["kind"]), "council"
    return kind or "document", body or "itu"


def _told_by(part: str, head: Sequence[str], group: str) -> str | None:
    """Returns what the first line of the cover that says it says, in the words of the document."""
    for line in head:
        for pattern in report_words()["cover"][part]:
            match = re.match(pattern, fold(line))
            if match is not None:
                told = match[group].strip(" .")
                return _as_written(line, told) if told else None
    return None


def _as_written(line: str, folded: str) -> str:
    """Returns the end or the part of a line that folds to these words, in its own spelling."""
    words = " ".join(line.split()).split(" ")
    joined = " ".join(words)
    for start in range(len(joined)):
        piece = joined[start : start + len(folded)]
        if fold(piece) == folded:
            return piece
    return next((piece for piece in _runs(words) if fold(piece) == folded), folded)


def _runs(words: Sequence[str]) -> Iterator[str]:
    """Yields every run of words, the longest first from each place: folding may have changed their length."""
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            yield " ".join(words[start:end]).strip(" .")


def _drafted_in(head: Sequence[str]) -> str | None:
    for line in head:
        for pattern in report_words()["cover"]["original"]:
            match = re.match(pattern, fold(line))
            if match is None:
                continue
            named = match["language"]
            for code, names in report_words()["cover"]["languages"].items():
                if any(fold(name) in (named, f"ال{named}") or named == fold(name) for name in names):
                    return str(code)
    return None


def _matches(part: str, line: str) -> bool:
    return any(re.match(pattern, fold(line)) for pattern in report_words()["cover"][part])


def _spoken(stem: str) -> str:
    words = re.sub(r"[-_]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or "Document"
