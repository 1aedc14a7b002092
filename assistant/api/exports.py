"""``/v1/exports``: the tables of ``iscg export`` as files."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.api.context import LocalWork, OpenService
from assistant.api.ports import Holdings
from assistant.api.problems import not_found
from assistant.exports import LIBRARY_TABLES, TABLES
from assistant.exports.command import build_from, write_table
from assistant.library import Library

router = APIRouter()

ALL_TABLES = (*TABLES, *LIBRARY_TABLES)
_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_KEPT = 2 * len(ALL_TABLES)
"""Files kept in memory: every table of the generation that serves, in both formats."""


@router.get("/v1/exports", summary="The tables that can be had as files")
async def exports() -> dict[str, list[str]]:
    """Names of tables, each to be had as ``/v1/exports/{table}?format=csv`` or ``xlsx``."""
    return {"tables": list(ALL_TABLES), "formats": list(_TYPES)}


@router.get("/v1/exports/{table}", summary="A table of what the store knows, as CSV or XLSX", response_class=Response)
async def export(
    table: str,
    service: OpenService,
    workers: LocalWork,
    form: Annotated[Literal["csv", "xlsx"], Query(alias="format")] = "csv",
) -> Response:
    """The columns are in English. No cell is one that a spreadsheet would run as a formula."""
    if table not in ALL_TABLES:
        raise not_found(f"There is no such table. The tables: {', '.join(ALL_TABLES)}.")
    holdings = service.holdings
    data = await workers.run(_file, holdings, table, form)
    shown = {"Content-Disposition": f'attachment; filename="iscg-{table}.{form}"'}
    return Response(data, media_type=_TYPES[form], headers=shown)


def _file(holdings: Holdings, table: str, form: str) -> bytes:
    return _written(holdings.current(), table, form)


@lru_cache(maxsize=_KEPT)
def _written(library: Library, table: str, form: str) -> bytes:
    return write_table(build_from(table, library), form)
