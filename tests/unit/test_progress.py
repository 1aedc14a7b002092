"""A long run tells how far it is, in the form that fits where it is shown."""

from __future__ import annotations

import io

import pytest

from indexer import progress
from indexer.progress import Bar, PlainLines, progress_on


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_and_anything_else_plain_lines() -> None:
    assert isinstance(progress_on(Terminal()), Bar)
    assert isinstance(progress_on(io.StringIO()), PlainLines)


def test_a_stage_is_one_line_as_long_as_it_is_short() -> None:
    out = io.StringIO()
    lines = PlainLines(out)
    lines.start("Reading", 1200)
    lines.advance(1200)
    lines.finish()
    lines.start("Checking", 0)
    lines.finish()
    assert out.getvalue() == "Reading (1,200)\nChecking\n"


def test_a_long_stage_says_every_ten_seconds_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0, 5.0, 10.5, 10.5, 12.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(seconds))
    out = io.StringIO()
    lines = PlainLines(out)
    lines.start("Reading", 30)
    lines.advance(10)
    lines.advance(10)
    lines.advance(10)
    assert out.getvalue() == "Reading (30)\nReading: 20 of 30\n"


def test_a_bar_counts_up_and_stages_follow_each_other() -> None:
    out = Terminal()
    bar = Bar(out)
    bar.start("Reading", 2)
    bar.advance()
    bar.advance()
    bar.finish()
    bar.start("Checking", 0)
    bar.finish()
    assert "Reading" in out.getvalue()
    assert "2/2" in out.getvalue()
    assert "Checking" in out.getvalue()
