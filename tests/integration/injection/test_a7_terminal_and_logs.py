"""A7: nothing from a document or a question reaches a terminal or a log as more than words of one line."""

from __future__ import annotations

import logging

import pytest

from assistant.rendering import terminal

ESCAPES = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b2J",
    "bell\x07",
    "back\x08\x08\x08",
    "\x1b]8;;https://x.example\x1b\\go",
)
FILLER = "\n".join(f"{number}\tPiers are swept by hand in the month of May." for number in range(2, 40))
"""So that the file is taken for text: a short one full of escapes is refused as binary."""
LINE_ENDS = ("\r\nERROR forged", "\nERROR forged", "\u2028ERROR forged", "\u2029ERROR forged", "\x85ERROR forged")


@pytest.mark.parametrize("escape", ESCAPES)
def test_escapes_in_a_document_never_reach_the_terminal(escape: str, ask_over) -> None:
    ask = ask_over(
        {"tugs.txt": f"Tugs\n\n1\tThe tugs of the estuary are painted {escape} every 4 years.\n{FILLER}".encode()}
    )
    answer = ask("When are the tugs of the estuary painted?")
    shown = terminal(answer)
    assert "every 4 years" in shown
    assert not [sign for sign in shown if (ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_a_question_with_line_ends_makes_no_line_in_the_log(end: str, pages_over, caplog) -> None:
    pages = pages_over({"tugs.txt": b"Tugs\n\n1\tThe tugs are painted.\n"})
    with caplog.at_level(logging.INFO):
        pages.post("/v1/ask", json={"question": f"When are the tugs painted?{end}"})
        pages.get("/v1/documents/tugs%0d%0aERROR%20forged")
    for record in caplog.records:
        if record.name.startswith("iscg"):
            assert "forged" not in record.getMessage()
            assert len(record.getMessage().splitlines()) <= 1
