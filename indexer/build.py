"""One run of the indexer: sources in, a new generation out.

    lock -> refresh the roots named -> nothing changed? done
         -> make a generation beside the live one, prove it, publish it -> remove what no one needs any more

Until it is published nothing of the store that answers is touched; the former generation is kept to fall back to.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import SourceError, StoreCorrupt, StoreError, StoreMissing, UnsupportedFormat
from indexer.catalogue import Catalogue
from indexer.durable import fail_point
from indexer.generation import Generation, open_generation
from indexer.generation_writer import EMBEDDINGS, make_generation
from indexer.layout import GENERATIONS, current_name, generation_names, remove_leftovers, writing
from indexer.ledger import Report
from indexer.manifest import CATALOGUE, Manifest
from indexer.recipe import recipe
from indexer.sources import Root, Source, merge_roots, refresh
from indexer.tools import Tools
from indexer.vector_cache import VectorCache


@dataclass(frozen=True, slots=True)
class _Refreshed:
    """Sources as they are now, those the store had, and a sentence for each root that could not be read."""

    now: tuple[Source, ...]
    before: tuple[Source, ...]
    problems: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        return [source.entry for source in self.now] == [source.entry for source in self.before]


def build(store: Path, roots: Sequence[Root], *, tools: Tools, only: bool = False) -> Report:
    """Refreshes ``roots`` in the store, which answers from the new generation afterwards; returns what was done.

    Other roots of the store stay as they are, or are dropped where ``only``. Where neither the sources nor the embedder
    nor this program changed, nothing is written. A root that cannot be read is a problem in the report and stays as it
    was held.

    Raises:
        UnsupportedFormat: a root is a single file that no loader knows; nothing was done.
        SourceError: none of the roots can be read; nothing was done.
        StoreLocked: another run is writing.
        StoreError: the new generation is not sound or cannot be written; the former one goes on answering.
    """
    started = time.monotonic()
    with writing(store):
        try:
            report = _run(store, tuple(dict.fromkeys(roots)), tools=tools, only=only)
        except (OSError, sqlite3.Error) as error:
            why = (getattr(error, "strerror", None) or str(error)).lower()
            problem = f"The store at {store} could not be written ({why}); it still answers."
            raise StoreError(f"{problem} Mend that, then run iscg index again.") from error
    return replace(report, seconds=round(time.monotonic() - started, 3))


def _run(store: Path, roots: Sequence[Root], *, tools: Tools, only: bool) -> Report:
    remove_leftovers(store, keep=_published(store))
    former = _former(store)
    with closing(former) if former else nullcontext():
        sources = _refresh(former, roots, tools=tools, only=only)
        fail_point("after-read")
        if former and sources.same and _built_alike(former, tools):
            return _report(store, former.manifest, sources)
        made = make_generation(store, sources.now, tools=tools)
    report = replace(_report(store, made.manifest, sources), changed=True, embedded=made.embedded, reused=made.reused)
    try:
        _forget_older(store, keep=frozenset({made.manifest.name, former.name if former else made.manifest.name}))
    except (OSError, sqlite3.Error) as error:  # the new generation answers already; the next run tidies up
        return replace(report, warnings=(*report.warnings, f"Older generations could not be removed: {error}"))
    return report


def _published(store: Path) -> frozenset[str]:
    """The generations up to the current one; newer ones were finished by runs that died before they published them."""
    current = current_name(store)
    names = generation_names(store)
    return frozenset(names if current not in names else names[names.index(current) :])


def _forget_older(store: Path, *, keep: frozenset[str]) -> None:
    remove_leftovers(store, keep=keep)
    used: set[bytes] = set()
    for name in generation_names(store):
        with suppress(StoreCorrupt), closing(Catalogue(store / GENERATIONS / name / CATALOGUE)) as catalogue:
            used |= catalogue.embedded_keys()
    with closing(VectorCache(store / EMBEDDINGS)) as cache:
        cache.keep_only(used)


def _former(store: Path) -> Generation | None:
    try:
        return open_generation(store, embedder_fingerprint=None)
    except (StoreMissing, StoreCorrupt):
        return None


def _built_alike(former: Generation, tools: Tools) -> bool:
    built = (former.manifest.embedder, former.manifest.recipe)
    return former.degraded is None and built == (tools.embedder.fingerprint, recipe())


def _refresh(former: Generation | None, roots: Sequence[Root], *, tools: Tools, only: bool) -> _Refreshed:
    before = former.catalogue.sources() if former else ()
    refreshed: dict[str, tuple[Source, ...]] = {}
    errors: list[SourceError] = []
    for root in roots:
        held = {source.entry.path: source for source in before if source.entry.root == root.key}
        try:
            refreshed[root.key] = refresh(root, held, read=tools.read, recipe=recipe(), progress=tools.progress)
        except UnsupportedFormat:
            raise
        except SourceError as error:
            errors.append(error)
            refreshed[root.key] = tuple(held.values())
    if len(errors) == len(roots):
        raise errors[0]
    return _Refreshed(merge_roots(before, refreshed, only=only), before, tuple(str(error) for error in errors))


def _report(store: Path, manifest: Manifest, sources: _Refreshed) -> Report:
    entries = tuple(source.entry for source in sources.now)
    former = {(entry.root, entry.path): entry for entry in (source.entry for source in sources.before)}
    now = {(entry.root, entry.path) for entry in entries}
    return Report(
        store=str(store),
        generation=manifest.name,
        changed=False,
        counts=manifest.counts,
        roots=manifest.roots,
        read=sum(entry.state == "read" for entry in entries),
        read_anew=sum(entry.state == "read" and former.get((entry.root, entry.path)) != entry for entry in entries),
        removed=tuple(entry.where for place, entry in former.items() if place not in now),
        skipped=tuple(entry for entry in entries if entry.state == "skipped"),
        failed=tuple(entry for entry in entries if entry.state == "failed"),
        suspicious=tuple(entry for entry in entries if entry.suspicion),
        warnings=manifest.warnings,
        problems=sources.problems,
        files=entries,
    )
