"""Clauses of a real store, quoted as they stand and with one word changed: whether the verdict tells them apart."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from assistant.checking import Checker
from eval.bars import Figure, share
from indexer.catalogue import Catalogue

_SAMPLE: Final = 300
_SEED: Final = 20_261_125
_FEWEST: Final = 8
"""Words of a clause that is quoted."""
_OTHER: Final = ("never", "annually", "lighthouse", "forty", "unless")
_KEPT: Final = ("exact", "exact-in-other-revision")


def store_figures(catalogue: Catalogue, checker: Checker) -> list[Figure]:
    """Returns how many clauses, drawn by a fixed seed, are exact as they stand, and altered with one word changed."""
    draw = random.Random(_SEED)
    clauses = sorted(_clauses(catalogue))
    quoted = draw.sample(clauses, min(_SAMPLE, len(clauses)))
    kept = sum(_verdict(words, checker) in _KEPT for words in quoted)
    told = sum(_verdict(_changed(words, draw), checker) == "altered" for words in quoted)
    return [
        share("clauses of the store told exact", kept, len(quoted), bar=0.99),
        share("the same with a word changed told altered", told, len(quoted), bar=0.99),
    ]


def _clauses(catalogue: Catalogue) -> Iterator[str]:
    for document in catalogue.document_ids():
        for key in catalogue.text_keys(document):
            text = catalogue.text(document, key.revision, language=key.language, kind=key.kind)
            for clause in text.clauses if text and key.revision and key.kind != "former" else ():
                words = text.quote(clause) if text else ""
                if len(words.split()) >= _FEWEST and not set(words) & set('“”"\n'):
                    yield words


def _changed(words: str, draw: random.Random) -> str:
    """Returns the words with one of them, of three letters or more and not at an end, replaced."""
    parts = words.split(" ")
    at = draw.choice([n for n, part in enumerate(parts[1:-1], start=1) if part.isalpha() and len(part) > 2])
    parts[at] = draw.choice([one for one in _OTHER if one != parts[at]])
    return " ".join(parts)


def _verdict(words: str, checker: Checker) -> str:
    return next((one.verdict for one in checker.check(f"“{words}”") if one.type == "quotation"), "none")
