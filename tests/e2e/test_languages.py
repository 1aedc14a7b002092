"""Questions in five more languages over the shipped corpus: the frame is theirs, quotations stay as they are stored."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from assistant.messages import LANGUAGES, direction, say

OTHERS = tuple(language for language in LANGUAGES if language != "en")
KINDS = ("sector", "history", "related", "document", "clarification", "sector")
"""What each of the six questions to begin with is, by hand."""
SCRIPT = {
    "fr": r"\b(?:le|la|les|des?|du|est|sont|dans|pour|ce)\b",
    "es": r"\b(?:el|la|los|las|del?|es|en|para|se|qué|que|con)\b",
    "ru": r"[а-яё]",
    "zh": r"[\u3400-\u9fff]",
    "ar": r"[\u0600-\u06ff]",
}
HEADINGS = {
    "fr": ("Secteur", "Rôle", "Groupes et unités", "Lu dans"),
    "es": ("Sector", "Función", "Grupos y unidades", "Leído en"),
    "ru": ("Сектор", "Роль", "Группы и подразделения", "Откуда"),
    "zh": ("部门", "作用", "组和单位", "依据"),
    "ar": ("القطاع", "الدور", "الأفرقة والوحدات", "المصدر"),
}
BUCHAREST = {
    "fr": "PP-22 (Bucarest, 2022)",
    "es": "PP-22 (Bucarest, 2022)",
    "ru": "PP-22 (Бухарест, 2022 г.)",
    "zh": "PP-22（2022年，布加勒斯特）",
    "ar": "PP-22 (بوخارست، 2022)",
}
NONSENSE = {
    "fr": "Quelle est la recette de la bouillabaisse?",
    "es": "¿Cuál es la receta del gazpacho?",
    "ru": "Какой рецепт у борща?",
    "zh": "红烧肉怎么做？",
    "ar": "ما هي وصفة الكبسة؟",
}


def ask(client: httpx.Client, question: str) -> dict[str, Any]:
    answered = client.post("/v1/ask", json={"question": question})
    assert answered.status_code == 200, answered.text
    answer: dict[str, Any] = answered.json()
    return answer


def stored(client: httpx.Client, citation: dict[str, Any]) -> str:
    name = citation["document"] + (f"@{citation['revision']}" if citation["revision"] else "")
    shown = {"language": citation["language"], **({"kind": citation["text_kind"]} if citation["revision"] else {})}
    return client.get(f"/v1/documents/{name}/text", params=shown).text[citation["start"] : citation["end"]]


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("language", OTHERS)
def test_a_question_is_answered_in_its_language_with_words_as_they_are_stored(
    shipped_client: httpx.Client, language: str, number: int
) -> None:
    answer = ask(shipped_client, say(f"page.example.{number}", language))
    assert (answer["language"], answer["kind"]) == (language, KINDS[number - 1])
    assert bool(answer["citations"]) == (answer["kind"] != "clarification")
    for citation in answer["citations"][:12]:
        assert stored(shipped_client, citation) == citation["quote"]
        assert citation["language"] == "en"
    for note in answer["notes"]:
        assert re.search(SCRIPT[language], note["text"].lower()), note
    assert answer["follow_ups"]
    for follow_up in answer["follow_ups"]:
        assert re.search(SCRIPT[language], follow_up.lower()), follow_up


@pytest.mark.parametrize("language", OTHERS)
def test_headings_cells_and_names_of_places_are_in_the_language(shipped_client: httpx.Client, language: str) -> None:
    sector = ask(shipped_client, say("page.example.1", language))
    heading, table = sector["blocks"][:2]
    assert re.search(say("sector.heading", language, name=".+").replace("?", r"\?"), heading["text"])
    assert tuple(table["head"]) == HEADINGS[language]
    # ITU-D leads on accessibility, so it stands first.
    assert [row[0][0]["text"] for row in table["rows"]] == [say(f"sector.name.{code}", language) for code in "DRT"] + [
        say("sector.name.GS", language)
    ]
    history = ask(shipped_client, say("page.example.2", language))
    names = [row[0][0]["text"] for block in history["blocks"] if block["type"] == "table" for row in block["rows"]]
    assert BUCHAREST[language] in names
    steps = {row[1][0]["text"] for block in history["blocks"] if block["type"] == "table" for row in block["rows"]}
    assert steps == {say("action.adopted", language), say("action.revised", language)}


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_out_of_reach_is_refused_in_the_language(shipped_client: httpx.Client, language: str) -> None:
    answer = ask(shipped_client, NONSENSE[language])
    assert answer["kind"] == "abstention"
    assert answer["text"] in {say(f"abstention.{key}", language) for key in ("out-of-scope", "no-evidence")}


@pytest.mark.parametrize("language", OTHERS)
def test_every_follow_up_is_understood_and_keeps_the_language(shipped_client: httpx.Client, language: str) -> None:
    for number in (1, 2):
        for follow_up in ask(shipped_client, say(f"page.example.{number}", language))["follow_ups"]:
            answer = ask(shipped_client, follow_up)
            assert (answer["language"], answer["abstained"]) == (language, False), follow_up


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_its_language_the_answers_and_each_quotations(
    shipped_client: httpx.Client, language: str
) -> None:
    from lxml import html

    question = say("page.example.4", language)
    got = shipped_client.get("/", params={"q": question}, headers={"Accept-Language": "es"})
    page = html.fromstring(got.content.decode("utf-8"))
    assert (page.get("lang"), page.get("dir")) == ("es", "ltr")
    (region,) = page.xpath("//*[@id='answer']/ancestor::*[contains(@class, 'columns')]")
    assert (region.get("lang"), region.get("dir")) == (language, direction(language))
    quoted = region.xpath(".//*[@class='quoted']")
    assert len(quoted) == len(ask(shipped_client, question)["citations"]) >= 4
    for mark in (*quoted, *region.xpath(".//figure/blockquote")):
        assert (mark.get("lang"), mark.get("dir")) == ("en", "ltr")


@pytest.mark.parametrize("path", ["/", "/resolutions", "/themes", "/themes/accessibility", "/documents/pp-res-191"])
@pytest.mark.parametrize("language", OTHERS)
def test_a_page_speaks_the_language_its_address_asks_for(
    shipped_client: httpx.Client, language: str, path: str
) -> None:
    from lxml import html

    got = shipped_client.get(path, params={"language": language}, headers={"Accept-Language": "en"})
    page = html.fromstring(got.content.decode("utf-8"))
    assert (got.status_code, page.get("lang"), page.get("dir")) == (200, language, direction(language))
    assert page.xpath("string(//a[@class='brand'])") == say("page.name", language)
    (here,) = page.xpath("//nav[@class='languages']/*[@aria-current]")
    assert here.text == say("page.language_own", language)
    assert len(page.xpath("//nav[@class='languages']/a")) == 5
    for paper in page.xpath("//article[contains(@class, 'paper')]"):
        assert (paper.get("lang"), paper.get("dir")) == ("en", "ltr")


def test_a_page_that_is_not_there_says_so_in_the_readers_language(shipped_client: httpx.Client) -> None:
    got = shipped_client.get("/documents/nothing", headers={"Accept": "text/html", "Accept-Language": "ar"})
    assert got.status_code == 404
    assert '<html lang="ar" dir="rtl">' in got.text
    assert say("page.error.404", "ar") in got.text


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "zh"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Any, shipped_base: str, language: str, width: int
) -> None:
    from urllib.parse import quote

    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 700}, bypass_csp=True, locale=language)
    page = context.new_page()
    questions = [f"/?q={quote(say(f'page.example.{number}', language))}" for number in (1, 4)]
    for path in ("/", *questions, "/resolutions", "/documents/pp-res-191/history"):
        assert page.goto(shipped_base + path).status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], path
    context.close()


@pytest.mark.browser
def test_the_switch_changes_the_language_and_links_keep_it(browser: Any, shipped_base: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(shipped_base)
    page.get_by_role("link", name="Français").click()
    page.get_by_label("Votre question").fill("What is the history of Resolution 191?")
    page.get_by_role("button", name="Demander").click()
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator(".columns").get_attribute("lang") == "fr"
    assert page.get_by_role("columnheader").first.inner_text() == "Conférence"
    page.locator(".sources figcaption a").first.click()
    assert "interface=fr" in page.url
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("mark").count() > 0
    page.get_by_role("link", name="Résolutions", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Résolutions et décisions"
    page.close()
