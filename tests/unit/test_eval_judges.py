"""Judges of support: the floor, an endpoint that lies, stalls and rambles, and what a judge is measured by."""

from __future__ import annotations

import inspect
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from eval_world import answer, cite, question, run

from bots.cli import main
from eval import comparison, gate, scoring
from eval.bars import exit_code
from eval.beir import DatasetError
from eval.judges import JUDGES, JudgeError, open_judge
from eval.judges.advice import Advice, advise, read_advice, write_advice
from eval.judges.endpoint import ATTEMPTS, PATIENCE, read_label
from eval.judges.measuring import Item, confusion, figures_of, macro_f1, read_items, sampled, supported_f1, verdicts
from eval.runs import write_run

S, C, N = "SUPPORT", "CONTRADICT", "NOT_ENOUGH_INFO"


class Server:
    """An endpoint that replies as it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.reply: Callable[[dict[str, Any]], str | int] = lambda body: S
        self.asked: list[dict[str, Any]] = []
        self.stall = 0.0

    def address(self, port: int) -> str:
        return f"http://127.0.0.1:{port}/v1"


@pytest.fixture
def server() -> Iterator[tuple[Server, str]]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            told.asked.append(body)
            time.sleep(told.stall)
            said = told.reply(body)
            content = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
            self.send_response(said if isinstance(said, int) else 200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield told, told.address(http.server_address[1])
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def judge(server: tuple[Server, str]) -> Iterator[Any]:
    with httpx.Client(timeout=0.2) as client:
        yield open_judge("openai", base_url=server[1], model="some", client=client, wait=lambda _: None)


def labelled(count: int = 12) -> list[Item]:
    return [Item(str(place), f"claim {place}", f"text {place}", (S, C, N)[place % 3]) for place in range(count)]  # type: ignore[arg-type]


def test_an_honest_endpoint_is_right_throughout(server: tuple[Server, str], judge: Any):
    items = labelled()
    truth = {f"Claim: {one.claim}\n": one.label for one in items}
    server[0].reply = lambda body: next(
        label for claim, label in truth.items() if claim in body["messages"][1]["content"]
    )

    figures = figures_of(items, verdicts(judge, items))

    assert [figure.value for figure in figures] == [1, 1, 0]
    assert exit_code(figures) == 0


def test_it_is_asked_with_the_pinned_prompt_at_temperature_nought(server: tuple[Server, str], judge: Any):
    judge.judge("The fund pays.", "The fund {claim} pays for travel.")

    body = server[0].asked[0]
    assert (body["model"], body["temperature"], body["seed"]) == ("some", 0, 0)
    assert [one["role"] for one in body["messages"]] == ["system", "user"]
    assert "Claim: The fund pays." in body["messages"][1]["content"]
    assert "The fund {claim} pays for travel." in body["messages"][1]["content"]
    assert judge.fingerprint.startswith("openai:some:judge-1-")


def test_one_that_lies_is_found_out_by_measuring_and_does_not_count(server: tuple[Server, str], judge: Any):
    items = labelled()
    server[0].reply = lambda body: S

    said = verdicts(judge, items)
    figures = figures_of(items, said)

    # Of twelve, four are supported: F1 of support is 8 / (8 + 8), that of the rest 0.
    assert figures[0].value == pytest.approx((2 * 4 / (2 * 4 + 8)) / 2)
    assert exit_code(figures) == 1
    assert confusion(items, said)["CONTRADICT"] == {S: 4, C: 0, N: 0, "none": 0}


@pytest.mark.parametrize(
    "reply",
    [
        "I think that, on balance, one may say SUPPORT, although CONTRADICT cannot be ruled out. " * 40,
        "MAYBE",
        "SUPPORT CONTRADICT",
        "",
        '{"label": "SUPPORT"}',
    ],
)
def test_one_that_rambles_or_makes_up_a_label_gives_no_verdict(reply: str, server: tuple[Server, str], judge: Any):
    server[0].reply = lambda body: reply

    assert judge.judge("claim", "text") is None
    assert len(server[0].asked) == 1


def test_one_that_stalls_gives_no_verdict_and_is_left_after_five(server: tuple[Server, str], judge: Any):
    server[0].stall = 0.5

    for _ in range(PATIENCE - 1):
        assert judge.judge("claim", "text") is None
    with pytest.raises(JudgeError, match="does not answer"):
        judge.judge("claim", "text")


def test_a_passing_fault_is_tried_again_and_a_refusal_is_not(server: tuple[Server, str], judge: Any):
    faults = [503, 429]
    server[0].reply = lambda body: faults.pop() if faults else "Contradict."

    assert judge.judge("claim", "text") == C
    assert len(server[0].asked) == ATTEMPTS

    server[0].reply = lambda body: 401
    with pytest.raises(JudgeError, match="401"):
        judge.judge("claim", "text")
    assert len(server[0].asked) == ATTEMPTS + 1


@pytest.mark.parametrize("reply", [None, 7, ["x"]])
def test_a_reply_of_another_shape_is_no_verdict(reply: Any, server: tuple[Server, str], judge: Any):
    server[0].reply = lambda body: [reply]  # type: ignore[return-value]

    assert judge.judge("claim", "text") is None


def test_labels_are_read_without_their_dress():
    assert read_label(" **Not enough info.** ") == N
    assert read_label("support") == S
    assert read_label("supported") is None


def test_every_line_of_the_table_opens_and_nothing_else_does():
    for name in JUDGES:
        options = {"base_url": "http://127.0.0.1:9", "model": "m"} if name == "openai" else {}
        assert open_judge(name, **options).fingerprint
    with pytest.raises(JudgeError, match="no judge"):
        open_judge("oracle")
    with pytest.raises(JudgeError, match="does not take"):
        open_judge("lexical", model="m")
    with pytest.raises(JudgeError, match="--model"):
        open_judge("openai", base_url="http://127.0.0.1:9", model="")


@pytest.mark.parametrize(
    ("claim", "text", "label"),
    [
        ("The fund pays for travel of delegates.", "There is a fund. The fund pays travel of all delegates.", S),
        ("The fund pays for travel of delegates.", "The fund does not pay for travel of delegates.", C),
        ("The fund pays for travel of delegates.", "Ships carry cargo across oceans.", N),
        ("The fund pays 300 francs for travel.", "The fund pays 200 francs for travel.", N),
        ("", "Anything.", N),
    ],
)
def test_the_floor_counts_words_numbers_and_denials(claim: str, text: str, label: str):
    assert open_judge("lexical").judge(claim, text) == label


def test_f1_is_that_of_its_definition():
    # Label 0: one right, one missed, none too many: 2/3. Label 1: one right, one too many: 2/3. Label 2: none: 0.
    pairs = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]

    assert macro_f1(pairs) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert supported_f1(pairs) == pytest.approx(2 / 3)


def test_no_verdict_is_wrong_whatever_the_label():
    assert supported_f1([(0.0, 3.0), (1.0, 3.0)]) == 0
    assert macro_f1([(0.0, 3.0), (1.0, 1.0), (2.0, 2.0)]) == pytest.approx(2 / 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pairs"
    place.mkdir()
    corpus = [{"_id": "1", "title": "Fund", "text": "The fund pays travel of delegates."}]
    corpus += [{"_id": "2", "title": "Ships", "text": "Ships carry cargo across oceans."}]
    rows = [("a", "1", S), ("a", "1", S), ("a", "2", N), ("b", "2", N)]
    evidence = [{"query_id": q, "corpus_id": d, "label": label, "sentences": []} for q, d, label in rows]
    queries = [
        {"_id": "a", "text": "The fund pays travel of delegates."},
        {"_id": "b", "text": "Delegates pay travel."},
    ]
    for name, held in (("corpus", corpus), ("queries", queries), ("evidence", evidence)):
        (place / f"{name}.jsonl").write_text("\n".join(map(json.dumps, held)), encoding="utf-8")
    return place


def test_pairs_are_read_once_each_with_the_whole_text(folder: Path):
    items = read_items(folder)

    assert [(one.cluster, one.label) for one in items] == [("a", S), ("a", N), ("b", N)]
    assert items[0].evidence == "Fund. The fund pays travel of delegates."


@pytest.mark.parametrize(
    "row",
    [
        '{"query_id": "z", "corpus_id": "1", "label": "SUPPORT"}',
        '{"query_id": "a"}',
        "{",
        '{"query_id": "a", "corpus_id": "1", "label": "CONTRADICT"}',
    ],
)
def test_a_pair_that_cannot_be_is_named_by_its_line(row: str, folder: Path):
    path = folder / "evidence.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + row, encoding="utf-8")

    with pytest.raises(DatasetError, match="line 5"):
        read_items(folder)


def test_a_sample_is_spread_over_all():
    assert [one.cluster for one in sampled(labelled(12), 4)] == ["0", "3", "6", "9"]
    assert len(sampled(labelled(12), None)) == len(sampled(labelled(12), 40)) == 12


def test_a_judge_is_measured_before_it_says_anything_of_a_run(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    write_run(run([question()], lambda _: answer([cite(0)])), tmp_path / "run")

    assert main(["eval", "judge", "--data", str(folder), "--run", str(tmp_path / "run"), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)["figures"]
    assert told["supported or not, macro-F1"]["value"] == 1
    assert told["statements carried"]["value"] == 1
    advice = read_advice(tmp_path / "run")
    assert isinstance(advice, Advice)
    assert (advice.judge, advice.measured_on, advice.counts) == ("lexical:1", "pairs", True)


def test_a_judge_below_the_bar_advises_and_does_not_count(tmp_path: Path):
    class Yes:
        fingerprint, model = "yes", None

        def judge(self, claim: str, evidence: str) -> str:
            return S

    items = labelled()
    made = advise(
        run([question()], lambda _: answer([cite(0)])),
        Yes(),  # type: ignore[arg-type]
        figures_of(items, verdicts(Yes(), items))[0],  # type: ignore[arg-type]
        measured_on="labels",
    )
    tmp_path.mkdir(exist_ok=True)
    write_advice(made, tmp_path)

    assert read_advice(tmp_path) == made
    assert not made.counts
    assert read_advice(tmp_path / "elsewhere") is None


def test_neither_scores_nor_the_gate_know_of_judges():
    for module in (gate, scoring, comparison):
        assert "judges" not in inspect.getsource(module)


def test_no_model_judges_its_own_answers(judge: Any):
    own = run([question()], lambda _: answer([cite(0)], answered_by="llm:some"))

    with pytest.raises(JudgeError, match="judges its own"):
        advise(own, judge, figures_of(labelled(), [S] * 12)[0], measured_on="labels")  # type: ignore[list-item]


def test_an_endpoint_without_an_address_is_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", "judge", "--data", str(folder), "--judge", "openai"]) == 2
    assert "--base-url" in capsys.readouterr().err
