"""Slack end to end: signed requests in, messages out, over real sockets on both sides. Codes are those of the issue."""

from __future__ import annotations

import json
import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from factories_surfaces import RESOLUTION, fake_service, served
from stand_in_slack import SECRET, TOKEN, StandIn, command, envelope, mention, pressed, request, stand_in

from assistant.api.app import create_api
from assistant.api.loading import ServiceLoader
from assistant.api.ports import Service
from assistant.conversation_store import ConversationStore
from assistant.settings import Settings
from assistant.signals import SignalStore
from bots.slack.config import SlackConfig, slack_config
from bots.slack.deliveries import Deliveries
from bots.slack.front import MOST, slack_routes
from bots.slack.reading import Task

HOME = "https://iscg.example.org"
FAILED = "This could not be answered just now. Ask again in a few minutes."
SEARCHING = "Searching the documents …"
QUOTE = RESOLUTION.lines[0].text


@dataclass
class World:
    slack: StandIn
    store: Path
    waits: list[float]

    @contextmanager
    def bot(
        self, before: Callable[[str], None] = lambda question: None, *, service: Service | None = None, **changed: Any
    ) -> Iterator[str]:
        """Serves one bot over the store; several may run at a time, one after the other is a restart."""

        async def pause(seconds: float) -> None:
            self.waits.append(seconds)

        config = SlackConfig(
            token=TOKEN,
            secret=SECRET,
            store=self.store,
            home=HOME,
            api_url=f"{self.slack.address}/api/",
            hooks=(f"{self.slack.address}/hooks/",),
            pause=pause,
            beat=0.1,
        )
        made = service or replace(
            fake_service(before), conversations=ConversationStore(None), signals=SignalStore(None)
        )
        app = create_api(ServiceLoader(lambda: made), pages=[slack_routes(replace(config, **changed))])
        with served(app) as address:
            yield address


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with stand_in(home=HOME) as slack:
        yield World(slack, tmp_path / "slack.sqlite", [])
        assert slack.refused == []


def answered(number: int) -> Callable[[StandIn], bool]:
    return lambda slack: len(slack.shown()) >= number and all(text != SEARCHING for text in slack.shown())


def test_a_mention_is_answered_in_its_thread_with_sources_that_lead_to_their_words(world: World) -> None:
    with world.bot() as bot:
        assert request(bot, "/slack/events", mention("What does Resolution 191 say?")) == (200, b"")
        world.slack.wait(answered(1))
    (message,) = world.slack.messages.values()
    assert (message["channel"], message["thread_ts"]) == ("C1", "17640.0001")
    shown = json.dumps(message["blocks"], ensure_ascii=False)
    assert f"“{QUOTE}”" in shown
    assert "<https://iscg.example.org/documents/pp-res-191@pp-22?from=" in shown
    assert world.slack.calls == ["chat.postMessage", "chat.update"]


def test_s2_each_event_delivered_four_times_in_any_order_to_two_workers_and_across_a_restart_is_answered_once(
    world: World,
) -> None:
    deliveries = [number for number in range(1, 13) for _ in range(4)]
    random.Random(7).shuffle(deliveries)
    asked: list[str] = []

    def deliver(to: list[str], numbers: list[int]) -> None:
        with ThreadPoolExecutor(8) as pool:
            statuses = [
                pool.submit(request, to[place % len(to)], "/slack/events", mention(f"Question {one}?", number=one))
                for place, one in enumerate(numbers)
            ]
            assert {one.result()[0] for one in statuses} == {200}

    with world.bot(asked.append) as first, world.bot(asked.append) as second:
        deliver([first, second], deliveries[:30])
    with world.bot(asked.append) as third:
        deliver([third], deliveries[30:])
        world.slack.wait(answered(12))
        time.sleep(0.3)
    assert sorted(one["thread_ts"] for one in world.slack.messages.values()) == [f"17640.{n:04d}" for n in range(1, 13)]
    assert all(QUOTE in text for text in world.slack.shown())


