from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.messages import catalogue, say
from bots.web.drawing import draw

ROOT = Path(__file__).parents[3]
SOURCES = [*ROOT.glob("assistant/**/*.py"), *ROOT.glob("bots/**/*.py"), *ROOT.glob("bots/web/templates/*.html")]
WHOLE = re.compile(r"""\bsay\(\s*["']([a-z_.0-9-]+)["']\s*(?:,|\))""")
BEGUN = re.compile(r"""\bsay\(\s*(?:["']([a-z_.-]+\.)["']\s*~|f["']([a-z_.-]+\.)\{)""")


def used(pattern: re.Pattern[str]) -> set[str]:
    found = (match for path in SOURCES for match in pattern.finditer(path.read_text(encoding="utf-8")))
    return {next(group for group in match.groups() if group) for match in found}


def test_english_has_every_key_that_is_used_whole() -> None:
    assert len(used(WHOLE)) > 40
    assert used(WHOLE) - catalogue("en").forms.keys() == set()


def test_every_key_that_is_put_together_has_texts_under_its_beginning() -> None:
    assert {"status.", "basis.", "page.kind."} <= used(BEGUN)
    for beginning in used(BEGUN):
        assert any(key.startswith(beginning) for key in catalogue("en").forms), beginning


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert say("status.in-force", "xx") == say("status.in-force") == "in force"


def test_a_missing_key_is_a_fault_and_not_an_empty_text() -> None:
    with pytest.raises(KeyError):
        say("no.such.key")


@pytest.mark.parametrize("word", ["sector", "history", "related", "document", "passage", "clarification", "abstention"])
def test_every_kind_of_answer_has_a_name(word: str) -> None:
    assert say(f"page.kind.{word}")


def test_the_error_page_escapes_what_it_is_told() -> None:
    from assistant.api.problems import Problem

    page = draw("error.html", problem=Problem(404, "not-found", "<script>alert(1)</script>"))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
