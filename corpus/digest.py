"""A revision's mandate lines as a text that can be quoted: our own summary of what that conference asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.addressees import is_operative
from corpus.asking import asked_by
from corpus.conferences import held_on
from corpus.document import Clause, Document, Line, Text
from corpus.errors import IdentifierError
from corpus.labels import label
from corpus.textbuilder import TextBuilder

DISCLAIMER = "Digest in our own words; not the text of the Union."

_GENERAL = re.compile(r"\(?general sense(?P<more> \([^)]*\))?\)?", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<call>[^\W\d_].*?) (?P<labels>\d+(?:\.\d+)*(?:bis|ter)?(?:(?:,| and) .+)?|[a-z]\))\Z")
_PLACES = ("section", "sections", "annex", "appendix", "attachment", "part", "study group", "study groups")


@dataclass(frozen=True, slots=True)
class Heading:
    """A clause as the facts name it, taken apart.

    ``call`` and ``labels`` make the path; ``general`` marks a line from an account of the text, not from the text.
    """

    call: str
    labels: tuple[str, ...] = ()
    general: bool = False

    @property
    def path(self) -> str:
        """The clause's path, before it is told apart from further lines under the same call."""
        return " ".join((self.call, *self.labels))

    @property
    def operative(self) -> bool:
        """Whether the clause asks for something; a line on the general sense of a mandate does."""
        return is_operative(self.call) or (self.general and self.call == "in general")


def read_heading(heading: str) -> Heading:
    """Takes "instructs the Secretary-General 1" apart into call and label; "section 1" stays whole.

    "resolves (general sense)" is the call "resolves", marked as general; a bare "(general sense)" is "in general".
    """
    bare, found = _GENERAL.subn("", heading)
    bare = " ".join(bare.split())
    if found and not bare:
        return Heading("in general", general=True)
    match = _LABELLED.match(bare)
    if match is None or match["call"].lower().startswith("annex") or _ends_with_place(match["call"]):
        return Heading(bare, general=bool(found))
    return Heading(match["call"], (match["labels"],), general=bool(found))


def _ends_with_place(call: str) -> bool:
    return any(call.lower() == place or call.lower().endswith(f" {place}") for place in _PLACES)


def digested_revisions(document: Document) -> tuple[str, ...]:
    """Returns the revisions of which the document has a mandate line, in the history's order, strangers last."""
    with_lines = {line.revision for line in document.lines if line.part == "mandate" and line.revision}
    known = tuple(step.revision for step in document.history if step.revision in with_lines)
    return (*dict.fromkeys(known), *sorted(with_lines - set(known)))


def title_at(document: Document, revision: str) -> str:
    """Returns the title that revision bore: the one recorded for it, else that of the next revision with a record.

    A title recorded for a later revision stood before it too, as far as is known; without any, today's title holds.
    """
    since = _date(revision)
    dated = sorted((_date(old.revision), old.title) for old in document.earlier_titles if old.revision)
    return next((title for day, title in dated if day >= since), document.title)


def _date(revision: str) -> date:
    try:
        return held_on(revision)
    except IdentifierError:
        return date.min


def render_digest(document: Document, revision: str) -> Text:
    """Returns the digest of one revision: label, title, a sentence that it is ours, then calls and their lines.

    ``text.content[clause.start:clause.end]`` is the line without its label; clauses are in order. Only mandate lines
    of that revision stand in it: without any, the text has no clause. Paths follow ``domain.md``: several unnumbered
    lines under one call are ``call``, ``call ·2``, ``call ·3``.
    """
    title = title_at(document, revision)
    builder = TextBuilder()
    builder.heading(label(document, revision), space=False)
    builder.heading(title, space=False)
    builder.heading(DISCLAIMER)
    shown: str | None = None
    for line in document.lines:
        if line.part != "mandate" or line.revision != revision:
            continue
        heading = read_heading(line.heading)
        if shown != heading.call:
            builder.heading(heading.call)
            shown = heading.call
        add_mandate_line(builder, document, line, heading, path=heading.path)
    return builder.finish(document.id, revision=revision, title=title)


def add_mandate_line(builder: TextBuilder, document: Document, line: Line, heading: Heading, *, path: str) -> Clause:
    """Adds one mandate line, its label before it, with whom it asks and by which verb."""
    asked = asked_by(heading.call, line.text, body=document.body)
    return builder.line(
        line.text,
        path,
        before="".join(f"{one} " for one in heading.labels),
        part="mandate",
        basis=line.basis,
        call=heading.call,
        labels=heading.labels,
        operative=heading.operative,
        action=asked.verb,
        addressees=asked.addressees,
        partners=asked.partners,
        revision=line.revision,
    )
