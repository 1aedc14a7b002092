"""Is a translation still what the checked sentence says? Compared by what must not change from language to language.

Numbers, codes, bodies, places of conferences, negation, conditions and the force of verbs have to be the same; the two
have to be as near to each other as translations are (cosine of the embedder, a threshold learned by ``iscg eval
prose``), and about as long. That is less than the check of a sentence against its passage: a word may be rendered
badly. So a translation is shown beside the quotation, never in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from assistant.prose.vocabulary import Category, turns
from corpus.addressees import fold, names_in
from corpus.conferences import conferences

LEAST_NEARNESS = {"zh": 0.80, "ar": 0.85}
USUAL_NEARNESS = 0.88
"""Cosine (bundled embedder) under which a sentence and its translation are not taken to say the same. Chosen below the
least near of the true translations of ``eval/datasets/prose/translations.yaml``; ``iscg eval prose`` measures them."""

_DIGITS = re.compile(r"\d+")
_CODE = re.compile(r"\b[A-Za-z]+[-/]?\d[\w/.-]*")
_COUNTRIES = re.compile(r"\b(?:countries|pays|países|стран\w*|بلد\w*|国家)", re.IGNORECASE)
_QUOTE = re.compile(r"[“”«»„\"「」]")
_MARKUP = re.compile(r"https?:|www\.|\]\(|<[a-zA-Z/!]|`", re.IGNORECASE)
_LENGTH = {"zh": (0.12, 0.9), "ar": (0.4, 1.6)}
_USUAL_LENGTH = (0.55, 2.2)
_COMPARED: tuple[tuple[Category, frozenset[str] | None], ...] = (
    ("negation", None),
    ("condition", None),
    (
        "modal",
        frozenset({"must", "may", "should", "instruct", "request", "invite", "encourage", "recommend", "resolve"}),
    ),
    ("limit", frozenset({"only"})),
    ("number", frozenset("2 3 4 5 6 7 8 9 10".split())),
)
_DENIALS = {"not": "not", "no": "not", "never": "not", "without": "not"}

Near = Callable[[str, str], float]


def fault_of_translation(sentence: str, told: str, *, language: str, to: str, near: Near) -> str | None:
    """Returns why ``told`` (in ``to``) is not what ``sentence`` (in ``language``) says, or None where it may stand."""
    if _QUOTE.search(told) or _MARKUP.search(told):
        return "holds quotation marks, an address or markup"
    if Counter(_DIGITS.findall(sentence)) != Counter(_DIGITS.findall(told)):
        return "has other numbers"
    if {one.casefold() for one in _CODE.findall(sentence)} != {one.casefold() for one in _CODE.findall(told)}:
        return "has other codes"
    if _bodies(sentence) != _bodies(told):
        return "names other bodies"
    if _places(sentence, language) != _places(told, to):
        return "names other places"
    for category, classes in _COMPARED:
        if _classes(sentence, category, language, classes) != _classes(told, category, to, classes):
            return f"has another {category}"
    low, high = _LENGTH.get(to, _USUAL_LENGTH)
    if not low <= len(told) / max(1, len(sentence)) <= high:
        return "is much longer or shorter"
    return None if near(sentence, told) >= LEAST_NEARNESS.get(to, USUAL_NEARNESS) else "is too far from it"


def _bodies(text: str) -> frozenset[str]:
    """Returns who is named; "countries" names nobody, though a call may mean Member States by it."""
    return frozenset(one for name in names_in(fold(_COUNTRIES.sub(" ", text))) for one in name.ids())


def _places(text: str, language: str) -> frozenset[str]:
    folded = text.casefold()
    return frozenset(
        met.place["en"]
        for met in conferences()
        if (place := met.place.get(language, "").casefold()) and place in folded
    )


def _classes(text: str, category: Category, language: str, wanted: frozenset[str] | None) -> frozenset[str]:
    found = {_DENIALS.get(name, name) if category == "negation" else name for name in turns(text, category, language)}
    return frozenset(found & wanted if wanted is not None else found)
