"""How a long run tells how far it is: a bar on a terminal, plain lines elsewhere, nothing at all for other programs."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress(Protocol):
    """What a long run is told through; stages do not overlap."""

    def start(self, stage: str, total: int) -> None:
        """Opens a stage of ``total`` steps."""

    def advance(self, steps: int = 1) -> None:
        """Counts steps of the open stage as done."""

    def finish(self) -> None:
        """Closes the open stage."""


class Silence:
    """Says nothing."""

    def start(self, stage: str, total: int) -> None:
        """Does nothing."""

    def advance(self, steps: int = 1) -> None:
        """Does nothing."""

    def finish(self) -> None:
        """Does nothing."""


class PlainLines:
    """One line a stage, and one every ten seconds while it lasts."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._stage, self._total, self._done, self._said = "", 0, 0, 0.0

    def start(self, stage: str, total: int) -> None:
        """Writes the stage's name."""
        self._stage, self._total, self._done, self._said = stage, total, 0, time.monotonic()
        print(f"{stage} ({total:,})" if total else stage, file=self._out, flush=True)

    def advance(self, steps: int = 1) -> None:
        """Writes how far the stage is, at most every ten seconds."""
        self._done += steps
        if time.monotonic() - self._said > 10:
            self._said = time.monotonic()
            print(f"{self._stage}: {self._done:,} of {self._total:,}", file=self._out, flush=True)

    def finish(self) -> None:
        """Does nothing: the next line says it."""


class Bar:
    """A bar on a terminal."""

    def __init__(self, out: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bars: RichProgress = RichProgress(*columns, console=Console(file=out))
        self._task: TaskID | None = None

    def start(self, stage: str, total: int) -> None:
        """Opens a bar."""
        self._bars.start()
        self._task = self._bars.add_task(stage, total=total or None)

    def advance(self, steps: int = 1) -> None:
        """Moves the open bar."""
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def finish(self) -> None:
        """Leaves the bar where it stands."""
        if self._task is not None:
            task = self._bars.tasks[self._bars.task_ids.index(self._task)]
            self._bars.update(self._task, total=task.total or 1, completed=task.total or 1)
        self._task = None
        self._bars.stop()


def progress_on(out: TextIO = sys.stderr) -> Progress:
    """Returns a bar where ``out`` is a terminal, else plain lines."""
    return Bar(out) if out.isatty() else PlainLines(out)
