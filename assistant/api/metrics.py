"""``GET /metrics`` in Prometheus' text form: answers, failures, stages, dropped claims, the age of the index.

Labels hold names of ours alone: no word of a question, no user, no document comes near them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder

from assistant.answer import Answer
from assistant.api.channels import CHANNEL
from assistant.api.loading import ServiceLoader
from assistant.api.ports import Answering, Service
from corpus.errors import IscgError

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Meter:
    """Counts what one service does; safe to share between threads."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        self._registry = registry
        self._answers = Counter(
            "iscg_answers", "Answers given; reason: why one abstains", ("kind", "channel", "reason"), registry=registry
        )
        self._failures = Counter(
            "iscg_failures", "Questions that got no answer", ("channel", "failure"), registry=registry
        )
        self._stages = Histogram(
            "iscg_stage_seconds", "Time of a stage of an answer", ("stage",), buckets=_SECONDS, registry=registry
        )
        self._dropped = Counter("iscg_dropped_claims", "Claims that verification dropped", ("kind",), registry=registry)
        self._open = Gauge("iscg_store_open", "Whether the store is open", registry=registry)
        self._degraded = Gauge("iscg_store_degraded", "Whether it serves less than it should", registry=registry)
        self._age = Gauge("iscg_index_age_seconds", "Age of the generation that serves", registry=registry)
        ProcessCollector(registry=registry)

    def watch(self, service: Service) -> Service:
        """Returns the service with an assistant whose answers are counted."""
        return replace(service, assistant=Metered(service.assistant, self))

    def answered(self, answer: Answer) -> None:
        """Counts an answer with its stages."""
        self._answers.labels(answer.kind, CHANNEL.get(), answer.reason or "").inc()
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def failed(self, failure: str) -> None:
        """Counts a question without an answer; ``failure`` names the class of the error."""
        self._failures.labels(CHANNEL.get(), failure).inc()

    def dropped(self, kind: str, claims: int) -> None:
        """Counts claims of a draft that did not stand."""
        self._dropped.labels(kind).inc(claims)

    def exposed(self, service: Service | None, accept: str) -> tuple[bytes, str]:
        """Returns all figures and their media type, in the form a scraper accepts."""
        self._open.set(service is not None)
        if service is not None:
            self._degraded.set(service.holdings.degraded is not None)
            built = datetime.fromisoformat(service.holdings.built_at)
            self._age.set((datetime.now(UTC) - built).total_seconds())
        encode, media_type = choose_encoder(accept)
        return encode(self._registry), media_type


class Metered:
    """An assistant whose answers are counted; else the one it is made from."""

    def __init__(self, assistant: Answering, meter: Meter) -> None:
        self._assistant = assistant
        self._meter = meter

    def ask(self, question: str, **chosen: Any) -> Answer:
        """Returns the answer, counted."""
        try:
            answer = self._assistant.ask(question, **chosen)
        except Exception as error:
            self._meter.failed(type(error).__name__ if isinstance(error, IscgError) else "unforeseen")
            raise
        self._meter.answered(answer)
        return answer

    def history(self, document_id: str) -> dict[str, Any]:
        """Returns the facts of a history."""
        return self._assistant.history(document_id)

    def impact(self, document_id: str) -> dict[str, Any]:
        """Returns what a proposal touches."""
        return self._assistant.impact(document_id)

    def related(self, document_id: str) -> dict[str, Any]:
        """Returns the facts of what is related."""
        return self._assistant.related(document_id)


def metrics_routes(meter: Meter) -> APIRouter:
    """Returns the route that exposes what ``meter`` counted."""
    router = APIRouter()

    @router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
    async def metrics(request: Request) -> Response:
        """Answers whatever the store does."""
        service = cast(ServiceLoader, request.app.state.loader).service
        body, media_type = meter.exposed(service, request.headers.get("accept", ""))
        return Response(body, media_type=media_type)

    return router
