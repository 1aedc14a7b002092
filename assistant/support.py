"""Do the documents say it? What a question asks is held against the best passages; too little support is no answer.

Two measures, each 0 to 1. *Cover*: of the question's subject words, weighed by rarity, the share that stands in one
passage or its heading; a word no document has weighs as much as the rarest. *Nearness*: the cosine of the best
passage, stretched over the range the embedder uses; unknown for an embedder whose range was not measured, and then
words alone decide. Beside them count the share of words that are known at all, whether the question names a theme, a
group or a conference, whether it speaks of ITU, and whether it asks for a price and the like. What each weighs, and
what is enough, was learned on development questions: one set of weights for questions in a language of the passages,
one across languages. They stand in ``support_weights.json`` with the command that learned them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from assistant.retrieval import Hit

COVER_ALONE = 0.60
"""Cover that is enough where nearness is not known."""
ACROSS = 0.5
"""Under this share of known words the question is taken to be in another language than the passages."""
WHOLE = 0.99
"""Cover of a passage that holds every subject word of the question."""
_LOOKED_AT = 8

FEATURES = ("cover", "nearness", "known", "named", "at_home", "everyday")
"""What is weighed, in this order; a learned weight belongs to each."""
Side = Literal["same", "across"]


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """Of one side: the weight of each feature, their constant, and the likelihood that is enough."""

    constant: float
    weights: Mapping[str, float]
    enough: float


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """What a command learned, from which data, for which embedder."""

    learned_by: str
    embedder: str
    data: Mapping[str, str]
    same: Weights
    across: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How far the passages found carry the question; the others are of the question itself."""

    cover: float
    nearness: float | None
    across: bool
    known: float = 1.0
    named: bool = False
    at_home: bool = False
    everyday: bool = False

    @property
    def side(self) -> Side:
        """Returns which weights are used."""
        return "across" if self.across else "same"

    @property
    def features(self) -> tuple[float, ...]:
        """Returns the values of ``FEATURES``."""
        told = (self.named, self.at_home, self.everyday)
        return self.cover, self.nearness or 0.0, self.known, *map(float, told)

    @property
    def likelihood(self) -> float:
        """Returns how likely it is that the passages answer, 0 to 1, by what was learned; cover where nearness is not
        known."""
        if self.nearness is None:
            return self.cover
        learned = getattr(learned_weights(), self.side)
        return likelihood_of(self.features, learned)

    @property
    def enough(self) -> bool:
        """Returns whether an answer may be given from these passages."""
        if self.nearness is None:
            return self.cover >= COVER_ALONE
        learned: Weights = getattr(learned_weights(), self.side)
        return self.likelihood >= learned.enough

    @property
    def confidence(self) -> float:
        """Returns a figure to sort answers by."""
        return round(self.likelihood, 3)


NO_SUPPORT = Support(cover=0.0, nearness=0.0, across=False, known=0.0)
"""Of what says nothing."""


def likelihood_of(features: Sequence[float], learned: Weights) -> float:
    """Returns the logistic function of the weighed sum of ``features``, which are in the order of ``FEATURES``."""
    total = learned.constant + sum(
        learned.weights[name] * value for name, value in zip(FEATURES, features, strict=True)
    )
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))


@cache
def learned_weights() -> Learned:
    """Returns the weights that ship."""
    return msgspec.json.decode((files(__package__) / "support_weights.json").read_bytes(), type=Learned)


def assess(
    hits: Sequence[Hit],
    words: Sequence[tuple[tuple[str, ...], float]],
    terms_of_hits: Sequence[set[str]],
    *,
    known_share: float,
    foreign: bool,
    cosines: tuple[float, float] | None,
    named: bool = False,
    at_home: bool = False,
    everyday: bool = False,
) -> Support:
    """Returns the support of the best hits.

    ``words``: the question's words as the terms each may stand for, with its weight. ``terms_of_hits``: the index
    terms of each hit with its context, in the hits' order. ``known_share``: of the question's words, those the index
    knows. ``foreign``: no passage is in the question's language, so that its words need not be known. ``cosines``: of
    unrelated and of equal meaning with this embedder, None where that was not measured. ``named``: the question names a
    theme, a group or a conference. ``at_home``: it speaks of ITU, its organs or its texts. ``everyday``: it asks for
    a price and the like.
    """
    if not hits:
        return NO_SUPPORT
    total = sum(weight for _, weight in words)
    covers = [
        sum(weight for variants, weight in words if terms.intersection(variants)) / total if total else 0.0
        for terms in terms_of_hits[:_LOOKED_AT]
    ]
    nearest = max(hit.cosine for hit in hits[:_LOOKED_AT])
    return Support(
        cover=max(covers, default=0.0),
        nearness=_stretched(nearest, cosines) if cosines else None,
        across=foreign and known_share < ACROSS,
        known=known_share,
        named=named,
        at_home=at_home,
        everyday=everyday,
    )


def _stretched(cosine: float, cosines: tuple[float, float]) -> float:
    far, near = cosines
    return min(1.0, max(0.0, (cosine - far) / (near - far)))


def close_behind(hits: Sequence[Hit], *, most: int, drop: float) -> list[Hit]:
    """Returns the first hit and those of at least ``drop`` times its score, at most ``most``."""
    return [hit for hit in hits[:most] if hit.score >= drop * hits[0].score] if hits else []