def test_s2_a_retry_alone_is_answered(world: World) -> None:
    with world.bot() as bot:
        retried = {"X-Slack-Retry-Num": "2", "X-Slack-Retry-Reason": "http_timeout"}
        assert request(bot, "/slack/events", mention("Who?"), headers=retried)[0] == 200
        world.slack.wait(answered(1))


@pytest.mark.parametrize(("died_before", "text"), [(1, QUOTE), (4, FAILED)])
def test_s2_what_a_killed_process_had_taken_is_answered_or_apologised_for_by_the_next(
    world: World, died_before: int, text: str
) -> None:
    task = Task(event="C1:17640.0001", kind="ask", text="Who coordinates?", channel="C1", thread="17640.0001")
    past = time.time() - 100
    dead = Deliveries(world.store, owner="dead", clock=lambda: past, lost=20)
    assert dead.take(task)
    for number in range(died_before - 1):  # each took it up and died of it
        clock = past + 25 * (number + 1)
        assert Deliveries(world.store, owner=f"dead-{number}", clock=lambda c=clock: c, lost=20).beat()
    with world.bot() as bot:
        world.slack.wait(answered(1))
        assert request(bot, "/slack/events", mention("Who coordinates?"))[0] == 200
        time.sleep(0.3)
    (shown,) = world.slack.shown()
    assert text in shown


def test_s2_an_answer_whose_message_stood_already_takes_its_place_after_a_restart(world: World) -> None:
    task = Task(event="C1:17640.0001", kind="ask", text="Who coordinates?", channel="C1", thread="17640.0001")
    dead = Deliveries(world.store, owner="dead", clock=lambda: time.time() - 100, lost=20)
    stamp = world.slack.post({"channel": "C1", "text": SEARCHING, "blocks": []})["ts"]
    dead.take(task)
    dead.posted(task.event, message=stamp, sent=0)
    with world.bot():
        world.slack.wait(answered(1))
    (shown,) = world.slack.shown()
    assert QUOTE in shown


def test_s1_fifty_events_at_once_are_acknowledged_within_a_second_while_answers_take_their_time(world: World) -> None:
    release = threading.Event()
    with world.bot(lambda _: release.wait(20) and None, consumers=2, waiting=10) as bot:
        times: list[float] = []
        request(bot, "/slack/events", mention("Who?", number=99))
        world.slack.wait(lambda slack: SEARCHING in slack.shown())  # it has started

        def ask(number: int) -> int:
            begun = time.monotonic()
            status, _ = request(bot, "/slack/events", mention("Who?", number=number))
            times.append(time.monotonic() - begun)
            return status

        with ThreadPoolExecutor(50) as pool:
            assert set(pool.map(ask, range(1, 51))) == {200}
        assert sorted(times)[-1] < 1.0
        world.slack.wait(lambda slack: sum("Too many questions" in text for text in slack.shown()) >= 36)
        release.set()
        world.slack.wait(answered(51))
    told = world.slack.shown()
    assert len(told) == 51
    assert all("Too many questions" in text or QUOTE in text for text in told)


FRESH = str(int(time.time()))
SIGNATURES: list[dict[str, str]] = [
    {"X-Slack-Signature": ""},
    {"X-Slack-Signature": "v0=" + "0" * 64},
    {"X-Slack-Signature": "v1=" + "0" * 64},
    {"X-Slack-Signature": "v0=é".encode().decode("latin-1")},
    {"X-Slack-Request-Timestamp": ""},
    {"X-Slack-Request-Timestamp": "now"},
    {"X-Slack-Request-Timestamp": "1e9"},
    {"X-Slack-Request-Timestamp": "-1"},
    {"X-Slack-Request-Timestamp": "9" * 400},
    {"X-Slack-Request-Timestamp": "١٧٦".encode().decode("latin-1")},
]


