"""Errors as ``application/problem+json`` (RFC 9457). Their words are written for users; nothing internal is in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from starlette.responses import Response

from corpus.errors import ConversationUnknown, IscgError, QuestionError, StoreError, UsageError

PREFIX = "urn:problem-type:iscg:"


class Problem(Exception):
    """A request that gets no answer.

    ``kind`` names the type (``not-found``), ``detail`` is one sentence for the user,
    ``members`` are further members of the problem.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = dict(members or {})

    @property
    def title(self) -> str:
        """The phrase of the status: what kind of trouble, the same for every occurrence."""
        return HTTPStatus(self.status).phrase

    def as_dict(self, instance: str) -> dict[str, object]:
        """Returns the problem's members; ``instance`` is the path asked for."""
        return {
            "type": PREFIX + self.kind,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            **self.members,
        }


def problem_response(problem: Problem, instance: str) -> Response:
    """Returns the problem as an HTTP response."""
    # ASCII escapes on purpose: whatever came in, a lone surrogate too, can be written out.
    body = json.dumps(problem.as_dict(instance)).encode("ascii")
    return Response(body, problem.status, problem.headers, media_type="application/problem+json")


def problem_of(error: IscgError) -> Problem:
    """Returns what a deliberate error means to an HTTP client."""
    if isinstance(error, ConversationUnknown):
        return Problem(404, "not-found", str(error))
    if isinstance(error, QuestionError):
        return Problem(422, "no-question", str(error))
    if isinstance(error, UsageError):
        return Problem(422, "invalid-request", str(error))
    if isinstance(error, StoreError):
        return Problem(503, "store-unavailable", str(error), headers={"Retry-After": "5"})
    return Problem(500, "failed", str(error))


def not_found(detail: str, *, known: Sequence[str] | None = None) -> Problem:
    """Returns the problem of something that is not there; ``known`` lists the revisions there are instead."""
    return Problem(404, "not-found", detail, members={"known": list(known)} if known is not None else None)
