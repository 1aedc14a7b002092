"""What Slack's payloads ask, whose they are, and that they are taken once."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.slack.deliveries import Deliveries
from bots.slack.reading import Task, of_action, of_command, of_event, plain_words
from bots.slack.signature import is_signed, sign
from corpus.errors import StoreError

# The example of Slack's own page on verifying requests.
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
BODY = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
    b"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
    b"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14"
    b"d10d2c447fce8b6703c"
)
SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
AT = "1531420618"


def test_s3_the_signature_is_the_one_of_slacks_own_example() -> None:
    assert sign(BODY, AT, SECRET) == SIGNATURE


@pytest.mark.parametrize(("seconds", "signed"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_s3_a_signature_holds_for_five_minutes(seconds: int, signed: bool) -> None:
    headers = {"x-slack-request-timestamp": AT, "x-slack-signature": SIGNATURE}
    assert is_signed(BODY, headers, secret=SECRET, now=int(AT) + seconds) is signed
    assert is_signed(BODY + b"x", headers, secret=SECRET, now=int(AT) + seconds) is False


@given(st.binary(max_size=50), st.text(), st.text())
def test_s3_whatever_stands_in_the_headers_nothing_is_raised(body: bytes, timestamp: str, signature: str) -> None:
    headers = {"x-slack-request-timestamp": timestamp, "x-slack-signature": signature}
    assert is_signed(body, headers, secret=SECRET, now=1.0) is False


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@U0BOT> who &lt;does&gt; R&amp;D?", "who <does> R&D?"),
        ("<@W12|bot>  ask", "ask"),
        ("see <https://a.example/x|Res. 191> and <https://a.example/y>", "see Res. 191 and https://a.example/y"),
        ("<!here> <#C1|general> x", "general x"),
        ("&amp;lt;", "&lt;"),
        ("", ""),
    ],
)
def test_markup_of_slack_becomes_words(written: str, read: str) -> None:
    assert plain_words(written) == read


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("", "help", ""),
        ("HELP me", "help", "HELP me"),
        ("ask  Who?", "ask", "Who?"),
        ("Who leads?", "ask", "Who leads?"),
        ("Qui dirige ?", "ask", "Qui dirige ?"),
        ("WHO <#C1|{what}> &amp; 无障碍", "ask", "谁负责{what} & 无障碍？"),
        ("history Резолюция 191", "ask", "Какова история: Резолюция 191?"),
        ("verify a\nb", "verify", "a\nb"),
    ],
)
def test_a_command_says_what_to_do_in_the_language_of_its_words(typed: str, kind: str, text: str) -> None:
    task = of_command({"command": "/iscg", "text": typed})
    assert task is not None
    assert (task.kind, task.text) == (kind, text)


def test_another_command_is_not_ours() -> None:
    assert of_command({"command": "/other", "text": "ask Who?"}) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)
NAMES = (
    "type event channel ts text user thread_ts channel_type actions container action_id value team response_url".split()
)


@given(st.dictionaries(st.sampled_from(NAMES), anything), st.dictionaries(st.sampled_from(NAMES), anything))
def test_s3_no_payload_is_too_odd_to_be_read(outer: dict[str, Any], inner: dict[str, Any]) -> None:
    of_event({"type": "event_callback", "event": {"type": "app_mention", **inner}})
    of_action({"type": "block_actions", **outer, "actions": [{"action_id": "iscg_ask:1", **inner}]})
    of_action({"type": "block_actions", "actions": [{"action_id": "iscg_ask:1", "value": "Who?"}], "container": inner})
    of_event(outer)
    of_action(outer)


TASK = Task(event="C1:1.2", kind="ask", text="Who?", channel="C1", thread="1.2")


def test_s2_of_many_threads_and_two_processes_one_takes_an_event(tmp_path: Path) -> None:
    both = [Deliveries(tmp_path / "s.sqlite", owner=name, clock=lambda: 1.0, lost=20) for name in "ab"]
    taken: list[bool] = []
    threads = [
        threading.Thread(target=lambda n=n: taken.append(both[n % 2].take(TASK, "event:Ev1"))) for n in range(16)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(taken) == [False] * 15 + [True]


def test_s2_an_event_stays_known_for_a_day(tmp_path: Path) -> None:
    now = [0.0]
    held = Deliveries(tmp_path / "s.sqlite", owner="a", clock=lambda: now[0], lost=20)
    assert held.take(TASK)
    held.done(TASK.event)
    for now[0], again in ((60.0, False), (300.0, False), (86_399.0, False), (86_400.0, True)):
        assert held.take(TASK) is again


def test_s2_what_a_process_has_is_not_taken_over_while_it_is_heard_of(tmp_path: Path) -> None:
    now = [0.0]
    first, second = (Deliveries(tmp_path / "s.sqlite", owner=name, clock=lambda: now[0], lost=20) for name in "ab")
    first.take(TASK)
    now[0] = 19.0
    assert (first.beat(), second.beat()) == ((), ())
    now[0] = 38.0
    assert second.beat() == ()
    now[0] = 39.0
    (job,) = second.beat()
    assert (job.task, job.tries, second.beat(), first.beat()) == (TASK, 2, (), ())


def test_s2_a_process_that_ends_leaves_its_questions_at_once(tmp_path: Path) -> None:
    first, second = (Deliveries(tmp_path / "s.sqlite", owner=name, clock=lambda: 1.0, lost=20) for name in "ab")
    first.take(TASK)
    first.posted(TASK.event, message="9.9", sent=1)
    first.leave()
    (job,) = second.beat()
    assert (job.message, job.sent) == ("9.9", 1)


def test_a_file_that_cannot_be_written_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").mkdir()
    held = Deliveries(tmp_path / "s.sqlite", owner="a", clock=lambda: 1.0, lost=20)
    with pytest.raises(StoreError, match=r"s\.sqlite: .* Make it a file one can write"):
        held.take(TASK)