@pytest.mark.parametrize("path", ["/slack/events", "/slack/commands", "/slack/actions"])
def test_s3_what_is_not_signed_is_refused_and_leaves_no_word_in_a_log(
    world: World, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = mention("zanzibar secret")
    with world.bot() as bot:
        form = path != "/slack/events"
        for headers in SIGNATURES:
            assert request(bot, path, body, form=form, headers=headers)[0] == 401
        for at in (time.time() - 301, time.time() + 302, 0):
            assert request(bot, path, body, form=form, at=at)[0] == 401
        assert request(bot, path, body, form=form, secret="another secret")[0] == 401
        time.sleep(0.2)
    assert world.slack.calls == []
    assert "zanzibar" not in caplog.text


MALFORMED = [
    (b"\xff\xfe zanzibar", 400),
    (b'{"zanzibar": ', 400),
    (b"", 400),
    (b"[" * 100_000, 400),
    (b'["zanzibar"]', 422),
    (b'"zanzibar"', 422),
    (b'{"type": "event_callback", "event": "zanzibar"}', 200),
    (b'{"type": "event_callback", "event": {"type": ["app_mention"]}}', 200),
    (b'{"type": "app_rate_limited"}', 200),
]


def test_s3_malformed_requests_get_no_5xx_and_leave_no_word_in_a_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with world.bot() as bot:
        for body, status in MALFORMED:
            assert request(bot, "/slack/events", body)[0] == status
            assert request(bot, "/slack/events", body, headers={"Content-Type": "text/plain"})[0] == 415
        time.sleep(0.1)
    assert (world.slack.calls, "zanzibar" in caplog.text) == ([], False)


@pytest.mark.parametrize("path", ["/slack/events", "/slack/commands", "/slack/actions"])
def test_s3_a_body_that_is_too_large_is_refused_before_it_is_sent(world: World, path: str) -> None:
    with world.bot() as bot:
        for size in (MOST + 1, 2_000_000):
            line = HTTPConnection(bot.removeprefix("http://"), timeout=10)
            line.putrequest("POST", path)
            line.putheader("Content-Length", str(size))
            line.endheaders()
            assert line.getresponse().status == 413
            line.close()


def test_s3_the_address_is_verified_for_signed_requests_alone(world: World) -> None:
    body = b'{"type": "url_verification", "challenge": "3eZbrw1a"}'
    with world.bot() as bot:
        assert request(bot, "/slack/events", body) == (200, b'{"challenge":"3eZbrw1a"}')
        assert request(bot, "/slack/events", body, secret="another")[0] == 401


@pytest.mark.parametrize(
    "faults",
    [
        [429],
        [500, 503],
        ["drop"],
        [0, 429],  # 0: nothing goes wrong with that call
        [0, 500, 500],
        [0, "drop"],
        [0, "message_not_found"],
        [0, "cant_update_message"],
        [0, 500, 500, 500, 500],  # given up and taken up again
    ],
)
def test_s4_whatever_goes_wrong_on_the_way_one_complete_message_stands(world: World, faults: list[int | str]) -> None:
    with world.bot() as bot:
        world.slack.faults.extend(fault or "" for fault in faults)
        request(bot, "/slack/events", mention("What does Resolution 191 say?"))
        world.slack.wait(lambda slack: any(QUOTE in text for text in slack.shown()))
        time.sleep(0.3)
    assert [text for text in world.slack.shown() if text != SEARCHING] == [
        text for text in world.slack.shown() if QUOTE in text
    ]
    assert len([text for text in world.slack.shown() if QUOTE in text]) == 1
    if 429 in faults:
        assert 7.0 in world.waits


def test_s4_blocks_that_slack_refuses_become_one_plain_sentence(world: World) -> None:
    with world.bot() as bot:
        world.slack.faults.extend(["", "invalid_blocks"])
        request(bot, "/slack/events", mention("Who?"))
        world.slack.wait(answered(1))
    assert world.slack.shown() == [FAILED]


def test_s4_a_failing_back_end_gives_one_plain_sentence_and_no_word_in_a_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: str) -> None:
        raise RuntimeError(f"zanzibar {question}")

    with world.bot(fail) as bot:
        request(bot, "/slack/events", mention("Who?"))
        world.slack.wait(answered(1))
    assert world.slack.shown() == [FAILED]
    assert "zanzibar" not in caplog.text


