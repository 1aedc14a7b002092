"""Is a sentence what its passage says? It is where it is the passage's own words, cut at joints and told as such.

A part of a sentence and the passage it names are compared word by word, in the passage's language. The part holds if

- it begins (and may end) with words that only tell where something stands: the document's label or title, the words of
  the clause's call ("instructs the Secretary-General"), words of the frame ("according to");
- what is between them follows the quotation's words one after the other, inflected as it may be, articles and "to be"
  aside; a passive ("X is to be kept") is read as the active. It begins at the start of a sentence or item. Words may be
  left out only up to the start of another one, or where a phrase is added on, up to the next sign. So a "not", a
  "may", a number, a name or an order of names cannot change, and nothing can be put in;
- a condition or limit of the sentence quoted from ("if", "only", "except") is not left out;
- what stands in quotation marks stands so in the quotation;
- it holds no address and no markup.

More than one passage behind the same words: one of them alone has to carry them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.prose.grounds import Ground, Word, words_of
from assistant.prose.sentences import Part, Sentence
from assistant.prose.vocabulary import plain_words, turns

_MARKUP = re.compile(r"https?:|www\.|\w\.\w+/|\]\(|<[a-zA-Z/!]|`|\bdata:|javascript:|@\w", re.IGNORECASE)
_QUOTED = re.compile(r"“([^”]*)”|«\s*([^»]*?)\s*»|\"([^\"]*)\"|「([^」]*)」")
_SENTENCE = re.compile(r"[^.;!?。！？\n]+(?:\.(?=\w)[^.;!?。！？\n]*)*[.;!?。！？\n]?")
_LEAST = 2
"""Words of its own passage that a part has to carry, unless the passage has fewer."""
_State = tuple[int, int, int]
"""Place in the sentence, place in the quotation, how many of its words were matched."""


def fault_of_sentence(sentence: Sentence, grounds: Mapping[int, Ground]) -> str | None:
    """Returns why a sentence does not hold, in words that repeat nothing of it, or None where it does."""
    for part in sentence.parts:
        if (fault := _fault(part, grounds)) is not None:
            return fault
    return None


def _fault(part: Part, grounds: Mapping[int, Ground]) -> str | None:
    if not part.marks:
        return "names no passage"
    if any(mark not in grounds for mark in part.marks):
        return "names a passage that was not given"
    faults = [fault_of_part(part.words, grounds[mark]) for mark in part.marks]
    return None if None in faults else faults[0]


def fault_of_part(words: str, ground: Ground) -> str | None:
    """Returns why ``words`` are not what the passage says, or None where they are."""
    if has_markup(words):
        return "holds an address or markup"
    quoted, rest = _quotations(words)
    if not all(_stands(one, ground.citation.quote) for one in quoted):
        return "quotes what does not stand there"
    readings = [words_of(one, ground.language) for one in _without_names(rest, ground)]
    told: Sequence[Word] | None
    if quoted:
        if not any(_only_tells(told, ground) for told in readings):
            return "says more than it quotes"
        told = words_of(" ".join(quoted), ground.language)
    elif (told := next((told for told in readings if _follows(told, ground)), None)) is None:
        return "is not what the passage says"
    return "leaves out a condition" if _drops_condition(words, told, ground) else None


def _quotations(words: str) -> tuple[list[str], str]:
    """Returns what stands in quotation marks, and the rest."""
    quoted = [next(group for group in match.groups() if group is not None) for match in _QUOTED.finditer(words)]
    return [one for one in quoted if one.strip()], _QUOTED.sub(" ", words)


def _stands(words: str, quote: str) -> bool:
    """Returns whether ``words`` stand in ``quote`` sign by sign, from the start of a sentence or item of it on."""
    wanted, text = _folded(words).strip(" .,;:"), _folded(quote)
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        if not at or text[:at].rstrip()[-1:] in ".;:?!([“«。；：":
            return True
        at = text.find(wanted, at + 1)
    return False


def _without_names(words: str, ground: Ground) -> Iterator[str]:
    """Yields the words as they are, and without each name of the document that they hold, which goes once."""
    yield words
    for name in ground.names:
        without, count = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", " ", words, count=1, flags=re.IGNORECASE)
        if count:
            yield without


def _only_tells(words: Sequence[Word], ground: Ground) -> bool:
    """Returns whether the words claim nothing: frame, or the clause's call in its order."""
    own = [word for word in words if not word.neutral and not _is_frame(word, ground)]
    return _in_call(words, [word.key for word in own], ground)


def _is_frame(word: Word, ground: Ground) -> bool:
    """Returns whether a word only tells where something stands; "asks" does where the call asks for something."""
    if word.written in plain_words("frame", ground.language):
        return True
    return word.written in plain_words("asking", ground.language) and bool(ground.asks)


def _in_call(words: Sequence[Word], keys: Sequence[str], ground: Ground) -> bool:
    """Returns whether the keys stand in the call, in its order; or turned round by a passive ("X is instructed")."""
    if _is_subsequence(keys, ground.call):
        return True
    if len(keys) < _LEAST or not ground.call or keys[-1] != ground.call[0]:
        return False
    at = max(place for place, word in enumerate(words) if word.key == keys[-1])
    is_passive = at > 0 and words[at - 1].key in _passive(ground.language)
    return is_passive and _is_subsequence(keys[:-1], ground.call[1:])


