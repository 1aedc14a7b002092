"""A2: no address that stands in a document becomes a link; only those of the index record do."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

LINKS = (
    "![chart](https://collect.example/p.png?q=1)",
    "[sign in](https://login.example/renew)",
    "[sign in][1]\n\n[1]: https://login.example/renew",
    "<https://collect.example/auto>",
    "https://collect.example/bare",
    "//collect.example/protocol-relative",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "https://xn--harbour-9za.example/punycode",
    '<img src="https://collect.example/i.svg" onerror="x">',
    "<style>@import url(https://collect.example/c.css)</style>",
)
FACT = "The lamps of the north mole are trimmed every 6 weeks"
QUESTION = "When are the lamps of the north mole trimmed?"
_ADDRESS = re.compile(r"""(?:href|src|action|srcset|poster|data)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


@pytest.mark.parametrize("link", LINKS)
def test_an_address_in_a_document_is_never_linked(link: str, pages_over) -> None:
    pages = pages_over({"lamps.md": f"# Lamps\n\n## Trimming\n\n{FACT} as told at {link}.".encode()})
    told = pages.post("/v1/ask", json={"question": QUESTION}).json()
    shown = [
        pages.get(f"/?q={quote(QUESTION)}").text,
        pages.get(f"/documents/{told['citations'][0]['document']}").text,
    ]
    assert FACT in told["citations"][0]["quote"]
    for page in shown:
        outside = [one for one in _ADDRESS.findall(page) if not re.match(r"[/#?]|$", one) or one.startswith("//")]
        assert outside == []
    assert not re.search(r"(?<!\\)\]\(|<http", told["text"])
