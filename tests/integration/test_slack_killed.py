"""A bot that is killed after it acknowledged, in processes of its own: the next one answers, and answers once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from stand_in_slack import StandIn, mention, request, stand_in

ROOT = Path(__file__).parents[2]
BOT = """
import sys, time
from pathlib import Path
sys.path[:0] = sys.argv[5:]
import uvicorn
from factories_surfaces import fake_service
from assistant.api.app import create_api
from assistant.api.loading import ServiceLoader
from bots.slack.config import SlackConfig
from bots.slack.front import slack_routes
from stand_in_slack import SECRET, TOKEN
store, api, socket, seconds = sys.argv[1:5]
service = fake_service(lambda question: time.sleep(float(seconds)))
config = SlackConfig(token=TOKEN, secret=SECRET, store=Path(store), api_url=api + "/api/", beat=0.2, lost=2)
app = create_api(ServiceLoader(lambda: service), pages=[slack_routes(config)])
uvicorn.run(app, host="127.0.0.1", port=int(socket), log_level="error")
"""


@contextmanager
def bot(store: Path, slack: StandIn, *, port: int, seconds: float) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    given = [str(store), slack.address, str(port), str(seconds), str(ROOT), str(ROOT / "tests")]
    process = subprocess.Popen([sys.executable, "-c", BOT, *given])
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                request(address, "/slack/events", b"{}")
                break
            except URLError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        yield address, process
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_s2_twelve_questions_of_a_bot_that_is_killed_are_answered_once_by_the_next(tmp_path: Path) -> None:
    store = tmp_path / "slack.sqlite"
    with stand_in() as slack:
        with bot(store, slack, port=free_port(), seconds=60) as (address, process):
            for number in range(1, 13):
                assert request(address, "/slack/events", mention("Who?", number=number))[0] == 200
            slack.wait(lambda slack: len(slack.shown()) == 8)  # as many as are worked on at a time
            process.send_signal(signal.SIGKILL)
            process.wait()
        with bot(store, slack, port=free_port(), seconds=0) as (address, _):
            for number in range(1, 13):
                assert request(address, "/slack/events", mention("Who?", number=number))[0] == 200
            slack.wait(lambda slack: sum("Keep strengthening" in text for text in slack.shown()) == 12, seconds=30)
            time.sleep(1)
    assert len(slack.shown()) == 12
    assert slack.refused == []
