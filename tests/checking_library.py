"""A small library of invented texts in the institution's form, to check texts against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lineage_texts import ISLANDS, text_of

from assistant.checking import Checker
from assistant.checking.finding import finder
from corpus.document import Action, Document, Held, RevisionStep, Status, Text, TextKind
from corpus.record import render_record
from corpus.scope import BodyCode
from indexer.assembly import TextKey
from indexer.lexical import LexicalIndex
from indexer.links import KnownDocuments
from indexer.passages import cut_passages

HARBOURS = {
    "considering a)": "that the keepers of harbours exchange tide tables by post, which takes weeks;",
    "considering b)": "that at least 40 per cent of all harbours have no electronic register of ships,",
    "resolves 1": "to establish an open format for tide tables that any harbour may use free of charge;",
    "resolves 2": "that study groups should give priority to signals that can be read in fog and at night;",
    "resolves 3": "to keep a public register of the signals used in each harbour and to revise it every two years,",
    "instructs the Director of the Telecommunication Standardization Bureau": (
        "to convene a workshop for harbour masters1 in each region, within the existing budget, "
        "and to publish the outcome;"
    ),
    "invites Member States": "to translate the tide tables of their harbours into the six languages of the Union.",
}


def document(
    identifier: str, title: str, *revisions: str, status: Status = "in-force", suppressed: str | None = None
) -> Document:
    """A resolution adopted and revised at these conferences."""
    body, _, number = identifier.partition("-res-")
    actions: list[tuple[str, Action]] = [(code, "revised" if at else "adopted") for at, code in enumerate(revisions)]
    if suppressed:
        actions.append((suppressed, "suppressed"))
    steps = tuple(RevisionStep(revision=code, action=action, basis="seen") for code, action in actions)
    codes: dict[str, BodyCode] = {"pp": "pp", "wtsa": "wtsa", "wtdc": "wtdc", "ra": "ra"}
    return Document(
        id=identifier, kind="resolution", body=codes[body], number=number, title=title, status=status, history=steps
    )


DOCUMENTS = (
    document("pp-res-2", "Policy forum", "pp-94", "pp-22"),
    document("pp-res-16", "Working methods of assemblies", "pp-98", "pp-10"),
    document("pp-res-71", "Strategic plan", "pp-94", "pp-18", "pp-22"),
    document("pp-res-123", "Bridging the gap", "pp-02", "pp-14", "pp-18", "pp-22"),
    document("pp-res-202", "Health-related emergencies", "pp-14"),
    document("pp-res-901", "Remote islands", "pp-06", "pp-10", "pp-14", "pp-18", "pp-22"),
    document("wtdc-res-2", "Study groups", "wtdc-06", "wtdc-22"),
    document("wtdc-res-16", "Least developed countries", "wtdc-10", "wtdc-17"),
    document("wtsa-res-2", "Responsibility of study groups", "wtsa-00", "wtsa-24"),
    document("wtsa-res-902", "Tide tables and signals of harbours", "wtsa-16", "wtsa-24"),
    document("wtsa-res-903", "Telegraph poles", "wtsa-08", status="suppressed", suppressed="wtsa-16"),
)


@dataclass
class Library:
    """Three revisions of the islands (PP-14, PP-18, PP-22), one text of the harbours (WTSA-24), and all records."""

    texts: dict[TextKey, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = [render_record(one, name_of=lambda name: name) for one in DOCUMENTS]
        texts += [text_of("pp-res-901", code, ISLANDS[code]) for code in ("pp-14", "pp-18", "pp-22")]
        texts.append(text_of("wtsa-res-902", "wtsa-24", HARBOURS))
        self.texts = {TextKey.of(text): text for text in texts}
        self._documents = {one.id: one for one in DOCUMENTS}

    def document(self, identifier: str, /) -> Document | None:
        return self._documents.get(identifier)

    def text_keys(self, identifier: str, /) -> tuple[TextKey, ...]:
        return tuple(key for key in self.texts if key.document == identifier)

    def text(
        self, identifier: str, revision: str | None = None, *, language: str | None = None, kind: TextKind | None = None
    ) -> Text | None:
        keys = [key for key in self.text_keys(identifier) if key.revision == revision]
        return self.texts[keys[0]] if keys else None

    def held(self, identifier: str, /) -> Mapping[str, Held]:
        held = {key.revision for key in self.text_keys(identifier)}
        known = self._documents[identifier].history if identifier in self._documents else ()
        return {step.revision: "original" if step.revision in held else "missing" for step in known}

    def known(self) -> KnownDocuments:
        return KnownDocuments(DOCUMENTS)


def checker() -> tuple[Checker, Library]:
    """Returns what checks texts against the library, and the library."""
    library = Library()
    passages = cut_passages({one.id: one for one in DOCUMENTS}, library.texts.values())
    words = LexicalIndex.build([one.embedded for one in passages], [one.language for one in passages])
    return Checker(library, finder(words, passages)), library
