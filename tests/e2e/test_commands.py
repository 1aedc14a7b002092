"""The commands as a user runs them: separate processes, on the shipped corpus."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.answer_schema import faults


def iscg(*words: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bots.cli", *words],
        cwd=cwd,
        env=environment(settings),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def environment(settings: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ISCG_")}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[2]), "ISCG_EMBEDDER": "hashing"} | settings


def test_json_is_one_document_on_stdout_and_nothing_else_even_where_the_terminal_knows_ascii_alone(
    shipped_store: Path, tmp_path: Path
) -> None:
    for locale in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}):
        ran = iscg(
            "ask", "¿Qué dice la Resolución 191?", "--json", "--store", str(shipped_store), cwd=tmp_path, **locale
        )
        assert ran.returncode == 0, ran.stderr
        assert faults(json.loads(ran.stdout)) == []
        assert ran.stdout.count("\n") == 1


def test_an_answer_on_the_terminal_shows_its_sources_and_an_abstention_is_done(
    shipped_store: Path, tmp_path: Path
) -> None:
    ran = iscg("ask", "Which Sector handles accessibility?", "--store", str(shipped_store), cwd=tmp_path)
    assert ran.returncode == 0
    assert "ITU-D" in ran.stdout
    assert "[1]" in ran.stdout
    assert "/documents/theme-accessibility?from=" in ran.stdout
    assert "\x1b" not in ran.stdout
    ran = iscg("ask", "What is the boiling point of tungsten?", "--store", str(shipped_store), cwd=tmp_path)
    assert ran.returncode == 0


def test_as_of_is_taken_and_a_wrong_one_is_wrong_usage(shipped_store: Path, tmp_path: Path) -> None:
    where = ("--store", str(shipped_store))
    ran = iscg("ask", "What does Resolution 191 say?", "--as-of", "PP-18", "--json", *where, cwd=tmp_path)
    assert json.loads(ran.stdout)["as_of"] == "PP-18"
    ran = iscg("ask", "What does Resolution 191 say?", "--as-of", "yesterday", *where, cwd=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)


def test_a_store_of_another_embedder_is_refused_with_the_remedy(shipped_store: Path, tmp_path: Path) -> None:
    ran = iscg("ask", "What?", "--store", str(shipped_store), cwd=tmp_path, ISCG_EMBEDDER="none-such")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)


def test_a_reader_that_goes_away_is_no_matter(shipped_store: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "bots.cli",
        "ask",
        "Which Sector handles accessibility?",
        "--store",
        str(shipped_store),
    ]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""


def test_doctor_tells_what_is_held_and_hides_secrets(shipped_store: Path, tmp_path: Path) -> None:
    ran = iscg("doctor", "--store", str(shipped_store), cwd=tmp_path, ISCG_LLM_API_KEY="canary-secret")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "canary-secret" not in ran.stdout
    assert "ISCG_LLM_API_KEY     set (hidden)" in ran.stdout
    assert "knows up to          PP-22, WTSA-24, WTDC-25, RA-23" in ran.stdout
    assert ran.stdout.endswith("All is well.\n")


def test_doctor_fails_where_there_is_no_store_and_says_what_to_run(tmp_path: Path) -> None:
    ran = iscg("doctor", cwd=tmp_path)
    assert ran.returncode == 1
    assert "To mend: There is no store at .iscg/store. Build one with: iscg index" in ran.stdout


@contextmanager
def serving(store: Path, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """Starts ``iscg serve`` on a free port; gives the process, its address and when it was started."""
    started = time.monotonic()
    command = [sys.executable, "-m", "bots.cli", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, cwd=cwd, env=environment({}), stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        announced = running.stderr.readline()
        assert announced.startswith("ISCG Assistant at http://127.0.0.1:"), announced
        try:
            yield running, announced.split()[3], started
        finally:
            running.kill()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve_tells_its_address_answers_and_stops_quietly(shipped_store: Path, tmp_path: Path, stop: int) -> None:
    with serving(shipped_store, tmp_path) as (running, address, started):
        assert httpx.get(f"{address}/healthz", timeout=30).json() == {"status": "ok"}
        answer = httpx.post(f"{address}/v1/ask", json={"question": "What does Resolution 191 say?"}, timeout=60)
        assert answer.status_code == 200
        assert time.monotonic() - started < 30
        running.send_signal(stop)
        assert running.wait(timeout=30) in (0, 130, -stop)
        assert running.stderr is not None
        assert "Traceback" not in running.stderr.read()


def test_a_port_that_is_taken_is_one_sentence(shipped_store: Path, tmp_path: Path) -> None:
    with serving(shipped_store, tmp_path) as (_, address, _started):
        port = address.rpartition(":")[2]
        ran = iscg("serve", "--port", port, "--store", str(shipped_store), cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr == (
        f"iscg: Cannot listen on 127.0.0.1 port {port}: address already in use. Choose another with --host or --port.\n"
    )
