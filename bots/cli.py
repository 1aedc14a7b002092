"""The one entry point: ``iscg COMMAND …``. Each command's code is imported when it is used, and not before."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from corpus.errors import IscgError, UsageError

COMMANDS: dict[str, str] = {
    "index": "indexer.cli:index",
    "ask": "assistant.cli:ask",
    "chat": "assistant.chat:chat",
    "serve": "bots.serving:serve",
    "doctor": "assistant.doctor:doctor",
    "verify": "assistant.checking.command:verify",
    "corpus": "corpus.cli:main",
    "export": "assistant.exports.command:export",
    "overlaps": "assistant.overlaps.command:overlaps",
    "brief": "assistant.briefs.command:brief",
    "widget": "bots.web.widget.command:widget",
    "keys": "assistant.keys_command:keys",
    "feedback": "assistant.feedback_command:feedback",
    "eval": "eval.cli:main",
}
"""Command to ``module:function``; a function takes the further words and returns the exit code."""

HELP = """\
iscg answers questions about ITU resolutions, each statement with the words it rests on.

  iscg index [PATH …]      read documents into the store (default: those that ship)
  iscg ask "QUESTION"      one answer, on the terminal; --json for programs
  iscg chat                questions and follow-ups on the terminal
  iscg serve               the service with the web pages
  iscg doctor              what is configured, held, stale or missing
  iscg verify FILE         every reference and quotation of a text, Word or PDF file, with a verdict
  iscg corpus …            check, show, audit and count the documents that ship
  iscg export TABLE        who is responsible, overlaps, stale references, histories … as CSV or XLSX
  iscg overlaps            mandates of several bodies that ask the same, as Markdown, Word or JSON
  iscg brief ID            one or two pages on a resolution or a theme
  iscg widget ADDRESS      the line that puts the assistant on a page
  iscg keys …              make, list and revoke keys to the service
  iscg feedback            what readers said of answers, and what was asked in vain
  iscg eval …              measure retrieval and answers

iscg COMMAND --help says more. Settings: environment variables ISCG_… or a file .env."""

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit code: 0 done, 1 could not be done, 2 wrong usage. Prints no traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(HELP)
        return DONE
    name, *rest = words
    if name in ("-V", "--version"):
        print(_version())
        return DONE
    if name not in COMMANDS:
        return _fail(f"iscg has no command “{_plain(name)}”. The commands: {', '.join(COMMANDS)}.", WRONG_USAGE)
    return _guarded(lambda: resolve(COMMANDS[name])(rest))


def resolve(target: str) -> Callable[[Sequence[str]], int]:
    """Returns the function that ``module:function`` names, importing its module."""
    module, _, function = target.partition(":")
    found: Callable[[Sequence[str]], int] = getattr(import_module(module), function)
    return found


def _guarded(command: Callable[[], int]) -> int:
    """Runs the command; every way it can end becomes an exit code and at most one sentence."""
    try:
        code = command()
        sys.stdout.flush()
    except UsageError as error:
        return _fail(str(error), WRONG_USAGE)
    except IscgError as error:
        return _fail(str(error), FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return FAILED
    except SystemExit as stop:  # argparse: it has said why
        return stop.code if isinstance(stop.code, int) else FAILED
    except Exception as error:
        if os.environ.get("ISCG_DEBUG"):
            raise
        reason = f"{type(error).__name__} in {_where(error)}"
        return _fail(f"This should not have happened ({reason}). Set ISCG_DEBUG=1 to see all of it.", FAILED)
    return code


def _fail(sentence: str, code: int) -> int:
    print(f"iscg: {_plain(sentence)}", file=sys.stderr)
    return code


def _plain(text: str) -> str:
    """Returns ``text`` on one line, without control characters and fit for any terminal's encoding."""
    line = "".join(character if character.isprintable() else " " for character in text)
    encoding = sys.stderr.encoding or "utf-8"
    return line.encode(encoding, "backslashreplace").decode(encoding)


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_globals.get("__name__", "?") if trace is not None else "?"


def _close_stdout() -> None:
    """Keeps the interpreter from complaining about a reader that went away."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"iscg {version('iscg-assistant')}"
    except PackageNotFoundError:
        return "iscg (not installed)"


if __name__ == "__main__":
    raise SystemExit(main())
