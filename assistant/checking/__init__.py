"""Anyone's text checked: every reference and quotation in it with a verdict, and the words it should have had.

    Checker(catalogue, find).check(text)       the items, by their place

``quotations`` finds what is quoted, ``stream`` makes words comparable, ``matching`` finds them whole or nearly,
``splicing`` tells what was put together, ``quoting`` and ``referring`` give the verdicts. Pure but for reading texts.
"""

from assistant.checking.checker import Checker
from assistant.checking.model import Candidate, Item, ItemType, Verdict

__all__ = ["Candidate", "Checker", "Item", "ItemType", "Verdict"]
