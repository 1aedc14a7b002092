"""``/documents/{id}/diff``: two revisions of a document beside each other, the words that differ marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.api.context import LocalWork, OpenService
from assistant.api.differences import find_comparison
from assistant.api.lookup import find_document
from assistant.api.parameters import read_language
from assistant.api.ports import Catalogue
from assistant.api.problems import not_found
from assistant.comparing import Comparison, comparable_steps
from assistant.permalinks import anchor
from assistant.proposals import proposed_changes
from bots.web.drawing import draw
from bots.web.interface import PageInterface
from corpus.document import Document
from corpus.labels import label
from indexer.lineage import Change, Difference, word_differences

_Revision = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A change with its words in reading order. ``from_anchor`` and ``to_anchor`` are HTML ids on the texts' pages."""

    change: Change
    differences: tuple[Difference, ...]
    from_anchor: str | None
    to_anchor: str | None


def diff_routes() -> APIRouter:
    """Returns the route of the page. Without revisions it shows the last two that can be compared."""
    router = APIRouter()

    @router.api_route(
        "/documents/{name}/diff", methods=["GET", "HEAD"], include_in_schema=False, response_class=HTMLResponse
    )
    async def diff(
        name: str,
        service: OpenService,
        workers: LocalWork,
        interface: PageInterface,
        earlier: Annotated[_Revision, Query(alias="from")] = "",
        later: Annotated[_Revision, Query(alias="to")] = "",
        language: Annotated[str | None, Query(max_length=10)] = None,
    ) -> HTMLResponse:
        catalogue = service.holdings.catalogue
        if not (earlier or later) and (found := await workers.run(find_document, catalogue, name)).kind == "proposal":
            asked = await workers.run(_proposed, catalogue, found, read_language(language))
            asked["impacts"] = (await workers.run(service.assistant.impact, found.id))["texts"]
            return HTMLResponse(draw("proposal.html", interface=interface, **asked))
        shown = await workers.run(_compared, catalogue, name, (earlier, later), read_language(language))
        return HTMLResponse(draw("diff.html", interface=interface, **shown))

    return router


def _compared(catalogue: Catalogue, name: str, asked: tuple[str, str], language: str | None) -> dict[str, Any]:
    document = find_document(catalogue, name)
    earlier, later = (one.strip().lower() for one in asked)
    if not earlier or not later:
        steps = comparable_steps(document, catalogue)
        steps = tuple(step for step in steps if (not earlier or step[0] == earlier) and (not later or step[1] == later))
        if not steps:
            raise not_found(_nothing_to_compare(catalogue, document.id))
        earlier, later = steps[-1]
    compared = find_comparison(catalogue, document, earlier=earlier, later=later, language=language)
    held = catalogue.held(document.id)
    return {
        "document": document,
        "label": label(document),
        "comparison": compared,
        "languages": _languages(catalogue, compared),
        "held": [code for code, state in held.items() if state != "missing"],
        "changes": [_shown(change) for change in compared.changes],
        "counts": Counter(change.change for change in compared.changes),
        "editorial": sum(change.editorial for change in compared.changes),
    }


def _proposed(catalogue: Catalogue, document: Document, language: str | None) -> dict[str, Any]:
    texts = proposed_changes(document, catalogue, language=language)
    return {
        "document": document,
        "label": label(document),
        "named": lambda text: label(catalogue.document(text.document) or document, text.revision),
        "texts": [(one, [_shown(change) for change in one.changes]) for one in texts],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChanges:
    """What one revision changed against the one before it. ``quiet``: what only moved or was brought up to date."""

    comparison: Comparison
    changes: tuple[Shown, ...]
    substance: tuple[Shown, ...]
    quiet: tuple[Shown, ...]


def step_changes(comparison: Comparison) -> StepChanges:
    """Returns the changes of a step with their words marked, those of substance apart from the others."""
    shown = tuple(map(_shown, comparison.changes))
    quiet = tuple(one for one in shown if one.change.change == "moved" or one.change.editorial)
    return StepChanges(
        comparison=comparison,
        changes=shown,
        substance=tuple(one for one in shown if one not in quiet),
        quiet=quiet,
    )


def _languages(catalogue: Catalogue, compared: Comparison) -> list[str]:
    """The languages in which both texts are held in the form that is compared."""
    keys = catalogue.text_keys(compared.old.document)

    def spoken(revision: str | None) -> set[str]:
        return {key.language for key in keys if (key.revision, key.kind) == (revision, compared.text_kind)}

    return sorted(spoken(compared.old.revision) & spoken(compared.new.revision))


def _shown(change: Change) -> Shown:
    return Shown(
        change=change,
        differences=word_differences(change.before or "", change.after or ""),
        from_anchor=anchor(change.from_clause) if change.from_clause else None,
        to_anchor=anchor(change.to_clause) if change.to_clause else None,
    )


def _nothing_to_compare(catalogue: Catalogue, document: str) -> str:
    held = catalogue.held(document)
    if not held:
        return f"{document} has no revisions, so there is nothing to compare."
    listed = ", ".join(f"{code} ({state})" for code, state in held.items())
    return f"No two revisions of {document} are held in one form, so none can be compared. Known: {listed}."
