from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from factories_surfaces import build_shipped, served

from assistant.settings import load_settings
from bots.app import create_app


@pytest.fixture(scope="session")
def shipped_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the whole shipped corpus, built as ``iscg index`` does, with the embedder that needs no weights."""
    return build_shipped(tmp_path_factory.mktemp("shipped") / "store")


@pytest.fixture(scope="session")
def shipped_base(shipped_store: Path) -> Iterator[str]:
    """The address of a service over the shipped corpus."""
    with served(create_app(load_settings(store=shipped_store, embedder="hashing"))) as base:
        yield base


@pytest.fixture(scope="session")
def shipped_client(shipped_base: str) -> Iterator[httpx.Client]:
    """A client of a service over the shipped corpus."""
    with httpx.Client(base_url=shipped_base, timeout=60) as client:
        yield client
