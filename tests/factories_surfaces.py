"""A small library and an assistant that answers by the book, for tests of the surfaces alone."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Block, Citation, Coverage, Note, Run, Statement
from assistant.api.ports import Service
from assistant.opening import Result
from assistant.permalinks import permalink
from assistant.rendering import to_markdown
from corpus.digest import render_digest
from corpus.document import Clause, Document, Held, Line, RevisionStep, Role, Text, TextKind, ThemeProfile
from corpus.force import status_at
from corpus.labels import label
from corpus.record import render_record
from indexer.assembly import TextKey

RESOLUTION = Document(
    id="pp-res-191",
    kind="resolution",
    body="pp",
    number="191",
    title="Strategy for the coordination of efforts among the three Sectors of the Union",
    status="in-force",
    sectors=("R", "T", "D", "GS"),
    themes=("theme-accessibility",),
    history=(
        RevisionStep(revision="pp-14", action="adopted", basis="seen"),
        RevisionStep(revision="pp-18", action="revised", basis="recalled"),
        RevisionStep(revision="pp-22", action="revised", basis="seen"),
    ),
    lines=(
        Line(
            part="mandate",
            text="Keep strengthening coordination across the three Sectors and the General Secretariat.",
            basis="seen",
            heading="instructs the Secretary-General 1",
            revision="pp-22",
        ),
        Line(
            part="mandate",
            text="Identify all forms of overlapping functions, and propose solutions.",
            basis="recalled",
            heading="instructs the Secretary-General 2",
            revision="pp-22",
        ),
    ),
    sources=("https://www.example.org/council/report-191", "a printed volume"),
)
THEME = Document(
    id="theme-accessibility",
    kind="theme",
    body="itu",
    title="Accessibility",
    theme=ThemeProfile(
        aliases=("digital accessibility",),
        roles=(Role(sector="D", role="lead", basis="seen", units=("BDT",), groups=("group-bdt",)),),
        resolutions=("pp-res-191",),
        iscg_topic=True,
    ),
)
HOSTILE = Document(
    id="c26-99",
    kind="council-report",
    body="council",
    title='<script>alert("title")</script> & "quoted"',
    symbol="C26/99",
    lines=(
        Line(
            part="content",
            text="<img src=x onerror=alert(1)> </script><svg onload=alert(2)>",
            basis="seen",
            heading="<b>h</b>",
        ),
        Line(
            part="content",
            text="Right \u202eto left\u202c and العربية with {{ 7 * 7 }} ${7*7}.",
            basis="seen",
            heading="Numbers",
        ),
    ),
    sources=("javascript:alert(3)", "https://www.example.org/?a=1&b=<2>"),
    original="javascript:alert(4)",
)
DOCUMENTS = (HOSTILE, RESOLUTION, THEME)


@dataclass
class FakeCatalogue:
    """Holds the record of every document, the digest of Resolution 191 at PP-22, and its original at PP-18."""

    documents_held: Sequence[Document] = DOCUMENTS
    texts: dict[TextKey, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = [render_record(document, name_of=lambda name: name) for document in self.documents_held]
        texts += [render_digest(RESOLUTION, "pp-22"), original("pp-18"), render_digest(RESOLUTION, "pp-18")]
        self.texts = {TextKey(text.document, text.revision, text.language, text.kind): text for text in texts}

    def document(self, document_id: str, /) -> Document | None:
        return next((document for document in self.documents_held if document.id == document_id), None)

    def documents(self) -> Iterator[Document]:
        return iter(self.documents_held)

    def text_keys(self, document_id: str, /) -> tuple[TextKey, ...]:
        return tuple(key for key in self.texts if key.document == document_id)

    def text(
        self,
        document_id: str,
        revision: str | None = None,
        /,
        *,
        language: str | None = None,
        kind: TextKind | None = None,
    ) -> Text | None:
        keys = [key for key in self.text_keys(document_id) if key.revision == revision]
        keys = [key for key in keys if language in (None, key.language) and kind in (None, key.kind)]
        return self.texts[min(keys, key=lambda key: key.kind != "original")] if keys else None

    def held(self, document_id: str, /) -> dict[str, Held]:
        held: dict[str, Held] = {}
        document = self.document(document_id)
        for step in document.history if document else ():
            kinds = {key.kind for key in self.text_keys(document_id) if key.revision == step.revision}
            held[step.revision] = "original" if "original" in kinds else "digest" if kinds else "missing"
        return held


def original(revision: str) -> Text:
    """Words of our own in the shape of an official text: a head, a call, two labelled items."""
    head = "RESOLUTION 191 (REV. DUBAI, 2018)\nStrategy for coordination\nThe Conference,\n"
    call = "resolves\n"
    first, second = "that the work of the Sectors be coordinated;", "that no work be done twice."
    content = f"{head}{call}1\t{first}\n2\t{second}\n"
    clauses = tuple(
        Clause(
            path=f"resolves {number}",
            start=content.index(words),
            end=content.index(words) + len(words),
            basis="original",
            call="resolves",
            labels=(number,),
            operative=True,
        )
        for number, words in (("1", first), ("2", second))
    )
    return Text(
        document="pp-res-191",
        revision=revision,
        language="en",
        kind="original",
        content=content,
        clauses=clauses,
        title="Strategy for coordination",
    )


@dataclass
class FakeHoldings:
    generation: str = "gen-1"
    built_at: str = "2026-11-01T00:00:00+00:00"
    degraded: str | None = None
    catalogue: FakeCatalogue = field(default_factory=FakeCatalogue)
    searched: list[tuple[str, int, Mapping[str, Sequence[str]], str | None]] = field(default_factory=list)

    def search(
        self, question: str, *, limit: int, filters: Mapping[str, Sequence[str]], as_of: str | None
    ) -> list[Result]:
        self.searched.append((question, limit, filters, as_of))
        text = self.catalogue.text("pp-res-191", "pp-22")
        assert text is not None
        return [
            Result(
                document=text.document,
                revision=text.revision,
                language=text.language,
                kind=text.kind,
                clause=clause.path,
                text=text.quote(clause),
                start=clause.start,
                end=clause.end,
                score=0.5,
            )
            for clause in text.clauses
        ][:limit]

    def current(self) -> Any:
        """A library over the same documents, without links and search."""
        from library_double import library_of

        return library_of(DOCUMENTS)

    def checker(self) -> Any:
        """Checks texts against the library that verdicts are measured on."""
        from eval.checking.verify_gold import read_library

        return read_library().checker()


@dataclass
class FakeAssistant:
    """Answers each question in one of three ways; ``before`` runs first, in the worker thread."""

    holdings: FakeHoldings
    before: Callable[[str], None] = lambda question: None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def ask(
        self,
        question: str,
        *,
        language: str | None = None,
        as_of: str | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        conversation: str | None = None,
        listener: Any = None,
        prose: bool = True,
    ) -> Answer:
        self.asked.append({"question": question, "language": language, "as_of": as_of, "filters": filters})
        self.before(question)
        if "tungsten" in question:
            return abstention(question)
        if "hostile" in question:
            return self._answer(question, HOSTILE.id, None, as_of)
        return self._answer(question, "pp-res-191", "pp-22", as_of)

    def history(self, document_id: str) -> dict[str, Any]:
        document = self.holdings.catalogue.document(document_id)
        held = self.holdings.catalogue.held(document_id)
        assert document is not None
        change = {
            "change": "modified",
            "editorial": False,
            "from_clause": "resolves 1",
            "to_clause": "resolves 1",
            "before": "the <former> words",
            "after": "the new words",
            "text_kind": "digest",
        }
        return {
            "document": document_id,
            "revisions": [
                {
                    "revision": step.revision,
                    "place": "Somewhere",
                    "year": 2000 + int(step.revision[-2:]),
                    "action": step.action,
                    "held": held[step.revision],
                    "changes": [change] if step.action == "revised" else [],
                    "citations": [],
                }
                for step in document.history
            ],
        }

    def impact(self, document_id: str) -> dict[str, Any]:
        return {"proposal": document_id, "texts": []}

    def related(self, document_id: str) -> dict[str, Any]:
        return {"document": document_id, "related": []}

    def _answer(self, question: str, document_id: str, revision: str | None, as_of: str | None) -> Answer:
        citations = tuple(cited(self.holdings.catalogue, document_id, revision))
        statements = tuple(Statement(text=one.quote, citations=(one.n,), support="quoted") for one in citations)
        items = tuple((Run(text=one.quote), Run(cite=one.n)) for one in citations)
        blocks = (
            Block(type="heading", text=citations[0].label, level=2),
            Block(type="paragraph", runs=(Run(text=citations[0].quote), Run(cite=1))),
            Block(type="list", items=items),
            Block(
                type="table",
                head=("What", "Where"),
                rows=tuple(((Run(text=one.clause),), item) for one, item in zip(citations, items, strict=True)),
            ),
            Block(type="quote", cite=1),
        )
        return Answer(
            id=f"answer-{len(self.asked):08d}",
            question=question,
            language="en",
            kind="document",
            text=to_markdown(blocks, citations),
            blocks=blocks,
            statements=statements,
            notes=(Note(code="recalled", text="One line was not seen in a source."),),
            citations=citations,
            facts={},
            coverage=(Coverage(document="pp-res-191", original=("pp-18",), digest=("pp-22",), missing=("pp-14",)),),
            follow_ups=("What is the history of Resolution 191?",),
            confidence=0.8,
            abstained=False,
            reason=None,
            as_of=as_of,
            answered_by="extractive",
            timings_ms={"total": 1.0},
            usage={"prompt_tokens": 0, "completion_tokens": 0},
        )


def cited(catalogue: FakeCatalogue, document_id: str, revision: str | None) -> Iterator[Citation]:
    """Yields every clause of a text as a citation."""
    text, document = catalogue.text(document_id, revision), catalogue.document(document_id)
    assert text is not None
    assert document is not None
    for number, clause in enumerate(text.clauses, start=1):
        yield Citation(
            n=number,
            document=document_id,
            revision=revision,
            label=label(document, revision),
            title=document.title,
            clause=clause.path,
            quote=text.quote(clause),
            start=clause.start,
            end=clause.end,
            language=text.language,
            status=status_at(document, revision) if revision else None,
            text_kind=text.kind,
            basis=clause.basis,
            permalink=permalink(document_id, revision, start=clause.start, end=clause.end, clause=clause.path),
            url=None,
        )


def abstention(question: str) -> Answer:
    blocks = (Block(type="paragraph", runs=(Run(text="Nothing that is held answers this."),)),)
    return Answer(
        id="abstention",
        question=question,
        language="en",
        kind="abstention",
        text=to_markdown(blocks),
        blocks=blocks,
        statements=(),
        notes=(),
        citations=(),
        facts={},
        coverage=(),
        follow_ups=(),
        confidence=0.0,
        abstained=True,
        reason="out-of-scope",
        as_of=None,
        answered_by="extractive",
        timings_ms={"total": 1.0},
        usage={"prompt_tokens": 0, "completion_tokens": 0},
    )


def fake_service(before: Callable[[str], None] = lambda question: None) -> Service:
    """Returns a service over the small library; ``before`` runs ahead of each answer."""
    holdings = FakeHoldings()
    return Service(assistant=FakeAssistant(holdings, before), holdings=holdings)


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serves an ASGI application over real HTTP on a free port of loopback; gives its address."""
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, log_config=None, log_level="error", access_log=False, server_header=False, proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        listening.close()


def build_shipped(store: Path) -> Path:
    """Indexes the shipped corpus into ``store`` and returns it."""
    import pytest

    from indexer.cli import index

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISCG_EMBEDDER", "hashing")
        assert index(["--store", str(store)]) == 0
    return store
