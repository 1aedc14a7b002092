"""Whom a clause asks, with whom they are to do it, and by which verb; six languages, words in ``addressees.yaml``.

The call says it ("instructs the Director of TSB, in collaboration with the Director of BDT"), or, where it only
resolves, the head of the clause itself ("resolves · 2 to invite Member States to …").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.addressees import any_of, fold, names_in, words_of
from corpus.scope import BodyCode

RESOLVE = "resolve"
"""The verb of a clause that decides and asks nobody."""
_HEAD = 320
"""Signs of a clause's words in which whom it asks has to stand."""
_FIRST_NAME = 60
"""Signs between a verb at the head of a clause and the first that it asks."""
_BARE_NAME = 12
"""Signs before a name that opens a clause under a call without one."""
_LONGEST_GAP = 80
"""Signs between two names asked by one verb."""
_THAT = re.compile(r"(?:that|que|что|أن)\s")
_SIGNS = re.compile(r"[\s,،，:：]*")
_REST_OF_CALL = 16
"""Signs that may stand behind the last name of a call: "of the Union"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``verb`` is normalized: ``instruct`` whatever the language; "" where nothing is asked or decided.

    ``addressees`` are asked, ``partners`` are those they are to do it with; both as ``addressees_of`` names them.
    """

    verb: str = ""
    addressees: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verbs:
    """An expression for a verb at the start of a line, and the verb each form stands for."""

    opening: re.Pattern[str]
    of_form: Mapping[str, str]

    def read(self, text: str, at: int) -> tuple[str, int]:
        """Returns the verb that stands at ``at`` and where it ends; "" where none does."""
        match = self.opening.match(text, at)
        return (self.of_form[match["verb"]], match.end()) if match else ("", at)


@lru_cache(maxsize=4096)
def asked_by_call(call: str, *, body: BodyCode | None = None) -> Asked:
    """Returns what a call says by itself: "resolves to instruct TSAG" instructs TSAG, "resolves" resolves alone."""
    folded = fold(call)
    verb, end = _verbs("operative").read(folded, 0)
    if verb == RESOLVE:
        inner, end = _verbs("infinitive").read(folded, _behind_signs(folded, end))
        if not inner:
            return Asked(RESOLVE)
        verb = inner
    return _names_behind(folded, end, verb, body, reach=len(folded)) if verb else Asked()


def asked_by(call: str, words: str = "", *, body: BodyCode | None = None) -> Asked:
    """Returns what a clause of these ``words`` under this ``call`` asks.

    A call that names somebody says all. Where it only resolves, a verb of asking at the head of the clause counts ("to
    invite Member States to …"); where it asks without saying whom, a name at the head does.
    """
    told = asked_by_call(call, body=body)
    if not told.verb or told.addressees or not words:
        return told
    head = fold(words[:_HEAD])
    if told.verb != RESOLVE:
        found = _names_behind(head, 0, told.verb, body, reach=_BARE_NAME)
        return found if found.addressees else told
    verb, end = _verbs("infinitive").read(head, 0)
    if not verb and (that := _THAT.match(head)):
        verb, end = _verbs("infinitive").read(head, that.end())
    return _names_behind(head, end, verb, body, reach=_FIRST_NAME) if verb else told


def ends_with_a_name(call: str) -> bool:
    """Returns whether a line is a verb of asking and whom it asks, and no more: by its wording it is a call."""
    if not asked_by_call(call).addressees:
        return False
    folded = fold(call).rstrip(" ,،，:：")
    last = max(name.end for name in names_in(folded))
    return len(folded) - last <= _REST_OF_CALL and not _stops().search(folded, last)


def _behind_signs(text: str, at: int) -> int:
    match = _SIGNS.match(text, at)
    return match.end() if match else at


def _names_behind(text: str, start: int, verb: str, body: BodyCode | None, *, reach: int) -> Asked:
    """Reads the names behind a verb as long as only small words part them; behind "together with" stand partners."""
    asked: dict[str, None] = {}
    partners: dict[str, None] = {}
    at, working = start, False
    for name in names_in(text, body=body):
        if name.start < at:
            continue
        first = not (asked or partners)
        if name.start - at > (reach if first else _LONGEST_GAP):
            break
        if not first and _stops().search(text, at, name.start):
            break
        parting = _partings().search(text, at)
        working = working or (parting is not None and parting.start() < name.start and not first)
        chosen = partners if working else asked
        chosen.update(dict.fromkeys(name.ids(before=(*asked, *partners), body=body)))
        at = name.end
    return Asked(verb, tuple(asked), tuple(one for one in partners if one not in asked))


@cache
def _verbs(form: str) -> _Verbs:
    of_form = {
        fold(written): verb for verbs in words_of(form).values() for verb, forms in verbs.items() for written in forms
    }
    lead = any_of(fold(word) for word in words_of("before"))
    return _Verbs(re.compile(rf"\s*(?:(?:{lead})\s*)*(?P<verb>{any_of(of_form)})"), of_form)


@cache
def _partings() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fold(one)})" for one in words_of("partners")))


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(any_of(fold(one) for one in words_of("stops")))
