"""In which language a page speaks: the address first, then the browser, then English."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from bots.web.interface import Interface, interface_of, preferred


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("de, ru;q=0.7, en;q=0.3", "ru"),
        ("en;q=0.2, zh-Hant-TW;q=0.9", "zh"),
        ("ar;q=0, es;q=0.1", "es"),
        ("*", "en"),
        ("fr;q=much, ;;,=", "en"),
    ],
)
def test_the_browser_is_heard_by_weight(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def asked(path: str, query: str, accepted: str = "ru") -> Interface:
    headers = [(b"accept-language", accepted.encode())]
    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": headers, "scheme": "http"}
    return interface_of(Request(scope | {"server": ("localhost", 80), "method": "GET", "root_path": ""}))


def test_the_address_wins_over_the_browser_and_is_carried_on() -> None:
    seen = asked("/", "q=What%3F&language=ar")
    assert (seen.language, seen.chosen) == ("ar", True)
    assert seen.carry("/resolutions") == "/resolutions?language=ar"


def test_the_browser_decides_without_a_mark_on_links() -> None:
    seen = asked("/", "language=xx")
    assert (seen.language, seen.chosen) == ("ru", False)
    assert seen.carry("/resolutions") == "/resolutions"


def test_where_a_text_is_shown_its_own_language_is_left_alone() -> None:
    seen = asked("/documents/pp-res-191@pp-22", "language=en&interface=fr")
    assert seen.language == "fr"
    assert seen.carry("/documents/pp-res-191@pp-22?from=1&to=5#resolves_1") == (
        "/documents/pp-res-191@pp-22?from=1&to=5&interface=fr#resolves_1"
    )


def test_the_switch_keeps_the_question() -> None:
    places = {code: there for code, _, there in asked("/", "q=What%3F&as_of=PP-18").switch()}
    assert places["zh"] == "/?q=What%3F&as_of=PP-18&language=zh"
    assert list(places) == ["en", "fr", "es", "ru", "zh", "ar"]


def test_an_address_that_names_another_host_leads_to_none() -> None:
    places = [there for _, _, there in asked("//evil.example/", "q=1").switch()]
    assert not any(place.startswith("//") for place in places)
