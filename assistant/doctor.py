"""``iscg doctor``: what is configured, held, stale or missing, and up to which conference the store knows."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.horizon import beyond, horizon
from assistant.settings import Settings, load_settings, masked
from corpus.conferences import conference_label
from corpus.errors import IscgError

if TYPE_CHECKING:
    from indexer.cli import StoreFacts

DONE, FAILED = 0, 1
_STALE = "  stale"


def doctor(argv: Sequence[str]) -> int:
    """Prints what it finds and returns 0, or 1 where questions cannot be answered."""
    parser = argparse.ArgumentParser(prog="iscg doctor", description="Say what is configured, held, stale or missing.")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    settings = load_settings(store=parser.parse_args(argv).store)
    troubles: list[str] = []
    lines = (*_settings(settings), *_embedder(settings, troubles), *_store(settings, troubles))
    stale = any(line.startswith(_STALE) for line in lines)
    for line in lines:
        print(line)
    print()
    for trouble in troubles:
        print(f"To mend: {trouble}")
    if not troubles:
        print("Questions can be answered; the store is stale." if stale else "All is well.")
    return FAILED if troubles else DONE


def _settings(settings: Settings) -> Iterator[str]:
    yield "Settings"
    for name, value in masked(settings).items():
        yield f"  {name:<20} {value}"


def _embedder(settings: Settings, troubles: list[str]) -> Iterator[str]:
    from indexer.embedding import open_embedder

    yield "\nEmbedder"
    try:
        embedder = open_embedder(settings.embedder)
        embedder.embed_query("coordination")
    except IscgError as error:
        troubles.append(str(error))
        yield f"  {settings.embedder}: cannot be used"
        return
    yield f"  {settings.embedder}: {embedder.fingerprint}, {embedder.dimensions} dimensions"


def _store(settings: Settings, troubles: list[str]) -> Iterator[str]:
    from indexer.cli import store_facts

    facts = store_facts(settings.store)
    yield f"\nStore {facts.path}"
    if facts.problem:
        troubles.append(facts.problem)
    if facts.generation is None:
        yield "  not there" if not facts.present else "  cannot be opened"
        return
    yield from _figures(facts)
    yield from _horizon(settings.store)
    for failed in facts.failed:
        yield f"  not read: {failed}"
    for odd in facts.suspicious:
        yield f"  look at: {odd}"


def _figures(facts: StoreFacts) -> Iterator[str]:
    yield f"  generation           {facts.generation}, built {facts.built_at}"
    yield f"  built with           {facts.embedder}, {facts.dimensions} dimensions"
    if counts := facts.counts:
        yield f"  documents            {counts.documents:,}"
        yield f"  texts                {counts.texts:,}"
        yield f"  passages             {counts.passages:,}"
        yield f"  links                {counts.links:,}"
    yield f"  on disk              {facts.bytes_on_disk / 1_000_000:.1f} MB"
    yield f"  read from            {', '.join(facts.roots)}"
    if facts.stale:
        yield f"{_STALE}                built by another version of this program; iscg index brings it up to date"


def _horizon(store: Path) -> Iterator[str]:
    from indexer.generation import open_generation

    generation = open_generation(store, embedder_fingerprint=None)
    known = horizon(generation.catalogue.documents())
    ahead = beyond(known)
    yield f"  knows up to          {', '.join(conference_label(one.code) for one in known) or 'no conference'}"
    if ahead:
        yield f"  does not know        {', '.join(conference_label(one.code) for one in ahead)}"
    missing = sum(
        state == "missing"
        for document in generation.catalogue.documents()
        for state in generation.catalogue.held(document.id).values()
    )
    yield f"  known, not held      {missing:,} revisions"
    generation.close()
