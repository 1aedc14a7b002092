"""``/report/…``: a line as it is cited, where it stands in the repository, and a report of it ready to send.

The address is the citation's permalink with ``/report/`` for ``/documents/``, so that every citation has one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.api.context import LocalWork, OpenService
from assistant.api.lookup import find, find_text
from assistant.api.parameters import read_language
from assistant.api.ports import Holdings
from bots.web.drawing import draw, speaker
from bots.web.interface import PageInterface
from bots.web.lists import PAGE
from bots.web.reading import span_of
from corpus.document import Basis, Document, Text, TextKind
from corpus.labels import label
from corpus.whereabouts import find_whereabouts

_CARRIED = 1_500
"""Characters of a report that an address carries; browsers and mail programs cut longer ones."""


def report_routes(address: str | None = None) -> APIRouter:
    """Returns the route of the page. ``address``: where reports go; None leaves the repository alone."""
    router = APIRouter()

    @router.api_route("/report/{name}", **PAGE)
    async def report(
        name: str,
        service: OpenService,
        workers: LocalWork,
        interface: PageInterface,
        request: Request,
        start: Annotated[int | None, Query(alias="from", ge=0)] = None,
        end: Annotated[int | None, Query(alias="to", ge=0)] = None,
        kind: TextKind | None = None,
        language: Annotated[str | None, Query(max_length=10)] = None,
    ) -> HTMLResponse:
        asked = {"start": start, "end": end, "kind": kind, "language": read_language(language)}
        shown = await workers.run(_line, service.holdings, name, asked)
        page = str(request.url).replace("/report/", "/documents/", 1)
        told = as_report(shown, page=page, say=speaker(interface.language))
        send = sending_address(address, title=f"{shown['label']}: {shown['clause']}".rstrip(": "), body=told)
        back = interface.address.replace("/report/", "/documents/", 1)
        return HTMLResponse(draw("report.html", interface=interface, told=told, send=send, back=back, **shown))

    return router


def as_report(line: dict[str, Any], *, page: str, say: Callable[..., str]) -> str:
    """Returns the report as plain text: what is cited, where it stands, and room for what is wrong with it."""
    stands = line["whereabouts"]
    rows = [
        (say("page.report_line"), " · ".join(part for part in (line["label"], line["clause"], page) if part)),
        (say("page.report_words"), line["words"]),
        (say("page.report_file"), f"{stands.path}{f':{stands.row}' if stands.row else ''}" if stands else ""),
        (say("page.report_basis"), line["basis"] or ""),
        (say("page.seen_in"), " ".join(line["document"].sources)),
        (say("page.report_wrong"), ""),
        (say("page.report_right"), ""),
    ]
    blank = (say("page.report_wrong"), say("page.report_right"))
    return "\n\n".join(f"{name}:\n{value}".rstrip() for name, value in rows if value or name in blank)


def sending_address(address: str | None, *, title: str, body: str) -> str | None:
    """Returns the link that opens a report: a mail, or the form of an issue tracker, filled in as far as it can be.

    ``{title}`` and ``{body}`` in a web address say where they go; without them they are added as parameters.
    """
    if not address:
        return None
    short = body[:_CARRIED]
    if "://" not in address:
        return f"mailto:{address}?{urlencode({'subject': title, 'body': short}, quote_via=quote)}"
    if "{title}" in address or "{body}" in address:
        return address.replace("{title}", quote(title, safe="")).replace("{body}", quote(short, safe=""))
    joined = "&" if "?" in address else "?"
    return f"{address}{joined}{urlencode({'title': title, 'body': short}, quote_via=quote)}"


def _line(holdings: Holdings, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    found, revision = find(holdings.catalogue, name)
    language = asked["language"]
    if all(key.language != language for key in holdings.catalogue.text_keys(found.id) if key.revision == revision):
        language = None  # asked of the page alone
    text = find_text(holdings.catalogue, found, revision, kind=asked["kind"], language=language)
    span = span_of(text, asked["start"], asked["end"])
    words = text.content[slice(*span)] if span else ""
    clause, basis = _clause_at(text, span)
    return {
        "document": found,
        "label": label(found, revision),
        "text": text,
        "words": words,
        "clause": clause,
        "basis": basis,
        "whereabouts": _stands(found, text, words),
    }


def _clause_at(text: Text, span: tuple[int, int] | None) -> tuple[str, Basis | None]:
    if span is None:
        return "", None
    here = (one for one in text.clauses if one.start <= span[0] < one.end)
    return next(((one.path, one.basis) for one in here), ("", None))


def _stands(document: Document, text: Text, words: str) -> Any:
    """Returns the file of the repository, unless the words are the institution's own text, which does not ship."""
    return None if text.kind == "original" else find_whereabouts(document, words)
