"""``iscg ask``: one answer on the terminal, or as JSON on stdout and nothing else."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.limits import check_question
from assistant.messages import LANGUAGES
from assistant.settings import load_settings


def ask(argv: Sequence[str]) -> int:
    """Answers one question; an abstention is an answer, exit code 0."""
    given = _parser().parse_args(argv)
    question = check_question(_decoded(given.question))
    settings = load_settings(store=given.store)

    from assistant.opening import open_assistant
    from assistant.rendering import terminal, to_json

    assistant, _ = open_assistant(settings)
    answer = assistant.ask(question, language=given.language, as_of=given.as_of)
    if given.json:
        _write(to_json(answer) + b"\n")
    else:
        _write(terminal(answer).encode("utf-8"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="iscg ask", description="Answer one question from the store.")
    parser.add_argument("question", help="the question, in quotation marks")
    parser.add_argument("--json", action="store_true", help="print the whole answer as one JSON document")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the answer")
    parser.add_argument("--as-of", metavar="WHEN", help="answer as of a conference (PP-18), a year or a date")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    return parser


def _decoded(word: str) -> str:
    """Returns a word of the command line as the UTF-8 it was typed in, where the locale made something else of it."""
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def _write(data: bytes) -> None:
    """Writes UTF-8 whatever the terminal's own encoding is, so that JSON is JSON everywhere."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
