"""One file to what it yields: documents known through it, texts that can be quoted, and the ledger of its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath, PurePosixPath

from corpus.conferences import held_on
from corpus.document import Action, Document, Extract, Relation, RevisionStep, Text
from corpus.errors import IscgError, SourceError, UnsupportedFormat
from corpus.manuscript import parse_manuscript
from corpus.scope import SECTOR_OF_BODY
from indexer.loaders import load, loader_for
from indexer.loaders.characters import decode
from indexer.loaders.paragraph import Loaded, count_words
from indexer.parsing.contents import front_reasons, without_contents
from indexer.parsing.cover import Cover, read_cover
from indexer.parsing.identity import Identity
from indexer.parsing.language import language_of
from indexer.parsing.proposal import (
    is_instruction,
    part_instructions,
    proposal_cover,
    proposed_texts,
    read_proposal,
)
from indexer.parsing.report import read_report
from indexer.parsing.resolution import Parsed, Start, find_resolutions, identity_of, read_resolution
from indexer.parsing.words import Words, words

_MANUSCRIPT = re.compile(r"\ufeff?---\s*\n(?:.*\n)*?id:\s*\S")
_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm", ".xhtml")


def extract(data: bytes, *, name: str) -> Extract:
    """Reads one file, whatever its format.

    A Markdown file of the corpus (front matter with an ``id``) yields its document. Any other file is an original: each
    resolution in it yields a document and a text of one revision; a proposal (tracked changes, MOD, ADD, SUP, NOC, a
    draft) yields one document of that kind, and as ``former`` the text its tracked changes start from; a file without
    either yields one document and its text. A ZIP file yields what its members do.
    ``words_read == words_kept + sum of dropped`` holds for every original.

    Raises UnsupportedFormat if no loader knows the file, SourceError if it cannot be read, ManuscriptError if a file
    of the corpus breaks a rule of its format.
    """
    loader_for(name)
    if PurePath(name).suffix.lower() in _MARKDOWN and _MANUSCRIPT.match(data[:4000].decode("utf-8", "ignore")):
        return _manuscript(data, name)
    loaded = load(data, name=name)
    if loaded.members:
        return _container(loaded, name)
    paragraphs, listed = without_contents(part_instructions(loaded.paragraphs))
    dropped = Counter(dict(loaded.dropped))
    dropped["contents list"] += listed
    loaded = replace(loaded, paragraphs=paragraphs, dropped=_sorted(dropped))
    if not any(one.text.strip() for one in paragraphs):
        raise SourceError(name, "the file has no text in it; if it is a scan, bring one with text.")
    known = words(loaded.language or language_of(" ".join(one.text for one in paragraphs)))
    starts = find_resolutions(paragraphs, known)
    proposed = any(start.heading.draft for start in starts) or any(is_instruction(one) for one in paragraphs)
    if loaded.tracked or proposed:
        return _proposal(loaded, starts, known, name)
    found = [(start, identity) for start in starts if (identity := identity_of(start, paragraphs)) is not None]
    if found:
        return _resolutions(loaded, found, known)
    return _document(loaded, known, name, unidentified=bool(starts))


def _manuscript(data: bytes, name: str) -> Extract:
    text, warnings = decode(data, name=name)
    document = parse_manuscript(text, where=name)
    count = count_words(text)
    return Extract(
        documents=(document,),
        language=document.language,
        words_read=count,
        words_kept=count,
        warnings=warnings,
        loader="manuscript",
    )


def _container(loaded: Loaded, name: str) -> Extract:
    """Reads the members; one that cannot be read is told in a warning and stops nothing, unless none can."""
    found: list[Extract] = []
    warnings: list[str] = []
    told: list[str] = []
    for path, data in loaded.members:
        try:
            if PurePath(path).suffix.lower() == ".zip":
                raise UnsupportedFormat(path, "a ZIP file inside another is not opened; unpack it.")
            found.append(extract(data, name=PurePosixPath(path).name))
            told.extend(f"{path}: {warning}" for warning in found[-1].warnings)
        except IscgError as error:
            warnings.append(f"{path} was left out. {error}")
    if not found:
        raise SourceError(name, f"nothing in this ZIP file can be read. {warnings[0]}")
    dropped: Counter[str] = Counter()
    for one in found:
        dropped.update(dict(one.dropped))
    return Extract(
        documents=_united(document for one in found for document in one.documents),
        texts=tuple({_key(text): text for one in found for text in one.texts}.values()),
        former=tuple({_key(text): text for one in found for text in one.former}.values()),
        language=found[0].language,
        words_read=sum(one.words_read for one in found),
        words_kept=sum(one.words_kept for one in found),
        dropped=_sorted(dropped),
        warnings=(*told, *warnings),
        loader=loaded.loader,
    )


def _resolutions(loaded: Loaded, found: Sequence[tuple[Start, Identity]], known: Words) -> Extract:
    paragraphs = loaded.paragraphs
    dropped = Counter(dict(loaded.dropped)) + front_reasons(paragraphs[: found[0][0].index])
    documents: list[Document] = []
    texts: list[Text] = []
    kept = 0
    ends = [start.index for start, _ in found[1:]] + [len(paragraphs)]
    for (start, identity), end in zip(found, ends, strict=True):
        parsed = read_resolution(paragraphs[start.index : end], start, known, body=identity.body)
        documents.append(_resolution_document(identity, parsed, known.language))
        texts.append(_text(identity.document, identity.revision, known.language, parsed))
        kept += parsed.words
    return Extract(
        documents=_united(documents),
        texts=tuple(texts),
        language=known.language,
        words_read=loaded.words_read,
        words_kept=kept,
        dropped=_sorted(dropped),
        warnings=loaded.warnings,
        loader=loaded.loader,
    )


def _resolution_document(identity: Identity, parsed: Parsed, language: str) -> Document:
    sector = SECTOR_OF_BODY.get(identity.body)
    action: Action = "revised" if identity.revised else "adopted"
    return Document(
        id=identity.document,
        kind=identity.kind,
        body=identity.body,
        title=parsed.title or parsed.content.split("\n", 1)[0],
        number=identity.number,
        confidence="original",
        language=language,
        sectors=(sector,) if sector else (),
        history=(RevisionStep(revision=identity.revision, action=action, basis="original"),),
    )


def _united(documents: Iterable[Document]) -> tuple[Document, ...]:
    """One document an identifier: revisions of one resolution in a file give the later title and both steps."""
    found: dict[str, Document] = {}
    for document in documents:
        earlier = found[document.id].history if document.id in found else ()
        steps = {step.revision: step for step in (*earlier, *document.history)}
        history = tuple(sorted(steps.values(), key=lambda step: held_on(step.revision)))
        found[document.id] = replace(document, history=history)
    return tuple(found.values())


def _proposal(loaded: Loaded, starts: Sequence[Start], known: Words, name: str) -> Extract:
    cover = proposal_cover(loaded.paragraphs, name=name, hint=loaded.title)
    parsed = read_proposal(loaded.paragraphs, starts, known, title=cover.title)
    proposes = proposed_texts(loaded.paragraphs, starts)
    relations = tuple(
        Relation(document=identifier, relation="cites", basis="original")
        for identifier in dict.fromkeys(one.document for one in proposes if one.document)
    )
    document = replace(_described(cover, known.language), relations=relations, proposes=proposes)
    proposed = _single(loaded, document, parsed, known.language)
    return replace(proposed, former=_former(loaded, document, known, title=cover.title))


def _former(loaded: Loaded, document: Document, known: Words, *, title: str) -> tuple[Text, ...]:
    """The text that tracked changes start from, read as the proposal itself is."""
    paragraphs, _ = without_contents(loaded.former)
    if not any(one.text.strip() for one in paragraphs):
        return ()
    parsed = read_proposal(paragraphs, find_resolutions(paragraphs, known), known, title=title)
    return (_text(document.id, None, known.language, parsed),)


def _document(loaded: Loaded, known: Words, name: str, *, unidentified: bool) -> Extract:
    cover = read_cover(loaded.paragraphs, name=name, hint=loaded.title)
    if cover.kind == "document" and PurePath(name).suffix.lower() in _PAGES:
        cover = replace(cover, kind="web-page")
    parsed = read_report(loaded.paragraphs, known, title=cover.title)
    unknown = "It looks like a resolution, but no single conference fits its bracket; it was read as a plain document."
    if unidentified:
        loaded = replace(loaded, warnings=(*loaded.warnings, unknown))
    return _single(loaded, _described(cover, known.language), parsed, known.language)


def _described(cover: Cover, language: str) -> Document:
    return Document(
        id=cover.identifier,
        kind=cover.kind,
        body=cover.body,
        title=cover.title,
        symbol=cover.symbol,
        date=cover.date,
        author=cover.author,
        agenda_item=cover.agenda_item,
        drafted_in=cover.drafted_in,
        language=language,
        confidence="original",
    )


def _single(loaded: Loaded, document: Document, parsed: Parsed, language: str) -> Extract:
    return Extract(
        documents=(document,),
        texts=(_text(document.id, None, language, parsed),),
        language=language,
        words_read=loaded.words_read,
        words_kept=parsed.words,
        dropped=_sorted(Counter(dict(loaded.dropped))),
        warnings=loaded.warnings,
        loader=loaded.loader,
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


def _key(text: Text) -> tuple[str, str | None, str]:
    return text.document, text.revision, text.language


def _sorted(dropped: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((+dropped).items()))
