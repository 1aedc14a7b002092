"""What the head of a document says of it: symbol, date, author, title, kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast

from corpus.document import Kind
from corpus.identifiers import slugify
from corpus.scope import BodyCode
from indexer.loaders.paragraph import Paragraph
from indexer.parsing.recognise import label_of
from indexer.parsing.report import known_headings, report_words
from indexer.parsing.words import fold

_HEAD = 30
_TITLE_WORDS = 40
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Cover:
    """``symbol`` as written, without language; ``date`` ISO, as exact as told; ``identifier`` fit for a document."""

    identifier: str
    kind: Kind
    body: BodyCode
    title: str
    symbol: str | None = None
    date: str | None = None
    author: str | None = None


def read_cover(paragraphs: Sequence[Paragraph], *, name: str, hint: str = "") -> Cover:
    """Returns what the first lines tell; identifier and title fall back on the file's name."""
    lines = [one.text.strip() for one in paragraphs if one.role not in ("rule", "footnote")]
    head = lines[:_HEAD]
    stem = PurePath(name).stem
    symbol, kind, body = _symbol(head[:12])
    title = _title(paragraphs, lines) or hint or _spoken(stem)
    kind, body = _kind(title, lines, kind, body)
    date = _date(head) or (found[1] if (found := _YEAR_IN_NAME.search(stem)) else None)
    identifier = slugify(symbol or stem) or "document"
    return Cover(identifier, kind, body, title, symbol, date, _author(head))


def _symbol(head: list[str]) -> tuple[str | None, Kind | None, BodyCode | None]:
    """The first symbol that stands on a line with little else; one in running text is a reference."""
    for line in head:
        for entry in report_words()["symbols"]:
            match = re.search(entry["pattern"], line)
            if match is None or len(line.split()) > 12:
                continue
            symbol = match.group(0)
            addendum = re.search(report_words()["addendum"], line, re.IGNORECASE)
            if addendum:
                symbol = f"{symbol} Addendum {addendum['number']}"
            return symbol, cast(Kind, entry["kind"]), cast(BodyCode, entry["body"])
    return None, None, None


def _title(paragraphs: Sequence[Paragraph], lines: list[str]) -> str:
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
    return _line_before_text(lines)


def _told(line: str) -> str:
    for pattern in report_words()["title"]:
        match = re.match(pattern, line, re.IGNORECASE)
        if match and len(match["title"].split()) <= _TITLE_WORDS:
            found = match["title"].strip()
            return found[:1].upper() + found[1:]
    return ""


def _line_before_text(lines: list[str]) -> str:
    """A first line that is no known heading, no symbol and no sentence is the title."""
    for line in lines[:8]:
        short = 2 <= len(line.split()) <= 20 and not line.endswith((".", ":", ";", ","))
        plain = fold(line) not in known_headings() and not _symbol([line])[0] and not _date([line])
        if short and plain and not re.match(report_words()["source"], line, re.IGNORECASE):
            return " ".join(line.split())
        if fold(line) in known_headings():
            return ""
    return ""


def _kind(title: str, lines: list[str], kind: Kind | None, body: BodyCode | None) -> tuple[Kind, BodyCode]:
    folded, short = fold(title), {fold(line) for line in lines if len(line) < 80}
    for entry in report_words()["kinds"]:
        by_title = any(re.search(pattern, folded) for pattern in entry.get("title", ()))
        by_heading = any(fold(form) in short for form in entry.get("heading", ()))
        if by_title and kind in (None, "document", "iscg-document"):
            return cast(Kind, entry["kind"]), body or "itu"
        if by_heading and kind is None:
            return cast(Kind, entry["kind"]), "council"
    return kind or "document", body or "itu"


def _date(head: list[str]) -> str | None:
    months = report_words()["months"]
    day = r"(?:(?P<day>\d{1,2})(?:\s?[-–]\s?\d{1,2})? )?"
    pattern = rf"(?<!\d){day}(?P<month>{'|'.join(months)}) (?P<year>(?:19|20)\d{{2}})"
    for line in head:
        match = re.search(pattern, line, re.IGNORECASE)
        if match and len(line.split()) <= 10:
            date = f"{match['year']}-{months.index(match['month'].casefold()) + 1:02d}"
            return f"{date}-{int(match['day']):02d}" if match["day"] else date
    return None


def _author(head: list[str]) -> str | None:
    for line in head:
        match = re.match(report_words()["source"], line, re.IGNORECASE)
        if match:
            return match["author"].strip(" .")
    return None


def _spoken(stem: str) -> str:
    words = re.sub(r"[-_]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or "Document"
