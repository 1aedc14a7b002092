"""What every test gets: a network that ends at loopback, and a browser where the machine has one."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from surroundings import BROWSER_FLAGS, NetworkBlocked, find_browser, is_loopback, skip_aloud

PROVE = os.environ.get("ISCG_PROVE") == "1"
# The same examples in every run, so that a red test is red again; `make prove` looks at many more.
settings.register_profile("sample", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("prove", max_examples=2_000, deadline=None)
settings.load_profile("prove" if PROVE else "sample")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if PROVE:
        return
    long = [item for item in items if item.get_closest_marker("slow")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]


@pytest.fixture(autouse=True, scope="session")
def _network_ends_at_loopback() -> Iterator[None]:
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guard(address: Any) -> None:
        if isinstance(address, tuple) and not is_loopback(address[0]):
            raise NetworkBlocked(f"a test tried to reach {address[0]}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        guard(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        guard(address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        guard((host,))
        return getaddrinfo(host, *args, **kwargs)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium driven by Playwright; one a module, since no other event loop can run while it is open."""
    program = find_browser()
    if program is None:
        skip_aloud("no Chromium on this machine: install the package chromium, or set ISCG_BROWSER")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, headless=True, args=list(BROWSER_FLAGS))
        yield launched
        launched.close()
