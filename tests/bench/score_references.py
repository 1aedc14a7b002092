"""Prints the time that finding references takes on hostile texts; ``iscg eval references`` prints F1.

python tests/bench/score_references.py
"""

from __future__ import annotations

import statistics
import time

from corpus.references import find_references

SIZE = 100_000
HOSTILE = {
    "prose": "The Council, recalling Resolution 191 (Rev. Bucharest, 2022), noted that all Sectors work together. ",
    "numbers without end": "Res 1, ",
    "open brackets": "((((",
    "open revisions": "Resolution 1 (Rev. ",
    "digits": "1",
    "dashes": "1-",
    "organs without end": "of the Plenipotentiary Conference ",
    "symbols": "ISCG/26-1/",
    "documents": "C24/35, ",
    "two organs": "Resolution 2 of WTSA and WTDC and ",
    "ranges": "Res 1 to 60, ",
    "Chinese": "第1号决议、",
    "Chinese marks": "第",
    "Arabic": "القرار 1 و",
    "Russian": "Резолюции 1 и ",
}


def timing() -> None:
    """Prints the median of three runs on 100 kB and its ratio to that on 10 kB."""
    print(f"\n{'100 kB of':22}  characters  references  seconds  against a tenth")
    for name, piece in HOSTILE.items():
        times = SIZE // len(piece.encode())
        whole, tenth = (median_seconds(piece * count) for count in (times, times // 10))
        text = piece * times
        print(f"{name:22}  {len(text):10}  {len(find_references(text)):10}  {whole:7.3f}  {whole / tenth:15.1f}")


def median_seconds(text: str) -> float:
    """Returns the median of three runs, in seconds of this process."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        find_references(text)
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)


if __name__ == "__main__":
    timing()
