"""Is a sentence what its passage says? It is where it is the passage's own words, cut at joints and told as such.

A part of a sentence and the passage it names are compared word by word, in the passage's language. The part holds if

- it begins (and may end) with words that only tell where something stands: the document's label or title, the clause's
  call ("instructs the Secretary-General"), words of the frame ("according to"), see ``leading.py``;
- what is between them follows the quotation's words one after the other, from the start of a sentence or item, cut only
  where what stays is still true (``alignment.py``); a passive ("X is to be kept") is read as the active. So a "not", a
  "may", a tense, a number, a name or an order of names cannot change, and nothing can be put in;
- a condition or limit of the sentences it draws on ("if", "only", "when") is not left out;
- what stands in quotation marks stands so in the quotation, and is cut by the same rules;
- it holds no address, no markup, no question mark and no symbol or unseen sign that the passage has not.

More than one passage behind the same words: one of them alone has to carry them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from assistant.prose.alignment import Alignment, Patience
from assistant.prose.grounds import Ground, Word, words_of
from assistant.prose.leading import is_frame, may_close, only_tells, without_frame, without_names
from assistant.prose.sentences import Part, Sentence
from assistant.prose.vocabulary import Category, plain_words, turns

_MARKUP = re.compile(r"https?:|www\.|\w\.\w+/|\]\(|<[a-zA-Z/!]|`|\bdata:|javascript:|@\w", re.IGNORECASE)
_QUOTED = re.compile(r"“([^”]*)”|«\s*([^»]*?)\s*»|\"([^\"]*)\"|「([^」]*)」")
_BINDING: tuple[tuple[Category, str], ...] = (("condition", "if"), ("limit", "only"), ("circumstance", "when"))
"""What a sentence depends on: it is told with as many of each as it has."""
_LEAST = 2
"""Words of its own passage that a part has to carry, unless the passage has fewer."""


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
    if _signs_of(words) - _signs_of(" ".join((ground.citation.quote, ground.citation.label, ground.citation.title))):
        return "holds signs that the passage has not"
    quoted, rest = _quotations(words)
    if not all(_stands(one, ground) for one in quoted):
        return "quotes what does not stand there"
    readings = [words_of(one, ground.language) for one in without_names(rest, ground)]
    if quoted:
        complete = _Complete(words, ground)
        is_apart = _QUOTED.match(words.strip()) or words.rstrip(" .,;:!")[-1:] in '”»"」'
        if not any(only_tells(told, ground) or (is_apart and _follows(told, complete)) for told in readings):
            return "says more than it quotes"
        if not complete(0) or not all(_is_whole(one, ground) for one in quoted):
            return "quotes less than what is said there, or without its condition"
        return None
    patience = Patience()
    if any(_follows(told, _Complete(words, ground, patience=patience)) for told in readings):
        return None
    follows = any(_follows(told, _Complete("", ground, binding=(), patience=patience)) for told in readings)
    return "leaves out a condition" if follows else "is not what the passage says"


def _is_whole(quoted: str, ground: Ground) -> bool:
    """Returns whether a quotation ends where the passage may be cut, with the conditions of what it holds."""
    told = words_of(quoted, ground.language)
    return Alignment(told, ground, 1, lambda end: not end, _Complete(quoted, ground)).holds_from(0)


def _signs_of(text: str) -> frozenset[str]:
    """Returns the signs that may say what no word does: symbols, question marks, and signs that are not seen."""
    return frozenset(one for one in text if one in "?？؟" or (category(one)[0] in "SC" and not one.isspace()))


def _quotations(words: str) -> tuple[list[str], str]:
    """Returns what stands in quotation marks, and the rest."""
    quoted = [next(group for group in match.groups() if group is not None) for match in _QUOTED.finditer(words)]
    return [one for one in quoted if one.strip()], _QUOTED.sub(" ", words)


def _stands(words: str, ground: Ground) -> bool:
    """Returns whether ``words`` stand in the quotation sign by sign, from the start of a sentence or item of it on."""
    wanted, text = _folded(words).strip(" .,;:"), _folded(ground.citation.quote)
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        before = words_of(re.split(r"[.;:?!(\[“«。；：]", text[:at])[-1], ground.language)
        if all(word.neutral for word in before):
            return True
        at = text.find(wanted, at + 1)
    return False


def _follows(told: Sequence[Word], complete: _Complete) -> bool:
    """Returns whether the words are a lead-in and then the quotation's, and nothing else; a passive is turned back."""
    return any(_is_led_in(one, complete) for one in (told, *_active(told, complete.ground)))


