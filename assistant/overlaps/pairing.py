"""Pairs of mandates of two bodies on one theme: what they share, and what such a pair is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from assistant.draft import Evidence
from assistant.library import Library
from assistant.overlaps.mandates import Mandate, Rarity, mandates_of
from assistant.overlaps.orphans import orphans_of
from assistant.overlaps.rules import PAIR_TYPES, PairType, Rules, load_rules
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.scope import SECTOR_OF_BODY, SectorCode

_SHARED, _ALONE = 2, 0.3
"""So many words have to be shared, or likeness has to be this by one of them."""
_NAMED = 4
"""So many shared words are named in a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two clauses and how they stand to each other. ``words``: of what both ask, the rarest first.

    ``why`` names the ground of a divergence: ``period``, ``opposed`` or ``lead``. Of an orphan ``a`` asks and ``b`` is
    the line of the theme's record that shows what is mapped; ``sectors`` are those that were asked in vain.
    """

    type: PairType
    theme: str
    a: Evidence
    b: Evidence
    score: float
    acts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sectors: tuple[SectorCode, ...] = ()
    periods: tuple[str, ...] = ()
    why: str = ""


class Finder:
    """Finds overlaps in one library. Reads every resolution once, at first use, to know which words are rare."""

    def __init__(
        self, library: Library, *, rules: Rules | None = None, as_of: date | None = None, rarity: Rarity | None = None
    ) -> None:
        """``rarity`` given spares the reading of all resolutions: only those of the themes asked for are read."""
        self.library = library
        self.rules = rules or load_rules()
        self.as_of = as_of
        self._mandates: dict[str, tuple[Mandate, ...]] = {}
        self.rarity = rarity or Rarity(
            one for document in library.documents(*KINDS_WITH_REVISIONS) for one in self.mandates(document.id)
        )

    def mandates(self, document_id: str) -> tuple[Mandate, ...]:
        """Returns the mandates of a resolution, read once; none of what is not held."""
        if document_id not in self._mandates:
            document = self.library.catalogue.document(document_id)
            found = mandates_of(document, self.library, self.rules, as_of=self.as_of) if document else ()
            self._mandates[document_id] = found
        return self._mandates[document_id]

    def themes(self) -> tuple[Document, ...]:
        """Returns the themes that resolutions of two bodies or more are mapped to, by name."""
        found = [one for one in self.library.documents("theme") if len({m.body for m in self.on_theme(one)}) > 1]
        return tuple(sorted(found, key=lambda one: one.title))

    def on(self, theme: Document) -> tuple[Overlap, ...]:
        """Returns the overlaps on a theme, by type, the strongest first."""
        pairs = list(self._pairs(theme))
        pairs += [
            Overlap(type="orphan", theme=theme.id, a=one.asks, b=one.shows, score=0.0, sectors=one.sectors)
            for one in orphans_of(theme, self.library, self.on_theme(theme), as_of=self.as_of)
        ]
        return tuple(
            sorted(pairs, key=lambda one: (PAIR_TYPES.index(one.type), -one.score, one.a.document, one.a.start))
        )

    def on_theme(self, theme: Document) -> tuple[Mandate, ...]:
        """Returns the mandates of the resolutions mapped to a theme, in its order."""
        resolutions = theme.theme.resolutions if theme.theme else ()
        return tuple(mandate for one in resolutions for mandate in self.mandates(one))

    def _pairs(self, theme: Document) -> Iterator[Overlap]:
        found: list[tuple[Mandate, Mandate, Overlap]] = []
        for one, other in combinations(self.on_theme(theme), 2):
            if one.body != other.body and (overlap := self.compare(one, other, theme=theme.id)) is not None:
                found.append((one, other, overlap))
        best = _best(found)
        yield from (overlap for one, other, overlap in found if _stands_out(one, other, overlap, best))

    def compare(self, one: Mandate, other: Mandate, *, theme: str) -> Overlap | None:
        """Returns how two mandates stand to each other, or None where the rules see nothing between them."""
        likeness = self.rarity.likeness(one.terms, other.terms)
        shared = tuple(act for act in one.acts if act in other.acts)
        agreement = 2 * len(shared) / max(1, len(one.acts) + len(other.acts))
        weights = self.rules.weights
        titles = self.rarity.likeness(one.title, other.title)
        score = weights["object"] * likeness + weights["acts"] * agreement + weights["titles"] * titles
        if not self._is_telling(one.terms.keys() & other.terms.keys(), likeness, theme):
            return None
        for kind, why in self._types(one, other, shared):
            least = self.rules.least[kind]
            if likeness >= least.object and score >= least.score:
                return Overlap(
                    type=kind,
                    theme=theme,
                    a=one.evidence,
                    b=other.evidence,
                    score=round(score, 4),
                    acts=shared,
                    words=self._words(one, other),
                    periods=tuple(period for period in (one.period, other.period) if period),
                    why=why,
                )
        return None

    def _is_telling(self, words: Set[str], likeness: float, theme: str) -> bool:
        """Returns whether shared words tell of one matter: several do, a rare one does, and one of the theme's name."""
        if len(words) >= _SHARED or likeness >= _ALONE:
            return True
        return bool(words & set(self.library.analyse(self.library.document(theme).title, "en")))

    def _types(self, one: Mandate, other: Mandate, shared: Sequence[str]) -> Iterator[tuple[PairType, str]]:
        same = asks_the_same(one, other)
        if why := self._divergence(one, other, shared, same=same):
            yield "divergent", why
        if shared and same:
            yield "duplicate", ""
        if shared and not same and one.levels & other.levels:
            yield "counterpart", ""
        if not same and one.sectors and other.sectors and one.sectors != other.sectors:
            yield "complementary", ""

    def _divergence(self, one: Mandate, other: Mandate, shared: Sequence[str], *, same: bool) -> str:
        if same and "report" in shared and one.period and other.period and one.period != other.period:
            return "period"
        if same and any(frozenset((a, b)) in self.rules.opposed for a in one.acts for b in other.acts):
            return "opposed"
        return "lead" if "lead" in shared and not same and one.sectors != other.sectors else ""

    def _words(self, one: Mandate, other: Mandate) -> tuple[str, ...]:
        shared = sorted(set(one.terms) & set(other.terms), key=lambda term: (-self.rarity.weight(term), term))
        return tuple(one.terms[term] for term in shared[:_NAMED])


