"""What enters: pydantic at this edge alone. Field names are the contract's."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.api.problems import Problem

_Names = Annotated[list[str], Field(max_length=50)]


class Filters(BaseModel):
    """Narrows what an answer may rest on. Within a list any value will do; lists narrow each other."""

    model_config = ConfigDict(extra="forbid", strict=True)

    bodies: _Names | None = Field(None, description="adopting bodies", examples=[["PP", "WTSA"]])
    sectors: _Names | None = Field(None, description="Sectors", examples=[["ITU-R", "T"]])
    kinds: _Names | None = Field(None, description="kinds of document", examples=[["resolution"]])
    themes: _Names | None = Field(None, description="themes", examples=[["theme-accessibility"]])
    status: _Names | None = Field(None, description="status of the document", examples=[["suppressed"]])


class AskRequest(BaseModel):
    """A question with what narrows it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: str = Field(description="at most 2,000 characters", examples=["Which Sector handles accessibility?"])
    language: str | None = Field(None, description="language of the answer: en, fr, es, ru, zh or ar")
    as_of: str | None = Field(None, description="a conference or a date", examples=["PP-18", "2019-06-30"])
    conversation: str | None = Field(
        None, min_length=1, max_length=200, description="id of a conversation; new begins one"
    )
    filters: Filters | None = None
    stream: bool = Field(False, description="true: the answer as text/event-stream")


def read_ask(body: dict[str, Any]) -> AskRequest:
    """Returns the request in ``body``.

    Raises:
        Problem: 422, with the fields that cannot be used under ``errors``.
    """
    try:
        return AskRequest.model_validate(body)
    except ValidationError as error:
        errors = [
            {"field": ".".join(str(part) for part in fault["loc"])[:200], "problem": fault["msg"]}
            for fault in error.errors(include_input=False, include_url=False, include_context=False)[:10]
        ]
        first = errors[0]
        detail = f"The field {first['field']} cannot be used: {first['problem']}."
        raise Problem(422, "invalid-request", detail, members={"errors": errors}) from None
