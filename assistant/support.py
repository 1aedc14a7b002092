"""Do the documents say it? What a question asks is held against the best passages; too little support is no answer.

Two measures, each 0 to 1. *Cover*: of the question's subject words, weighed by rarity, the share that stands in one
passage or its heading; a word no document has weighs as much as the rarest. *Nearness*: the cosine of the best
passage, stretched over the range the embedder uses; unknown for an embedder whose range was not measured, and then
words alone decide. Words decide where the question is in a language of the passages; nearness decides across languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieval import Hit

COVER_ENOUGH = 0.95
COVER_SOME = 0.40
COVER_ALONE = 0.60
"""Cover that is enough where nearness is not known."""
NEAR_ENOUGH = 0.60
NEAR_ALONE = 0.62
ACROSS = 0.5
"""Under this share of known words the question is taken to be in another language than the passages."""
WHOLE = 0.99
"""Cover of a passage that holds every subject word of the question."""
_LOOKED_AT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How far the passages found carry the question. ``confidence`` grows with both measures, 0 to 1."""

    cover: float
    nearness: float | None
    across: bool

    @property
    def enough(self) -> bool:
        """Returns whether an answer may be given from these passages."""
        if self.nearness is None:
            return self.cover >= COVER_ALONE
        if self.across:
            return self.nearness >= NEAR_ALONE
        return self.cover >= COVER_ENOUGH or (self.cover >= COVER_SOME and self.nearness >= NEAR_ENOUGH)

    @property
    def confidence(self) -> float:
        """Returns a figure to sort answers by."""
        if self.nearness is None:
            return round(self.cover, 3)
        return round(self.nearness if self.across else 0.7 * self.cover + 0.3 * self.nearness, 3)


def assess(
    hits: Sequence[Hit],
    words: Sequence[tuple[tuple[str, ...], float]],
    terms_of_hits: Sequence[set[str]],
    *,
    known_share: float,
    foreign: bool,
    cosines: tuple[float, float] | None,
) -> Support:
    """Returns the support of the best hits.

    ``words``: the question's words as the terms each may stand for, with its weight. ``terms_of_hits``: the index
    terms of each hit with its context, in the hits' order. ``known_share``: of the question's words, those the index
    knows. ``foreign``: no passage is in the question's language, so that its words need not be known. ``cosines``: of
    unrelated and of equal meaning with this embedder, None where that was not measured.
    """
    if not hits:
        return Support(cover=0.0, nearness=0.0, across=False)
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
    )


def _stretched(cosine: float, cosines: tuple[float, float]) -> float:
    far, near = cosines
    return min(1.0, max(0.0, (cosine - far) / (near - far)))


def close_behind(hits: Sequence[Hit], *, most: int, drop: float) -> list[Hit]:
    """Returns the first hit and those of at least ``drop`` times its score, at most ``most``."""
    return [hit for hit in hits[:most] if hit.score >= drop * hits[0].score] if hits else []