def test_s4_an_answer_that_does_not_come_is_given_up_in_one_plain_sentence(world: World) -> None:
    release = threading.Event()
    with world.bot(lambda _: release.wait(10) and None, answer_seconds=0.2) as bot:
        request(bot, "/slack/events", mention("Who?"))
        world.slack.wait(answered(1))
        release.set()
    assert world.slack.shown() == [FAILED]


def test_a_question_that_is_too_long_is_told_so(world: World) -> None:
    with world.bot() as bot:
        request(bot, "/slack/events", mention("long " * 500))
        world.slack.wait(answered(1))
    assert world.slack.shown() == ["The question has 2,499 characters and 2,000 are allowed. Ask a shorter one."]


UNASKED: list[dict[str, Any]] = [
    {"bot_id": "B1"},
    {"subtype": "bot_message"},
    {"subtype": "message_changed"},
    {"subtype": "message_deleted"},
    {"subtype": "channel_join"},
    {"edited": {"user": "U1"}},
    {"user": None},
    {"type": "message", "channel_type": "channel"},
    {"type": "reaction_added"},
]


def test_s11_what_nobody_asked_is_not_answered(world: World) -> None:
    with world.bot() as bot:
        for number, changed in enumerate(UNASKED):
            assert request(bot, "/slack/events", mention("Who?", number=number, **changed))[0] == 200
        time.sleep(0.2)
    assert world.slack.calls == []


def test_a_direct_message_is_answered_and_its_thread_is_one_conversation(world: World) -> None:
    service = replace(fake_service(), conversations=ConversationStore(None))
    seen: list[Any] = []
    ask = service.assistant.ask
    service.assistant.ask = lambda question, **given: seen.append(given["conversation"]) or ask(question, **given)  # type: ignore[method-assign]
    with world.bot(service=service) as bot:
        for number, thread in ((1, None), (2, "17640.0001"), (3, None)):
            body = mention("Who?", number=number, thread=thread, type="message", channel_type="im")
            request(bot, "/slack/events", body)
            world.slack.wait(answered(number))
    assert seen[0] is not None
    assert (seen[0] == seen[1], seen[0] == seen[2]) == (True, False)


def test_a_mention_without_a_question_gets_help(world: World) -> None:
    with world.bot() as bot:
        request(bot, "/slack/events", mention(""))
        world.slack.wait(answered(1))
    assert "/iscg history RESOLUTION" in world.slack.shown()[0]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("ask What does Resolution 191 say?", "What does Resolution 191 say?"),
        ("What does Resolution 191 say?", "What does Resolution 191 say?"),
        ("who accessibility", "Which Sectors and groups are responsible for accessibility?"),
        ("history Resolution 191", "What is the history of Resolution 191?"),
        ("related Resolution 191", "Which resolutions are related to Resolution 191?"),
    ],
)
def test_a_command_is_answered_to_whoever_gave_it_alone(world: World, typed: str, asked: str) -> None:
    questions: list[str] = []
    with world.bot(questions.append) as bot:
        status, body = request(bot, "/slack/commands", command(typed, world.slack), form=True)
        world.slack.wait(lambda slack: slack.replies)
    assert (status, json.loads(body)["response_type"], json.loads(body)["text"]) == (200, "ephemeral", SEARCHING)
    assert questions == [asked]
    assert (world.slack.replies[0]["response_type"], world.slack.messages) == ("ephemeral", {})
    assert QUOTE in world.slack.replies[0]["text"]


def test_the_command_for_help_is_answered_at_once(world: World) -> None:
    with world.bot() as bot:
        for typed in ("", "help", "who", "verify"):
            status, body = request(bot, "/slack/commands", command(typed, world.slack), form=True)
            assert (status, "/iscg verify TEXT" in json.loads(body)["text"]) == (200, True)


def test_a_text_is_checked_with_a_verdict_on_each_reference(world: World) -> None:
    with world.bot() as bot:
        request(bot, "/slack/commands", command("verify See Resolution 9999.", world.slack), form=True)
        world.slack.wait(lambda slack: slack.replies)
    assert "“Resolution 9999”: not known here" in world.slack.replies[0]["text"]


