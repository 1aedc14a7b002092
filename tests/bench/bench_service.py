"""Prints what the service costs on a store: first question after the start, a warm question over HTTP, memory.

The floor is one embedding, one exact product and BM25 over the same passages, timed in turn with the questions in this
process, so that a busy machine slows both. Needs a store that iscg index wrote.

Run it with: .venv/bin/python tests/bench/bench_service.py [--store DIR] [--questions 200]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.settings import load_settings
from indexer.embedding import open_embedder
from indexer.generation import open_generation

SUBJECTS = ("accessibility", "climate change", "cybersecurity", "emergency telecommunications", "capacity building")
SHAPES = (
    "Which Sector handles {}?",
    "What do the resolutions say on {} in year {}?",
    "Who reports to the Council on {} item {}?",
    "What are Member States invited to do about {} number {}?",
)
READY_SECONDS = 120.0


def questions(count: int) -> list[str]:
    """Questions that all differ, so that nothing is answered from a cache of texts asked before."""
    return [
        SHAPES[number % len(SHAPES)].format(SUBJECTS[number % len(SUBJECTS)], number) + " " * (number % 7)
        for number in range(count)
    ]


@contextmanager
def serving(store: Path) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """Start ``iscg serve`` in a process of its own; give it, its address, and when it was started."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "bots.cli", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        address = next(word for word in running.stderr.readline().split() if word.startswith("http"))
        try:
            yield running, address, started
        finally:
            running.kill()


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def resident_mb(process: int) -> dict[str, float]:
    """Return the resident memory of a process now and at its highest, where /proc tells them."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return {}
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return {name: int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")}


def floor_of(store: Path) -> Callable[[str], object]:
    """Return the least a dense and lexical search can do over the store's passages."""
    embedder = open_embedder(load_settings().embedder)
    generation = open_generation(store, embedder_fingerprint=embedder.fingerprint)
    matrix, lexical = np.asarray(generation.vectors.matrix), generation.lexical

    def search(question: str) -> object:
        cosines = matrix @ embedder.embed_query(question)
        return np.argpartition(cosines, -20)[-20:], lexical.scores(question)

    return search


def main() -> int:
    """Measure and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", type=Path)
    parser.add_argument("--questions", type=int, default=200)
    given = parser.parse_args()
    store = given.store or load_settings().store
    floor = floor_of(store)
    asked = questions(given.questions)
    with serving(store) as (running, address, started), httpx.Client(base_url=address, timeout=READY_SECONDS) as client:

        def ask(question: str) -> None:
            client.post("/v1/ask", json={"question": question}).raise_for_status()

        ask("Which Sector handles accessibility?")
        first = time.perf_counter() - started
        for question in asked[:10]:
            ask(question + "?")
            floor(question + "?")
        pairs = [(milliseconds(lambda one=one: ask(one)), milliseconds(lambda one=one: floor(one))) for one in asked]
        memory = resident_mb(running.pid)
    over_http, least = [sorted(column) for column in zip(*pairs, strict=True)]
    told = {
        "store": str(store),
        "questions": len(asked),
        "first_question_s": round(first, 2),
        "ask_p50_ms": round(statistics.median(over_http), 2),
        "ask_p95_ms": round(over_http[int(len(over_http) * 0.95)], 2),
        "floor_p50_ms": round(statistics.median(least), 2),
        "ask_over_floor": round(statistics.median(over_http) / statistics.median(least), 2),
        "resident_mb": {name: round(value) for name, value in memory.items()},
    }
    print(json.dumps(told, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
