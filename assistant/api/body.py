"""Reads a JSON body: its size, encoding and depth are bounded before anything is parsed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import Request

from assistant.api.problems import Problem

MAX_BODY = 1_000_000
"""Bytes."""
BODY_SECONDS = 20.0
"""A body that takes longer to arrive is given up."""


async def read_object(request: Request) -> dict[str, Any]:
    """Returns the JSON object of the request's body.

    Raises:
        Problem: 415 not JSON by its content type, 413 over ``MAX_BODY``, 408 too slow, 400 not JSON or too deep, 422 no
            object.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(415, "not-json", "Send the question as JSON with Content-Type: application/json.")
    try:
        async with asyncio.timeout(BODY_SECONDS):
            raw = await _read(request)
    except TimeoutError:
        raise Problem(408, "too-slow", "The body took too long to arrive. Send it again.") from None
    return _parse(raw)


async def _read(request: Request) -> bytes:
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced[:20]) > MAX_BODY:
        raise _too_large()
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise _too_large()
    return bytes(body)


def _too_large() -> Problem:
    detail = f"The body is over {MAX_BODY:,} bytes. A question has at most 2,000 characters."
    return Problem(413, "too-large", detail, headers={"Connection": "close"})


def _parse(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise Problem(400, "not-json", "The body is not UTF-8. Send JSON encoded in UTF-8.") from None
    except RecursionError:
        raise Problem(400, "not-json", "The JSON is nested too deeply. Send one flat object.") from None
    except ValueError:
        raise Problem(400, "not-json", "The body is not valid JSON. Send an object with a question.") from None
    if not isinstance(value, dict):
        raise Problem(422, "invalid-request", "The body is not a JSON object. Send an object with a question.")
    return value
