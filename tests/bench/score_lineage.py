"""Prints how changes found between revisions compare with gold written by hand, and the time a comparison takes.

python tests/bench/score_lineage.py
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from lineage_gold import line_of, pairs_of, steps

from indexer.lineage import changes


def score() -> None:
    """Prints F1 of the alignment, then precision and recall of each change."""
    aligned: Counter[str] = Counter()
    by_change: dict[str, Counter[str]] = {}
    for later, old, new, gold in steps():
        started = time.perf_counter()
        found = [line_of(change) for change in changes(old, new)]
        seconds = time.perf_counter() - started
        wanted_pairs, found_pairs = pairs_of(old, new, gold), pairs_of(old, new, found)
        aligned += Counter(right=(wanted_pairs & found_pairs).total(), both=(wanted_pairs + found_pairs).total())
        aligned += Counter(gold=wanted_pairs.total())
        for side, lines, other in (("found", found, gold), ("gold", gold, found)):
            for line in lines:
                name = "editorial" if " editorial " in line else line.partition(" ")[0]
                by_change.setdefault(name, Counter())[side] += 1
                by_change[name][f"{side} right"] += line in other
        print(f"{later}: {len(gold)} changes in gold, {len(found)} found, {1000 * seconds:.1f} ms")
        for line in sorted(set(gold) ^ set(found)):
            print(f"  {'missed' if line in gold else 'wrong '} {line}")
    print(f"alignment: {aligned['gold']} clause pairs, F1 {2 * aligned['right'] / aligned['both']:.4f}")
    for name, count in sorted(by_change.items()):
        precision, recall = count["found right"] / max(1, count["found"]), count["gold right"] / max(1, count["gold"])
        print(f"{name:10}  gold {count['gold']:3}  precision {precision:.4f}  recall {recall:.4f}")


if __name__ == "__main__":
    score()
