"""An answer as the one message of a chat: links where citations stand, notes, a source list, and annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.basis_told import basis_told
from assistant.messages import say
from assistant.rendering import escape_words, to_markdown

_LINK = re.compile(r"\[(\d+)\]\([^()\s]*\)")
"""A mark that is a link. Words of documents have their brackets escaped, so nothing else looks like one."""
_UNSAFE_IN_LINKS = {"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E", "\\": "%5C"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A citation in a message: ``content[start:end]`` is its mark; offsets are code points of the content."""

    start: int
    end: int
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words of a message in Markdown, and its citations in the order they stand."""

    text: str
    annotations: tuple[Annotation, ...]


def content_of(answer: Answer, *, base: str) -> Content:
    """Returns the answer as a message; ``base`` is put before every permalink (``https://host``, or nothing).

    Every address in it is the permalink of a citation. The sources below the answer have no annotation of their own.
    """
    urls = {one.n: _address(base, one) for one in answer.citations}
    body = to_markdown(answer.blocks, answer.citations, mark=_linked(urls))
    parts = [body, *(f"*{escape_words(note.text)}*" for note in answer.notes)]
    if answer.citations:
        parts.append(f"**{say('page.sources', answer.language)}**")
        parts.append("\n".join(_source(one, urls[one.n], answer.language) for one in answer.citations))
    cited = {one.n: one for one in answer.citations}
    marks = [(mark, cited[int(mark[1])]) for mark in _LINK.finditer(body)]
    return Content(
        text="\n\n".join(part for part in parts if part),
        annotations=tuple(
            Annotation(start=mark.start(), end=mark.end(), url=urls[one.n], title=_place(one)) for mark, one in marks
        ),
    )


def _linked(urls: Mapping[int, str]) -> Callable[[int], str]:
    return lambda number: f"[{number}]({urls[number]})"


def _address(base: str, citation: Citation) -> str:
    """Returns the permalink in a form that closes no Markdown link: browsers decode a fragment before they look."""
    return base + "".join(_UNSAFE_IN_LINKS.get(character, character) for character in citation.permalink)


def _place(citation: Citation) -> str:
    return ", ".join(part for part in (citation.label, citation.clause) if part)


def _source(citation: Citation, url: str, language: str) -> str:
    """Returns a line of the source list; what rests on no source says so."""
    said = [say(f"status.{citation.status}", language)] if citation.status else []
    said.append(basis_told(citation, language))
    return f"- [{citation.n}. {escape_words(_place(citation))}]({url}) · {' · '.join(said)}"
