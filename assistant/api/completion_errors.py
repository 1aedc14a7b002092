"""Errors in the shape that clients of OpenAI's interface read: ``{"error": {message, type, param, code}}``."""

from __future__ import annotations

import json

from starlette.responses import Response

from assistant.api.problems import Problem, problem_of
from corpus.errors import IscgError

_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
"""Types by status; other refusals are ``invalid_request_error``, other failures ``server_error``."""
_SERVER = 500


class ChatError(Exception):
    """A request of the chat interface that gets no answer. ``param`` and ``code`` are for programs."""

    def __init__(self, status: int, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.param = param
        self.code = code
        self.headers: dict[str, str] = {}

    def as_dict(self) -> dict[str, object]:
        """Returns the body."""
        fallback = "server_error" if self.status >= _SERVER else "invalid_request_error"
        kind = _TYPES.get(self.status, fallback)
        return {"error": {"message": self.message, "type": kind, "param": self.param, "code": self.code}}

    def response(self) -> Response:
        """Returns the error as an HTTP response."""
        return Response(
            json.dumps(self.as_dict()).encode("ascii"), self.status, self.headers, media_type="application/json"
        )


def chat_error(error: Problem | IscgError) -> ChatError:
    """Returns the same trouble in the chat interface's shape; what the server refuses as malformed has status 400."""
    problem = error if isinstance(error, Problem) else problem_of(error)
    status = 400 if problem.status == 422 else problem.status
    made = ChatError(status, problem.detail, code=problem.kind.replace("-", "_"))
    made.headers = problem.headers
    return made


def missing(name: str) -> ChatError:
    """Returns the error of a parameter that is not there."""
    return ChatError(400, f"Missing required parameter: '{name}'.", param=name, code="missing_required_parameter")


def no_such_model(name: str, known: str) -> ChatError:
    """Returns the error of a model that is not served."""
    shown = "".join(character for character in name[:80] if character.isprintable())
    message = f"The model '{shown}' does not exist. Use '{known}'."
    return ChatError(404, message, param="model", code="model_not_found")