def _active(told: Sequence[Word], ground: Ground) -> Iterator[Sequence[Word]]:
    """Yields the words with a verb that opens the quotation put first again: "X is (to be) kept" as "keep X"."""
    verbs = [word for word in ground.words if not word.neutral][:_LEAST]
    if verbs and any(word.written not in plain_words("head", ground.language) for word in _until(verbs[0], ground)):
        return
    passive = plain_words("passive", ground.language)
    for count in range(1, len(verbs) + 1):
        for at in range(1, len(told)):
            moved = [word for word in told[at:] if not word.neutral][:count]
            if told[at - 1].written not in passive or len(moved) < count:
                continue
            if all(word.key == verb.key for word, verb in zip(moved, verbs, strict=False)):
                rest = [word for word in told[at:] if all(word is not one for one in moved)]
                yield (*_until(verbs[count - 1], ground), verbs[count - 1], *_without_passive(told[:at]), *rest)


def _until(word: Word, ground: Ground) -> Sequence[Word]:
    return ground.words[: ground.words.index(word)]


def _without_passive(told: Sequence[Word]) -> Sequence[Word]:
    """Returns the words before a passive verb without the "is (to be)" at their end."""
    end = len(told)
    while end and told[end - 1].neutral and not told[end - 1].parted:
        end -= 1
    return told[:end]


def _is_led_in(told: Sequence[Word], complete: _Complete) -> bool:
    """Returns whether a lead-in stands before the quotation's words, and nothing else but an end that only tells."""
    ground = complete.ground
    least = min(_LEAST, sum(not word.neutral for word in ground.words))
    alignment = Alignment(told, ground, least, lambda end: may_close(end, ground), complete, complete.patience)
    return any(only_tells(told[:begin], ground) and alignment.holds_from(begin) for begin in range(len(told)))


@dataclass(frozen=True, slots=True)
class _Complete:
    """Do ``words`` tell the conditions and limits of the sentences they draw on, and of the call they tell?"""

    words: str
    ground: Ground
    binding: tuple[tuple[Category, str], ...] = _BINDING
    patience: Patience = field(default_factory=Patience)

    @property
    def _call(self) -> Sequence[Word]:
        return words_of(self.ground.citation.clause, self.ground.language)

    def __call__(self, touched: int) -> bool:
        language = self.ground.language
        drawn_on = [one for at, one in enumerate(self.ground.sentences) if touched >> at & 1]
        if set(without_frame(words_of(self.words, language), self.ground)) & set(
            without_frame(self._call, self.ground)
        ):
            drawn_on.append(self.ground.citation.clause)
        return all(
            sum(_count(one, kind, name, language) for one in drawn_on) <= _count(self.words, kind, name, language)
            for kind, name in self.binding
        )


def _count(text: str, kind: Category, name: str, language: str) -> int:
    embedded = sum(word.written in plain_words("embedded", language) for word in words_of(text, language))
    return turns(text, kind, language)[name] - (embedded if name == "if" else 0)


def _folded(text: str) -> str:
    return " ".join(text.split())


def has_markup(words: str) -> bool:
    """Returns whether an address or markup stands in the words."""
    return bool(_MARKUP.search(words))


def draws_on(text: str, ground: Ground) -> bool:
    """Returns whether the passage holds half of the words of ``text`` that are no frame: it is to be quoted then."""
    *_, unnamed = without_names(text, ground)
    own = {one.key for one in words_of(unnamed, ground.language) if not (one.neutral or is_frame(one, ground))}
    held = {word.key for word in ground.words} | set(ground.call)
    return bool(own) and 2 * len(own & held) >= len(own)