def _follows(told: Sequence[Word], ground: Ground) -> bool:
    """Returns whether the words are a lead-in and then the quotation's, and nothing else; a passive is turned back."""
    return any(_is_led_in(one, ground) for one in (told, *_active(told, ground)))


def _active(told: Sequence[Word], ground: Ground) -> Iterator[Sequence[Word]]:
    """Yields the words with a verb that opens the quotation put first again: "X is (to be) kept" as "keep X"."""
    verbs = [word for word in ground.words if not word.neutral][:_LEAST]
    for count in range(1, len(verbs) + 1):
        for at in range(1, len(told)):
            moved = [word for word in told[at:] if not word.neutral][:count]
            if told[at - 1].written not in plain_words("passive", ground.language) or len(moved) < count:
                continue
            if all(word.key == verb.key for word, verb in zip(moved, verbs, strict=False)):
                rest = [word for word in told[at:] if all(word is not one for one in moved)]
                yield (*moved, *told[:at], *rest)


def _is_led_in(told: Sequence[Word], ground: Ground) -> bool:
    least = min(_LEAST, sum(not word.neutral for word in ground.words))
    for begin in range(len(told)):
        if not _only_tells(told[:begin], ground):
            continue
        for at, word in enumerate(ground.words):
            if word.anew and _aligned(told, begin, ground, at, least):
                return True
    return False


def _aligned(told: Sequence[Word], begin: int, ground: Ground, start: int, least: int) -> bool:
    """Returns whether ``told[begin:]`` follows the quotation from ``start`` on, at least ``least`` words of it."""
    seen: set[_State] = set()
    waiting: list[_State] = [(begin, start, 0)]
    while waiting:
        state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        i, j, count = state
        if count >= least and _may_end(ground, j) and _only_tells(told[i:], ground):
            return True
        if i < len(told):
            waiting += _next_states(told[i], ground, state, least)
    return False


def _next_states(word: Word, ground: Ground, state: _State, least: int) -> Iterator[_State]:
    """Yields where the comparison may go on from ``state``, whose next word of the sentence is ``word``."""
    i, j, count = state
    here = ground.words[j] if j < len(ground.words) else None
    matches = here is not None and here.is_form_of(word)
    if word.neutral:
        yield i + 1, j, count
    if here is None:
        return
    if here.neutral:
        yield i, j + 1, count
    if matches:
        yield i + 1, j + 1, min(count + (not here.neutral), least)
    if count and _may_end(ground, j):
        added_on = here.written in plain_words("joint", ground.language)
        rest = enumerate(ground.words[j + 1 :], start=j + 1)
        yield from ((i, k, count) for k, one in rest if _may_go_on(one, ground, added_on=added_on))


def _may_go_on(word: Word, ground: Ground, *, added_on: bool) -> bool:
    """Returns whether the quotation may be taken up again at ``word``, where something before it was left off.

    What stood between two signs may be an item of a list that another verb governs ("approve lamps, reject candles,
    torches"): then it goes on only with words that go on with the sentence ("…, above all, to light them").
    """
    if word.anew or word.closes:
        return True
    return word.parted and (added_on or word.written in plain_words("onward", ground.language))


def _may_end(ground: Ground, at: int) -> bool:
    """Returns whether a passage may be cut off before its word ``at``: before a sign, or a phrase that is added on."""
    if at >= len(ground.words):
        return True
    word = ground.words[at]
    return word.parted or word.written in plain_words("joint", ground.language)


def _drops_condition(words: str, told: Sequence[Word], ground: Ground) -> bool:
    """Returns whether a sentence of the quotation that the words draw on has a condition they do not tell."""
    keys = {word.key for word in told if not word.neutral}
    for match in _SENTENCE.finditer(ground.citation.quote):
        own = {word.key for word in words_of(match[0].strip(), ground.language) if not word.neutral}
        if len(own & keys) < _LEAST:
            continue
        for category in ("condition", "limit"):
            needed = turns(match[0], category, ground.language)
            held = turns(words, category, ground.language)
            wanted = {name: count for name, count in needed.items() if name in ("if", "only")}
            if any(held[name] < count for name, count in wanted.items()):
                return True
    return False


@cache
def _passive(language: str) -> frozenset[str]:
    return frozenset(word.key for one in plain_words("passive", language) for word in words_of(one, language))


def _is_subsequence(keys: Sequence[str], of: Sequence[str]) -> bool:
    rest = iter(of)
    return all(key in rest for key in keys)


def _folded(text: str) -> str:
    return " ".join(text.split())


def has_markup(words: str) -> bool:
    """Returns whether an address or markup stands in the words."""
    return bool(_MARKUP.search(words))


def draws_on(text: str, ground: Ground) -> bool:
    """Returns whether the passage holds half of the words of ``text`` that are no frame: it is to be quoted then."""
    *_, unnamed = _without_names(text, ground)
    own = {one.key for one in words_of(unnamed, ground.language) if not (one.neutral or _is_frame(one, ground))}
    held = {word.key for word in ground.words} | set(ground.call)
    return bool(own) and 2 * len(own & held) >= len(own)
