"""The rules the shipped corpus is held against. Each is one function from the files to what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus import alikeness, coherence
from corpus.document import KINDS_WITH_REVISIONS
from corpus.finding import Finding
from corpus.references import find_references, resolve
from corpus.shelf import FOLDER_OF_KIND, OTHER_FOLDERS, Sheet, Shelf

LONGEST_SENTENCE = 60
"""Words; a longer sentence holds more than one fact."""

OPEN_BODIES = ("council", "wrc", "wcit")
"""Bodies of whose resolutions only some are here: a relation may name one that is not held."""

_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_BRACKET_WITH_YEAR = re.compile(r"\([^()]*\b(?:19|20)\d\d\b[^()]*\)|\b(?:PP|WTSA|WTDC|RA)-\d\d")
_SAYS_NOT_HELD = re.compile(r"\b(?:is|are) not held\b|\bnothing (?:else )?is (?:held|known)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<body>[a-z]+)-(?:res|dec|rec|op)-(?P<number>[a-z0-9-]+)\Z")

Rule = Callable[[Shelf], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Report:
    """What one look at a corpus found, in order of file and row."""

    findings: tuple[Finding, ...]
    files: int


def check_shelf(shelf: Shelf) -> Report:
    """Returns everything that breaks a rule."""
    found = {finding for rule in RULES.values() for finding in rule(shelf)}
    return Report(tuple(sorted(found)), len(shelf.sheets) + len(shelf.faults))


def unreadable(shelf: Shelf) -> Iterator[Finding]:
    """A file that does not follow the format; a line without its basis has a rule of its own."""
    for fault in shelf.faults:
        if "no basis" not in fault.problem:
            yield Finding(fault.where, fault.line, "schema", fault.problem)


def missing_basis(shelf: Shelf) -> Iterator[Finding]:
    """A line that does not say what it rests on."""
    for fault in shelf.faults:
        if "no basis" in fault.problem:
            yield Finding(fault.where, fault.line, "basis", fault.problem)


def misplaced(shelf: Shelf) -> Iterator[Finding]:
    """A file whose name or folder is not that of its document."""
    for sheet in shelf:
        document = sheet.document
        if document.id != sheet.expected_id:
            yield _at(sheet, 2, "file-name", f"the file stands for {sheet.expected_id}, its id is {document.id}")
        folders = FOLDER_OF_KIND.get(document.kind, OTHER_FOLDERS)
        folder = sheet.path.partition("/")[0]
        if folder not in folders:
            yield _at(sheet, 3, "file-name", f"a {document.kind} belongs in {' or '.join(folders)}, not in {folder}")


def same_id_twice(shelf: Shelf) -> Iterator[Finding]:
    """Two files of one document."""
    first: dict[str, str] = {}
    for sheet in shelf:
        if (other := first.setdefault(sheet.document.id, sheet.path)) != sheet.path:
            yield _at(sheet, 2, "double-id", f"{sheet.document.id} is told in {other} too; keep one")


def unknown_reference(shelf: Shelf) -> Iterator[Finding]:
    """A document named in front matter that is not here, nor recorded in a gap."""
    for sheet in shelf:
        for key, target in _targets(sheet):
            if target not in shelf.document_ids() and not _may_be_absent(sheet, target):
                row = sheet.row_of_entry(key, target)
                yield _at(sheet, row, "unknown-reference", f"“{key}” names {target}, which no file tells of")


def _targets(sheet: Sheet) -> Iterator[tuple[str, str]]:
    document = sheet.document
    yield from (("relations", one.document) for one in document.relations)
    yield from (("themes", one) for one in document.themes)
    if document.theme is not None:
        yield from (("resolutions", one) for one in document.theme.resolutions)
        yield from (("groups", one) for one in document.theme.groups)
        yield from (("roles", one) for role in document.theme.roles for one in role.groups)
    if document.group is not None and document.group.parent is not None:
        yield "group", document.group.parent


def _may_be_absent(sheet: Sheet, target: str) -> bool:
    match = _NUMBERED.match(target)
    if match is None:
        return False
    told = re.compile(rf"\b{match['body']}\b.*\b{re.escape(match['number'])}\b", re.IGNORECASE)
    gaps = (line.text for line in sheet.document.lines if line.part == "gap")
    return match["body"] in OPEN_BODIES or any(told.search(text) for text in gaps)


def unknown_revision_cited(shelf: Shelf) -> Iterator[Finding]:
    """A line that cites a revision which the document's history does not have."""
    for sheet in shelf:
        for line in sheet.document.lines:
            if not _BRACKET_WITH_YEAR.search(line.text):
                continue
            for reference in find_references(line.text, language="en"):
                named = resolve(reference, known=shelf, context_body=sheet.document.body)
                if named.state == "no-such-revision":
                    told = f"“{reference.text}”: {named.document} has no such revision ({', '.join(named.candidates)})"
                    yield _at(sheet, sheet.row_of_line(line), "unknown-revision", told)


