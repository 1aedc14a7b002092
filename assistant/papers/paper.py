"""A paper: a draft that passed verification, with its notes, its sources and what it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from assistant.answer import Block, Citation, Note, Run
from assistant.answers.notes import notes_of
from assistant.basis_told import basis_told
from assistant.draft import Draft
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.rendering import to_markdown
from assistant.verification import Verified, verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is handed out. ``generation`` is the name of the store's generation that every quotation was cut from."""

    title: str
    language: str
    generation: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...]

    @property
    def closing(self) -> tuple[str, ...]:
        """Returns the sentences that end every paper: what it was made from, and that it has no authority."""
        return (
            say("paper.store", self.language, generation=self.generation),
            say("paper.authority", self.language),
        )


@dataclass(frozen=True, slots=True)
class _Unasked:
    """What notes read of a query, where nothing was asked: a language, and no reference that could be wrong."""

    language: str
    unresolved: tuple[()] = ()


def paper_of(draft: Draft, library: Library, *, title: str, generation: str, language: str) -> tuple[Paper, Verified]:
    """Returns the paper that a draft makes once it is verified, and what stood the check."""
    verified = verify(draft, library.shelf)
    paper = Paper(
        title=title,
        language=language,
        generation=generation,
        blocks=verified.blocks,
        notes=notes_of(draft, verified.citations, cast(Query, _Unasked(language)), library),
        citations=verified.citations,
    )
    return paper, verified


def source_line(citation: Citation, language: str) -> str:
    """Returns a source as one line: number, label, clause, status, what it rests on."""
    place = ", ".join(part for part in (citation.label, citation.clause) if part)
    return f"[{citation.n}] {place} ({', '.join(_told(citation, language))})"


def _told(citation: Citation, language: str) -> list[str]:
    """Returns the status of a source, where it has one, and what it rests on."""
    told = [basis_told(citation, language)]
    return [say(f"status.{citation.status}", language), *told] if citation.status else told


def grouped_sources(citations: Sequence[Citation], language: str) -> tuple[str, ...]:
    """Returns sources as one line a text and status, in order of first citation: label, then numbers and clauses."""
    by_text: dict[tuple[str, str], list[str]] = {}
    for citation in citations:
        place = " ".join(part for part in (f"[{citation.n}]", citation.clause) if part)
        by_text.setdefault((citation.label, ", ".join(_told(citation, language))), []).append(place)
    return tuple(f"{name} ({told}): {', '.join(places)}" for (name, told), places in by_text.items())


def markdown(paper: Paper) -> str:
    """Returns the paper as Markdown."""
    language = paper.language
    blocks = [Block(type="heading", text=paper.title, level=1), *paper.blocks]
    if paper.notes:
        notes = tuple((Run(text=note.text),) for note in paper.notes)
        blocks += [Block(type="heading", text=say("paper.notes", language), level=2), Block(type="list", items=notes)]
    parts = [to_markdown(blocks, paper.citations)]
    if paper.citations:
        parts.append(f"## {say('paper.sources', language)}")
        parts.append("\n".join(_linked(one, language) for one in paper.citations))
    parts += paper.closing
    return "\n\n".join(parts) + "\n"


def to_json(paper: Paper) -> dict[str, Any]:
    """Returns the paper as plain values; ``text`` is its Markdown."""
    return {
        "title": paper.title,
        "language": paper.language,
        "generation": paper.generation,
        "text": markdown(paper),
        "notes": msgspec.to_builtins(paper.notes),
        "citations": msgspec.to_builtins(paper.citations),
        "authority": say("paper.authority", paper.language),
    }


def _linked(citation: Citation, language: str) -> str:
    words = to_markdown((Block(type="paragraph", runs=(Run(text=source_line(citation, language)),)),))
    return f"- [{words}]({citation.permalink.replace('(', '%28').replace(')', '%29')})"
