"""``iscg serve``: the service with its pages."""

from __future__ import annotations

import argparse
import logging
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.settings import Settings, load_settings
from corpus.errors import SettingsError

SHUTDOWN_SECONDS = 30
"""How long answers that are being given may take to finish once the service is told to stop."""


def serve(argv: Sequence[str]) -> int:
    """Serves until it is stopped. The port answers at once; the store is opened behind it."""
    parser = argparse.ArgumentParser(prog="iscg serve", description="Start the service with the web pages.")
    parser.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default: 8000; 0 picks a free one)")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    given = parser.parse_args(argv)
    settings = load_settings(host=given.host, port=given.port, store=given.store)
    with listen(settings) as listening:
        print(f"ISCG Assistant at {address_of(listening)} (stop it with Ctrl-C)", file=sys.stderr, flush=True)
        run(settings, listening)
    return 0


def listen(settings: Settings) -> socket.socket:
    """Returns the open socket of the settings' host and port.

    Raises:
        SettingsError: the port is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=512)
    except OSError as error:
        code = error.errno or 0
        reason = os.strerror(code).lower() if code > 0 else "no such address"
        raise SettingsError(
            f"Cannot listen on {settings.host} port {settings.port}: {reason}. Choose another with --host or --port."
        ) from None


def address_of(listening: socket.socket) -> str:
    """Returns the web address of an open socket."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def run(settings: Settings, listening: socket.socket) -> None:
    """Serves on the socket until the process is told to stop."""
    import uvicorn

    from bots.app import create_app

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each request to a model says nothing new
    config = uvicorn.Config(
        create_app(settings),
        proxy_headers=False,  # whoever is near enough could give himself any address
        access_log=False,  # it would write the questions into the log
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listening])
