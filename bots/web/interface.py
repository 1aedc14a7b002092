"""In which language a page speaks to its reader: as the address says, else as the browser asks, else English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode, urlsplit, urlunsplit

from fastapi import Depends
from starlette.datastructures import QueryParams
from starlette.requests import Request

from assistant.messages import DEFAULT_LANGUAGE, LANGUAGES, say

_OF_TEXTS = ("/documents/", "/report/")
INTERFACE = "interface"
LANGUAGE = "language"
"""``language`` is the page's and the answer's; where a text is shown it is the text's, and ``interface`` the page's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """The language of a page. ``chosen``: the address says so, and links carry it on. ``address``: the page's own."""

    language: str = DEFAULT_LANGUAGE
    chosen: bool = False
    address: str = "/"

    def carry(self, address: str) -> str:
        """Returns an address of a page here that speaks the language chosen on this one."""
        return _with_language(address, self.language) if self.chosen else address

    def switch(self) -> Iterator[tuple[str, str, str]]:
        """Yields each language with its own name and the address of this page in it."""
        for code in LANGUAGES:
            yield code, say("page.language_own", code), _with_language(self.address, code)


def interface_of(request: Request) -> Interface:
    """Returns the interface that a request asks for."""
    chosen = next((code for name in (INTERFACE, LANGUAGE) if (code := _code(request.query_params, name))), None)
    address = urlunsplit(("", "", request.url.path, request.url.query, ""))
    if chosen is not None:
        return Interface(language=chosen, chosen=True, address=address)
    return Interface(language=preferred(request.headers.get("accept-language", "")), address=address)


PageInterface = Annotated[Interface, Depends(interface_of)]


def preferred(accepted: str) -> str:
    """Returns the language of ours that an ``Accept-Language`` header prefers, English where it names none."""
    ranked = [(_weight(parameters), tag) for tag, _, parameters in (one.partition(";") for one in accepted.split(","))]
    for weight, tag in sorted(ranked, key=lambda pair: -pair[0]):
        code = tag.strip().lower().partition("-")[0]
        if weight > 0 and code in LANGUAGES:
            return code
    return DEFAULT_LANGUAGE


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _code(params: QueryParams, name: str) -> str | None:
    value = params.get(name, "").strip().lower()
    return value if value in LANGUAGES else None


def _with_language(address: str, language: str) -> str:
    parts = urlsplit(address)
    name = INTERFACE if parts.path.startswith(_OF_TEXTS) else LANGUAGE
    kept = [(key, value) for key, value in QueryParams(parts.query).multi_items() if key != name]
    return urlunsplit(("", "", parts.path, urlencode([*kept, (name, language)]), parts.fragment))
