"""The widget on pages of other sites, in a real browser. Tests are named by the requirement they hold (W1 to W11)."""

from __future__ import annotations

import gzip
import html
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from factories_prose import citation, extractive
from factories_surfaces import fake_service, served

from assistant.answer import Block, Note, Run
from assistant.conversation_store import ConversationStore
from assistant.messages import LANGUAGES
from assistant.rendering import to_builtins
from assistant.settings import load_settings
from assistant.signals import SignalStore
from bots.app import create_app
from bots.web.widget.bundle import integrity, script_tag, texts, widget_script

STRICT = (
    "default-src 'none'; script-src {home}; connect-src {home}; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HOSTILE = "* { all: unset !important; display: inline !important; font-size: 3px !important; color: red !important }"
Visit = Callable[..., Any]


class Host(ThreadingHTTPServer):
    """A site that embeds the widget: one page, one policy."""

    page = b""
    policy = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Page(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.server.policy:
            self.send_header("Content-Security-Policy", self.server.policy)
        self.end_headers()
        self.wfile.write(self.server.page if self.path == "/" else b"")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    server = Host()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def home(host: Host) -> Iterator[str]:
    service = replace(fake_service(), conversations=ConversationStore(None), signals=SignalStore(None))
    app = create_app(load_settings(origins=host.origin), open_service=lambda: service)
    with served(app) as base:
        yield base


@pytest.fixture
def visit(browser: Any, host: Host, home: str) -> Iterator[Visit]:
    """Opens the host's page and notes every request, message and error on the way."""
    opened: list[Any] = []

    def make(
        body: str = "", *, style: str = "", policy: str = STRICT, width: int = 1000, height: int = 800, **given: Any
    ) -> Any:
        tag = script_tag(home, language=given.pop("language", "en"))
        mode = given.pop("mode", "launcher")
        tag = tag.replace(" defer", f' data-mode="{mode}" defer')
        styled = f"<style>{style}</style>" if style else ""
        host.policy = "" if style else policy.format(home=home)
        host.page = (
            f"<!doctype html><html lang=en><title>Host</title>{styled}<main><h1>Host</h1>{body}</main>{tag}".encode()
        )
        context = browser.new_context(viewport={"width": width, "height": height}, **given)
        opened.append(context)
        page = context.new_page()
        page.noted = []
        page.asked = []
        page.on("console", lambda message: page.noted.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.noted.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(host.origin)
        return page

    yield make
    for context in opened:
        context.close()


def ask(page: Any, question: str = "What does Resolution 191 say?") -> None:
    if page.get_by_role("button", name="Ask about ITU resolutions").is_visible():
        page.get_by_role("button", name="Ask about ITU resolutions").click()
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("button", name="Copy with sources").last.wait_for()


def test_w1_it_works_under_the_strictest_policy_asks_nobody_else_and_stores_nothing(
    visit: Visit, host: Host, home: str
) -> None:
    page = visit()
    ask(page)
    assert page.get_by_text("Propose solutions").count() or page.locator("blockquote").count() > 0
    assert page.noted == []
    assert {re.match(r"https?://[^/]+", url)[0] for url in page.asked} <= {host.origin, home}  # type: ignore[index]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_w1_a_script_that_was_changed_is_not_run(visit: Visit, host: Host, home: str) -> None:
    page = visit()
    host.page = host.page.replace(integrity().encode(), b"sha384-" + b"A" * 64)
    page.goto(host.origin)
    page.wait_for_timeout(500)
    assert page.locator("iscg-assistant").count() == 0


def test_w1_styles_of_the_host_do_not_reach_it(visit: Visit) -> None:
    page = visit(style=HOSTILE)
    ask(page)
    sizes = page.locator(".answer").last.evaluate(
        "node => [getComputedStyle(node).fontSize, getComputedStyle(node).color]"
    )
    assert sizes[0] == "16px"
    assert sizes[1] != "rgb(255, 0, 0)"


def test_w1_two_on_a_page_answer_apart(visit: Visit) -> None:
    page = visit('<iscg-assistant mode="inline" lang="en"></iscg-assistant>')
    field = page.locator("iscg-assistant").first.get_by_label("Your question")
    field.fill("What does Resolution 191 say?")
    field.press("Enter")
    page.locator("iscg-assistant").first.get_by_role("button", name="Copy with sources").wait_for()
    assert page.locator("iscg-assistant").nth(1).locator(".answer").count() == 0


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "ar")])
def test_w2_axe_finds_nothing_closed_open_answered_and_failed(visit: Visit, scheme: str, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(language=language, color_scheme=scheme, bypass_csp=True)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def clean() -> None:
        found = Axe().run(page, options={"runOnly": tags})
        told = [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found.response["violations"]]
        assert told == [], json.dumps(told, indent=1)

    own = texts()[language]
    clean()
    page.get_by_role("button", name=own["open"]).click()
    clean()
    page.get_by_label(own["question"]).fill("What does Resolution 191 say?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=own["copy"]).wait_for()
    clean()
    page.context.set_offline(True)
    page.get_by_label(own["question"]).fill("And now?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=own["retry"]).wait_for()
    clean()


def test_w3_by_keyboard_alone_one_asks_opens_a_source_goes_back_and_closes(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "launcher main"
    page.keyboard.press("Enter")
    page.keyboard.type("What does Resolution 191 say?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy with sources").wait_for()
    mark = page.locator(".answer .cite").first
    mark.focus()
    page.keyboard.press("Enter")
    focused = "document.activeElement.shadowRoot.activeElement"
    assert page.evaluate(f"{focused}.tagName") == "LI"
    back = page.get_by_role("button", name="Back to the answer")
    back.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(f"{focused}.textContent") == mark.inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate(f"{focused}.className") == "launcher main"


@pytest.mark.parametrize("size", [(320, 640), (320, 256)])
def test_w4_nothing_is_wider_than_a_narrow_window_and_the_field_stays_in_it(
    visit: Visit, size: tuple[int, int]
) -> None:
    page = visit(width=size[0], height=size[1])
    ask(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.locator(".log").evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    box = page.get_by_label("Your question").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < size[1]


def test_w5_an_answer_is_announced_with_its_sources_in_at_most_three_messages(visit: Visit) -> None:
    page = visit()
    page.evaluate(
        """() => {
          const status = document.querySelector('iscg-assistant > [role=status]');
          window.heard = [];
          const hear = () => { if (status.textContent) window.heard.push(status.textContent); };
          new MutationObserver(hear).observe(status, {childList: true, characterData: true, subtree: true});
        }"""
    )
    ask(page)
    heard = page.evaluate("window.heard")
    assert heard[0].startswith("Searching")
    assert re.fullmatch(r"The answer is ready. Sources: \d+\.", heard[-1])
    assert len(heard) <= 3


def test_w6_every_language_has_every_text_with_the_same_fields() -> None:
    english = texts()["en"]
    for language in LANGUAGES:
        own = texts()[language]
        assert own.keys() == english.keys()
        for key, text in own.items():
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", english[key])), (language, key)


def test_w6_arabic_runs_from_right_to_left_and_quotations_keep_their_language(visit: Visit) -> None:
    page = visit(language="ar")
    page.get_by_role("button", name=texts()["ar"]["open"]).click()
    page.get_by_label(texts()["ar"]["question"]).fill("What does Resolution 191 say?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=texts()["ar"]["copy"]).wait_for()
    assert page.locator(".launched").get_attribute("dir") == "rtl"
    assert page.locator("blockquote").first.get_attribute("lang") == "en"
    assert page.locator("blockquote").first.get_attribute("dir") == "ltr"


def test_w6_the_style_names_no_left_and_no_right() -> None:
    from importlib.resources import files

    style = (files("bots.web.widget") / "widget.css").read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w-])(left|right|margin-top|padding-left|float)\b", style)


def test_w7_nothing_moves_and_forced_colours_keep_borders(visit: Visit) -> None:
    from importlib.resources import files

    style = (files("bots.web.widget") / "widget.css").read_text(encoding="utf-8")
    assert "transition" not in style
    assert "animation" not in style
    page = visit(forced_colors="active")
    width = page.get_by_role("button", name="Ask about ITU resolutions").evaluate(
        "node => getComputedStyle(node).borderTopWidth"
    )
    assert width == "1px"


@contextmanager
def cut_service(stream: bytes, *, size: int, whole: bool = True) -> Iterator[str]:
    """A service whose stream comes in pieces of ``size`` bytes, and may end before its end."""

    class Cutting(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._head(204)

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript; charset=utf-8")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(widget_script())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self._head(200, "text/event-stream")
            sent = stream if whole else stream[: len(stream) * 2 // 3]
            for at in range(0, len(sent), size):
                self.wfile.write(sent[at : at + size])
                self.wfile.flush()

        def _head(self, status: int, kind: str = "text/plain") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "content-type")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Cutting)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


ARABIC = "القرار \u2068191\u2069 🛰️ ينص"
HOSTILE_TEXTS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "![x](https://evil.example/x.png)",
    "${alert(1)} {{7*7}}",
    "<svg><animate onbegin=alert(1)>",
    "\u202eevil\u202c",
)


def answer_of(text: str) -> dict[str, Any]:
    """An answer in the contract's shape that says ``text`` wherever an answer says anything."""
    cited = citation(1, text, label=text, clause=text, title=text)
    run = (Run(text=text), Run(cite=1))
    blocks = (
        Block(type="heading", text=text, level=2),
        Block(type="paragraph", runs=run),
        Block(type="list", items=(run,)),
        Block(type="table", head=(text, text), rows=((run, run),)),
    )
    answer = extractive(cited, question=text)
    told = replace(answer, blocks=blocks, notes=(Note(code="gap", text=text),), follow_ups=(text,), as_of=text)
    plain: dict[str, Any] = to_builtins(told)
    return plain


def stream_of(answer: dict[str, Any], *, line: str = "\n") -> bytes:
    told = [
        ": still here",
        "event: status" + line + 'data: {"state": "searching"}',
        "event: answer" + line + "data: " + json.dumps(answer, ensure_ascii=False),
    ]
    return "".join(one + line + line for one in told).encode()


def told_by(visit: Visit, endpoint: str, name: str) -> Any:
    page = visit(
        f'<iscg-assistant mode="inline" lang="en" endpoint="{html.escape(endpoint)}"></iscg-assistant>', policy=""
    )
    widget = page.locator("iscg-assistant").first
    widget.get_by_label("Your question").fill("What?")
    widget.get_by_label("Your question").press("Enter")
    widget.get_by_role("button", name=name).first.wait_for()
    return page


@pytest.mark.parametrize(("size", "line"), [(1, "\n"), (7, "\r\n"), (50, "\n"), (100_000, "\r\n")])
def test_w8_a_stream_cut_at_any_byte_gives_the_same_words(visit: Visit, size: int, line: str) -> None:
    with cut_service(stream_of(answer_of(ARABIC), line=line), size=size) as endpoint:
        page = told_by(visit, endpoint, "Copy with sources")
        assert page.locator("iscg-assistant").first.locator("blockquote").inner_text() == ARABIC


def test_w8_a_stream_that_ends_before_its_end_is_told_and_can_be_tried_again(visit: Visit) -> None:
    with cut_service(stream_of(answer_of(ARABIC)), size=50, whole=False) as endpoint:
        page = told_by(visit, endpoint, "Try again")
        assert "could not be reached" in page.locator("iscg-assistant").first.locator(".fault").inner_text()


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_w9_words_of_documents_are_words_whatever_they_are(visit: Visit, text: str, host: Host) -> None:
    with cut_service(stream_of(answer_of(text)), size=1000) as endpoint:
        page = told_by(visit, endpoint, "Copy with sources")
        page.on("dialog", lambda dialog: page.noted.append("dialog"))
        widget = page.locator("iscg-assistant").first
        assert widget.locator("img, script, svg, iframe").count() == 0
        assert text.strip("\u202e\u202c") in widget.locator("blockquote").inner_text()
        assert not [url for url in page.asked if "evil.example" in url]
        hrefs = [one.get_attribute("href") for one in widget.get_by_role("link").all()]
        assert all(href.startswith(endpoint) for href in hrefs)
        assert not [one for one in page.noted if "dialog" in one]


def test_w10_a_mark_says_its_source_and_the_log_its_name(visit: Visit) -> None:
    page = visit()
    ask(page)
    name = page.locator(".answer .cite").first.get_attribute("aria-label")
    assert name.startswith("Source 1: Resolution 191")
    assert page.get_by_role("list", name="Questions and answers").count() == 1


def test_w11_it_weighs_less_than_thirty_kilobytes_and_says_when_the_service_is_down(visit: Visit) -> None:
    assert len(gzip.compress(widget_script())) < 30_000
    page = told_by(visit, "http://127.0.0.1:9", "Try again")
    assert "could not be reached" in page.locator("iscg-assistant").first.locator(".fault").inner_text()


def test_stop_ends_the_question_and_says_so(browser: Any, host: Host) -> None:
    waiting = threading.Event()
    app = create_app(
        load_settings(origins=host.origin),
        open_service=lambda: fake_service(lambda question: waiting.wait(6) if "slow" in question else None),
    )
    with served(app) as base:
        host.policy, host.page = (
            "",
            f"<!doctype html><html lang=en><title>H</title>{script_tag(base)}".replace(
                " defer", ' data-mode="inline" defer'
            ).encode(),
        )
        page = browser.new_page()
        page.goto(host.origin)
        page.get_by_label("Your question").fill("a slow question")
        page.keyboard.press("Enter")
        started = time.monotonic()
        page.get_by_role("button", name="Stop").click()
        page.locator(".answer p", has_text="Stopped.").wait_for()
        assert time.monotonic() - started < 3
        waiting.set()
        page.close()


def test_the_page_that_is_nothing_else_has_the_strictest_policy_and_follows_up(browser: Any, home: str) -> None:
    page = browser.new_page()
    noted: list[str] = []
    page.on("console", lambda message: noted.append(message.text) if message.type == "error" else None)
    told = page.goto(f"{home}/chat?language=fr")
    assert "trusted-types 'none'" in told.headers["content-security-policy"]
    page.get_by_label(texts()["fr"]["question"]).fill("What does Resolution 191 say?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=texts()["fr"]["copy"]).wait_for()
    assert noted == []
    page.close()
