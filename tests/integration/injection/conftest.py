from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

import httpx
import pytest
from factories_surfaces import served

from assistant.answer import Answer
from assistant.settings import load_settings
from bots.app import create_app
from eval.opening import open_system
from indexer.build import build
from indexer.embedding.hashing import HashingEmbedder
from indexer.extract import extract
from indexer.sources import Root
from indexer.structures import build_here
from indexer.tools import Tools

Asking = Callable[[str], Answer]


def store_of(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Indexes files as they lie in a folder and returns the store."""
    source = folder / "files"
    source.mkdir(parents=True)
    for name, data in files.items():
        (source / name).write_bytes(data)

    def structures(directory: Path, *, passages: int) -> tuple[str, ...]:
        return build_here(directory)

    build(
        folder / "store",
        [Root.at(source)],
        tools=Tools(embedder=HashingEmbedder(), read=extract, structures=structures),
    )
    return folder / "store"


@pytest.fixture
def ask_over(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Asking]:
    """Gives what asks an assistant over files."""

    def make(files: Mapping[str, bytes]) -> Asking:
        opened = open_system(store_of(tmp_path, files), embedder="hashing", today=date(2026, 11, 25))
        return opened.ask

    return make


@pytest.fixture
def pages_over(tmp_path: Path) -> Iterator[Callable[[Mapping[str, bytes]], httpx.Client]]:
    """Gives a client of the pages over files."""
    with ExitStack() as stack:

        def make(files: Mapping[str, bytes]) -> httpx.Client:
            app = create_app(load_settings(store=store_of(tmp_path, files), embedder="hashing"))
            base = stack.enter_context(served(app))
            return stack.enter_context(httpx.Client(base_url=base, timeout=30))

        yield make


@pytest.fixture
def store_over(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Path]:
    """Gives what indexes files."""
    return partial(store_of, tmp_path)
