"""``GET /v1/documents/{id}/diff?from=&to=``: what one revision changed against another, clause by clause."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query

from assistant.api.context import LocalWork, OpenService
from assistant.api.lookup import find, find_document, find_text
from assistant.api.parameters import read_language
from assistant.api.ports import Catalogue
from assistant.api.problems import Problem, not_found
from assistant.comparing import Comparison, compare
from assistant.proposals import proposed_changes
from corpus.document import Document

router = APIRouter()

Revision = Annotated[str, Query(max_length=40, description="a revision of the document", examples=["pp-18"])]
Language = Annotated[str | None, Query(max_length=10, description="language of the texts; by default English if held")]


@router.get("/v1/documents/{name}/diff", summary="What changed between two revisions, clause by clause")
async def diff(
    name: str,
    service: OpenService,
    workers: LocalWork,
    earlier: Annotated[Revision, Query(alias="from")] = "",
    later: Annotated[Revision, Query(alias="to")] = "",
    language: Language = None,
) -> dict[str, Any]:
    """Clauses are aligned by their words. ``text_kind`` is ``digest`` where our summaries were compared.

    Of a proposal no revisions are named: what it proposes is compared with what it starts from, ``texts`` one by one.
    """
    return await workers.run(_diff, service.holdings.catalogue, name, earlier, later, read_language(language))


def _diff(catalogue: Catalogue, name: str, earlier: str, later: str, language: str | None) -> dict[str, Any]:
    document = find_document(catalogue, name)
    if document.kind == "proposal" and not (earlier or later):
        return _proposed(document, catalogue, language)
    if not (earlier and later):
        raise Problem(422, "invalid-request", f"Name both revisions: /v1/documents/{document.id}/diff?from=…&to=…")
    compared = find_comparison(catalogue, document, earlier=earlier, later=later, language=language)
    return {
        "document": document.id,
        "from": compared.old.revision,
        "to": compared.new.revision,
        "changes": [msgspec.to_builtins(change) for change in compared.changes],
    }


def _proposed(document: Document, catalogue: Catalogue, language: str | None) -> dict[str, Any]:
    """What a proposal asks for; it is no revision, so ``to`` is ``proposed``."""
    texts: list[dict[str, Any]] = [
        {
            "instruction": one.proposed.instruction if one.proposed else None,
            "document": one.proposed.document if one.proposed else None,
            "from": one.starts_from,
            "to": "proposed",
            "changes": [msgspec.to_builtins(change) for change in one.changes],
        }
        for one in proposed_changes(document, catalogue, language=language)
    ]
    starts = texts[0]["from"] if len(texts) == 1 else None
    changes = [change for one in texts for change in one["changes"]]
    return {"document": document.id, "from": starts, "to": "proposed", "changes": changes, "texts": texts}


def find_comparison(
    catalogue: Catalogue, document: Document, *, earlier: str, later: str, language: str | None = None
) -> Comparison:
    """Returns the comparison of two revisions, named as people write them ("PP-18" or "pp-18").

    Raises:
        Problem: 404 where one of them is no revision of the document, its text is not held, or the two are not held in
            one form; it names what is held.
    """
    codes = [_known(catalogue, document, one) for one in (earlier, later)]
    compared = compare(document.id, catalogue, earlier=codes[0], later=codes[1], language=language)
    if compared is not None:
        return compared
    for code in codes:
        find_text(catalogue, document, code, language=language)
    raise _not_comparable(catalogue, document, codes)


def _known(catalogue: Catalogue, document: Document, revision: str) -> str:
    code = revision.strip().lower()
    find(catalogue, f"{document.id}@{code}")
    return code


def _not_comparable(catalogue: Catalogue, document: Document, codes: list[str]) -> Problem:
    keys = catalogue.text_keys(document.id)
    forms = [", ".join(sorted(f"{k.kind} in {k.language}" for k in keys if k.revision == code)) for code in codes]
    detail = (
        f"{codes[0]} and {codes[1]} of {document.id} are not held in one form, so their words cannot be compared: "
        f"{codes[0]} is held as {forms[0]}; {codes[1]} as {forms[1]}. Index the missing original with: iscg index FILE."
    )
    return not_found(detail, known=[step.revision for step in document.history])
