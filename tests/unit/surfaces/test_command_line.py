from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from bots import cli
from corpus.errors import IdentifierError, StoreMissing


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_line_of_the_table_names_a_function(name: str) -> None:
    assert callable(cli.resolve(cli.COMMANDS[name]))


@pytest.mark.parametrize("argv", [[], ["--help"], ["-h"], ["help"]])
def test_alone_it_prints_help_with_every_command(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argv) == 0
    printed = capsys.readouterr().out
    assert all(f"iscg {name}" in printed for name in cli.COMMANDS)


def test_an_unknown_command_is_wrong_usage_told_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["dance\x1b[2J\n"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "\x1b" not in err


def raising(error: BaseException) -> object:
    def command(argv: Sequence[str]) -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (
            StoreMissing("somewhere"),
            1,
            "iscg: There is no store at somewhere. Build one with: iscg index --store somewhere\n",
        ),
        (IdentifierError("X", "a revision"), 2, "iscg: “X” is not a revision.\n"),
        (KeyboardInterrupt(), 130, ""),
        (ZeroDivisionError("canary text"), 1, None),
        (SystemExit(2), 2, ""),
    ],
)
def test_every_end_is_an_exit_code_and_at_most_one_sentence(
    error: BaseException,
    code: int,
    told: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(cli, "resolve", lambda target: raising(error))
    monkeypatch.delenv("ISCG_DEBUG", raising=False)
    assert cli.main(["ask", "?"]) == code
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "canary text" not in err
    assert err == told if told is not None else err.count("\n") == 1


@pytest.mark.parametrize(
    "argv", [["ask"], ["ask", "a?", "--language", "de"], ["serve", "--port", "many"], ["ask", "--nope", "x"]]
)
def test_wrong_arguments_are_exit_code_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argv) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("question", ["", "   ", "a\x00b", "x" * 1_000_000, "\udcff\udcfe"])
def test_what_is_no_question_is_told_before_any_store_is_looked_for(
    question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", question, "--store", "/nonexistent"]) == 2
    assert capsys.readouterr().err.startswith("iscg: The question ")


def test_a_missing_store_is_one_sentence_with_the_remedy(capsys: pytest.CaptureFixture[str], tmp_path: object) -> None:
    assert cli.main(["ask", "What?", "--store", f"{tmp_path}/none"]) == 1
    assert capsys.readouterr().err == (
        f"iscg: There is no store at {tmp_path}/none. Build one with: iscg index --store {tmp_path}/none\n"
    )


def test_a_bare_call_imports_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys; from bots.cli import main; main([]);"
        "print(sorted({'chromadb', 'fastapi', 'llama_index', 'numpy', 'pydantic'} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"
