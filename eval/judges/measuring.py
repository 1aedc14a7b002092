"""How far a judge can be trusted: its verdicts against labels that people gave, on SciFact's claims and abstracts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from eval.bars import Figure, share
from eval.beir import DatasetError, Entry, read_entries, read_texts
from eval.intervals import bootstrap_of
from eval.judges.judge import LABELS, Judge, Label

BAR: Final = 0.80
"""Macro-F1 of supported or not that a judge has to reach: that of fine-tuned ones on AttributionBench (2024)."""
NO_VERDICT: Final = len(LABELS)


@dataclass(frozen=True, slots=True)
class Item:
    """A claim, a text, and what people said of the two. ``cluster``: the claim, which may stand beside other texts."""

    cluster: str
    claim: str
    evidence: str
    label: Label


def read_items(directory: Path) -> tuple[Item, ...]:
    """Returns the labelled pairs of a folder with ``evidence.jsonl``, each once, in the order of that file.

    The text is the whole entry with its title, since where nothing is said no sentence can be pointed at.

    Raises:
        DatasetError: The folder is not of that shape, or a claim or text that is labelled is not in it.
    """
    entries, claims = read_entries(directory), read_texts(directory)
    path, found, number = directory / "evidence.jsonl", dict[tuple[str, str], Item](), 0
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in lines:
            number += 1
            row = json.loads(line)
            item = _item(row, entries, claims)
            if found.setdefault((item.cluster, str(row["corpus_id"])), item).label != item.label:
                raise ValueError("the pair has two labels")
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error}.") from error
    except (ValueError, LookupError, TypeError) as error:
        raise DatasetError(f"{path}, line {number}: no claim, text and label that are known ({error}).") from error
    return tuple(found.values())


def sampled(items: Sequence[Item], limit: int | None) -> tuple[Item, ...]:
    """Returns about ``limit`` of the items, spread evenly over their order; all where None."""
    if limit is None or limit >= len(items):
        return tuple(items)
    return tuple(items[place * len(items) // limit] for place in range(limit))


def verdicts(
    judge: Judge, items: Sequence[Item], *, progress: Callable[[], None] = lambda: None
) -> tuple[Label | None, ...]:
    """Returns what the judge says of each item."""
    said = []
    for item in items:
        said.append(judge.judge(item.claim, item.evidence))
        progress()
    return tuple(said)


def figures_of(items: Sequence[Item], said: Sequence[Label | None]) -> tuple[Figure, ...]:
    """Returns macro-F1 of supported or not, which has the bar, macro-F1 of the three labels, and verdicts not given."""
    pairs = [(float(LABELS.index(item.label)), _number(label)) for item, label in zip(items, said, strict=True)]
    clusters = [item.cluster for item in items]
    figures = [
        Figure(name, of(pairs), len(pairs), bootstrap_of(pairs, clusters, of), bar)
        for name, of, bar in (
            ("supported or not, macro-F1", supported_f1, BAR),
            ("three labels, macro-F1", macro_f1, None),
        )
    ]
    return (*figures, share("no verdict", sum(label is None for label in said), len(said)))


def confusion(items: Sequence[Item], said: Sequence[Label | None]) -> dict[Label, dict[str, int]]:
    """Returns how often each label was taken for which."""
    counts: Counter[tuple[str, str]] = Counter(
        (item.label, label or "none") for item, label in zip(items, said, strict=True)
    )
    return {label: {got: counts[label, got] for got in (*LABELS, "none")} for label in LABELS}


Pairs = Sequence[tuple[float, float]]
"""Number of the true label and of the one given; ``NO_VERDICT`` for none."""


def macro_f1(pairs: Pairs, labels: Sequence[float] = tuple(map(float, range(len(LABELS))))) -> float:
    """Returns the mean over labels of 2 tp / (2 tp + fp + fn); a label that is neither true nor given counts 0."""
    counts = Counter(pairs)
    scores = []
    for label in labels:
        right = counts[label, label]
        named = sum(n for (true, given), n in counts.items() if (true == label) != (given == label))
        scores.append(2 * right / (2 * right + named) if right or named else 0.0)
    return sum(scores) / len(scores)


def supported_f1(pairs: Pairs) -> float:
    """Returns the macro-F1 of supported against not supported. No verdict is wrong, whatever the label."""
    return macro_f1([(float(true != 0), _side(true, given)) for true, given in pairs], labels=(0.0, 1.0))


def _side(true: float, given: float) -> float:
    return float(true == 0) if given == NO_VERDICT else float(given != 0)


def _number(label: Label | None) -> float:
    return float(NO_VERDICT if label is None else LABELS.index(label))


def _item(row: Mapping[str, Any], entries: Mapping[str, Entry], claims: Mapping[str, str]) -> Item:
    if row["label"] not in LABELS:
        raise ValueError(f"label {row['label']!r}")
    claim, entry = str(row["query_id"]), entries[str(row["corpus_id"])]
    return Item(claim, claims[claim], f"{entry.title}. {entry.text}", row["label"])
