"""Chinese order: organ, numbers, then the word for the genre: 全权代表大会第71和191号决议."""

from __future__ import annotations

from dataclasses import replace

from corpus.references.chain import SYMBOLIC, Draft, Group, finish
from corpus.references.cursor import LONGEST_RANGE, Cursor
from corpus.references.lexer import Bracket, Organ


class NumberFirst(Cursor):
    """Reads lists whose word for the genre stands last."""

    def read_number_first(self, at: int) -> int:
        """Reads the list that may start at ``at``; returns where to go on."""
        drafts: list[Draft] = []
        organ, bracket, start, foreign = self.in_front(at)
        further = self.organs_before(at) if organ is not None and bracket is None else ()
        after = at
        while True:
            draft, ahead = self._numbered(after, organ)
            if draft is None:
                return max(ahead, at + 1)
            drafts.append(draft)
            organ = draft.organ
            ahead = self._range_between(drafts, ahead)
            word = self.tokens[ahead].genre if self.at_kind(ahead, "genre") else None
            if word is not None:
                break
            after = self.joins(ahead)
            if after == ahead:
                return ahead
        if not word.behind or (word.genre in SYMBOLIC) != ("/" in drafts[0].number):
            return ahead
        for draft in drafts:
            draft.further = further
        return self._close_number_first(drafts, ahead, bracket, start, foreign)

    def _range_between(self, drafts: list[Draft], at: int) -> int:
        """Reads 至28号 behind a number and fills in what lies between; returns where to go on."""
        if not self.at_kind(at, "range"):
            return at
        first = drafts[-1]
        last, after = self._numbered(at + 1, first.organ)
        if last is None or not (first.number.isdigit() and last.number.isdigit()) or first.suffix or last.suffix:
            return at
        if not int(first.number) < int(last.number) <= int(first.number) + LONGEST_RANGE:
            return at
        between = self.numbers_between(int(first.number), int(last.number))
        drafts.extend(replace(last, number=str(number), start=first.start) for number in between)
        drafts.append(last)
        return after

    def organs_before(self, at: int) -> tuple[Organ, ...]:
        """Returns the organs joined before the one in front of a list: WTSA和WTDC第2号决议."""
        found: list[Organ] = []
        while at - 3 >= self.free_from and self.at_kind(at - 2, "join", glued=True) and self.touches(at - 2):
            organ = self.tokens[at - 3].organ
            if organ is None or organ.body is None:
                break
            found.append(organ)
            at -= 2
        return tuple(found)

    def _numbered(self, at: int, organ: Organ | None) -> tuple[Draft | None, int]:
        """Reads 第71号 with a bracket of its own; the genre is not known yet."""
        after = self.marks(at)
        if self.at_kind(after, "organ") and self.at_kind(self.marks(after + 1), "number"):
            organ, after = self.tokens[after].organ, self.marks(after + 1)
        if not (self.at_kind(after, "number", glued=after > at) or self.at_kind(after, "pair", glued=after > at)):
            return None, after
        token = self.tokens[after]
        number = token.match["pair"] or str(int(token.match["digits"]))
        start = self.tokens[at].start
        after = self.marks(after + 1)
        draft = Draft("resolution", number, token.match["suffix"], start, self.tokens[after - 1].end, organ)
        if self.at_kind(after, "bracket"):
            draft.bracket, draft.end = self.tokens[after].bracket, self.tokens[after].match.end("bracket")
            after += 1
        return draft, after

    def _close_number_first(
        self, drafts: list[Draft], at: int, bracket: Bracket | None, start: int, foreign: bool
    ) -> int:
        word = self.tokens[at].genre
        assert word is not None
        last = drafts[-1]
        last.end = self.tokens[at].end
        after = self.read_tail(last, at + 1)
        for draft in drafts:
            draft.genre = word.genre
            draft.foreign = draft.foreign or foreign
            draft.bracket = draft.bracket or (bracket if last.bracket is None else None)
        unrolled = [one for draft in drafts for one in self.unrolled(draft, "any")]
        self.found.extend(finish([Group(unrolled, start, last.end)], self.text, self.folded))
        self.free_from = after
        return after
