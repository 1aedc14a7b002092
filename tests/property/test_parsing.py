"""Invented resolutions in six languages, written in every format and read back: the same paths, the same words."""

from __future__ import annotations

import os
import random

import pytest
from factories import Line, as_docx, as_html, as_text
from factories_pdf import as_pdf, fonts_for
from generated_resolutions import TONGUES, Invented, invent
from hypothesis import given, settings
from hypothesis import strategies as st
from surroundings import skip_aloud

from corpus.document import Extract
from indexer.extract import extract

FORMATS = ("styled.docx", "unstyled.docx", "page.html", "plain.txt")
PROVE = os.environ.get("ISCG_PROVE") == "1"
SEEDS = st.integers(min_value=0, max_value=1_000_000)


def written(lines: list[Line], form: str) -> bytes:
    if form.endswith(".docx"):
        return as_docx(lines, styled=form.startswith("styled"), header="WTSA-16", footer="Page 1")
    return as_html(lines) if form.endswith(".html") else as_text(lines)


def read(invented: Invented, form: str) -> Extract:
    return extract(written(invented.lines, form), name=form)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", TONGUES)
@given(seed=SEEDS)
@settings(max_examples=100 if PROVE else 12)
def test_what_was_written_is_read_back_and_every_word_is_accounted_for(language: str, form: str, seed: int) -> None:
    invented = invent(language, seed)
    extracted = read(invented, form)
    (text,) = extracted.texts
    assert (text.document, text.revision, text.language) == ("pp-res-191", "pp-22", language)
    assert {clause.path: text.quote(clause) for clause in text.clauses} == invented.expected
    assert extracted.words_read == extracted.words_kept + sum(count for _, count in extracted.dropped)
    assert {reason for reason, _ in extracted.dropped} <= {"header", "footer", "rule", "navigation"}


@given(seed=SEEDS, noise=st.integers())
def test_paths_are_unique_and_spans_in_order_whatever_the_lines(seed: int, noise: int) -> None:
    lines = list(invent("en", seed).lines)
    random.Random(noise).shuffle(lines)
    for text in extract(as_docx(lines), name="shuffled.docx").texts:
        paths = [clause.path for clause in text.clauses]
        assert len(paths) == len(set(paths))
        starts = [clause.start for clause in text.clauses]
        assert starts == sorted(starts)
        assert all(text.quote(clause).strip() == text.quote(clause) != "" for clause in text.clauses)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
def test_pdf_pages_are_read_back(language: str, columns: int) -> None:
    if fonts_for(language) is None:
        skip_aloud(f"no font with the letters of {language} on this machine: install DejaVu or Liberation")
    right = wrong = 0
    for seed in range(40 if PROVE else 4):
        invented = invent(language, seed)
        data = as_pdf(invented.lines, language=language, columns=columns, breaks=0.4, seed=seed)
        extracted = extract(data, name="pages.pdf")
        assert extracted.words_read == extracted.words_kept + sum(count for _, count in extracted.dropped)
        found = {(clause.path, text.quote(clause)) for text in extracted.texts for clause in text.clauses}
        wanted = set(invented.expected.items())
        right += 2 * len(found & wanted)
        wrong += len(found ^ wanted)
    assert right / (right + wrong) >= 0.97
