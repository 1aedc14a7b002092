"""The pages as a reader has them: in a browser, with and without JavaScript, light and dark, wide and narrow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from factories_surfaces import HOSTILE, fake_service, served

from assistant.settings import load_settings
from bots.app import create_app

pytestmark = pytest.mark.browser

ANSWER = "/?q=What+does+Resolution+191+say%3F"
PAGES = {
    "start": "/",
    "answer": ANSWER,
    "abstention": "/?q=boiling+point+of+tungsten",
    "refused": "/?q=What%3F&as_of=yesterday",
    "digest": "/documents/pp-res-191@pp-22?from=150&to=260",
    "original": "/documents/pp-res-191@pp-18",
    "record": "/documents/pp-res-191",
    "history": "/documents/pp-res-191/history",
    "hostile": "/documents/c26-99",
    "hostile answer": "/?q=hostile+%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "resolutions": "/resolutions",
    "themes": "/themes",
    "theme": "/themes/accessibility",
    "diff": "/documents/pp-res-191/diff?from=pp-18&to=pp-22",
    "verify": "/verify",
    "report": "/report/pp-res-191@pp-22?from=20&to=60",
    "nothing": "/documents/nothing",
}
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    settings = load_settings(report_address="https://example.org/issues/new")
    with served(create_app(settings, open_service=fake_service)) as address:
        yield address


@pytest.fixture
def open_page(browser: Any, base: str) -> Iterator[Open]:
    """Opens a page in a context of its own and notes every request, dialog and error on the way."""
    with ExitStack() as stack:

        def make(path: str, *, width: int = 1280, height: int = 900, **context: Any) -> Any:
            opened = browser.new_context(viewport={"width": width, "height": height}, **context)
            stack.callback(opened.close)
            page = opened.new_page()
            page.noted = []
            page.on("dialog", lambda dialog: (page.noted.append(f"dialog {dialog.message}"), dialog.dismiss()))
            page.on("console", lambda message: page.noted.append(f"console {message.text}"))
            page.on("request", lambda request: page.noted.append(request.url) if base not in request.url else None)
            page.goto(base + path)
            return page

        yield make


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_to_complain_of(open_page: Open, path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(path, color_scheme=scheme, bypass_csp=True)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags})
    told = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]]
    assert told == [], json.dumps(told, indent=1)
    assert len(found.response["passes"]) > 10


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_scrolls_sideways_at_320_pixels_even_with_large_text(open_page: Open, path: str) -> None:
    page = open_page(path, width=320, height=640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.add_style_tag(url="/assets/site.css")  # the page's own sheet again: shows that sheets of this origin load
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_page_reaches_elsewhere_or_runs_what_a_document_says(open_page: Open, path: str) -> None:
    page = open_page(path)
    noted = [line for line in page.noted if "404" not in line and "422" not in line]
    assert noted == []
    assert page.locator("script, img, iframe, svg:not(.picture > svg), [onerror], [onload]").count() == 0
    assert page.locator("a[href^='javascript'], a[href^='data']").count() == 0


def test_words_of_a_document_are_shown_as_words(open_page: Open) -> None:
    page = open_page("/documents/c26-99")
    assert HOSTILE.lines[0].text in page.locator(".paper").inner_text()
    assert "{{ 7 * 7 }} ${7*7}" in page.locator(".paper").inner_text()
    assert HOSTILE.title in page.locator("#main").inner_text()


def test_without_javascript_a_question_is_asked_answered_and_followed_to_the_cited_words(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_label("Your question").fill("What does Resolution 191 say?")
    page.get_by_label("As of").select_option("PP-22")
    page.get_by_role("button", name="Ask").click()
    assert page.get_by_role("heading", level=1).inner_text() == "What does Resolution 191 say?"
    assert "as_of=PP-22" in page.url
    page.get_by_role("link", name="Source 2", exact=True).first.click()
    source = page.locator("figure:target")
    assert (
        source.locator("blockquote").inner_text()
        == "Identify all forms of overlapping functions, and propose solutions."
    )
    assert "unverified" in source.inner_text()
    source.get_by_role("link", name="Source 2:").click()
    assert page.locator("mark").all_inner_texts() == [
        "Identify all forms of overlapping functions, and propose solutions."
    ]
    assert page.locator("p:target mark").count() == 1


def test_a_follow_up_and_an_example_are_questions_one_click_away(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("link", name="Which Sector handles accessibility?").click()
    page.get_by_role("link", name="What is the history of Resolution 191?").click()
    assert page.get_by_role("heading", level=1).inner_text() == "What is the history of Resolution 191?"


def test_the_mark_is_in_view_when_a_permalink_is_opened(open_page: Open) -> None:
    page = open_page("/documents/pp-res-191@pp-22?from=150&to=260#cited-words", height=300)
    page.wait_for_timeout(600)
    box = page.locator("#cited-words").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 300


def test_the_keyboard_reaches_the_content_first_and_every_stop_shows(open_page: Open) -> None:
    page = open_page(ANSWER)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "q"
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        shown = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.outlineWidth })()"
        )
        assert shown == "solid3px"


def test_a_refused_question_is_told_at_its_field_and_kept(open_page: Open) -> None:
    page = open_page("/?q=What%3F&as_of=yesterday")
    assert "yesterday" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("As of").get_attribute("aria-invalid") == "true"
    assert page.get_by_label("Your question").input_value() == "What?"


def test_what_is_not_there_is_a_page_with_a_way_back(open_page: Open) -> None:
    page = open_page("/documents/pp-res-191@pp-98")
    assert "pp-22 (digest)" in page.locator("#main").inner_text()
    page.get_by_role("link", name="Ask a question").click()
    assert page.get_by_label("Your question").is_visible()


def test_forced_colours_and_print_keep_the_cited_words_apart(open_page: Open) -> None:
    page = open_page("/documents/pp-res-191@pp-22?from=150&to=260", forced_colors="active")
    assert page.locator("mark").first.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    page.emulate_media(media="print", forced_colors="none")
    assert "underline" in page.locator("mark").first.evaluate("one => getComputedStyle(one).textDecorationLine")
    assert not page.locator("header.site").is_visible()


def test_without_javascript_a_text_is_checked_and_followed_to_the_words_it_should_have(open_page: Open) -> None:
    page = open_page("/verify", java_script_enabled=False)
    page.get_by_label("Your text").fill("It says “to share landing stations wherever this is economically possible”.")
    page.get_by_role("button", name="Check").click()
    item = page.locator(".differences li")
    assert item.locator("del").all_inner_texts() == ["technically"]
    assert item.locator("ins").all_inner_texts() == ["economically"]
    assert item.get_by_role("link").get_attribute("href").startswith("/documents/pp-res-901@pp-22?from=")


def test_axe_finds_nothing_to_complain_of_in_the_verdicts(open_page: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page("/verify", bypass_csp=True)
    page.get_by_label("Your text").fill("Resolution 2, Resolution 999, “to share landing stations wherever possible”.")
    page.get_by_role("button", name="Check").click()
    assert page.locator(".differences li").count() == 3
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert [one["id"] for one in found.response["violations"]] == []
