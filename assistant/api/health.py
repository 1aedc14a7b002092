"""``/healthz``: the process lives. ``/readyz``: the store is open and a question gets its answer."""

from __future__ import annotations

import time
from typing import Any, cast

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from assistant.api.context import LocalWork
from assistant.api.loading import ServiceLoader
from assistant.api.problems import Problem

router = APIRouter()
CANARY = "What does Resolution 191 say?"


@router.get("/healthz", summary="Does the process live?")
async def healthz() -> dict[str, str]:
    """Answers at once, whatever the store does."""
    return {"status": "ok"}


@router.get("/readyz", summary="Can a question be answered now?")
async def readyz(request: Request, workers: LocalWork) -> Response:
    """Asks one question, no model; 503 while the store is not open or cannot be."""
    loader = cast(ServiceLoader, request.app.state.loader)
    loader.start()
    if loader.service is None:
        raise loader.failure or Problem(
            503, "starting", "The service is still starting. Try again shortly.", headers={"Retry-After": "1"}
        )
    started = time.perf_counter()
    answer = await workers.run(loader.service.assistant.ask, CANARY, prose=False)
    facts: dict[str, Any] = {
        "status": "degraded" if loader.service.holdings.degraded else "ready",
        "degraded": loader.service.holdings.degraded,
        "generation": loader.service.holdings.generation,
        "canary": answer.kind,
        "canary_ms": round((time.perf_counter() - started) * 1000, 1),
    }
    return JSONResponse(facts)
