"""A place in the tokens of one text, and what both orders of words share: organs, brackets, ranges, joins."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from corpus.conferences import find_conference
from corpus.references.chain import Draft
from corpus.references.folding import Folded
from corpus.references.grammar import Grammar
from corpus.references.lexer import Bracket, Organ, Token, TokenKind, labelled, tokens
from corpus.references.model import Reference

_LONGEST_GAP = 6
LONGEST_RANGE = 60
_MOST_FILLED_IN = 1_000
_HIGHEST_SUFFIX = 9


class Cursor:
    """The tokens of one text. Offsets and positions are those of tokens; ``found`` gathers what was read.

    ``free_from``: the first token that no reference has taken.
    """

    def __init__(self, text: str, folded: Folded, words: Grammar) -> None:
        self.text = text
        self.folded = folded
        self.words = words
        self.tokens = list(tokens(text, folded, words))
        self.count = len(self.tokens)
        self.glued = [self.only_space(one.end, next_.start) for one, next_ in pairwise(self.tokens)]
        self.free_from = 0
        self.found: list[Reference] = []
        self.may_fill_in = _MOST_FILLED_IN

    def touches(self, at: int) -> bool:
        """Says whether token ``at`` and the next stand side by side."""
        return 0 <= at < len(self.glued) and self.glued[at]

    def only_space(self, start: int, end: int) -> bool:
        """Says whether nothing but space, and no empty line, lies between."""
        if end - start > _LONGEST_GAP:
            return False
        gap = self.folded.text[start:end]
        return not gap or (gap.isspace() and gap.count("\n") <= 1)

    def at_kind(self, at: int, kind: TokenKind, *, glued: bool = True) -> bool:
        """Says whether a token of this kind stands at ``at`` and, if ``glued``, beside the one before it."""
        if not 0 <= at < self.count or self.tokens[at].kind != kind:
            return False
        return not glued or (at > 0 and self.glued[at - 1])

    def marks(self, at: int) -> int:
        """Returns where the words for "No." from ``at`` on end."""
        while self.at_kind(at, "mark", glued=at > 0 and self.tokens[at - 1].kind != "join"):
            at += 1
        return at

    def joins(self, at: int) -> int:
        """Returns where the joins ("and", a comma) from ``at`` on end."""
        while self.at_kind(at, "join"):
            at += 1
        return at

    def in_front(self, at: int) -> tuple[Organ | None, Bracket | None, int, bool]:
        """Returns organ, bracket, start and whether it is foreign, of what stands before the word for a genre."""
        start = self.tokens[at].start
        if at - 1 < self.free_from or not self.touches(at - 1):
            return None, None, start, False
        before = self.tokens[at - 1]
        if before.kind == "foreign":
            return None, None, start, True
        if before.organ is not None:
            return before.organ, None, before.organ.start, False
        if at - 2 < self.free_from or not self.touches(at - 2):
            return None, None, start, False
        organ = self.tokens[at - 2].organ
        if organ is None or organ.body is None:
            return None, None, start, False
        if before.bracket is not None:
            return organ, before.bracket, organ.start, False
        label = self.spaced_label(organ, before)
        return (label, None, organ.start, False) if label else (None, None, start, False)

    def spaced_label(self, organ: Organ, number: Token) -> Organ | None:
        """Reads "WTSA 24" as a label where there was such a conference."""
        year = number.match["digits"]
        if (
            number.kind != "number"
            or organ.body is None
            or organ.conference
            or not find_conference(f"{organ.body}-{year}")
        ):
            return None
        return replace(organ, conference=labelled(organ.body, organ.body, year), end=number.end)

    def read_tail(self, draft: Draft, at: int) -> int:
        """Reads bracket and organ behind a number, in either order; returns where they end."""
        after = at
        for _ in range(2):
            after += 1 if self.slashed_label(after) else 0
            token = self.tokens[after] if after < len(self.tokens) and self.touches(after - 1) else None
            if token is None:
                break
            if token.bracket is not None and draft.bracket is None:
                draft.bracket, draft.end = token.bracket, token.match.end("bracket")
            elif token.kind == "foreign":
                draft.foreign = True
            elif token.organ is not None and self.stands_behind(after, token.organ, draft):
                label = self.label_behind(after, token.organ)
                draft.organ, draft.organ_behind, draft.end = label or token.organ, True, (label or token.organ).end
                after += 1 if label else 0
                draft.further, after = self.further_organs(draft, after)
            else:
                break
            after += 1
        return after

    def slashed_label(self, at: int) -> bool:
        """Reads "44/WTSA-24": a slash, then a label that no number follows."""
        if not (self.at_kind(at, "join") and self.tokens[at].match["join"] == "/" and self.at_kind(at + 1, "organ")):
            return False
        organ = self.tokens[at + 1].organ
        return organ is not None and organ.conference is not None and not self.at_kind(at + 2, "number")

    def stands_behind(self, at: int, organ: Organ, draft: Draft) -> bool:
        """An organ right before a number or a genre belongs to what follows, unless a word for "of" ties it back."""
        if draft.organ_behind or (draft.organ is not None and draft.organ.body != organ.body):
            return False
        match = self.tokens[at].match
        tied = bool(match["organ_of"]) or match["organ_name"].startswith("ل")
        if not tied and "\n" in self.folded.text[self.tokens[at - 1].end : self.tokens[at].start]:
            return False
        return organ.behind and (tied or not any(self.at_kind(at + 1, kind) for kind in ("number", "genre", "mark")))

    def further_organs(self, draft: Draft, at: int) -> tuple[tuple[Organ, ...], int]:
        """Reads "and WTDC" behind the organ at ``at``; returns the organs, and the last token that was taken."""
        found: list[Organ] = []
        while True:
            after = self.joins(at + 1)
            token = self.tokens[after] if after < self.count else None
            joined = token is not None and (after > at + 1 or token.match["organ_name"] is not None)
            if token is None or token.organ is None or not joined or not self.touches(after - 1):
                return tuple(found), at
            if not self.is_further(after, token.organ, draft, tied=after > at + 1):
                return tuple(found), at
            found.append(token.organ)
            at = after

    def is_further(self, at: int, organ: Organ, draft: Draft, *, tied: bool) -> bool:
        """Says whether an organ joined to one behind a number is meant too: tied by "of", or where the words stop."""
        name = self.tokens[at].match["organ_name"]
        if organ.body is None or organ.body == (draft.organ.body if draft.organ else None):
            return False
        if not tied and not name.startswith("و"):
            return False
        follows = any(self.at_kind(at + 1, kind) for kind in ("number", "genre", "mark", "pair"))
        return not follows and (organ.behind or name.startswith("و"))

    def label_behind(self, at: int, organ: Organ) -> Organ | None:
        """Returns the organ with its year, where that stands apart ("of WTSA 24")."""
        return self.spaced_label(organ, self.tokens[at + 1]) if self.at_kind(at + 1, "number") else None

    def unrolled(self, draft: Draft, form: str) -> list[Draft]:
        """Reads "71-75" as a range or as ITU-R's number with its count of revisions, whichever it can be."""
        if draft.suffix is None:
            return [draft]
        first, last = int(draft.number), int(draft.suffix)
        by_revision = draft.organ is not None and draft.organ.body == "ra"
        ascending = first < last <= first + LONGEST_RANGE
        if by_revision or not ascending or (draft.organ is None and form != "many" and last <= _HIGHEST_SUFFIX):
            return [draft]
        numbers = (first, *self.numbers_between(first, last), last)
        return [replace(draft, number=str(number), suffix=None) for number in numbers]

    def numbers_between(self, first: int, last: int) -> range:
        """Returns the numbers a range leaves out; none once a text has had its share, so that time stays linear."""
        numbers = range(first + 1, last)
        self.may_fill_in -= len(numbers)
        return numbers if self.may_fill_in >= 0 else range(0)
