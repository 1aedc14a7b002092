"""The application: routes, the guard around them, and what every error becomes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from assistant.api import (
    asking,
    completions,
    conversations,
    differences,
    documents,
    exports,
    feedback,
    health,
    reporting,
    searching,
    verifying,
)
from assistant.api.context import Workers
from assistant.api.guard import ErrorPage, Guard, respond
from assistant.api.loading import ServiceLoader
from assistant.api.problems import Problem, problem_of
from assistant.api.schemas import Filters
from corpus.errors import IscgError

_DESCRIPTION = "Answers questions about ITU resolutions; every statement carries a citation checked against the text."


def create_api(
    loader: ServiceLoader,
    *,
    threads: int = 4,
    pages: Sequence[APIRouter] = (),
    error_page: ErrorPage | None = None,
) -> FastAPI:
    """Returns the application. It starts to open the service as soon as it runs, and does not wait for it.

    ``pages`` are further routes for people; ``error_page`` draws an error for those who asked for a page.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loader.start()
        yield

    app = FastAPI(
        title="ISCG Assistant",
        version="1",
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses={"4XX": _PROBLEM, "5XX": _PROBLEM},
    )
    app.state.loader = loader
    app.state.workers = Workers(threads)
    for router in (
        asking.router,
        completions.router,
        conversations.router,
        searching.router,
        documents.router,
        differences.router,
        reporting.router,
        exports.router,
        feedback.router,
        verifying.router,
        health.router,
        _schemas,
        *pages,
    ):
        app.include_router(router)
    app.add_middleware(Guard, error_page=error_page)
    for kind in (Problem, IscgError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, partial(_on_error, error_page=error_page))
    app.openapi = partial(_openapi, app, app.openapi)  # type: ignore[method-assign]
    return app


async def _on_error(request: Request, error: Exception, *, error_page: ErrorPage | None) -> Response:
    return respond(request.scope, _as_problem(error), error_page)


def _as_problem(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case IscgError():
            return problem_of(error)
        case RequestValidationError():
            return _invalid(error)
        case HTTPException(status_code=404):
            return Problem(404, "not-found", "There is nothing at this address. The paths are listed at /openapi.json.")
        case HTTPException(status_code=405):
            detail = "This address does not take that method. The methods are listed at /openapi.json."
            return Problem(405, "wrong-method", detail, headers=error.headers)
        case HTTPException():
            return Problem(error.status_code, "failed", "The request cannot be answered.", headers=error.headers)
    raise error


def _invalid(error: RequestValidationError) -> Problem:
    errors = [
        {"field": str(fault["loc"][-1])[:200], "problem": str(fault["msg"])} for fault in list(error.errors())[:10]
    ]
    first = errors[0]
    detail = f"The parameter {first['field']} cannot be used: {first['problem']}."
    return Problem(422, "invalid-request", detail, members={"errors": errors})


_PROBLEM: dict[str, Any] = {
    "description": "what stands in the way, as RFC 9457 problem details",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
}


def _openapi(app: FastAPI, build: Any) -> dict[str, Any]:
    schema: dict[str, Any] = build()
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    schemas.setdefault("Problem", _PROBLEM_SCHEMA)
    schemas.setdefault("Filters", Filters.model_json_schema())
    return schema


_schemas = APIRouter()


@_schemas.get("/schemas/answer.json", summary="The JSON Schema of an answer")
async def answer_schema() -> Response:
    """JSON Schema 2020-12; every answer meets it."""
    text = (files("assistant") / "answer_schema.json").read_text(encoding="utf-8")
    return Response(text, media_type="application/schema+json", headers={"Cache-Control": "public, max-age=3600"})
