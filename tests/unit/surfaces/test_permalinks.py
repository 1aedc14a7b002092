from __future__ import annotations

from urllib.parse import unquote, urlsplit

from assistant.permalinks import anchor, document_address, permalink


def test_a_permalink_names_the_words_and_goes_to_their_clause() -> None:
    link = permalink("pp-res-191", "pp-22", start=120, end=188, clause="instructs the Secretary-General 2")
    assert link == "/documents/pp-res-191@pp-22?from=120&to=188#instructs_the_Secretary-General_2"


def test_a_record_text_has_no_revision_in_its_address() -> None:
    assert document_address("c26-35") == "/documents/c26-35"
    assert permalink("c26-35", None, start=0, end=4) == "/documents/c26-35?from=0&to=4"


def test_kind_and_language_are_named_where_they_are_not_the_ones_served() -> None:
    link = permalink("pp-res-191", "pp-22", start=1, end=2, kind="digest", language="fr")
    assert link == "/documents/pp-res-191@pp-22?from=1&to=2&kind=digest&language=fr"


def test_a_fragment_decodes_to_the_anchor_whatever_stands_in_the_path() -> None:
    for path in (
        "resolves ¶2",
        "considering b)bis",
        "2 – 1",
        'a "b" <c> #d?e&f=g%20',
        "责成秘书长 1",
        "History pp-22 ·2",
    ):
        fragment = urlsplit(permalink("x", None, start=0, end=1, clause=path)).fragment
        assert unquote(fragment) == anchor(path)
        assert " " not in anchor(path)
