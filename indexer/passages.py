"""Clauses become passages: what is embedded, indexed and found. A passage never crosses a clause's boundary.

One clause is one passage, unless it is over the token budget: then it is cut at sentence ends. Every passage keeps its
exact span in the text it comes from, so that a citation can be cut again and compared.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.document import Basis, Clause, Document, Part, Text, TextKind
from corpus.force import known_since
from corpus.labels import label
from indexer.cutting import cut
from indexer.tokens import fits

BUDGET = 256
"""Tokens a passage's own words may have."""
CONTEXT_BUDGET = 60
"""Tokens the context before them may have; both together stay within what the bundled embedder reads."""
LEAD_IN_WORDS = 12
"""A lead-in shorter than this says too little alone, so it is repeated before each of its items."""

UNINDEXED_PARTS: frozenset[Part] = frozenset({"status", "history", "relation", "cover"})
"""Lines that are read as facts and never searched: they repeat what a document is and crowd out what it says."""

NAMES_IN_OTHER_LANGUAGES = "Terms "
"""Paths of a theme's names, one a line: they are for recognising a theme, and as passages they outnumber its facts."""

_ORDINAL = re.compile(r" (?:[·¶]\d+|\(\d+\))(?= |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of one clause. ``text == content[start:end]`` of the text with that document, revision, language, kind.

    ``revision`` None is the record text. ``context`` is what is put before the words in what is embedded and indexed:
    label, title, heading. ``dated`` is the ISO date from which it was known, "" where it tells today's state.
    ``part`` and ``basis`` are the clause's: a ``gap`` or ``note`` says what is *not* known.
    """

    id: str
    document: str
    revision: str | None
    language: str
    kind: TextKind
    clause: str
    start: int
    end: int
    text: str
    context: str
    dated: str
    part: Part = "clause"
    basis: Basis = "original"

    @property
    def embedded(self) -> str:
        """What is embedded and indexed: the context on a line of its own, then the words."""
        return f"{self.context}\n{self.text}" if self.context else self.text


def cut_passages(documents: Mapping[str, Document], texts: Iterable[Text]) -> tuple[Passage, ...]:
    """Returns the passages of ``texts`` ordered by document, revision, language, kind and start; of former texts none.

    Raises:
        KeyError: a text belongs to a document that is not among ``documents``.
    """
    searched = (text for text in texts if text.kind != "former")
    ordered = sorted(searched, key=lambda t: (t.document, t.revision or "", t.language, t.kind))
    return tuple(passage for text in ordered for passage in _passages_of(documents[text.document], text))


def _passages_of(document: Document, text: Text) -> Iterator[Passage]:
    name = document.group.code if document.group else label(document, text.revision)
    title = text.title if text.kind == "original" and text.title else document.title
    lead_ins = _lead_ins(text)
    for clause in sorted(text.clauses, key=lambda c: (c.start, c.end)):
        if clause.part in UNINDEXED_PARTS or clause.path.startswith(NAMES_IN_OTHER_LANGUAGES):
            continue
        heading = lead_ins.get(_parent(clause), "") or _heading(clause)
        context = context_line(name, title, "" if clause.part == "title" else heading)
        if clause.part == "title" and title in text.quote(clause):
            context = ""  # the line says itself what the context would
        known = known_since(document, text.revision, clause)
        for number, (start, end) in enumerate(cut(text.quote(clause), budget=BUDGET)):
            words = text.content[clause.start + start : clause.start + end]
            yield Passage(
                id=_passage_id(text, clause.path, number, words),
                document=text.document,
                revision=text.revision,
                language=text.language,
                kind=text.kind,
                clause=clause.path,
                start=clause.start + start,
                end=clause.start + end,
                text=words,
                context=context,
                dated=known.isoformat() if known else "",
                part=clause.part,
                basis=clause.basis,
            )


def _passage_id(text: Text, path: str, number: int, words: str) -> str:
    """The same words at the same place keep their id, wherever the clause moved in the text."""
    key = "\x1f".join((text.document, text.revision or "", text.language, text.kind, path, str(number), words))
    return hashlib.sha256(key.encode()).hexdigest()[:24]


def context_line(name: str, title: str, heading: str) -> str:
    """Returns ``name – title – heading`` within the context budget; the title's last words go first."""
    parts = [part for part in (name, title if title != name else "", heading) if part]
    line = " – ".join(parts)
    words = title.split()
    while not fits(line, CONTEXT_BUDGET) and len(words) > 1:
        words = words[: max(1, len(words) * 3 // 4)]
        line = " – ".join(part for part in (name, " ".join(words) + "…", heading) if part)
    if not fits(line, CONTEXT_BUDGET):
        start, end = cut(line, budget=CONTEXT_BUDGET)[0]
        line = line[start:end]
    return line


def _heading(clause: Clause) -> str:
    """The call; else where the clause stands, and under which title. Ordinals tell nothing about the subject."""
    place = _ORDINAL.sub("", clause.call or clause.path)
    return f"{place} {clause.heading}" if clause.heading and clause.heading not in place else place


def _parent(clause: Clause) -> str:
    """The path of the clause that leads in to this one; "" where it has no labels."""
    last = clause.labels[-1] if clause.labels else ""
    return clause.path.removesuffix(last).rstrip() if last and clause.path.endswith(last) else ""


def _lead_ins(text: Text) -> dict[str, str]:
    """Path -> call and words of short clauses that end as a lead-in does."""
    found: dict[str, str] = {}
    for clause in text.clauses:
        words = text.quote(clause).strip()
        if clause.part == "clause" and words.endswith((":", "：", "—", "–")) and len(words.split()) < LEAD_IN_WORDS:
            found[clause.path] = f"{_heading(clause)} {words}"
    return found
