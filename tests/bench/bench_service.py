"""Prints what a question costs over HTTP beside the raw floor, the first answer after a start, and the memory held.

The floor is one embedding, one exact product over the vectors and BM25, over the same passages, timed in turn with the
service so that a busy machine slows both. The questions are all different: nothing is answered from a cache.

Run it with: .venv/bin/python tests/bench/bench_service.py --store DIR    (a store that iscg index wrote)
"""

from __future__ import annotations

import argparse
import platform
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[2]))

from indexer.embedding import open_embedder
from indexer.generation import open_generation

SUBJECTS = (
    "accessibility",
    "climate change",
    "cybersecurity",
    "emergency telecommunications",
    "numbering",
    "the six official languages",
    "remote participation",
    "capacity building",
    "statistics and indicators",
    "spectrum management",
    "gender equality",
    "artificial intelligence",
    "regional presence",
    "child online protection",
    "conformance and interoperability",
)
ASKED = (
    "Which Sector handles {}?",
    "What is asked of the Council on {}?",
    "Who reports to the Council on {}?",
    "What did the ISCG discuss about {}?",
)
WARM_UP = 10
BARS = {"ratio": 2.5, "first answer s": 6.0, "memory MiB": 700}


def main() -> int:
    """Runs the comparison and prints it with its bars; exit code 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", type=Path, required=True)
    given = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bots.cli", "serve", "--store", str(given.store), "--port", str(port)]
    began = time.perf_counter()
    service = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            first = first_answer(client, began)
            figures = {"first answer s": first} | compare(client, given.store)
            figures["memory MiB"] = resident(service.pid)
    finally:
        service.terminate()
        service.wait(30)
    return report(figures)


def first_answer(client: httpx.Client, began: float) -> float:
    """Returns the seconds from the start of the process to its first answer."""
    while time.perf_counter() - began < 60:
        try:
            if client.post("/v1/ask", json={"question": "Which Sector handles accessibility?"}).status_code == 200:
                return time.perf_counter() - began
        except httpx.TransportError:
            pass
        time.sleep(0.02)
    raise SystemExit("The service gave no answer within 60 s.")


def compare(client: httpx.Client, store: Path) -> dict[str, float]:
    """Returns the medians of the service and of the floor in milliseconds, and their ratio."""
    embedder = open_embedder("auto")
    generation = open_generation(store, embedder_fingerprint=embedder.fingerprint)
    matrix = generation.vectors.matrix

    def floor(question: str) -> None:
        matrix @ embedder.embed_query(question)
        generation.lexical.scores(question)

    def ask(question: str) -> None:
        client.post("/v1/ask", json={"question": question}).raise_for_status()

    questions = [form.format(subject) for form in ASKED for subject in SUBJECTS]
    taken: dict[str, list[float]] = {"floor": [], "service": []}
    for place, question in enumerate(questions[:WARM_UP] + questions):
        for name, act in (("floor", floor), ("service", ask)):
            spent = timed(act, question)
            if place >= WARM_UP:
                taken[name].append(spent)
    medians = {f"{name} p50 ms": statistics.median(values) for name, values in taken.items()}
    p95 = statistics.quantiles(taken["service"], n=20)[-1]
    ratio = medians["service p50 ms"] / medians["floor p50 ms"]
    return {"passages": len(generation.passages), **medians, "service p95 ms": p95, "ratio": ratio}


def timed(act: Callable[[str], None], question: str) -> float:
    """Returns the milliseconds ``act`` takes."""
    began = time.perf_counter()
    act(question)
    return (time.perf_counter() - began) * 1000


def resident(process: int) -> float:
    """Returns the resident memory of a process in MiB."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024


def report(figures: dict[str, float]) -> int:
    """Prints the figures as a table with the bars beside; returns 1 where a bar is missed."""
    print(f"{platform.platform()}, Python {platform.python_version()}, {len(ASKED) * len(SUBJECTS)} questions")
    missed = False
    for name, value in figures.items():
        bar = BARS.get(name)
        missed |= bar is not None and value > bar
        print(
            f"  {name:<16}{value:>10,.2f}" + (f"   bar {bar:g}: {'met' if value <= bar else 'MISSED'}" if bar else "")
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
