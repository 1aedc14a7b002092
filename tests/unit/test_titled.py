"""A text is known by its body and its subject where one alone fits."""

from __future__ import annotations

from typing import Any

import pytest
from library_double import library_of

from assistant.library import Library
from assistant.understanding import understand
from corpus.document import Document, Term, ThemeProfile


def resolution(identifier: str, title: str) -> Document:
    body: Any = identifier.partition("-")[0]
    return Document(id=identifier, kind="resolution", body=body, number=identifier.rpartition("-")[2], title=title)


@pytest.fixture(scope="module")
def library() -> Library:
    texts = (
        resolution("pp-res-70", "Mainstreaming a gender perspective"),
        resolution("pp-res-198", "Empowerment of youth"),
        resolution("wtdc-res-55", "Gender and an inclusive society"),
        resolution("wtdc-res-76", "Gender and young women"),
    )
    terms = (Term(text="égalité hommes-femmes", language="fr", official=True, basis="seen"),)
    profile = ThemeProfile(terms=terms, resolutions=tuple(one.id for one in texts))
    theme = Document(id="theme-gender", kind="theme", body="itu", title="Gender", theme=profile)
    return library_of((*texts, theme))


@pytest.mark.parametrize(
    ("question", "targets"),
    [
        ("When was the PP resolution on gender adopted?", ("pp-res-70",)),
        ("What does the WTDC resolution on gender and young women say?", ("wtdc-res-76",)),
        ("Que dit la résolution de la PP sur l'égalité hommes-femmes ?", ("pp-res-70",)),
        ("What does the WTDC resolution on gender say?", ()),
        ("What does the resolution on gender say?", ()),
        ("Which PP resolutions are on gender?", ()),
        ("Who handles gender in the PP?", ()),
        ("What does PP Resolution 198 say on gender?", ("pp-res-198",)),
    ],
)
def test_one_text_that_fits_is_named_and_none_is_where_several_do(
    question: str, targets: tuple[str, ...], library: Library
) -> None:
    assert understand(question, library).targets == targets
