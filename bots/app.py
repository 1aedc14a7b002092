"""Composition root: settings to an application. Objects are built here and nowhere else."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.api.ports import Service
from assistant.settings import Settings
from corpus.errors import StoreError

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

    from assistant.opening import Libraries
    from bots.slack.config import SlackConfig

_log = logging.getLogger("iscg.app")


def create_app(settings: Settings, *, open_service: Callable[[], Service] | None = None) -> FastAPI:
    """Returns the HTTP application with its pages; the store is opened once it runs, not here.

    ``open_service``: what opens the store; by default that of the settings.
    """
    from limits import parse
    from starlette.middleware.cors import CORSMiddleware

    from assistant.api.access import Access
    from assistant.api.app import create_api
    from assistant.api.channels import Channels
    from assistant.api.guard import Guard
    from assistant.api.loading import ServiceLoader
    from assistant.api.metrics import Meter, metrics_routes
    from assistant.opening import open_keys
    from bots.mcp.endpoint import mcp_routes
    from bots.slack.config import slack_config
    from bots.web.differences import diff_routes
    from bots.web.exporting import export_routes
    from bots.web.judging import feedback_routes
    from bots.web.pages import error_page, page_routes
    from bots.web.papers import paper_routes
    from bots.web.reporting import report_routes
    from bots.web.verifying import verify_routes
    from bots.web.widget.routes import widget_routes

    meter = Meter()
    opened = open_service or (lambda: service_of(settings, dropped=meter.dropped))
    slack = slack_config(settings)
    app = create_api(
        ServiceLoader(lambda: meter.watch(opened())),
        threads=settings.workers,
        pages=[
            page_routes(conversation_days=settings.conversation_days),
            report_routes(settings.report_address),
            feedback_routes(),
            widget_routes(),
            diff_routes(),
            paper_routes(),
            verify_routes(),
            export_routes(),
            metrics_routes(meter),
            mcp_routes(host=settings.host, public_url=settings.public_url),
            *([_slack_routes(slack)] if slack else []),
        ],
        error_page=error_page,
    )
    app.add_middleware(Channels)
    app.add_middleware(Access, keys=open_keys(settings), rate=parse(settings.rate) if settings.rate else None)
    if settings.origins:
        app.add_middleware(CORSMiddleware, **cors(settings.origins))
    app.add_middleware(Guard, error_page=error_page)
    app.state.public_url = settings.public_url
    return app


def _slack_routes(config: SlackConfig) -> APIRouter:
    """Returns the routes of Slack; what they need is imported where there is a Slack app alone."""
    from bots.slack.front import slack_routes

    return slack_routes(config)


def cors(origins: str) -> dict[str, Any]:
    """Returns what pages of other sites may do: ask, without cookies, under exactly the names given."""
    return {
        "allow_origins": [one.strip() for one in origins.split(",")],
        "allow_methods": ["GET", "POST"],
        "allow_headers": ["Authorization", "Content-Type"],
        "expose_headers": ["Retry-After"],
        "max_age": 600,
    }


def service_of(settings: Settings, *, dropped: Callable[[str, int], None] | None = None) -> Service:
    """Returns the service over the store of the settings; ``dropped`` is told of claims that fail verification.

    Raises:
        StoreError: the store is missing, corrupt, or was built with another embedder.
    """
    from assistant.opening import open_assistant, open_conversations, open_signals

    conversations = open_conversations(settings)
    assistant, holdings = open_assistant(settings, conversations=conversations, dropped=dropped)
    threading.Thread(target=_read_ahead, args=(holdings,), name="read-ahead", daemon=True).start()
    try:
        conversations.sweep()
    except StoreError as error:  # questions that are of no conversation are answered all the same
        _log.warning("%s", error)
    return Service(assistant=assistant, holdings=holdings, conversations=conversations, signals=open_signals(settings))


def _read_ahead(holdings: Libraries) -> None:
    """Lets the library read its passages behind the first answers; without it they are read as they are needed."""
    try:
        holdings.read_ahead()
    except StoreError as error:
        _log.warning("%s", error)
