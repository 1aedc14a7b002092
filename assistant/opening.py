"""Opens an assistant over a store: settings to objects. The composition root of everything below the channels."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answers.finding import read_ahead
from assistant.asof import parse_as_of
from assistant.checking import Checker
from assistant.checking.finding import finder
from assistant.conversation_store import FILE_NAME, ConversationStore
from assistant.keys import FILE_NAME as KEYS_FILE
from assistant.keys import KeyStore
from assistant.library import Library
from assistant.retrieval import Filters, Retriever
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.signals import FILE_NAME as FEEDBACK_FILE
from assistant.signals import SignalStore
from corpus.document import TextKind
from corpus.errors import SettingsError
from indexer.catalogue import Catalogue
from indexer.embedding import Embedder, open_embedder
from indexer.generation import Generation
from indexer.lexical.analysis import Analyser
from indexer.store import Store

if TYPE_CHECKING:
    from assistant.prose.writing import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result of a search: a passage's place and words, and its score, 0 to 1."""

    document: str
    revision: str | None
    language: str
    kind: TextKind
    clause: str
    text: str
    start: int
    end: int
    score: float


class Libraries:
    """Gives the library of the generation that serves now; builds it once a generation. Safe to share by threads."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self.embedder = embedder
        self._analyser = Analyser()
        self._building = threading.Lock()
        self._current: tuple[Generation, Library] | None = None
        self._checker: tuple[Generation, Checker] | None = None

    @property
    def generation(self) -> str:
        """Returns the name of the generation that serves now."""
        return self._store.current().name

    @property
    def built_at(self) -> str:
        """Returns when that generation was built, an ISO time in UTC."""
        return self._store.current().manifest.built_at

    @property
    def degraded(self) -> str | None:
        """Returns one sentence where the store does not serve what it should, else None."""
        return self._store.degraded

    @property
    def catalogue(self) -> Catalogue:
        """Returns the catalogue of the generation that serves now."""
        return self._store.current().catalogue

    def current(self) -> Library:
        """Returns the library that answers now. Raises StoreError where none can."""
        generation = self._store.current()
        found = self._current
        if found is None or found[0] is not generation:
            with self._building:
                found = self._current
                if found is None or found[0] is not generation:
                    found = self._current = (generation, self._build(generation))
        return found[1]

    def checker(self) -> Checker:
        """Returns what checks texts against the generation that serves now; it needs no embedder."""
        generation, found = self._store.current(), self._checker
        if found is None or found[0] is not generation:
            made = Checker(generation.catalogue, finder(generation.lexical, generation.passages))
            found = self._checker = (generation, made)
        return found[1]

    def search(
        self, question: str, *, limit: int, filters: Mapping[str, Sequence[str]] | None, as_of: str | None
    ) -> tuple[Result, ...]:
        """Returns at most ``limit`` passages, best first. Raises UsageError where ``as_of`` names no date."""
        day = parse_as_of(as_of).day if as_of else None
        narrowed = Filters(**{name: tuple(values) for name, values in (filters or {}).items()})
        retrieved = self.current().search.search(question, limit=limit, filters=narrowed, as_of=day)
        return tuple(
            Result(
                document=hit.passage.document,
                revision=hit.passage.revision,
                language=hit.passage.language,
                kind=hit.passage.kind,
                clause=hit.passage.clause,
                text=hit.passage.text,
                start=hit.passage.start,
                end=hit.passage.end,
                score=hit.score,
            )
            for hit in retrieved.hits
        )

    def read_ahead(self) -> None:
        """Reads what questions would read of each passage at its first use. Takes a second or two; answers go on."""
        read_ahead(self._store.current().passages, self.current())

    def _build(self, generation: Generation) -> Library:
        retriever = Retriever(generation, self.embedder)
        return Library(
            generation.catalogue,
            retriever,
            analyse=self._analyser.terms,
            weigh=generation.lexical.weights,
            languages=generation.lexical.languages,
            cosines=getattr(self.embedder, "cosines", None),
        )


def open_libraries(settings: Settings) -> Libraries:
    """Returns the libraries of the store the settings name; the store itself is opened on first use.

    Raises:
        SettingsError: the embedder cannot be used.
    """
    embedder = open_embedder(settings.embedder)
    return Libraries(Store(Path(settings.store), embedder), embedder)


def open_conversations(settings: Settings) -> ConversationStore:
    """Returns where conversations are kept; the file is made at first use."""
    path = settings.conversations or Path(settings.store) / FILE_NAME
    return ConversationStore(path, days=settings.conversation_days)


def open_keys(settings: Settings) -> KeyStore:
    """Returns the keys to the service; without a file there are none."""
    return KeyStore(settings.keys or Path(settings.store) / KEYS_FILE)


def open_signals(settings: Settings) -> SignalStore:
    """Returns where what readers say is kept; the file is made at first use."""
    path = settings.feedback or Path(settings.store) / FEEDBACK_FILE
    return SignalStore(path, days=settings.feedback_days, keep_unanswered=settings.keep_unanswered)


def open_writer(settings: Settings, embedder: Embedder) -> Writer | None:
    """Returns what lets the model of the settings write; None where they name none.

    Raises:
        SettingsError: an endpoint is named without a model, or a model without an endpoint.
    """
    if bool(settings.llm_base_url) != bool(settings.llm_model):
        raise SettingsError("A model needs both: set ISCG_LLM_BASE_URL and ISCG_LLM_MODEL, or neither.")
    if not (settings.llm_base_url and settings.llm_model):
        return None
    from assistant.llama_model import LlamaModel
    from assistant.prose.limits import TokenBudget
    from assistant.prose.writing import Writer

    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    model = LlamaModel(settings.llm_base_url, settings.llm_model, api_key=key, tries=settings.llm_tries)
    model.warm()
    return Writer(
        model=model,
        seconds=settings.llm_seconds,
        withheld=tuple(one.strip() for one in settings.llm_withhold.split(",") if one.strip()),
        near=nearness_of(embedder),
        budget=TokenBudget(settings.llm_daily_tokens),
    )


def nearness_of(embedder: Embedder) -> Callable[[str, str], float] | None:
    """Returns what gives the cosine of two texts; None for an embedder whose cosines say nothing across languages."""
    if getattr(embedder, "cosines", None) is None:
        return None

    def near(one: str, other: str) -> float:
        first, second = embedder.embed_queries([one, other])
        return float(first @ second)

    return near


def open_assistant(
    settings: Settings,
    *,
    conversations: ConversationStore | None = None,
    dropped: Callable[[str, int], None] | None = None,
) -> tuple[Assistant, Libraries]:
    """Returns an assistant that is ready to answer, and the libraries it reads.

    ``conversations``: where it finds and leaves the turns of conversations; without it has none.
    ``dropped`` is told the kind of a draft and how many of its claims did not stand.

    Raises:
        SettingsError: the embedder cannot be used.
        StoreError: the store is missing, corrupt, or was built with another embedder.
    """
    libraries = open_libraries(settings)
    libraries.search("warm", limit=1, filters=None, as_of=None)  # loads model and indexes before the first question
    writer = open_writer(settings, libraries.embedder)
    return Assistant(libraries.current, conversations=conversations, dropped=dropped, writer=writer), libraries
