"""A5: markup in any field of a document stays words on every page."""

from __future__ import annotations

from urllib.parse import quote

import pytest

MARKUP = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<math><mtext></p><script>alert(1)</script></mtext></math>",
    '"><b onmouseover=alert(1)>',
    "{{ 7 * 7 }}${7*7}`${7*7}`",
    "<a href=javascript:alert(1)>\u202egnp.x</a>",
)


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_title_heading_and_clause_is_shown_as_words(markup: str, pages_over) -> None:
    words = f"The winches of the slip are oiled each spring {markup}"
    text = f"Winches {markup}\n\n1\tOiling {markup}\n\n2\t{words}.\n"
    pages = pages_over({"winches.txt": text.encode()})
    asked = "When are the winches of the slip oiled?"
    told = pages.post("/v1/ask", json={"question": asked}).json()
    name = told["citations"][0]["document"]
    for address in (f"/?q={quote(asked)}", f"/documents/{name}", f"/?q={quote(markup)}", f"/documents/{quote(markup)}"):
        shown = pages.get(address, headers={"accept": "text/html"})
        if "html" not in shown.headers["content-type"]:
            continue  # a problem as JSON, which no browser reads as a page
        for live in ("<script>alert", "<img src=x", "<svg/onload", "<b onmouseover", "<a href=javascript", "<math>"):
            assert live not in shown.text
    if "{{" in markup:
        assert "{{ 7 * 7 }}" in pages.get(f"/documents/{name}").text
