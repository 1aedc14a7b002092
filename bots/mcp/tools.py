"""The tools. Each reads and none writes; what one cannot do it says in a sentence a model can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import msgspec
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp_types import ToolAnnotations
from pydantic import BaseModel, Field

from assistant.api.asking import answer_question
from assistant.api.lookup import find, find_document, find_text
from assistant.api.parameters import read_as_of, read_filters, read_language
from assistant.api.problems import Problem
from assistant.checking.reading import check_length
from assistant.limits import check_question
from assistant.permalinks import document_address
from bots.mcp.access import BASE, Access
from bots.mcp.outputs import (
    QUOTED,
    AnswerOutput,
    DocumentOutput,
    FetchOutput,
    HistoryOutput,
    RelatedOutput,
    SearchOutput,
    answer_output,
    found,
)
from bots.mcp.reading import read_document
from corpus.errors import IscgError
from corpus.labels import label

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Question = Annotated[str, Field(description="a question in en, fr, es, ru, zh or ar; at most 2,000 characters")]
Name = Annotated[str, Field(description="a document id such as pp-res-191", max_length=200)]
Version = Annotated[str, Field(description="pp-res-191 (the record) or pp-res-191@pp-22 (a revision)", max_length=200)]
AsOf = Annotated[str | None, Field(description="a conference (PP-18), a year or a date: nothing later is used")]
Names = Annotated[list[str] | None, Field(max_length=50)]


class VerifyOutput(BaseModel):
    """The references and quotations of a text, each with its verdict and the citation that carries it."""

    items: list[dict[str, Any]]
    generation: str
    notice: str = QUOTED


def add_tools(server: MCPServer[Any], access: Access) -> None:
    """Adds every tool, and documents as resources ``doc://{id}``."""
    for title, tool in (
        ("Ask a question", _ask(access)),
        ("Search the passages", _search(access)),
        ("Fetch a document's text", _fetch(access)),
        ("Read a document or a clause", _document(access)),
        ("A document's history", _history(access)),
        ("Related documents", _related(access)),
        ("Check references and quotations", _verify(access)),
    ):
        server.tool(title=title, annotations=_READS)(tool)
    server.resource("doc://{name}", title="The stored text of a document", mime_type="text/plain")(_resource(access))


@contextmanager
def _told() -> Iterator[None]:
    """Lets a model read what stands in the way; anything unforeseen stays in the log."""
    try:
        yield
    except Problem as problem:
        raise ToolError(problem.detail) from None
    except IscgError as error:
        raise ToolError(str(error)) from None


def _ask(access: Access) -> Callable[..., Any]:
    async def ask(question: Question, as_of: AsOf = None, language: str | None = None) -> AnswerOutput:
        """Answers a question about ITU resolutions, Sectors and mandates; each statement with checked citations."""
        with _told():
            check_question(question)
            chosen: dict[str, Any] = {"language": read_language(language), "as_of": read_as_of(as_of)}
            service = await access.service()
            answer = await answer_question(service, access.workers, question, **chosen)
            return answer_output(answer, base=BASE.get(), generation=service.holdings.generation)

    return ask


def _search(access: Access) -> Callable[..., Any]:
    async def search(
        query: Question,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
        as_of: AsOf = None,
        bodies: Names = None,
        sectors: Names = None,
        kinds: Names = None,
        themes: Names = None,
    ) -> SearchOutput:
        """Finds passages of the texts in force that are held, best first. fetch and document read their texts."""
        with _told():
            check_question(query)
            filters = read_filters({"bodies": bodies, "sectors": sectors, "kinds": kinds, "themes": themes})
            day = read_as_of(as_of)
            holdings = (await access.service()).holdings
            catalogue, generation, base = holdings.catalogue, holdings.generation, BASE.get()

            def look() -> SearchOutput:
                results = []
                for one in holdings.search(query, limit=limit, filters=filters, as_of=day):
                    document = catalogue.document(one.document)
                    title = label(document, one.revision) if document else one.document
                    results.append(found(one, title=title, base=base))
                return SearchOutput(results=results, generation=generation)

            return await access.run(look)

    return search


