"""``POST /v1/verify``: every reference and quotation of a text or file, each with a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile
from starlette.types import Message

from assistant.api.body import read_body, read_object
from assistant.api.context import LocalWork, Workers, open_service
from assistant.api.problems import Problem
from assistant.checking import Checker, Item
from assistant.checking.places import Source, whereabouts
from assistant.checking.reading import MAX_FILE, check_length, read_file
from corpus.errors import SourceError

router = APIRouter()

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
            },
            "multipart/form-data": {
                "schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
            },
        },
    }
}
_ENVELOPE = 100_000
"""Bytes a form may have around its file."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be checked: a text, or a file with its name."""

    text: str
    file: bytes = b""
    name: str = ""

    def read(self) -> Source:
        """Returns the text. Raises UsageError or SourceError where it cannot be checked."""
        return read_file(self.file, name=self.name) if self.name else Source(check_length(self.text))


@router.post("/v1/verify", summary="Check the references and quotations of a text", openapi_extra=_BODY)
async def verify(request: Request, workers: LocalWork) -> Response:
    """Takes JSON with ``text``, or a form with a ``file`` (text, DOCX, PDF).

    Of a file the words come back as ``text``, in which places count, and for each item in ``places`` its line,
    paragraph or footnote and the words around it.
    """
    given = await read_given(request)
    source, items = await check(request, workers, given)
    body: dict[str, Any] = {"items": items}
    if given.name:
        body |= {"text": source.text, "places": [whereabouts(source, one.start, one.end) for one in items]}
    return Response(msgspec.json.encode(body), media_type="application/json")


async def check(request: Request, workers: Workers, given: Given) -> tuple[Source, tuple[Item, ...]]:
    """Returns the text that was read and its items. Nothing of it is kept or logged.

    Raises:
        Problem: 422 where the file cannot be read.
        UsageError: there is nothing to check, too much, or a file of another kind.
    """
    try:
        source = await workers.run(given.read)
    except SourceError as error:
        raise Problem(422, "unreadable-file", str(error)) from None
    service = await open_service(request)
    checker: Checker = await workers.run(service.holdings.checker)
    return source, await workers.run(checker.check, source.text)


async def read_given(request: Request) -> Given:
    """Returns what a request brings to be checked.

    Raises:
        Problem: it is too large, too slow, no JSON and no form, or has neither a text nor a file.
    """
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        return await _form(request)
    text = (await read_object(request)).get("text")
    if not isinstance(text, str):
        raise Problem(422, "invalid-request", "The field text is missing or no text. Send an object with a text.")
    return Given(text)


async def _form(request: Request) -> Given:
    raw = await read_body(request, limit=MAX_FILE + _ENVELOPE)

    async def replay() -> Message:
        return {"type": "http.request", "body": raw, "more_body": False}

    async with Request(request.scope, replay).form(max_files=1, max_fields=4, max_part_size=MAX_FILE) as form:
        file, text = form.get("file"), form.get("text")
        if isinstance(file, UploadFile) and file.filename:
            return Given("", await file.read(), file.filename)
        if isinstance(text, str):
            return Given(text)
    raise Problem(422, "invalid-request", "The form has no file and no text. Send one of them.")
