"""Do words follow a quotation one after the other, cut only where what stays is still true?

Words may be left off at the end, or up to where the quotation is taken up again, under these rules:

- a cut is made before a sign or before a phrase that is added on ("for", "with"); before a relative word ("which") only
  where a sign stands there; never before what turns what went before ("or", "but", "recalled, not seen");
- no cut within a sentence whose words up to there deny or speak of all ("nobody …", "all …", "only …"): what follows
  may be what limits them; and no choice loses an alternative ("A, B or C");
- the quotation is taken up again at a new sentence or item, behind a bracket that was left off as a whole, or, within
  the same sentence, where a phrase goes on. A relative phrase is not taken up again behind another noun;
- a new sentence of the quotation is told behind a sign, so that it cannot become the object of the one before;
- a plural does not become a singular, nor the other way; an imperative may become "reports";
- small words come and go only where nothing hangs on them: articles anywhere, "and" and "to" at the head of an item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.prose.grounds import Ground, Word
from assistant.prose.vocabulary import plain_words, turns

_State = tuple[int, int, int, int]
"""Place in the sentence, place in the quotation, how many of its words were matched, sentences touched (bits)."""
MOST_STATES = 8_000
"""States that are looked at for one part of a sentence, whichever way it is read; one that has more does not hold: it
is not one a reader could follow, and a model must not keep the service busy."""


@dataclass(slots=True)
class Patience:
    """How many states may still be looked at."""

    left: int = MOST_STATES


@dataclass(frozen=True, slots=True)
class Alignment:
    """What is compared: ``told`` with the quotation of ``ground``, ``least`` words of it at the least.

    ``tells`` says whether words behind the quotation's claim nothing, ``complete`` whether the sentences touched lose
    no condition.
    """

    told: Sequence[Word]
    ground: Ground
    least: int
    tells: Callable[[Sequence[Word]], bool]
    complete: Callable[[int], bool]
    patience: Patience = field(default_factory=Patience)

    def holds_from(self, begin: int) -> bool:
        """Returns whether ``told[begin:]`` follows the quotation from the start of one of its sentences or items."""
        return any(
            self._follows(begin, at)
            for at, word in enumerate(self.ground.words)
            if word.anew and not self.ground.denied_before(at)
        )

    def _follows(self, begin: int, start: int) -> bool:
        seen: set[_State] = set()
        waiting: list[_State] = [(begin, start, 0, 0)]
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            if not self.patience.left:
                return False
            self.patience.left -= 1
            seen.add(state)
            i, j, count, touched = state
            if count >= self.least and may_end(self.ground, j) and self.tells(self.told[i:]) and self.complete(touched):
                return True
            if i < len(self.told):
                waiting += self._next(state)
        return False

    def _next(self, state: _State) -> Iterator[_State]:
        i, j, count, touched = state
        word, words = self.told[i], self.ground.words
        if word.neutral and (not count or self._may_come_and_go(word, i, j)):
            yield i + 1, j, count, touched
        if j >= len(words):
            return
        here = words[j]
        if here.neutral and self._may_come_and_go(here, i, j):
            yield i, j + 1, count, touched
        if self._is_told_by(j, i, count):
            more = touched if here.neutral else touched | 1 << here.sentence
            yield i + 1, j + 1, min(count + (not here.neutral), self.least), more
        if count and may_end(self.ground, j):
            yield from ((i, k, count, touched) for k in range(j + 1, len(words)) if _may_go_on(self.ground, j, k))

    def _may_come_and_go(self, word: Word, i: int, j: int) -> bool:
        """Returns whether a small word between places ``i`` and ``j`` may: an article, "and" or "to" at a head."""
        language, words = self.ground.language, self.ground.words
        if word.written in plain_words("free", language):
            return True
        told = self.told[i].parted or self.told[i - 1].written in plain_words("linking", language)
        at_head = told or j >= len(words) or words[j].parted
        return at_head and word.written in plain_words("head", language)

    def _is_told_by(self, j: int, i: int, count: int) -> bool:
        here, word = self.ground.words[j], self.told[i]
        if not here.is_form_of(word) or (count and here.stops and not word.parted):
            return False
        return _keeps_number(self.ground, j, word)


def may_end(ground: Ground, at: int) -> bool:
    """Returns whether a passage may be cut off before its word ``at``."""
    words, language = ground.words, ground.language
    if at >= len(words) or words[at].stops:
        return True
    word = words[at]
    if word.anew and not word.closes:
        return True
    if not _is_joint(word, language) or word.written in plain_words("contrary", language):
        return False
    return not ground.limited_before(at) and not _loses_choice(ground, at)


def _is_joint(word: Word, language: str) -> bool:
    """Returns whether a sign other than a closing bracket alone stands before a word, or it adds a phrase on."""
    return (word.parted and not word.closes) or word.signed or word.written in plain_words("joint", language)


def _loses_choice(ground: Ground, at: int) -> bool:
    """Returns whether what is left off from ``at`` on, up to a strong sign, holds an alternative to what stays.

    The choice of a phrase that is added on is its own; behind an "and" it is so unless a sign stands before it.
    """
    words, language = ground.words, ground.language
    first, linking = words[at].written, plain_words("linking", language)
    if first in plain_words("joint", language) - linking or "without" in turns(first, "negation", language):
        return False
    for word in words[at:]:
        if word is not words[at] and (word.anew or word.closes):
            return False
        if word.written in plain_words("choice", language) and (word.parted or first not in linking):
            return True
    return False


def _may_go_on(ground: Ground, left: int, at: int) -> bool:
    """Returns whether the quotation, left off before its word ``left``, may be taken up again at ``at``.

    What stood between two signs may be an item of a list that another verb governs ("approve lamps, reject candles,
    torches"): then it goes on only with words that go on with the sentence ("…, above all, to light them").
    """
    words, language = ground.words, ground.language
    word, first = words[at], words[left]
    if word.stops:
        return True
    if word.sentence != first.sentence or first.stops:
        return False
    if word.closes:
        return first.anew and not any(one.anew for one in words[left + 1 : at + 1])
    if word.anew or not word.parted or word.written in plain_words("relative", language):
        return False
    if word.written in plain_words("onward", language):
        return True
    joints = plain_words("joint", language)
    left_off = first.written in joints | plain_words("relative", language)
    return left_off and (first.parted or word.written in joints)


def _keeps_number(ground: Ground, at: int, told: Word) -> bool:
    """Returns whether ``told`` ends in "-s" where the quotation's word does; a verb at the head may get one."""
    here = ground.words[at]
    return not here.is_plural_of(told) and (not told.is_plural_of(here) or _may_be_verb(ground, at))


def _may_be_verb(ground: Ground, at: int) -> bool:
    word = ground.words[at]
    return word.parted or ground.words[at - 1].written in plain_words("linking", ground.language) | {"to"}
