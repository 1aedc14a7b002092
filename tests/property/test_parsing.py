"""Invented resolutions in six languages, written in every format and read back: the same paths, the same words."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from factories import Line, as_docx, as_html, as_text
from factories_pdf import as_pdf, fonts_for
from generated_resolutions import TONGUES, Invented, invent
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_record import record_proof
from surroundings import skip_aloud

from corpus.document import Extract
from indexer.extract import extract

FORMATS = ("styled.docx", "unstyled.docx", "page.html", "plain.txt")
PROVE = os.environ.get("ISCG_PROVE") == "1"
FURNITURE = {"header", "footer", "page number", "cover", "joined at a line's end"}
"""What may be dropped of an invented PDF. Of one page alone the running title is not known as such, but as a cover."""
FIGURES: dict[str, tuple[int, float, float]] = {}
EXAMPLES: Counter[str] = Counter()
Record = Callable[[str, int, float, float], None]
SEEDS = st.integers(min_value=0, max_value=1_000_000)


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    """Gathers the figures of each format and writes them at the end, where the long proof is run."""
    yield lambda name, files, path, text: FIGURES.__setitem__(name, (files, path, text))
    shown = {
        name: f"{files} files: path F1 {path:.4f}, text exact {text:.4f}"
        for name, (files, path, text) in FIGURES.items()
    }
    others = {name: f"{count} files: every path and every word right" for name, count in sorted(EXAMPLES.items())}
    record_proof(
        "generated-documents",
        "Invented resolutions in six languages, written in each format and read back",
        command="ISCG_PROVE=1 pytest tests/property/test_parsing.py",
        figures={**others, **shown},
    )


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
    EXAMPLES[f"{form}, {language}"] += 1
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
def test_pdf_pages_are_read_back(language: str, columns: int, record: Record) -> None:
    if fonts_for(language) is None:
        skip_aloud(f"no font with the letters of {language} on this machine: install DejaVu or Liberation")
    right = wrong = exact = clauses = 0
    for seed in range(60 if PROVE else 4):
        invented = invent(language, seed)
        data = as_pdf(invented.lines, language=language, columns=columns, breaks=0.4, seed=seed)
        extracted = extract(data, name="pages.pdf")
        assert extracted.words_read == extracted.words_kept + sum(count for _, count in extracted.dropped)
        assert {reason for reason, _ in extracted.dropped} <= FURNITURE
        found = {clause.path: text.quote(clause) for text in extracted.texts for clause in text.clauses}
        right += 2 * len(found.keys() & invented.expected.keys())
        wrong += len(found.keys() ^ invented.expected.keys())
        exact += len(found.items() & invented.expected.items())
        clauses += len(invented.expected)
    record(
        f"PDF, {language}, {columns} column{'s' * (columns > 1)}", seed + 1, right / (right + wrong), exact / clauses
    )
    assert right / (right + wrong) >= 0.97
    assert exact / clauses >= 0.97


@pytest.mark.skipif(not PROVE, reason="a long proof: run it with ISCG_PROVE=1")
@pytest.mark.parametrize("language", ["ar", "zh"])
def test_arabic_and_chinese_pdf_are_reported_as_they_are(language: str, record: Record, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine to set Arabic and Chinese pages with")
    seeds = range(20)
    for seed in seeds:
        (tmp_path / f"{seed}.docx").write_bytes(as_docx(invent(language, seed).lines))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{seed}.docx") for seed in seeds]
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    right = wrong = exact = clauses = 0
    for seed in seeds:
        expected = invent(language, seed).expected
        extracted = extract((tmp_path / f"{seed}.pdf").read_bytes(), name="pages.pdf")
        assert extracted.words_read == extracted.words_kept + sum(count for _, count in extracted.dropped)
        found = {clause.path: text.quote(clause) for text in extracted.texts for clause in text.clauses}
        right += 2 * len(found.keys() & expected.keys())
        wrong += len(found.keys() ^ expected.keys())
        exact += len(found.items() & expected.items())
        clauses += len(expected)
    record(f"PDF, {language} (no bar)", len(seeds), right / (right + wrong), exact / clauses)
