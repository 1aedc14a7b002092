"""What one revision changed: the clauses of two texts aligned by their words, never by their labels.

    changes(old, new)              the differences as the outer contract's CHANGE; what is unchanged is left out
    apply(changes, clauses)        the old clauses with the changes made: exactly the new ones
    word_differences(a, b)         the words that differ between two clauses
    trace(texts, at=, path=)       one clause through all revisions

Renumbering is no change of words: it comes out as ``moved``, each clause with its old and new path. ``words`` takes
words and their differences, ``editorial`` knows what a mere update replaces, ``likeness`` weighs shared words,
``alignment`` assigns, ``parts`` finds what was split and merged.
"""

from indexer.lineage.comparison import apply, changes
from indexer.lineage.model import Change, ChangeName
from indexer.lineage.trace import Station, compared, trace
from indexer.lineage.words import Difference, word_differences

__all__ = [
    "Change",
    "ChangeName",
    "Difference",
    "Station",
    "apply",
    "changes",
    "compared",
    "trace",
    "word_differences",
]
