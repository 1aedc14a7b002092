"""Tokens read into references: lists, ranges, organs before and behind, Chinese order, symbols and identifiers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from corpus.conferences import find_conference
from corpus.references.chain import Draft, Group, Symbolic, finish
from corpus.references.folding import Folded, fold
from corpus.references.grammar import Grammar, grammar, languages
from corpus.references.lexer import Bracket, Organ, Token, TokenKind, labelled, tokens
from corpus.references.model import Genre, Reference
from corpus.references.symbols import identifier_reference, symbol_references

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
)
_LATIN = ("en", "fr", "es")
_LONGEST_GAP = 6
_LONGEST_RANGE = 60
_MOST_FILLED_IN = 1_000
_HIGHEST_SUFFIX = 9
_LIST_SIGN = re.compile(r"\)|\.|\t")


def find_references(text: str, *, language: str | None = None) -> tuple[Reference, ...]:
    """Returns every reference in ``text`` in order, each once, with offsets into ``text`` as given.

    ``language`` narrows the words looked for to that language and English; None, or a language without words, looks for
    those of English, French and Spanish and of each further script that occurs in the text. References to texts of
    bodies outside the Union are left out. Nothing is guessed: what is not written is None. The time is linear in the
    length of the text.

    A range is filled in ("101 to 104" gives four), up to a thousand numbers a text, then its ends alone are given.
    """
    folded = fold(text)
    return tuple(_Reader(text, folded, grammar(_languages_of(text, language))).read())


def _languages_of(text: str, language: str | None) -> tuple[str, ...]:
    if language in languages():
        return ("en",) if language == "en" else ("en", str(language))
    return _LATIN + tuple(code for code, signs in _SCRIPTS if signs.search(text))


class _Reader:
    """Reads one text from left to right; no token is looked at more than a fixed number of times."""

    def __init__(self, text: str, folded: Folded, words: Grammar) -> None:
        self._text = text
        self._folded = folded
        self._words = words
        self._tokens = list(tokens(text, folded, words))
        self._glued = [self._only_space(one.end, next_.start) for one, next_ in pairwise(self._tokens)]
        self._free_from = 0
        self._found: list[Reference] = []
        self._may_fill_in = _MOST_FILLED_IN

    def read(self) -> list[Reference]:
        readers: dict[str, Callable[[int], int]] = {
            "id": self._read_identifier,
            "symbol": self._read_symbol,
            "genre": self._read_chain,
        }
        if self._words.number_first:
            readers |= dict.fromkeys(("mark", "number", "pair"), self._read_number_first)
        at = 0
        while at < len(self._tokens):
            reader = readers.get(self._tokens[at].kind)
            at = max(at + 1, reader(at)) if reader else at + 1
        return self._found

    # Identifiers and symbols

    def _read_identifier(self, at: int) -> int:
        self._found.append(identifier_reference(self._tokens[at].match, self._text, self._folded))
        self._free_from = at + 1
        return at + 1

    def _read_symbol(self, at: int) -> int:
        after = at + 1
        numbers: list[Token] = []
        while self._is(after, "mark") or (self._is(after, "genre") and self._tokens[after].genre.behind):  # type: ignore[union-attr]
            after += 1
        if self._is(after, "addendum"):
            several = self._tokens[after].match["addendum"].strip(" ,(\n\t") in self._words.addenda
            numbers, after = self._bare_numbers(after + 1, several=several)
        before = self._tokens[at - 1] if at > self._free_from and self._touches(at - 1) else None
        start = before.start if before is not None and self._names_document(before) else None
        end = None if numbers else self._tokens[after - 1].end
        self._found.extend(symbol_references(self._tokens[at].match, numbers, start, end, self._text, self._folded))
        self._free_from = after
        return after

    def _names_document(self, token: Token) -> bool:
        word = token.genre
        return word is not None and word.genre == "document" and word.form in ("one", "any")

    def _bare_numbers(self, at: int, *, several: bool) -> tuple[list[Token], int]:
        """Returns the numbers of addenda: one, or with ``several`` all that are joined."""
        numbers: list[Token] = []
        after = at
        while self._is(after, "number"):
            numbers.append(self._tokens[after])
            after += 1
            joined = self._joins(after)
            if not several or joined == after or not self._is(joined, "number"):
                break
            after = joined
        return numbers, after

    # Lists behind a word for a genre

    def _read_chain(self, at: int) -> int:
        groups: list[Group] = []
        after = at
        while True:
            group, after = self._group(after)
            if group is None:
                break
            groups.append(group)
            self._free_from = after
            following = self._next_in_chain(after)
            if following is None:
                break
            after = following
        self._found.extend(finish(groups, self._text, self._folded))
        return self._free_from if groups else at + 1

    def _next_in_chain(self, at: int) -> int | None:
        """Returns where the next word for a genre stands, if only a join and its organ lie between."""
        after = self._joins(at)
        if after == at and not self._opens_with_and(after):
            return None
        if self._is(after, "organ", glued=after > at) and self._is(after + 1, "genre"):
            after += 1
        return after if self._is(after, "genre", glued=True) else None

    def _opens_with_and(self, at: int) -> bool:
        """Arabic writes "and" as the first letter of the next word."""
        return self._is(at, "genre") and self._tokens[at].match["genre"].startswith("و")

    def _group(self, at: int) -> tuple[Group | None, int]:
        token = self._tokens[at]
        word = token.genre
        if word is None or word.genre == "document":
            return None, at + 1
        organ, bracket, start, foreign = self._in_front(at)
        group = Group(start=start, cautious=word.form == "cautious")
        after = at + 1
        while True:
            draft, ahead = self._draft(after, word.genre, organ)
            if draft is None or not self._may_follow(group, draft, at, after, ahead):
                break
            draft.foreign = draft.foreign or foreign
            draft.bracket = draft.bracket or bracket
            group.drafts.extend(self._unrolled(draft, word.form))
            organ = None if draft.organ_behind else draft.organ
            group.end, consumed = draft.end, ahead
            ranged, ahead = self._range(ahead, group)
            consumed = ahead if ranged else consumed
            after = self._joins(ahead)
            if after == ahead:
                break
        return (group, consumed) if group.drafts else (None, at + 1)

    def _in_front(self, at: int) -> tuple[Organ | None, Bracket | None, int, bool]:
        """Returns organ, bracket, start and whether it is foreign, of what stands before the word for a genre."""
        start = self._tokens[at].start
        if at - 1 < self._free_from or not self._touches(at - 1):
            return None, None, start, False
        before = self._tokens[at - 1]
        if before.kind == "foreign":
            return None, None, start, True
        if before.organ is not None:
            return before.organ, None, before.organ.start, False
        if at - 2 < self._free_from or not self._touches(at - 2):
            return None, None, start, False
        organ = self._tokens[at - 2].organ
        if organ is None or organ.body is None:
            return None, None, start, False
        if before.bracket is not None:
            return organ, before.bracket, organ.start, False
        label = self._spaced_label(organ, before)
        return (label, None, organ.start, False) if label else (None, None, start, False)

    def _spaced_label(self, organ: Organ, number: Token) -> Organ | None:
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

    def _draft(self, at: int, genre: Genre, organ: Organ | None) -> tuple[Draft | None, int]:
        """Reads one number with its organ and bracket; ``organ`` is the one that holds unless another is written."""
        after = self._marks(at)
        if self._is(after, "organ", glued=after > at or at > 0) and self._is(self._marks(after + 1), "number"):
            organ, after = self._tokens[after].organ, self._marks(after + 1)
        wanted: TokenKind = "pair" if genre in Symbolic else "number"
        if not self._is(after, wanted):
            return None, at
        token = self._tokens[after]
        number = token.match["pair"] or str(int(token.match["digits"]))
        draft = Draft(genre, number, token.match["suffix"], token.start, token.match.end(wanted), organ)
        return draft, self._tail(draft, after + 1)

    def _tail(self, draft: Draft, at: int) -> int:
        """Reads bracket and organ behind a number, in either order; returns where they end."""
        after = at
        for _ in range(2):
            after += 1 if self._slashed_label(after) else 0
            token = self._tokens[after] if after < len(self._tokens) and self._touches(after - 1) else None
            if token is None:
                break
            if token.bracket is not None and draft.bracket is None:
                draft.bracket, draft.end = token.bracket, token.match.end("bracket")
            elif token.kind == "foreign":
                draft.foreign = True
            elif token.organ is not None and self._stands_behind(after, token.organ, draft):
                label = self._label_behind(after, token.organ)
                draft.organ, draft.organ_behind, draft.end = label or token.organ, True, (label or token.organ).end
                after += 1 if label else 0
            else:
                break
            after += 1
        return after

    def _slashed_label(self, at: int) -> bool:
        """Reads "44/WTSA-24": a slash, then a label that no number follows."""
        if not (self._is(at, "join") and self._tokens[at].match["join"] == "/" and self._is(at + 1, "organ")):
            return False
        organ = self._tokens[at + 1].organ
        return organ is not None and organ.conference is not None and not self._is(at + 2, "number")

    def _stands_behind(self, at: int, organ: Organ, draft: Draft) -> bool:
        """An organ right before a number or a genre belongs to what follows, unless a word for "of" ties it back."""
        if draft.organ_behind or (draft.organ is not None and draft.organ.body != organ.body):
            return False
        tied = bool(self._tokens[at].match["organ_of"])
        if not tied and "\n" in self._folded.text[self._tokens[at - 1].end : self._tokens[at].start]:
            return False
        return organ.behind and (tied or not any(self._is(at + 1, kind) for kind in ("number", "genre", "mark")))

    def _label_behind(self, at: int, organ: Organ) -> Organ | None:
        return self._spaced_label(organ, self._tokens[at + 1]) if self._is(at + 1, "number") else None

    def _may_follow(self, group: Group, draft: Draft, genre_at: int, at: int, ahead: int) -> bool:
        """Says whether a number is one of ours: the first, or one whose list is told by more than a comma."""
        if not group.drafts:
            return self._may_be_first(genre_at, draft)
        if draft.bracket is not None or draft.organ_behind:
            return True
        word = self._tokens[genre_at].genre
        between = self._folded.text[group.end : draft.start]
        alone = bool(self._words.alone.match(self._folded.text, draft.end))
        joined_by_word = any(sign.isalpha() for sign in between) or "&" in between or "/" in between
        if "\n" in between and not (alone and joined_by_word):
            return False
        return alone or (joined_by_word and word is not None and word.form != "one")

    def _may_be_first(self, genre_at: int, draft: Draft) -> bool:
        """A label at the start of a line is no number: "under this resolution⏎2⇥that …"."""
        token = self._tokens[genre_at]
        between = self._folded.text[token.end : draft.start]
        if between.startswith("-") or self._folded.text[token.end - 1] == "-":
            return self._folded.text[token.start - 1 : token.start] not in ("/", "-", "_")
        if "\n" not in between or draft.bracket is not None:
            return True
        capital = self._text[self._folded.start(token.start)].isupper()
        return capital and not _LIST_SIGN.match(self._folded.text, draft.end)

    def _unrolled(self, draft: Draft, form: str) -> list[Draft]:
        """Reads "71-75" as a range or as ITU-R's number with its count of revisions, whichever it can be."""
        if draft.suffix is None:
            return [draft]
        first, last = int(draft.number), int(draft.suffix)
        by_revision = draft.organ is not None and draft.organ.body == "ra"
        ascending = first < last <= first + _LONGEST_RANGE
        if by_revision or not ascending or (draft.organ is None and form != "many" and last <= _HIGHEST_SUFFIX):
            return [draft]
        numbers = (first, *self._between(first, last), last)
        return [replace(draft, number=str(number), suffix=None) for number in numbers]

    def _between(self, first: int, last: int) -> range:
        """Returns the numbers a range leaves out; none once a text has had its share, so that time stays linear."""
        numbers = range(first + 1, last)
        self._may_fill_in -= len(numbers)
        return numbers if self._may_fill_in >= 0 else range(0)

    def _range(self, at: int, group: Group) -> tuple[bool, int]:
        """Reads "… to 75" behind a number and fills in what lies between."""
        if not (self._is(at, "range") and self._is(at + 1, "number")):
            return False, at
        first = group.drafts[-1]
        last, after = self._draft(at + 1, first.genre, first.organ if not first.organ_behind else None)
        if last is None or last.suffix is not None or first.suffix is not None:
            return False, at
        if not int(first.number) < int(last.number) <= int(first.number) + _LONGEST_RANGE:
            return False, at
        between = self._between(int(first.number), int(last.number))
        group.drafts.extend(replace(last, number=str(number), start=first.start) for number in between)
        group.drafts.append(last)
        group.end = last.end
        return True, after

    # Chinese order: numbers, then the word for the genre

    def _read_number_first(self, at: int) -> int:
        drafts: list[Draft] = []
        organ, bracket, start, foreign = self._in_front(at)
        after = at
        while True:
            draft, ahead = self._numbered(after, organ)
            if draft is None:
                return max(ahead, at + 1)
            drafts.append(draft)
            organ = draft.organ
            word = self._tokens[ahead].genre if self._is(ahead, "genre") else None
            if word is not None:
                break
            after = self._joins(ahead)
            if after == ahead:
                return ahead
        if not word.behind or (word.genre in Symbolic) != ("/" in drafts[0].number):
            return ahead
        return self._close_number_first(drafts, ahead, bracket, start, foreign)

    def _numbered(self, at: int, organ: Organ | None) -> tuple[Draft | None, int]:
        """Reads 第71号 with a bracket of its own; the genre is not known yet."""
        after = self._marks(at)
        if self._is(after, "organ") and self._is(self._marks(after + 1), "number"):
            organ, after = self._tokens[after].organ, self._marks(after + 1)
        if not (self._is(after, "number", glued=after > at) or self._is(after, "pair", glued=after > at)):
            return None, after
        token = self._tokens[after]
        number = token.match["pair"] or str(int(token.match["digits"]))
        start = self._tokens[at].start
        after = self._marks(after + 1)
        draft = Draft("resolution", number, token.match["suffix"], start, self._tokens[after - 1].end, organ)
        if self._is(after, "bracket"):
            draft.bracket, draft.end = self._tokens[after].bracket, self._tokens[after].match.end("bracket")
            after += 1
        return draft, after

    def _close_number_first(
        self, drafts: list[Draft], at: int, bracket: Bracket | None, start: int, foreign: bool
    ) -> int:
        word = self._tokens[at].genre
        assert word is not None
        last = drafts[-1]
        last.end = self._tokens[at].end
        after = self._tail(last, at + 1)
        for draft in drafts:
            draft.genre = word.genre
            draft.foreign = draft.foreign or foreign
            draft.bracket = draft.bracket or (bracket if last.bracket is None else None)
        unrolled = [one for draft in drafts for one in self._unrolled(draft, "any")]
        self._found.extend(finish([Group(unrolled, start, last.end)], self._text, self._folded))
        self._free_from = after
        return after

    # Small steps

    def _touches(self, at: int) -> bool:
        """Says whether token ``at`` and the next stand side by side."""
        return 0 <= at < len(self._glued) and self._glued[at]

    def _only_space(self, start: int, end: int) -> bool:
        """Says whether nothing but space, and no empty line, lies between."""
        if end - start > _LONGEST_GAP:
            return False
        gap = self._folded.text[start:end]
        return not gap or (gap.isspace() and gap.count("\n") <= 1)

    def _is(self, at: int, kind: TokenKind, *, glued: bool = True) -> bool:
        if not 0 <= at < len(self._tokens) or self._tokens[at].kind != kind:
            return False
        return not glued or self._touches(at - 1)

    def _marks(self, at: int) -> int:
        while self._is(at, "mark", glued=at > 0 and self._tokens[at - 1].kind != "join"):
            at += 1
        return at

    def _joins(self, at: int) -> int:
        while self._is(at, "join"):
            at += 1
        return at
