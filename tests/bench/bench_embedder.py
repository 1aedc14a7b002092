"""Prints what the bundled embedder costs on this machine: load, one question, passages a second, resident memory.

Run it with: .venv/bin/python tests/bench/bench_embedder.py [name]
"""

from __future__ import annotations

import os
import platform
import resource
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

QUESTION = "What does Resolution {} instruct the Secretary-General to do about it?"
CLAUSE = (
    "to continue to promote, together with the Directors of the three Bureaux, coordination of the work of the Sectors "
    "on subjects of mutual interest, and to report to the Council each year on what was done and what it cost; "
)
QUESTIONS, PASSAGES, CLAUSES_A_PASSAGE = 200, 100, 4
FRESH = "_BENCH_EMBEDDER_FRESH"


def resident_mib() -> float:
    """Return resident memory now; on systems without /proc, the highest so far."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def main(name: str) -> None:
    """Write the graph where it is not in the cache yet, then measure in a fresh process."""
    if os.environ.get(FRESH):
        measure(name)
        return
    from indexer.embedding import open_embedder

    open_embedder(name)
    os.execve(sys.executable, [sys.executable, __file__, name], os.environ | {FRESH: "1"})


def measure(name: str) -> None:
    from indexer.embedding import open_embedder

    before, start = resident_mib(), time.perf_counter()
    embedder = open_embedder(name)
    embedder.embed_query("first")
    load = time.perf_counter() - start
    opened = resident_mib() - before
    times = []
    for number in range(QUESTIONS):
        start = time.perf_counter()
        embedder.embed_query(QUESTION.format(number))
        times.append((time.perf_counter() - start) * 1e3)
    passages = [f"{number}. {CLAUSE * CLAUSES_A_PASSAGE}" for number in range(PASSAGES)]
    start = time.perf_counter()
    embedder.embed_passages(passages)
    rate = PASSAGES / (time.perf_counter() - start)
    print(f"{embedder.fingerprint} on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"load and first question  {load:.2f} s")
    print(f"question p50 / p95       {np.percentile(times, 50):.1f} / {np.percentile(times, 95):.1f} ms")
    print(f"passages of 200 tokens   {rate:.1f} a second")
    print(f"memory added             {opened:.0f} MiB opened, {resident_mib() - before:.0f} MiB after the passages")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "bundled")
