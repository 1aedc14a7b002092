"""A passage as a model sees it and as its sentences are held against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.answer import Citation
from assistant.prose.vocabulary import in_language, plain_words, turns
from corpus.asking import RESOLVE, asked_by_call
from indexer.lexical.analysis import Analyser

_WORD = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u3400-\u9fff\uf900-\ufaff]+(?:['’./-][^\W_\u3400-\u9fff\uf900-\ufaff]+)*(?:(?<=\d)\s?[%‰°])?"
)
_STARTS_ANEW = re.compile(r"[.;:?!(\[“«—–\n。；：？！（؛]")
_STOPS = re.compile(r"[.;!?\n。；！？؛]")
_CLOSES = re.compile(r"[)\]）]")
_SIGNED = re.compile(r"[)\]）]\s*[.,;:，。；：、،؛–—]")
_PARTED = re.compile(r"[.,;:?!()\[\]“”«»—–\n，。；：、（）،؛]")
_ELISION = re.compile(r"^[a-zà-ÿ]{1,2}['’](?=\w)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ANALYSER = Analyser()


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, without case, and by what it is compared as: its stem.

    ``neutral``: it may come and go. ``parted``: a sign stands before it. ``anew``: before it a sentence, an item or a
    bracket begins, or it is the first. ``closes``: before it a bracket ends; ``signed``: with a sign behind it.
    ``stops``: before it a sentence or item ends, or it is the first; ``sentence`` counts them. ``at``: where it begins
    in its text.
    """

    written: str
    key: str
    neutral: bool
    parted: bool
    anew: bool
    closes: bool
    signed: bool
    stops: bool
    sentence: int
    at: int
    english: bool

    def is_form_of(self, other: Word) -> bool:
        """Returns whether both are one word as it stands; in English "-s" aside.

        Stems are too wide: "authorities" and "authors" have one, and "report" and "reported" are two facts.
        """
        if self.written == other.written:
            return True
        return self.english and (self.is_plural_of(other) or other.is_plural_of(self))

    def is_plural_of(self, other: Word) -> bool:
        """Returns whether a word is another with "-s": a plural, or a verb's third person."""
        word, of = self.written, other.written
        return word in (f"{of}s", f"{of}es") or (of.endswith("y") and word == f"{of[:-1]}ies")


@dataclass(frozen=True)
class Ground:
    """What one citation gives a sentence to rest on. ``number`` is its mark."""

    citation: Citation

    @property
    def number(self) -> int:
        """The mark a model has to name it by."""
        return self.citation.n

    @property
    def language(self) -> str:
        """The language of the passage."""
        return self.citation.language

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the quotation."""
        return words_of(self.citation.quote, self.language)

    @cached_property
    def call(self) -> tuple[str, ...]:
        """What the clause is reached by ("instructs the Secretary-General 2"), as keys in order, neutral ones out."""
        return tuple(word.key for word in words_of(self.citation.clause, self.language) if not word.neutral)

    @cached_property
    def asks(self) -> bool:
        """Whether the clause's call asks somebody for something."""
        return asked_by_call(self.citation.clause).verb not in ("", RESOLVE)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The ways a sentence may name the document, the longest first."""
        label = self.citation.label
        bare = label.partition(" (")[0]
        short = re.sub(r"^(?:PP|WTSA|WTDC|RA|WRC|Council) (?=Resolution|Decision)", "", label)
        found = {label, bare, short, short.partition(" (")[0], self.citation.title}
        if re.search(r"\breport\b", self.citation.title, re.IGNORECASE):
            found.add("the report")
        found |= {form for name in list(found) for form in in_language(name, self.language)}
        return tuple(sorted((name for name in found if name), key=len, reverse=True))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The quotation's sentences and items, as ``Word.sentence`` counts them."""
        starts = [word.at if at else 0 for at, word in enumerate(self.words) if word.stops]
        return tuple(self.citation.quote[a:b] for a, b in pairwise((*starts, len(self.citation.quote))))

    def denied_before(self, at: int) -> bool:
        """Returns whether the sentence of word ``at`` denies or hinders something before it."""
        return self._limits[at][0]

    def limited_before(self, at: int) -> bool:
        """Returns whether what follows from word ``at`` on may limit a denial, an "only" or an "all" before it.

        "All lamps and candles" are all lamps as well: an "and" limits no "all".
        """
        return self._limits[at][1]

    @cached_property
    def _limits(self) -> tuple[tuple[bool, bool], ...]:
        return tuple(self._limits_of(at) for at in range(len(self.words)))

    def _limits_of(self, at: int) -> tuple[bool, bool]:
        before = self._before(at)
        limits = turns(before, "limit", self.language)
        denied = "hinder" in limits or any(name != "without" for name in turns(before, "negation", self.language))
        links = self.words[at].written in plain_words("linking", self.language)
        return denied, denied or "only" in limits or ("all" in limits and not links)

    def _before(self, at: int) -> str:
        first = next(word for word in self.words if word.sentence == self.words[at].sentence)
        return self.citation.quote[first.at : self.words[at].at]

    def told(self) -> str:
        """Returns the passage as a model is told it: mark, label, clause, status, words; no address is among them."""
        head = ", ".join(part for part in (self.citation.label, self.citation.clause, self.citation.status) if part)
        return f"[{self.number}] {head}: {_ADDRESS.sub('(address)', self.citation.quote)}"


def grounds_of(citations: Sequence[Citation]) -> dict[int, Ground]:
    """Returns each citation as ground, by its number."""
    return {citation.n: Ground(citation) for citation in citations}


@lru_cache(maxsize=4_096)
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """Returns the words of a text in order; inflected forms of a word have one key, elided articles are left out."""
    neutral = plain_words("neutral", language)
    found: list[Word] = []
    end = sentence = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        plain = _ELISION.sub("", match[0]) if language == "fr" else match[0]
        folded = plain.casefold().replace(" ", "").replace("’", "'")
        stops = bool(found and _STOPS.search(between))
        sentence += stops
        found.append(
            Word(
                written=folded,
                key=_key(plain, language),
                neutral=folded in neutral,
                parted=not found or bool(_PARTED.search(between)),
                anew=not found or bool(_STARTS_ANEW.search(between)),
                closes=bool(_CLOSES.search(between)),
                signed=bool(_SIGNED.search(between)),
                stops=stops or not found,
                sentence=sentence,
                at=match.start(),
                english=language == "en",
            )
        )
        end = match.end()
    return tuple(found)


@lru_cache(maxsize=65_536)
def _key(word: str, language: str) -> str:
    terms = _ANALYSER.terms(word, language)
    return terms[0] if len(terms) == 1 else word.casefold().replace("’", "'")
