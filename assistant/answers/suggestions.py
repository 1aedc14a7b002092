"""Questions a reader may want to ask next. They name nothing later than the date asked for."""

from __future__ import annotations

from assistant.answers.wording import theme_name
from assistant.library import Library
from assistant.messages import say
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.labels import label

_KINDS: dict[str, tuple[str, ...]] = {"theme": ("sector", "related"), "group": ("document",)}
"""What is asked of documents without revisions."""


def follow_ups_for(document: Document, library: Library, *, language: str, beside: str) -> tuple[str, ...]:
    """Returns what else can be asked of ``document``, without the kind of answer it stands ``beside``."""
    kinds = _KINDS.get(document.kind, ())
    if document.kind in KINDS_WITH_REVISIONS:
        kinds = ("document", "history", "related", "sector")
    name = theme_name(document, language) if document.kind == "theme" else label(document)
    return tuple(say(f"follow_up.{kind}", language, name=name) for kind in kinds if kind != beside)[:3]
