"""Which texts serve as evidence today: the newest revision held of each document in force, in its best form."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.document import Document, Held
from corpus.force import document_status, serving_revision
from indexer.assembly import Holdings, TextKey


def serving_texts(holdings: Holdings) -> frozenset[TextKey]:
    """Returns the keys of the texts that serve.

    Of each document that is not suppressed: its record text, and the newest revision held. A digest serves where no
    original of the same revision is held in its language.
    """
    keys: dict[str, list[TextKey]] = {}
    for text in holdings.texts:
        keys.setdefault(text.document, []).append(TextKey.of(text))
    served: set[TextKey] = set()
    for identifier, own in keys.items():
        document = holdings.documents[identifier]
        if document_status(document) == "suppressed":
            continue
        newest = serving_revision(document, {key.revision for key in own if key.revision})
        served |= {key for key in own if key.revision in (None, newest)}
    return frozenset(
        key for key in served if key.kind == "original" or (key.kind == "digest" and _original(key) not in served)
    )


def _original(key: TextKey) -> TextKey:
    return TextKey(key.document, key.revision, key.language, "original")


def held_revisions(document: Document, keys: Iterable[TextKey]) -> dict[str, Held]:
    """Returns each revision of the history, oldest first, with how its text is held: the better of the forms."""
    forms: dict[str, Held] = {step.revision: "missing" for step in document.history if step.action != "suppressed"}
    for key in keys:
        if key.revision is not None and key.kind != "former" and forms.get(key.revision) != "original":
            forms[key.revision] = key.kind
    return forms
