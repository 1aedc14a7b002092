"""The words of a sentence that only tell where something stands: the document, the clause's call, the frame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.prose.grounds import Ground, Word, words_of
from assistant.prose.vocabulary import forms_of, plain_words, turns

_NAME = "ʘ"
"""Stands for the document's name, which tells where something stands and is no word of what stands there."""


def without_names(words: str, ground: Ground) -> Iterator[str]:
    """Yields the words as they are, and with a word of the frame for a name of the document that they hold."""
    yield words
    edge = "" if ground.language == "zh" else r"\w"
    before, after = (f"(?<!{edge})", f"(?!{edge})") if edge else ("", "")
    for name in ground.names:
        told = rf"{before}{re.escape(name)}{after}"
        without, count = re.subn(told, f" {_NAME} ", words, count=1, flags=re.IGNORECASE)
        if count:
            yield without


def only_tells(words: Sequence[Word], ground: Ground) -> bool:
    """Returns whether the words claim nothing: frame, or the clause's call in its order."""
    first = next((word for word in words if not word.neutral), None)
    if first is not None and first.written in plain_words("named", ground.language) and first is words[0]:
        return False
    return _in_call(words, without_frame(words, ground), ground)


def without_frame(words: Sequence[Word], ground: Ground) -> tuple[str, ...]:
    """Returns what the words that are neither neutral nor frame are compared as.

    Verbs that ask by their stems ("instructs", "instructed"), all others as they stand: one Director is asked where
    "the Directors" are not.
    """
    own = [word for word in words if not (word.neutral or is_frame(word, ground))]
    return tuple(_compared(word, ground.language) for word in own)


def _compared(word: Word, language: str) -> str:
    return word.key if turns(word.written, "modal", language) else word.written


def is_frame(word: Word, ground: Ground) -> bool:
    """Returns whether a word only tells where something stands; "asks" does where the call asks for something."""
    if word.written == _NAME or word.written in plain_words("frame", ground.language):
        return True
    return word.written in plain_words("asking", ground.language) and bool(ground.asks)


def _in_call(words: Sequence[Word], keys: Sequence[str], ground: Ground) -> bool:
    """Returns whether the keys are the call, or where it begins; with its verb, without, or by a passive behind.

    Whom it names further on ("in consultation with the Directors") is not whom it asks, so nothing is left out between.
    """
    if not keys:
        return True
    at = max(place for place, word in enumerate(words) if _compared(word, ground.language) == keys[-1])
    is_passive = at > 0 and words[at - 1].key in _passive(ground.language)
    if is_passive and len(keys) == 1:
        return False
    for call in _asking(ground):
        turned = is_passive and call[0] == keys[-1] and _opens(keys[:-1], call[1:])
        if turned or _opens(keys, call) or _opens(keys, call[1:]):
            return True
    return False


def _opens(keys: Sequence[str], call: Sequence[str]) -> bool:
    return tuple(call[: len(keys)]) == tuple(keys)


def _asking(ground: Ground) -> Iterator[Sequence[str]]:
    """Yields the call, and without "(mandate) resolves (to)" at its head: "resolves to invite X" invites X."""
    call = without_frame(words_of(ground.citation.clause, ground.language), ground)
    for at, key in enumerate(call):
        yield call[at:]
        if key not in _resolving(ground.language):
            return


def may_close(words: Sequence[Word], ground: Ground) -> bool:
    """Returns whether words behind the quotation's claim nothing: frame; the call only as a whole, with its verb."""
    keys = without_frame(words, ground)
    if not keys:
        return not words or any(is_frame(word, ground) for word in words)
    return any(_opens(keys, call) for call in _asking(ground))


@cache
def _resolving(language: str) -> frozenset[str]:
    forms = ("mandate", *forms_of("modal", "resolve", language))
    return frozenset(form for one in forms for word in words_of(one, language) for form in (word.key, word.written))


@cache
def _passive(language: str) -> frozenset[str]:
    return frozenset(word.key for one in plain_words("passive", language) for word in words_of(one, language))
