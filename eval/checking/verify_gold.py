"""The gold of ``iscg eval verify``: invented texts in six languages, and items on them with the verdict of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, get_args

import yaml

from assistant.checking import Checker, Verdict
from assistant.checking.finding import finder
from corpus.document import Action, Clause, Document, Held, RevisionStep, Status, Text, TextKind
from corpus.errors import UsageError
from corpus.record import render_record
from corpus.scope import BodyCode
from indexer.assembly import TextKey
from indexer.lexical import LexicalIndex
from indexer.links import KnownDocuments
from indexer.passages import cut_passages

_FOLDER = "datasets/verify"
_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_PATH = re.compile(r"(?P<call>.+?)(?: (?P<label>\d+|[a-z]\)))?")


@dataclass(frozen=True, slots=True)
class Case:
    """One item: ``item`` stands in ``text`` and should get ``verdict``. ``case`` names what is put to the test."""

    verdict: Verdict
    language: str
    item: str
    text: str
    case: str

    @property
    def span(self) -> tuple[int, int]:
        """Where the item stands in its text: code points, half-open."""
        start = self.text.index(self.item)
        return start, start + len(self.item)


class GoldLibrary:
    """The texts of ``library.yaml`` as a catalogue: three revisions of one resolution, in six languages, and others."""

    def __init__(self, documents: Sequence[Document], texts: Sequence[Text]) -> None:
        """``texts`` are those of revisions; the records are rendered from the documents."""
        records = [render_record(one, name_of=lambda name: name) for one in documents]
        self.documents = {one.id: one for one in documents}
        self.texts = {TextKey.of(text): text for text in (*records, *texts)}
        self._known = KnownDocuments(documents)

    def document(self, identifier: str, /) -> Document | None:
        """Returns what is known of a document."""
        return self.documents.get(identifier)

    def text_keys(self, identifier: str, /) -> tuple[TextKey, ...]:
        """Returns the names of all texts of a document."""
        return tuple(key for key in self.texts if key.document == identifier)

    def text(
        self, identifier: str, revision: str | None = None, *, language: str | None = None, kind: TextKind | None = None
    ) -> Text | None:
        """Returns a text; of several languages the one asked for, else the first."""
        keys = [key for key in self.text_keys(identifier) if key.revision == revision and kind in (None, key.kind)]
        keys.sort(key=lambda key: key.language != (language or "en"))
        return self.texts[keys[0]] if keys else None

    def held(self, identifier: str, /) -> Mapping[str, Held]:
        """Returns how each revision in a document's history is held."""
        kinds: dict[str | None, Held] = {
            key.revision: "original" if key.kind == "original" else "digest"
            for key in self.text_keys(identifier)
            if key.kind != "former"
        }
        known = self.documents[identifier].history if identifier in self.documents else ()
        return {step.revision: kinds.get(step.revision, "missing") for step in known}

    def known(self) -> KnownDocuments:
        """Returns what references are resolved against."""
        return self._known

    def checker(self) -> Checker:
        """Returns a new checker over the library; it has read nothing yet."""
        passages = cut_passages(self.documents, self.texts.values())
        words = LexicalIndex.build([one.embedded for one in passages], [one.language for one in passages])
        return Checker(self, finder(words, passages))


def read_library() -> GoldLibrary:
    """Returns the library that ships."""
    raw = _read("library.yaml")
    return GoldLibrary([_document(one) for one in raw["documents"]], [_text(one) for one in raw["texts"]])


def read_items(name: str = "items") -> tuple[Case, ...]:
    """Returns the items that ship, by verdict: ``items``, or ``second``, which nothing was mended by at first.

    Raises:
        UsageError: a verdict is none, or an item does not stand in its text.
    """
    return tuple(_case(verdict, row) for verdict, rows in _read(f"{name}.yaml").items() for row in rows)


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((files("eval") / _FOLDER / name).read_text(encoding="utf-8"))
    return found


def _case(named: str, row: Mapping[str, str]) -> Case:
    item = row["item"]
    verdict = next((one for one in _VERDICTS if one == named), None)
    quoted = verdict in ("exact", "exact-in-other-revision", "altered", "spliced", "not-found")
    text = row.get("text") or (f"“{item}”" if quoted else item)
    if verdict is None or item not in text:
        raise UsageError(f"items.yaml has an item that cannot be judged: {named}, {item[:60]}. Mend that line.")
    return Case(verdict, row["language"], item, text, row.get("case", ""))


def _document(row: Mapping[str, Any]) -> Document:
    body, _, number = row["id"].partition("-res-")
    bodies: dict[str, BodyCode] = {"pp": "pp", "wtsa": "wtsa", "wtdc": "wtdc"}
    steps: list[tuple[str, Action]] = [
        (code, "revised" if at else "adopted") for at, code in enumerate(row["revisions"])
    ]
    suppressed = row.get("suppressed")
    if suppressed:
        steps.append((suppressed, "suppressed"))
    status: Status = "suppressed" if suppressed else "in-force"
    history = tuple(RevisionStep(revision=code, action=action, basis="seen") for code, action in steps)
    return Document(
        id=row["id"],
        kind="resolution",
        body=bodies[body],
        number=number,
        title=row["title"],
        status=status,
        history=history,
    )


def _text(row: Mapping[str, Any]) -> Text:
    """Lays clauses out as the institution does: a call on a line of its own, a label before each numbered item."""
    content, placed, call = "", [], ""
    for path, words in row["clauses"].items():
        found = _PATH.fullmatch(path)
        label = (found["label"] if found else None) or ""
        opened = found["call"] if found else path
        content += f"{opened}\n" if opened != call else ""
        content += f"{label}\t" if label else ""
        call, start = opened, len(content)
        content += f"{words}\n"
        placed.append(
            Clause(path=path, start=start, end=start + len(words), basis="original", call=call, labels=_labels(label))
        )
    return Text(
        document=row["document"],
        revision=row["revision"],
        language=row["language"],
        kind=row["kind"],
        content=content,
        clauses=tuple(placed),
    )


def _labels(label: str) -> tuple[str, ...]:
    return (label,) if label else ()
