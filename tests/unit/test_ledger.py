"""The ledger of a file: what it counts, and what makes a file suspicious. Files under a wrong name."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import Line, as_docx, as_html, as_text, resolution, zipped
from factories_pdf import as_pdf

from corpus.errors import SourceError
from indexer.extract import extract
from indexer.ledger import LedgerEntry
from indexer.loaders import kind_of, load
from indexer.progress import Silence
from indexer.sources import Root, refresh

LINES = resolution(body=[Line("call", "resolves"), Line("plain", "to light every lamp of the island.")])
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


def entry(**facts: object) -> LedgerEntry:
    usual: dict[str, object] = {"root": "/docs", "path": "a.pdf", "state": "read", "words_read": 100, "words_kept": 100}
    return LedgerEntry(**{**usual, **facts})  # type: ignore[arg-type]


def test_a_file_whose_words_are_all_kept_or_furniture_is_not_suspicious() -> None:
    assert entry(words_kept=40, dropped=(("header", 60),)).suspicion == ""


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"words_kept": 90}, "10 of 100 words are neither in its text nor listed."),
        ({"words_kept": 80, "dropped": (("footer", 5), ("hidden", 15))}, "15 of 100 words were dropped (hidden 15)."),
        (
            {"loader": "pdf", "size": 900_000, "words_read": 7, "words_kept": 7},
            "Only 7 words were found in 900 kB; its pages may be pictures.",
        ),
        ({"warnings": ("The encoding was guessed.",)}, "The encoding was guessed."),
    ],
)
def test_a_suspicious_file_says_why(facts: dict[str, object], told: str) -> None:
    assert entry(**facts).suspicion == told


def test_a_file_that_failed_has_a_reason_and_no_suspicion() -> None:
    assert entry(state="failed", reason="is damaged", words_read=0, words_kept=0, warnings=("x",)).suspicion == ""


def test_every_file_of_a_folder_has_its_format_loader_counts_and_duration(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(as_docx(LINES, header="Running title"))
    (tmp_path / "b.txt").write_bytes(as_text(LINES))
    (tmp_path / "c.html").write_bytes(as_html(LINES))
    (tmp_path / "d.pdf").write_bytes(as_pdf(LINES))
    (tmp_path / "e.zip").write_bytes(zipped({"a.docx": as_docx(LINES)}))
    (tmp_path / "f.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "g.docx").write_bytes(ENCRYPTED)
    (tmp_path / "h.txt").write_bytes(b"")
    (tmp_path / "i.docx").write_bytes(as_pdf(LINES))
    sources = refresh(Root.at(tmp_path), {}, read=extract, recipe="r", progress=Silence())
    told = {one.entry.path: one.entry for one in sources}
    assert {name: (one.state, one.format, one.loader, one.language) for name, one in told.items()} == {
        "a.docx": ("read", "docx", "docx", "en"),
        "b.txt": ("read", "txt", "text", "en"),
        "c.html": ("read", "html", "html", "en"),
        "d.pdf": ("read", "pdf", "pdf", "en"),
        "e.zip": ("read", "zip", "archive", "en"),
        "f.docx": ("failed", "docx", "docx", ""),
        "g.docx": ("failed", "docx", "docx", ""),
        "h.txt": ("failed", "txt", "text", ""),
        "i.docx": ("read", "docx", "pdf", "en"),
    }
    read = [one for one in told.values() if one.state == "read"]
    assert all(one.words_read == one.words_kept + sum(words for _, words in one.dropped) > 20 for one in read)
    assert all(0 <= one.seconds < 60 and len(one.sha256) == 64 for one in read)
    assert dict(told["a.docx"].dropped) == {"header": 2}
    assert "encrypted" in told["g.docx"].reason
    assert "empty" in told["h.txt"].reason
    assert told["i.docx"].suspicion == "Its name says .docx, but it is a .pdf file and was read as one; rename it."
    assert [name for name, one in told.items() if one.suspicion] == ["i.docx"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (as_docx(LINES), ".docx"),
        (as_pdf(LINES), ".pdf"),
        (as_html(LINES), ".html"),
        (b"{\\rtf1 words}", ".rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), ".doc"),
        (ENCRYPTED, None),
        (as_text(LINES), None),
        (zipped({"a.txt": "words"}), None),
    ],
)
def test_first_bytes_say_what_a_file_is(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind


def test_a_web_page_named_word_is_read_as_a_page_and_warned_of() -> None:
    loaded = load(as_html(LINES), name="a.doc")
    assert loaded.paragraphs[-1].text == "to light every lamp of the island."
    assert loaded.loader == "html"
    assert loaded.warnings == ("Its name says .doc, but it is a .html file and was read as one; rename it.",)


def test_an_encrypted_word_file_is_named_so() -> None:
    with pytest.raises(SourceError, match="encrypted"):
        load(ENCRYPTED, name="a.docx")


def test_a_warning_about_a_member_of_a_zip_file_names_it() -> None:
    found = extract(zipped({"docs/a.docx": as_pdf(LINES)}), name="all.zip")
    assert found.warnings == (
        "docs/a.docx: Its name says .docx, but it is a .pdf file and was read as one; rename it.",
    )
