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
    return _parse(await read_body(request))


async def read_body(request: Request, *, limit: int = MAX_BODY) -> bytes:
    """Returns the bytes of the request's body.

    Raises:
        Problem: 413 over ``limit`` bytes, 408 too slow.
    """
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _read(request, limit)
    except TimeoutError:
        raise Problem(408, "too-slow", "The body took too long to arrive. Send it again.") from None


async def _read(request: Request, limit: int) -> bytes:
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced[:20]) > limit:
        raise _too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> Problem:
    hint = " A question has at most 2,000 characters." if limit == MAX_BODY else ""
    detail = f"The body is over {limit:,} bytes.{hint}"
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
