"""``/v1/overlaps`` and ``/v1/documents/{id}/brief``: papers made from the store as it serves now."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.api.context import LocalWork, OpenService
from assistant.api.lookup import find_document
from assistant.api.parameters import read_language
from assistant.api.ports import Holdings
from assistant.api.problems import not_found
from assistant.briefs.brief import brief_paper
from assistant.overlaps.between_sectors import finder_of
from assistant.overlaps.pairing import Finder
from assistant.overlaps.report import overlaps_facts, overlaps_paper
from assistant.papers.paper import Paper, markdown, to_json
from assistant.papers.word import to_docx
from corpus.document import Document

router = APIRouter()

Language = Annotated[str | None, Query(max_length=10, description="language of what stands around quotations")]
Form = Annotated[Literal["json", "md", "docx"], Query(alias="format", description="what the paper comes as")]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/v1/overlaps", summary="Mandates of several bodies that ask the same")
async def overlaps(
    service: OpenService,
    workers: LocalWork,
    theme: Annotated[str | None, Query(max_length=80, description="one theme; by default all")] = None,
    form: Form = "json",
    language: Language = None,
) -> Response:
    """Pairs by theme and type, the strongest first. Of an orphan ``b`` is the line that shows what is mapped.

    ``format=md`` and ``format=docx`` give the report with its rules.
    """
    return await workers.run(_overlaps, service.holdings, theme, form, read_language(language) or "en")


@router.get("/v1/documents/{name}/brief", summary="One or two pages on a resolution or a theme")
async def brief(
    name: str, service: OpenService, workers: LocalWork, form: Form = "json", language: Language = None
) -> Response:
    """``format=md`` and ``format=docx`` give the paper itself; its statements are those of ``text``."""
    return await workers.run(_brief, service.holdings, name, form, read_language(language) or "en")


def find_themes(finder: Finder, holdings: Holdings, theme: str | None) -> tuple[Document, ...]:
    """Returns the theme named ("accessibility" or "theme-accessibility"), or all that several bodies have texts on.

    Raises:
        Problem: 404 where it is no theme.
    """
    if not theme:
        return finder.themes()
    found = find_document(holdings.catalogue, theme if theme.startswith("theme-") else f"theme-{theme}")
    if found.kind != "theme":
        raise not_found(f"{found.id} is not a theme. The themes are listed at /v1/themes.")
    return (found,)


def _overlaps(holdings: Holdings, theme: str | None, form: str, language: str) -> Response:
    finder = finder_of(holdings.current())
    themes = find_themes(finder, holdings, theme)
    paper, stood, verified = overlaps_paper(finder, themes, generation=holdings.generation, language=language)
    if form == "json":
        return _json(overlaps_facts(stood, verified, language))
    return _paper(paper, form, f"overlaps-{themes[0].id}" if theme else "overlaps")


def _brief(holdings: Holdings, name: str, form: str, language: str) -> Response:
    document = find_document(holdings.catalogue, name)
    paper = brief_paper(document, holdings.current(), generation=holdings.generation, language=language)
    return _json(to_json(paper)) if form == "json" else _paper(paper, form, f"brief-{document.id}")


def _json(facts: dict[str, Any]) -> Response:
    return Response(msgspec.json.encode(facts), media_type="application/json")


def _paper(paper: Paper, form: str, name: str) -> Response:
    if form == "md":
        return Response(markdown(paper), media_type="text/markdown; charset=utf-8")
    named = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return Response(to_docx(paper), media_type=_DOCX, headers=named)