def asks_the_same(one: Mandate, other: Mandate) -> bool:
    """Returns whether two mandates have an addressee in common; a Sector's own decision is for all its organs."""
    if set(one.addressees) & set(other.addressees):
        return True
    return any(_decides_for_itself(a) and a.sectors & b.sectors for a, b in ((one, other), (other, one)))


def _decides_for_itself(mandate: Mandate) -> bool:
    own = SECTOR_OF_BODY.get(mandate.body)
    return own is not None and mandate.addressees == (f"group-itu-{own.lower()}",)


def _best(found: Iterable[tuple[Mandate, Mandate, Overlap]]) -> dict[tuple[Evidence, str], float]:
    """Returns, for each clause and each other document, the score of its strongest pair there."""
    best: dict[tuple[Evidence, str], float] = {}
    for one, other, overlap in found:
        for key in ((one.evidence, other.document), (other.evidence, one.document)):
            best[key] = max(best.get(key, 0.0), overlap.score)
    return best


def _stands_out(one: Mandate, other: Mandate, overlap: Overlap, best: dict[tuple[Evidence, str], float]) -> bool:
    """Returns whether the pair is the strongest of either clause with the other's document."""
    keys = ((one.evidence, other.document), (other.evidence, one.document))
    return any(best[key] == overlap.score for key in keys)
