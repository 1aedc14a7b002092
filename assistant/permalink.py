"""Addresses of quotations on the project's own pages."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode


def anchor(path: str) -> str:
    """Returns a clause path as an HTML id: words joined by hyphens, letters of every script kept."""
    return re.sub(r"[^\w().·¶-]+", "-", path).strip("-") or "text"


def permalink(
    document: str,
    revision: str | None,
    *,
    start: int,
    end: int,
    path: str,
    language: str | None = None,
    kind: str | None = None,
) -> str:
    """Returns the page that marks ``start``–``end``. ``language`` and ``kind`` only where they are not the default."""
    name = f"{document}@{revision}" if revision else document
    extra = {key: value for key, value in (("language", language), ("kind", kind)) if value}
    return f"/documents/{name}?{urlencode({'from': start, 'to': end, **extra})}#{quote(anchor(path))}"
