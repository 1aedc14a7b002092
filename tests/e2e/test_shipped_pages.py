"""The pages over the shipped corpus: real lengths, real tables, long lists."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAGES = {
    "sector": "/?q=Which+Sector+handles+accessibility%3F",
    "history": "/?q=What+is+the+history+of+Resolution+191%3F",
    "related": "/?q=Which+resolutions+are+related+to+Resolution+191%3F",
    "clarification": "/?q=What+does+Resolution+2+say%3F",
    "as of": "/?q=What+does+Resolution+191+say%3F&as_of=PP-18",
    "digest": "/documents/pp-res-191@pp-22",
    "record": "/documents/pp-res-191",
    "report": "/documents/c26-report-resolution-191",
    "theme": "/themes/accessibility",
    "resolutions": "/resolutions",
    "themes": "/themes",
    "overlaps": "/overlaps",
    "overlaps of a theme": "/overlaps?theme=accessibility",
    "brief": "/documents/pp-res-191/brief",
    "verify": "/verify",
    "exports": "/exports",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Any, shipped_base: str, path: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    assert page.goto(shipped_base + path).status == 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    context.close()


def test_a_theme_is_found_in_the_list_and_its_question_is_answered(browser: Any, shipped_base: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(shipped_base)
    page.get_by_role("link", name="Themes").click()
    entry = page.get_by_role("listitem").filter(has_text="Cybersecurity").first
    entry.get_by_role("link", name="Which Sector?").click()
    assert page.locator("table.cards tbody tr").count() == 4
    assert page.locator(".sources figure").count() >= 4
    page.close()
