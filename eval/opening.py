"""Opens what is evaluated: the assistant over a store, in this process, and the header that says what it was."""

from __future__ import annotations

import platform
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from assistant.answer import Answer
from assistant.opening import Libraries, open_writer
from assistant.service import EXTRACTIVE, Assistant, Conversations
from assistant.settings import Settings
from eval.gold import QUESTIONS, Place, Question, fingerprint
from eval.runs import Header
from indexer.catalogue import Catalogue
from indexer.embedding import open_embedder
from indexer.manifest import Manifest
from indexer.store import Store

DEPTH: Final = 20
"""How many passages are asked of retrieval alone."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An assistant that is ready to be asked, with the texts it answers from."""

    assistant: Assistant
    libraries: Libraries
    texts: Catalogue
    manifest: Manifest
    today: date
    answered_by: str = EXTRACTIVE

    def ask(self, question: str, *, as_of: str | None = None) -> Answer:
        """Returns its answer; neither language nor filters are given."""
        return self.assistant.ask(question, as_of=as_of)

    def retrieve(self, question: str, *, as_of: str | None = None) -> tuple[Place, ...]:
        """Returns the places of the first twenty passages found; ``as_of`` is the date that the question means."""
        found = self.libraries.search(question, limit=DEPTH, filters=None, as_of=as_of)
        return tuple(Place(document=one.document, revision=one.revision, clause=one.clause) for one in found)

    def header(
        self,
        questions: tuple[Question, ...],
        part: str,
        *,
        gold: Path = QUESTIONS,
        price: tuple[float, float] | None = None,
    ) -> Header:
        """Returns what a run over these questions has to keep."""
        return Header(
            part=part,
            gold=fingerprint(gold),
            questions=len(questions),
            commit=_commit(),
            store=self.manifest.name,
            corpus=self.manifest.corpus,
            embedder=self.manifest.embedder,
            answered_by=self.answered_by,
            today=self.today.isoformat(),
            price=price,
            machine=f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        )


def open_system(
    store: Path,
    *,
    embedder: str,
    today: date,
    conversations: Conversations | None = None,
    settings: Settings | None = None,
) -> Opened:
    """Returns the assistant over ``store``, warmed up; it takes ``today`` for the day of asking.

    ``conversations``: where turns are kept; without it there are none. ``settings``: those whose language model, if
    they name one, tells the answers; without them none does.

    Raises:
        SettingsError: There is no such embedder, or its weights are missing.
        StoreError: The store cannot serve.
    """
    model = open_embedder(embedder)
    opened = Store(store, model)
    libraries = Libraries(opened, model)
    libraries.search("warm", limit=1, filters=None, as_of=None)
    generation = opened.current()
    writer = open_writer(settings, model) if settings else None
    assistant = Assistant(libraries.current, today=lambda: today, conversations=conversations, writer=writer)
    answered_by = f"llm:{writer.model.name}" if writer else EXTRACTIVE
    return Opened(assistant, libraries, generation.catalogue, generation.manifest, today, answered_by)


def _commit() -> str:
    """Returns the commit of the code, with ``+`` behind it where files differ from it; ``unknown`` without git."""
    here = Path(__file__).parent

    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(here), *words], capture_output=True, text=True, check=True, timeout=20)
        return done.stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no")
        return git("rev-parse", "--short=12", "HEAD") + ("+" if changed else "")
    except (OSError, subprocess.SubprocessError):
        return "unknown"
