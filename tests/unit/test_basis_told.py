"""What a citation is said to rest on: only words of an original are called the official text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories_prose import citation

from assistant.basis_told import basis_told

WORDS = citation(1, "Revised at PP-22 (Bucharest, 2022).")


def test_words_of_an_original_are_the_official_text() -> None:
    one = replace(WORDS, text_kind="original", basis="original")
    assert basis_told(one, "en") == "official text"


def test_a_line_of_our_record_read_off_an_original_is_not_called_the_official_text() -> None:
    one = replace(WORDS, text_kind="digest", basis="original")
    assert basis_told(one, "en") == "our record, read in the official text"
    assert basis_told(one, "fr") == "notre fiche, d’après le texte officiel"


@pytest.mark.parametrize("kind", ["original", "digest"])
def test_what_is_recalled_stays_unverified(kind: str) -> None:
    one = replace(WORDS, text_kind=kind, basis="recalled")
    assert basis_told(one, "en") == "unverified digest"
