"""``GET /v1/search``: passages, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query

from assistant.api.context import LocalWork, OpenService
from assistant.api.parameters import Filters, read_as_of, read_filters
from assistant.api.ports import Holdings
from assistant.limits import check_question
from assistant.permalinks import permalink

if TYPE_CHECKING:
    from assistant.opening import Result

router = APIRouter()

Names = Annotated[list[str] | None, Query(max_length=50)]


@router.get("/v1/search", summary="Search the passages")
async def search(
    service: OpenService,
    workers: LocalWork,
    q: Annotated[str, Query(description="what to look for")],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    body: Names = None,
    sector: Names = None,
    kind: Names = None,
    theme: Names = None,
    status: Names = None,
    as_of: Annotated[str | None, Query(description="a conference or a date")] = None,
) -> dict[str, Any]:
    """Gives passages of the texts in force that are held, best first; a filter may be given several times."""
    query = check_question(q)
    named = {"bodies": body, "sectors": sector, "kinds": kind, "themes": theme, "status": status}
    found = await workers.run(_search, service.holdings, query, limit, read_filters(named), read_as_of(as_of))
    return {"results": [_result(passage) for passage in found]}


def _search(holdings: Holdings, query: str, limit: int, filters: Filters, as_of: str | None) -> Sequence[Result]:
    return holdings.search(query, limit=limit, filters=filters, as_of=as_of)


def _result(passage: Result) -> dict[str, Any]:
    return {
        "document": passage.document,
        "revision": passage.revision,
        "clause": passage.clause,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "score": round(passage.score, 4),
        "permalink": permalink(
            passage.document, passage.revision, start=passage.start, end=passage.end, clause=passage.clause
        ),
    }
