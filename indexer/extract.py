"""One file to what it yields: documents known through it, texts that can be quoted, and the ledger of its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from corpus.document import Document, Extract, RevisionStep, Text
from corpus.errors import SourceError
from corpus.manuscript import parse_manuscript
from corpus.scope import SECTOR_OF_BODY
from indexer.loaders import load, loader_for
from indexer.loaders.characters import decode
from indexer.loaders.paragraph import Loaded, Paragraph, count_words
from indexer.parsing.cover import read_cover
from indexer.parsing.identity import Identity
from indexer.parsing.language import language_of
from indexer.parsing.report import read_report, report_words
from indexer.parsing.resolution import Parsed, Start, find_resolutions, identity_of, read_resolution
from indexer.parsing.words import Words, fold, words

_MANUSCRIPT = re.compile(r"\ufeff?---\s*\n(?:.*\n)*?id:\s*\S")
_LEADER = re.compile(r".*(?:\.{3,}|…{2,}|\t)\s*\d{1,3}\s*\Z", re.DOTALL)


def extract(data: bytes, *, name: str) -> Extract:
    """Reads one file, whatever its format.

    A Markdown file of the corpus (front matter with an ``id``) yields its document. Any other file is an original: each
    resolution in it yields a document and a text of one revision; a file without one yields one document and its text.
    ``words_read == words_kept + sum of dropped`` holds for every original.

    Raises UnsupportedFormat if no loader knows the file, SourceError if it cannot be read, ManuscriptError if a file
    of the corpus breaks a rule of its format.
    """
    loader_for(name)
    if PurePath(name).suffix.lower() in (".md", ".markdown") and _MANUSCRIPT.match(
        data[:4000].decode("utf-8", "ignore")
    ):
        return _manuscript(data, name)
    loaded = load(data, name=name)
    language = loaded.language or language_of(" ".join(one.text for one in loaded.paragraphs))
    known = words(language)
    starts = find_resolutions(loaded.paragraphs, known)
    found = [(start, identity) for start in starts if (identity := identity_of(start, loaded.paragraphs)) is not None]
    if found:
        return _resolutions(loaded, found, known)
    return _document(loaded, known, name, unidentified=bool(starts))


def _manuscript(data: bytes, name: str) -> Extract:
    text, warnings = decode(data, name=name)
    document = parse_manuscript(text, where=name)
    count = count_words(text)
    return Extract(
        documents=(document,), language=document.language, words_read=count, words_kept=count, warnings=warnings
    )


def _resolutions(loaded: Loaded, found: Sequence[tuple[Start, Identity]], known: Words) -> Extract:
    paragraphs = loaded.paragraphs
    dropped = Counter(dict(loaded.dropped))
    for paragraph, reason in zip(paragraphs, _front(paragraphs[: found[0][0].index]), strict=False):
        dropped[reason] += paragraph.words
    documents: dict[str, Document] = {}
    texts: list[Text] = []
    kept = 0
    ends = [start.index for start, _ in found[1:]] + [len(paragraphs)]
    for (start, identity), end in zip(found, ends, strict=True):
        parsed = read_resolution(paragraphs[start.index : end], start, known, body=identity.body)
        document = _resolution_document(identity, parsed, known.language)
        documents[document.id] = _merged(documents.get(document.id), document)
        texts.append(_text(document.id, identity.revision, known.language, parsed))
        kept += parsed.words
    return Extract(
        documents=tuple(documents.values()),
        texts=tuple(texts),
        language=known.language,
        words_read=loaded.words_read,
        words_kept=kept,
        dropped=tuple(sorted((+dropped).items())),
        warnings=loaded.warnings,
    )


def _front(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Tells what stands before the first resolution: cover, foreword, list of contents."""
    front = report_words()["front"]
    reason, reasons = "cover", []
    for paragraph in paragraphs:
        folded = fold(paragraph.text)
        for part, reads in (("foreword", "foreword"), ("contents", "contents list")):
            if folded in {fold(form) for form in front[part]}:
                reason = reads
        reasons.append("contents list" if _LEADER.match(paragraph.text) else reason)
    return reasons


def _resolution_document(identity: Identity, parsed: Parsed, language: str) -> Document:
    sector = SECTOR_OF_BODY.get(identity.body)
    return Document(
        id=identity.document,
        kind=identity.kind,
        body=identity.body,
        title=parsed.title or parsed.content.split("\n", 1)[0],
        number=identity.number,
        confidence="original",
        language=language,
        sectors=(sector,) if sector else (),
        history=(
            RevisionStep(
                revision=identity.revision, action="revised" if identity.revised else "adopted", basis="original"
            ),
        ),
    )


def _merged(before: Document | None, after: Document) -> Document:
    """Two revisions of one resolution in a file: the later title, both steps."""
    if before is None:
        return after
    steps = {step.revision: step for step in (*before.history, *after.history)}
    return replace(after, history=tuple(steps[code] for code in sorted(steps, key=lambda code: code[-2:])))


def _document(loaded: Loaded, known: Words, name: str, *, unidentified: bool) -> Extract:
    if not any(one.text.strip() for one in loaded.paragraphs):
        raise SourceError(name, "the file has no text in it; if it is a scan, bring one with text.")
    cover = read_cover(loaded.paragraphs, name=name, hint=loaded.title)
    parsed = read_report(loaded.paragraphs, known, title=cover.title)
    document = Document(
        id=cover.identifier,
        kind=cover.kind,
        body=cover.body,
        title=cover.title,
        symbol=cover.symbol,
        date=cover.date,
        author=cover.author,
        language=known.language,
        confidence="original",
    )
    unknown = "It looks like a resolution, but no single conference fits its bracket; it was read as a plain document."
    return Extract(
        documents=(document,),
        texts=(_text(document.id, None, known.language, parsed),),
        language=known.language,
        words_read=loaded.words_read,
        words_kept=parsed.words,
        dropped=tuple(sorted(loaded.dropped)),
        warnings=(*loaded.warnings, unknown) if unidentified else loaded.warnings,
    )


def _text(document: str, revision: str | None, language: str, parsed: Parsed) -> Text:
    return Text(
        document=document,
        revision=revision,
        language=language,
        kind="original",
        content=parsed.content,
        clauses=parsed.clauses,
        title=parsed.title,
    )
