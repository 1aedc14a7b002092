"""Prints precision, recall and F1 by verdict on the table of items, and what twenty pages take.

python tests/bench/score_checking.py
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from checking_library import checker

TABLE = Path(__file__).parents[1] / "unit" / "checking_cases.yaml"
PAGES, CHARACTERS = 20, 3_000


def score() -> None:
    """Prints a line a verdict, the macro average, and the time of 60,000 characters full of items."""
    cases = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    check = checker()[0].check
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for verdict, items in cases.items():
        for case in items:
            wanted = case.get("quote") or case["text"]
            found = next(
                (one.verdict for one in check(case.get("text") or f"“{wanted}”") if one.text == wanted), "none"
            )
            given[found] += 1
            right[verdict] += found == verdict
    print("verdict                  items  precision  recall      F1")
    scores = []
    for verdict, items in cases.items():
        precision, recall = right[verdict] / max(1, given[verdict]), right[verdict] / len(items)
        scores.append(2 * right[verdict] / (given[verdict] + len(items)))
        print(f"{verdict:23}  {len(items):5}  {precision:9.4f}  {recall:6.4f}  {scores[-1]:.4f}")
    print(f"macro-F1 {sum(scores) / len(scores):.4f} over {sum(map(len, cases.values()))} items")
    page = "\n".join(case.get("text") or f"“{case['quote']}”" for items in cases.values() for case in items)
    text = (page * PAGES)[: PAGES * CHARACTERS]
    started = time.perf_counter()
    found_items = check(text)
    print(f"{PAGES} pages, {len(found_items)} items: {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    score()
