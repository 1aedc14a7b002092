"""Whether words turn a sentence round: what may neither be left out of a quotation nor be put into it unseen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import yaml


def negates(words: Iterable[str]) -> bool:
    """Returns whether one of the words, as ``stream.tokens`` folds them, is a negation in one of six languages."""
    known = _negations()
    return any(word.endswith("n't") or not known.isdisjoint(word.split("'")) for word in words)


@lru_cache(maxsize=1)
def _negations() -> frozenset[str]:
    lists = yaml.safe_load(files("assistant.checking").joinpath("negations.yaml").read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words)