def test_s7_a_reply_goes_to_slack_alone_whatever_address_a_request_names(world: World) -> None:
    elsewhere = StandIn(address=f"{world.slack.address}/elsewhere")
    with world.bot() as bot:
        assert request(bot, "/slack/commands", command("who accessibility", elsewhere), form=True)[0] == 200
        time.sleep(0.4)
    assert world.slack.calls == []


def test_a_follow_up_that_is_pressed_is_answered_in_the_same_thread(world: World) -> None:
    questions: list[str] = []
    with world.bot(questions.append) as bot:
        body = pressed("iscg_ask:0", "What is the history of Resolution 191?", world.slack)
        assert request(bot, "/slack/actions", body, form=True) == (200, b"")
        world.slack.wait(answered(1))
    assert questions == ["What is the history of Resolution 191?"]
    assert next(iter(world.slack.messages.values()))["thread_ts"] == "17640.0001"


def test_s8_what_a_reader_says_of_an_answer_is_kept_once_and_thanked_for(world: World, tmp_path: Path) -> None:
    signals = SignalStore(tmp_path / "feedback.sqlite")
    service = replace(fake_service(), signals=signals)
    with world.bot(service=service) as bot:
        request(bot, "/slack/events", mention("Who?"))
        world.slack.wait(answered(1))
        (message,) = world.slack.messages.values()
        buttons = {one["action_id"]: one["value"] for one in message["blocks"][-1]["elements"]}
        for number, kind in enumerate(("helpful", "helpful", "wrong"), start=1):
            body = pressed(f"iscg_judge:{kind}", buttons[f"iscg_judge:{kind}"], world.slack, number=number)
            request(bot, "/slack/actions", body, form=True)
            world.slack.wait(lambda slack, number=number: len(slack.replies) == number)
        request(bot, "/slack/actions", pressed("iscg_judge:wrong", "wrong:another", world.slack, number=9), form=True)
        world.slack.wait(lambda slack: len(slack.replies) == 4)
    assert [one["text"] for one in world.slack.replies[:3]] == ["Thank you"] * 3
    assert world.slack.replies[3]["text"].startswith("This answer is not known here any more.")
    assert [(one.question, one.signal) for one in signals.signals()] == [("Who?", "wrong")]


def test_what_was_asked_is_gone_from_the_file_once_it_is_answered(world: World) -> None:
    with world.bot() as bot:
        request(bot, "/slack/events", mention("Who minds zanzibar?"))
        world.slack.wait(answered(1))
        time.sleep(0.3)
    assert all(b"zanzibar" not in path.read_bytes() for path in world.store.parent.glob("slack.sqlite*"))


def test_without_the_secrets_there_is_no_slack_and_with_them_they_are_never_shown(tmp_path: Path) -> None:
    from bots.app import create_app

    def paths(**given: Any) -> set[str]:
        app = create_app(Settings(store=tmp_path, _env_file=None, **given), open_service=fake_service)
        with ExitStack() as stack:
            address = stack.enter_context(served(app))
            return {
                path
                for path in ("events", "commands", "actions")
                if request(address, f"/slack/{path}", b"{}")[0] != 404
            }

    both = {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET}
    assert paths() == set()
    assert paths(slack_bot_token=TOKEN) == set()
    assert paths(slack_signing_secret=SECRET) == set()
    assert paths(**both) == {"events", "commands", "actions"}
    shown = repr(slack_config(Settings(_env_file=None, **both)))
    assert (TOKEN in shown, SECRET in shown) == (False, False)


def test_events_that_name_no_id_are_known_by_their_message(world: World) -> None:
    body = json.loads(mention("Who?"))
    del body["event_id"]
    with world.bot() as bot:
        for _ in range(3):
            assert request(bot, "/slack/events", json.dumps(body).encode())[0] == 200
        world.slack.wait(answered(1))
        other = envelope({**body["event"], "channel_type": "im", "type": "message"}, "Ev77")
        assert request(bot, "/slack/events", other)[0] == 200
        time.sleep(0.2)
    assert len(world.slack.messages) == 1
