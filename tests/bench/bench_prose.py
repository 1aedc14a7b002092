"""Prints what a model's prose costs beside the model's own time: the first event after its first token, and the whole.

The stub waits a second, then writes three sentences in a second more. Bars of the issue: first event within 1 s of the
first token, the whole answer within the model's time and half a second.

Run it with: .venv/bin/python tests/bench/bench_prose.py --store DIR    (a store that iscg index wrote)
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from factories_surfaces import served  # noqa: E402
from stub_model import Act, Asked, Say, running  # noqa: E402

from assistant.settings import load_settings  # noqa: E402
from bots.app import create_app  # noqa: E402

QUESTIONS = (
    "What does Resolution 191 instruct the Secretary-General to do?",
    "Which Sector handles accessibility?",
    "What is the history of Resolution 191?",
    "Which resolutions are related to Resolution 191?",
    "What does Resolution 175 instruct the Secretary-General to do?",
)
WAIT, PIECES, PACE = 1.0, 40, 0.025
BARS = {"first event after first token, s": 1.0, "whole beyond the model's time, s": 0.5}


def main() -> int:
    """Asks each question over HTTP; exit code 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", type=Path, required=True)
    given = parser.parse_args()
    moments: dict[str, float] = {}

    def script(asked: Asked) -> Iterator[Act]:
        text = " ".join(f"“{words}” [{number}]." for number, _, words in asked.passages[:3])
        size = max(1, len(text) // PIECES)
        moments.clear()
        yield Say("", wait=WAIT)
        moments["first"] = time.monotonic()
        for at in range(0, len(text), size):
            yield Say(text[at : at + size], wait=PACE)
        moments["last"] = time.monotonic()

    firsts, wholes = [], []
    with running(script) as model:
        settings = load_settings(store=given.store, llm_base_url=model.base_url, llm_model="stub")
        with served(create_app(settings)) as base, httpx.Client(base_url=base, timeout=60) as client:
            while client.get("/readyz").status_code != 200:
                time.sleep(0.1)
            for question in QUESTIONS:
                heard, done = _ask(client, question)
                firsts.append(heard - moments["first"])
                wholes.append(done - moments["last"])
    return _told(dict(zip(BARS, (firsts, wholes), strict=True)))


def _ask(client: httpx.Client, question: str) -> tuple[float, float]:
    """Returns when the first event after the search came, and the last."""
    heard = 0.0
    with client.stream("POST", "/v1/ask", json={"question": question, "stream": True}) as response:
        for line in response.iter_lines():
            if line.startswith("data: ") and json.loads(line[6:]).get("state") == "writing":
                heard = time.monotonic()
    return heard, time.monotonic()


def _told(figures: dict[str, list[float]]) -> int:
    for name, values in figures.items():
        print(f"{name:<36} median {statistics.median(values):6.3f}  worst {max(values):6.3f}  at most {BARS[name]:g}")
    return 0 if all(max(values) <= BARS[name] for name, values in figures.items()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
