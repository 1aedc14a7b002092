"""Which themes and groups a question names."""

from __future__ import annotations

import pytest

from assistant.themes import NameIndex
from indexer.lexical.analysis import Analyser


@pytest.fixture(scope="module")
def index() -> NameIndex:
    index = NameIndex(Analyser().terms)
    for document, name, language in (
        ("theme-accessibility", "accessibility", "en"),
        ("theme-accessibility", "digital accessibility", "en"),
        ("theme-accessibility", "доступность", "ru"),
        ("theme-accessibility", "无障碍", "zh"),
        ("theme-digital-inclusion", "digital inclusion", "en"),
        ("theme-inclusion", "inclusion", "en"),
        ("theme-finance", "inclusion financière", "fr"),
        ("theme-numbering", "numbering", "en"),
        ("theme-publications", "publications", "en"),
        ("theme-ai", "AI", "en"),
        ("group-itu-t-sg17", "ITU-T SG17", "en"),
    ):
        index.add(document, name, language)
    return index


@pytest.mark.parametrize(
    ("question", "language", "named"),
    [
        ("Which Sector handles accessibility?", "en", ["theme-accessibility"]),
        ("Who works on digital accessibility?", "en", ["theme-accessibility"]),
        ("Who has access to documents?", "en", []),
        ("What is the number of countries?", "en", []),
        ("Is the public invited?", "en", []),
        ("Who publishes publications?", "en", ["theme-publications"]),
        ("Какой Сектор занимается доступностью?", "ru", ["theme-accessibility"]),
        ("哪个部门负责无障碍？", "zh", ["theme-accessibility"]),
        ("j'ai une question", "fr", []),
        ("Qui s'occupe de l'AI ?", "fr", ["theme-ai"]),
        ("which sector handles ai", "en", ["theme-ai"]),
        ("Qui s'occupe de l'inclusion financière ?", "fr", ["theme-finance"]),
        ("What does ITU-T SG17 do?", "en", ["group-itu-t-sg17"]),
        ("", "en", []),
    ],
)
def test_a_name_is_found_by_its_words_and_not_by_a_stem_it_shares(
    index: NameIndex, question: str, language: str, named: list[str]
) -> None:
    assert [mention.document for mention in index.mentions(question, language)] == named


def test_the_longest_name_comes_first_and_covers_what_lies_inside_it(index: NameIndex) -> None:
    mentions = index.mentions("digital accessibility and numbering", "en")
    assert [(one.document, one.terms) for one in mentions] == [("theme-accessibility", 2), ("theme-numbering", 1)]


def test_a_name_of_several_words_is_not_read_into_shorter_ones_of_the_same_stem() -> None:
    index = NameIndex(Analyser().terms)
    index.add("theme-publications", "publications policy", "en")
    assert index.mentions("Which group discusses the public policy of the Internet?", "en") == ()
    assert [one.document for one in index.mentions("the publication policies", "en")] == ["theme-publications"]