def _fetch(access: Access) -> Callable[..., Any]:
    async def fetch(id: Version) -> FetchOutput:
        """Gives the whole stored text of a document or a revision, by the id that search gives."""
        with _told():
            holdings = (await access.service()).holdings
            catalogue, generation, base = holdings.catalogue, holdings.generation, BASE.get()

            def read() -> FetchOutput:
                document, revision = find(catalogue, id)
                text = find_text(catalogue, document, revision)
                facts = {"kind": document.kind, "language": text.language, "text_kind": text.kind}
                return FetchOutput(
                    id=id,
                    title=label(document, revision),
                    text=text.content,
                    url=base + document_address(document.id, revision),
                    metadata={**facts, "generation": generation, "notice": QUOTED},
                )

            return await access.run(read)

    return fetch


def _document(access: Access) -> Callable[..., Any]:
    async def document(
        id: Version,
        clause: Annotated[str | None, Field(description="a clause path: instructs the Secretary-General 2")] = None,
        offset: Annotated[int, Field(ge=0, description="where to read on: next_offset of the last piece")] = 0,
    ) -> DocumentOutput:
        """Gives a document's record or a revision: status, revisions, text, and its clauses by their paths."""
        with _told():
            holdings = (await access.service()).holdings
            return await access.run(
                read_document,
                holdings.catalogue,
                id,
                clause=clause,
                offset=offset,
                base=BASE.get(),
                generation=holdings.generation,
            )

    return document


def _history(access: Access) -> Callable[..., Any]:
    async def history(id: Name) -> HistoryOutput:
        """Gives a document's revisions, oldest first, and what each changed."""
        with _told():
            service = await access.service()
            known = await access.run(find_document, service.holdings.catalogue, id)
            facts = await access.run(service.assistant.history, known.id)
            base = BASE.get()
            steps = [
                {**step, "url": base + document_address(known.id, step["revision"])} for step in facts["revisions"]
            ]
            return HistoryOutput(
                document=known.id,
                revisions=steps,
                url=f"{base}/documents/{known.id}/history",
                generation=service.holdings.generation,
            )

    return history


def _related(access: Access) -> Callable[..., Any]:
    async def related(id: Name) -> RelatedOutput:
        """Gives documents related to one: cites, cited by, counterparts, same theme, similar."""
        with _told():
            service = await access.service()
            known = await access.run(find_document, service.holdings.catalogue, id)
            facts = await access.run(service.assistant.related, known.id)
            base = BASE.get()
            others = [{**one, "url": base + document_address(one["document"])} for one in facts["related"]]
            return RelatedOutput(
                document=known.id,
                related=others,
                url=base + document_address(known.id),
                generation=service.holdings.generation,
            )

    return related


def _verify(access: Access) -> Callable[..., Any]:
    async def verify(text: Annotated[str, Field(description="a text with references or quotations")]) -> VerifyOutput:
        """Checks every reference and quotation in a text: exact, altered, spliced, stale, not found."""
        with _told():
            check_length(text)
            holdings = (await access.service()).holdings
            checker = await access.run(holdings.checker)
            items = await access.run(checker.check, text)
            return VerifyOutput(items=msgspec.to_builtins(items), generation=holdings.generation)

    return verify


def _resource(access: Access) -> Callable[..., Any]:
    async def stored_text(name: str) -> str:
        """Gives the stored text of pp-res-191 (the record) or pp-res-191@pp-22 (a revision)."""
        try:
            catalogue = (await access.service()).holdings.catalogue
            document, revision = await access.run(find, catalogue, name)
            return (await access.run(find_text, catalogue, document, revision)).content
        except Problem as problem:
            raise ResourceNotFoundError(problem.detail) from None

    return stored_text
