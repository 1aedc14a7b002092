from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from factories_surfaces import fake_service, served

from assistant.api.ports import Service
from assistant.settings import load_settings
from bots.app import create_app

Client = Callable[..., httpx.Client]


@pytest.fixture
def client_of() -> Iterator[Client]:
    """Gives a client of an application over real HTTP, for the service that ``open_service`` opens."""
    with ExitStack() as stack:

        def make(open_service: Callable[[], Service] = fake_service, **settings: Any) -> httpx.Client:
            app = create_app(load_settings(**settings), open_service=open_service)
            base = stack.enter_context(served(app))
            return stack.enter_context(httpx.Client(base_url=base, timeout=30))

        yield make


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client of an application over the small library; for tests that change nothing in it."""
    with served(create_app(load_settings(), open_service=fake_service)) as base, httpx.Client(base_url=base) as made:
        yield made
