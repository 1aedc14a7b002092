"""Which conferences of a document's own body a question names: by label ("PP-10") or by place ("Guadalajara")."""

from __future__ import annotations

import re

from corpus.conferences import conferences_at, find_conference
from corpus.document import Document

_LABEL = re.compile(r"\b(?:PP|WTSA|WTDC|RA|WRC)[- ]?(?:\d{4}|\d{2})\b", re.IGNORECASE)
PLACE = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?: [A-Z][\w’'-]+| el-[A-Z]\w+)?")
"""Words that may be a place: capitalized, up to two of them."""


def conferences_named(question: str, document: Document) -> tuple[str, ...]:
    """Returns their codes, each once, whether the document's history has such a step or not.

    A place counts where one conference of the body met there, or one of the document's history did.
    """
    labelled = [find_conference(match[0]) for match in _LABEL.finditer(question)]
    codes = [met.code for met in labelled if met is not None and met.body == document.body]
    known = {step.revision for step in document.history}
    for match in PLACE.finditer(question):
        met_there = [met.code for met in conferences_at(match[0], body=document.body)]
        of_history = [code for code in met_there if code in known]
        codes += of_history if len(of_history) == 1 else met_there if len(met_there) == 1 else []
    return tuple(dict.fromkeys(codes))
