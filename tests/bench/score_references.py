"""Prints F1 by language on the table of references, and the time hostile texts take.

python tests/bench/score_references.py
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import yaml

from corpus.references import Reference, find_references

TABLE = Path(__file__).parents[1] / "unit" / "reference_cases.yaml"
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
    "ranges": "Res 1 to 60, ",
    "Chinese": "第1号决议、",
    "Chinese marks": "第",
    "Arabic": "القرار 1 و",
    "Russian": "Резолюции 1 и ",
}


def line_of(one: Reference) -> str:
    number = f"{one.number}-{one.suffix}" if one.suffix else one.number
    return " ".join((one.genre, number.replace(" ", "_"), one.body or "-", one.conference or "-"))


def score() -> None:
    """Prints forms, references, precision, recall and F1 by language; texts without any count in the last line."""
    cases = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    print("language  forms  references  precision  recall     F1")
    for language in ("en", "fr", "es", "ru", "zh", "ar"):
        right = found = wanted = 0
        for case in cases[language]:
            lines = [line_of(one) for one in find_references(case["text"])]
            right += sum(line in case["finds"] for line in lines)
            found += len(lines)
            wanted += len(case["finds"])
        print(
            f"{language:8}  {len(cases[language]):5}  {wanted:10}  {right / found:9.4f}  {right / wanted:6.4f}"
            f"  {2 * right / (found + wanted):.4f}"
        )
    false = sum(bool(find_references(text)) for text in cases["nothing"])
    print(f"without a reference: {len(cases['nothing'])} texts, found in {false}")


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
    score()
    timing()
