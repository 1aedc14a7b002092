"""Folders in BEIR's shape: ``corpus.jsonl`` (or ``.gz``), ``queries.jsonl``, ``qrels.tsv``."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.errors import UsageError

LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
_PREFIX: Final = re.compile(rf"({'|'.join(LANGUAGES)}):")
_SAMPLE: Final = 200


class DatasetError(UsageError):
    """A data set is missing or not in BEIR's shape; names the file, and the line where one is at fault."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the corpus. ``language`` is a two-letter code, None where the data do not tell."""

    id: str
    title: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One judged query. ``language``: as the data tell it, for tables alone; None where they do not."""

    id: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set: entries in file order, judged queries in file order, and grades by query and entry."""

    name: str
    entries: tuple[Entry, ...]
    queries: tuple[Asked, ...]
    qrels: Mapping[str, Mapping[str, int]]


def read_dataset(
    directory: Path, *, corpus: str | None = None, queries: str | None = None, qrels: str | None = None
) -> DataSet:
    """Returns the data set in ``directory``; queries without a positive judgement are left out.

    Args:
        directory: The folder.
        corpus: Another file for the corpus; a path, or a name in ``directory``.
        queries: The same for the queries.
        qrels: The same for the judgements: tab-separated query, entry, grade; a header and TREC's four columns will do.

    Raises:
        DatasetError: A file is missing, empty or malformed, an id stands twice, or no query is judged.
    """
    if not directory.is_dir():
        raise DatasetError(f"{directory} is no folder. Give one with corpus.jsonl, queries.jsonl and qrels.tsv.")
    grades = _read_qrels(_find(directory, qrels, "qrels.tsv"))
    entries = tuple(_entry(row) for row in _read_rows(_find(directory, corpus, "corpus.jsonl", "corpus.jsonl.gz")))
    asked = _read_rows(_find(directory, queries, "queries.jsonl", "queries.jsonl.gz"))
    judged = tuple(
        Asked(row["_id"], row["text"], _language(row))
        for row in asked
        if any(grade > 0 for grade in grades.get(row["_id"], {}).values())
    )
    if not judged:
        raise DatasetError(f"No query of {directory} has an entry judged relevant, so nothing can be measured on it.")
    return DataSet(directory.resolve().name, entries, judged, {query.id: grades[query.id] for query in judged})


def read_entries(directory: Path) -> dict[str, Entry]:
    """Returns the entries of a folder by id. Raises DatasetError where its corpus cannot be read."""
    rows = _read_rows(_find(directory, None, "corpus.jsonl", "corpus.jsonl.gz"))
    return {row["_id"]: _entry(row) for row in rows}


def read_texts(directory: Path) -> dict[str, str]:
    """Returns the texts of a folder's queries by id, judged or not. Raises DatasetError where they cannot be read."""
    return {row["_id"]: row["text"] for row in _read_rows(_find(directory, None, "queries.jsonl", "queries.jsonl.gz"))}


def languages_of(entries: Sequence[Entry], *, guess: str = "en") -> tuple[str, ...]:
    """Returns the language of each entry: what the data tell, else what its script tells, else ``guess``."""
    return tuple(entry.language or _by_script(entry.text) or guess for entry in entries)


def sample_of(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Returns texts of entries spread over the corpus, whose language neither data nor script tell."""
    unknown = [entry.text for entry in entries if not (entry.language or _by_script(entry.text))]
    return tuple(unknown[:: max(1, len(unknown) // _SAMPLE)])


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(row["_id"], str(row.get("title") or ""), row["text"], _language(row))


def _language(row: Mapping[str, Any]) -> str | None:
    told = row.get("lang")
    if told in LANGUAGES:
        return str(told)
    prefix = _PREFIX.match(row["_id"])
    return prefix[1] if prefix else None


def _by_script(text: str) -> str | None:
    """Russian, Arabic or Chinese where a third of the letters are Cyrillic, Arabic or Han; else None."""
    counts: Counter[str] = Counter()
    for char in text[:500]:
        if "\u0400" <= char <= "\u04ff":
            counts["ru"] += 1
        elif "\u0600" <= char <= "\u06ff":
            counts["ar"] += 1
        elif "\u3400" <= char <= "\u9fff":
            counts["zh"] += 1
        elif char.isalpha():
            counts["latin"] += 1
    code, count = counts.most_common(1)[0] if counts else ("latin", 0)
    return code if code != "latin" and 3 * count >= counts.total() else None


def _find(directory: Path, given: str | None, *names: str) -> Path:
    places = [Path(given), directory / given] if given else [directory / name for name in names]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise DatasetError(f"There is no {given or names[0]} in {directory}. It needs {names[0]} in BEIR's shape.")
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yields the lines that are not blank with their numbers."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path} cannot be read as UTF-8 text: {error}.") from error


def _read_rows(path: Path) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for number, line in _lines(path):
        try:
            row = json.loads(line)
            row["_id"] = str(row["_id"])
            if not isinstance(row["text"], str):
                raise TypeError("text")
        except (ValueError, KeyError, TypeError) as error:
            raise DatasetError(f"{path}, line {number}: not a JSON object with _id and text.") from error
        if row["_id"] in rows:
            raise DatasetError(f"{path}, line {number}: the id “{row['_id'][:80]}” stands there twice.")
        rows[row["_id"]] = row
    if not rows:
        raise DatasetError(f"{path} is empty.")
    return list(rows.values())


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for place, (number, line) in enumerate(_lines(path)):
        cells = line.split("\t")
        if len(cells) == 4:
            del cells[1]  # TREC's second column says nothing
        try:
            query, entry, grade = cells[0], cells[1], int(float(cells[2]))
        except (ValueError, IndexError) as error:
            if place == 0:
                continue  # the header
            raise DatasetError(
                f"{path}, line {number}: not a query, an entry and a grade with tabs between."
            ) from error
        grades.setdefault(query, {})[entry] = grade
    return grades
