"""What the tests need to know of the machine: a browser, the edge of the network, and how to skip aloud."""

from __future__ import annotations

import ipaddress
import os
import shutil

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NetworkBlocked(RuntimeError):
    """A test reached for the world outside this machine."""


def is_loopback(host: object) -> bool:
    """Tell whether a host is this machine; a name other than localhost is not."""
    if host in (None, "", "localhost", b"localhost"):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback or text in {"0.0.0.0", "::"}
    except ValueError:
        return False


def find_browser() -> str | None:
    """Return the program of a Chromium on this machine: ``ISCG_BROWSER``, else the first known name on the path."""
    named = os.environ.get("ISCG_BROWSER")
    if named:
        return named
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def skip_aloud(why: str) -> None:
    """Skip the test, or fail it where a skip would hide a missing install step (``CI=true``)."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{why}; under CI a skip is a failure")
    pytest.skip(why)
