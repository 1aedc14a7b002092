"""``iscg chat``: questions and their follow-ups on the terminal. Nothing is kept when it ends."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer
from assistant.messages import LANGUAGES, say
from assistant.settings import load_settings
from corpus.errors import UsageError

NEW, QUIT = ("/new",), ("/quit", "/exit", "/q")


class Answering(Protocol):
    """What the loop needs of the assistant."""

    def ask(self, question: str, *, language: str | None = None, conversation: str | None = None) -> Answer:
        """Returns the answer."""


def chat(argv: Sequence[str]) -> int:
    """Answers line after line until the input ends or says ``/quit``."""
    parser = argparse.ArgumentParser(prog="iscg chat", description="Ask, and ask on: follow-ups are understood.")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the answers")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    given = parser.parse_args(argv)

    from assistant.conversation_store import ConversationStore
    from assistant.opening import open_assistant

    conversations = ConversationStore(None)
    assistant, _ = open_assistant(load_settings(store=given.store), conversations=conversations)
    print(say("chat.opening", given.language or "en"), file=sys.stderr)
    talk(assistant, conversations.begin, _lines(), write=_write, language=given.language)
    return 0


def talk(
    assistant: Answering,
    begin: Callable[[], str],
    lines: Iterable[str],
    *,
    write: Callable[[str], None],
    language: str | None = None,
) -> None:
    """Answers each line in one conversation; ``/new`` begins another. What is no question gets one sentence."""
    from assistant.limits import check_question
    from assistant.rendering import terminal

    conversation = begin()
    for line in map(str.strip, lines):
        if line in QUIT:
            return
        if line in NEW:
            conversation = begin()
        elif line:
            try:
                write(terminal(assistant.ask(check_question(line), language=language, conversation=conversation)))
            except UsageError as error:
                write(f"{error}\n")


def _lines() -> Iterable[str]:
    """Yields what is typed; a prompt stands before it where somebody types."""
    while True:
        try:
            yield input("> " if sys.stdin.isatty() else "")
        except EOFError:
            return


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()