def stale_gap(shelf: Shelf) -> Iterator[Finding]:
    """A gap that says a document is not held, while it is."""
    for sheet in shelf:
        for line in sheet.document.lines:
            if line.part != "gap" or not _SAYS_NOT_HELD.search(line.text):
                continue
            for reference in find_references(line.text, language="en"):
                named = resolve(reference, known=shelf, context_body=sheet.document.body)
                if named.state == "resolved" and named.document != sheet.document.id and named.revision is None:
                    told = f"{named.document} is held by now; remove the line, or say what is still missing"
                    yield _at(sheet, sheet.row_of_line(line), "stale-gap", told)


def bare_theme(shelf: Shelf) -> Iterator[Finding]:
    """A theme without a group or without a resolution that does not say that none is known."""
    for sheet in shelf:
        if (theme := sheet.document.theme) is None:
            continue
        gaps = " ".join(line.text.lower() for line in sheet.document.lines if line.part == "gap")
        for name, there in (("resolution", theme.resolutions), ("group", theme.groups)):
            if not there and name not in gaps:
                yield _at(sheet, 2, "bare-theme", f"no {name} is named; name one, or say in Gaps that none is known")


def long_sentence(shelf: Shelf) -> Iterator[Finding]:
    """A sentence too long to be one fact."""
    for sheet in shelf:
        for line in sheet.document.lines:
            longest = max(len(part.split()) for part in _SENTENCE_END.split(line.text))
            if longest > LONGEST_SENTENCE:
                told = f"a sentence of {longest} words; cut it into facts of at most {LONGEST_SENTENCE}"
                yield _at(sheet, sheet.row_of_line(line), "long-sentence", told)


def seen_nowhere(shelf: Shelf) -> Iterator[Finding]:
    """A statement marked as seen in a document that names no source."""
    for sheet in shelf:
        document = sheet.document
        stated = [line for line in document.lines if line.basis == "seen" and line.part not in ("note", "gap")]
        if stated and not document.sources:
            row = sheet.row_of_line(stated[0])
            yield _at(sheet, row, "no-source", "a line is marked as seen, but the document names no source")


def stray_address(shelf: Shelf) -> Iterator[Finding]:
    """An original that is no web address."""
    for sheet in shelf:
        original = sheet.document.original
        if original is not None and not re.match(r"https?://[\w.-]+/\S*\Z", original):
            row = sheet.row_of("original:")
            yield _at(sheet, row, "original", f"“{original}” is no web address; write one that was seen, or null")


def unnumbered(shelf: Shelf) -> Iterator[Finding]:
    """A resolution whose number and identifier differ, or that has no history and does not say so."""
    for sheet in shelf:
        document = sheet.document
        if document.kind not in KINDS_WITH_REVISIONS:
            continue
        tail = document.id.split("-", 2)[-1]
        if document.number is not None and document.number.lower() != tail:
            row = sheet.row_of("number:")
            yield _at(sheet, row, "number", f"number {document.number} does not fit the id {document.id}")
        if document.number is None and not tail.startswith("x-"):
            yield _at(sheet, 2, "number", f"{document.id} has no number; write it, or call the document …-x-NAME")


def _at(sheet: Sheet, row: int, rule: str, message: str) -> Finding:
    return Finding(sheet.path, row, rule, message)


RULES: dict[str, Rule] = {
    "schema": unreadable,
    "basis": missing_basis,
    "file-name": misplaced,
    "double-id": same_id_twice,
    "unknown-reference": unknown_reference,
    "unknown-revision": unknown_revision_cited,
    "unknown-conference": coherence.unknown_conference,
    "history": coherence.contradictory_history,
    "foreign-revision": coherence.line_of_foreign_revision,
    "one-sided-theme": coherence.one_sided_theme,
    "two-lists": coherence.two_lists_of_a_theme,
    "double-name": alikeness.name_of_two_themes,
    "near-duplicate": alikeness.near_duplicate,
    "stale-gap": stale_gap,
    "bare-theme": bare_theme,
    "long-sentence": long_sentence,
    "no-source": seen_nowhere,
    "original": stray_address,
    "number": unnumbered,
}
"""Every rule by the name its findings bear (``corpus.coherence`` and ``corpus.alikeness`` hold those of one kind)."""
