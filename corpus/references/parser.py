"""Tokens read into references: lists, ranges, organs before and behind, Chinese order, symbols and identifiers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from corpus.references.chain import SYMBOLIC, Draft, Group, finish
from corpus.references.cursor import LONGEST_RANGE
from corpus.references.folding import fold
from corpus.references.grammar import grammar, languages, look_up
from corpus.references.lexer import Organ, Token, TokenKind
from corpus.references.model import Genre, Reference
from corpus.references.number_first import NumberFirst
from corpus.references.symbols import identifier_reference, sibling_reference, symbol_references

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
)
_LATIN = ("en", "fr", "es")
_YEAR = re.compile(r"19[4-9]\d|20\d\d")  # no organ's numbers have come that far
_LONGEST_LIST = 40
"""Tokens between "Documents" and a symbol of its list; further ones would cost time that is not linear."""
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


class _Reader(NumberFirst):
    """Reads one text from left to right; no token is looked at more than a fixed number of times."""

    def read(self) -> list[Reference]:
        readers: dict[str, Callable[[int], int]] = {
            "id": self._read_identifier,
            "symbol": self._read_symbol,
            "genre": self._read_chain,
        }
        if self.words.number_first:
            readers |= dict.fromkeys(("mark", "number", "pair"), self.read_number_first)
        at = 0
        while at < len(self.tokens):
            reader = readers.get(self.tokens[at].kind)
            at = max(at + 1, reader(at)) if reader else at + 1
        return self.found

    def _read_identifier(self, at: int) -> int:
        self.found.append(identifier_reference(self.tokens[at].match, self.text, self.folded))
        self.free_from = at + 1
        return at + 1

    def _read_symbol(self, at: int) -> int:
        after = at + 1
        numbers: list[Token] = []
        while self.at_kind(after, "mark") or (self.at_kind(after, "genre") and self.tokens[after].genre.behind):  # type: ignore[union-attr]
            after += 1
        name = ""
        if self.at_kind(after, "addendum"):
            word = self.tokens[after].match["addendum"].strip(" ,(\n\t")
            word = word.rpartition(" ")[2] if word.startswith(("with ", "and ", "et ", "y ")) else word
            name = self._supplement(word)
            numbers, after = self._bare_numbers(after + 1, several=word in self.words.several)
        before = self.tokens[at - 1] if at > self.free_from and self.touches(at - 1) else None
        start = before.start if before is not None and self._names_document(before) else None
        end = None if numbers else self.tokens[after - 1].end
        self.found.extend(
            symbol_references(
                self.tokens[at].match,
                numbers,
                name,
                start=start,
                end=end,
                text=self.text,
                folded=self.folded,
                supplement_of=self._supplement,
            )
        )
        if not numbers:
            after = self._read_siblings(at, after)
        self.free_from = after
        return after

    def _supplement(self, word: str) -> str:
        return look_up(self.words.supplements, word) or "Addendum"

    def _read_siblings(self, at: int, after: int) -> int:
        """Reads "Documents C24/35, 41 and 50": behind several documents a bare number is the symbol's last one."""
        if not self._opens_list_of_documents(at):
            return after
        while True:
            joined = self.joins(after)
            if joined == after or not self.at_kind(joined, "number"):
                return after
            token = self.tokens[joined]
            if not self.words.alone.match(self.folded.text, token.end):
                return after
            self.found.append(sibling_reference(self.found[-1], token, self.text, self.folded))
            after = joined + 1

    def _opens_list_of_documents(self, at: int) -> bool:
        """Says whether "Documents" stands before this symbol, with nothing but further symbols between."""
        for before in range(at - 1, max(at - _LONGEST_LIST, 0) - 1, -1):
            word = self.tokens[before].genre
            if word is not None:
                return word.genre == "document" and word.form in ("many", "any") and self.touches(before)
            if self.tokens[before].kind not in ("join", "symbol"):
                return False
        return False

    def _names_document(self, token: Token) -> bool:
        word = token.genre
        return word is not None and word.genre == "document" and word.form in ("one", "any")

    def _bare_numbers(self, at: int, *, several: bool) -> tuple[list[Token], int]:
        """Returns the numbers of addenda: one, or with ``several`` all that are joined."""
        numbers: list[Token] = []
        after = at
        while self.at_kind(after, "number"):
            numbers.append(self.tokens[after])
            after += 1
            joined = self.joins(after)
            if not several or joined == after or not self.at_kind(joined, "number"):
                break
            after = joined
        return numbers, after

    def _read_chain(self, at: int) -> int:
        groups: list[Group] = []
        after = at
        while True:
            group, after = self._group(after)
            if group is None:
                break
            groups.append(group)
            self.free_from = after
            following = self._next_in_chain(after)
            if following is None:
                break
            after = following
        self.found.extend(finish(groups, self.text, self.folded))
        return self.free_from if groups else at + 1

    def _next_in_chain(self, at: int) -> int | None:
        """Returns where the next word for a genre stands, if only a join and its organ lie between."""
        after = self.joins(at)
        if after == at and not self._opens_with_and(after):
            return None
        if self.at_kind(after, "organ", glued=after > at) and self.at_kind(after + 1, "genre"):
            after += 1
        return after if self.at_kind(after, "genre", glued=True) else None

    def _opens_with_and(self, at: int) -> bool:
        """Arabic writes "and" as the first letter of the next word."""
        return self.at_kind(at, "genre") and self.tokens[at].match["genre"].startswith("و")

    def _group(self, at: int) -> tuple[Group | None, int]:
        token = self.tokens[at]
        word = token.genre
        if word is None or word.genre == "document":
            return None, at + 1
        organ, bracket, start, foreign = self.in_front(at)
        group = Group(start=start, cautious=word.form == "cautious")
        after = at + 1
        while True:
            draft, ahead = self._draft(after, word.genre, organ)
            if draft is None or not self._may_follow(group, draft, at, after, ahead):
                break
            draft.foreign = draft.foreign or foreign
            draft.bracket = draft.bracket or bracket
            group.drafts.extend(self.unrolled(draft, word.form))
            organ = None if draft.organ_behind else draft.organ
            group.end, consumed = draft.end, ahead
            ranged, ahead = self._range(ahead, group)
            consumed = ahead if ranged else consumed
            after = self.joins(ahead)
            if after == ahead:
                break
        return (group, consumed) if group.drafts else (None, at + 1)

    def _draft(self, at: int, genre: Genre, organ: Organ | None) -> tuple[Draft | None, int]:
        """Reads one number with its organ and bracket; ``organ`` is the one that holds unless another is written."""
        after = self.marks(at)
        if self.at_kind(after, "organ", glued=after > at or at > 0) and self.at_kind(self.marks(after + 1), "number"):
            organ, after = self.tokens[after].organ, self.marks(after + 1)
        wanted: TokenKind = "pair" if genre in SYMBOLIC else "number"
        if not self.at_kind(after, wanted):
            return None, at
        token = self.tokens[after]
        if _YEAR.fullmatch(token.match["digits"] or ""):
            return None, at
        number = token.match["pair"] or str(int(token.match["digits"]))
        draft = Draft(genre, number, token.match["suffix"], token.start, token.match.end(wanted), organ)
        return draft, self.read_tail(draft, after + 1)

    def _may_follow(self, group: Group, draft: Draft, genre_at: int, at: int, ahead: int) -> bool:
        """Says whether a number is one of ours: the first, or one whose list is told by more than a comma."""
        if not group.drafts:
            return self._may_be_first(genre_at, draft)
        if draft.bracket is not None or draft.organ_behind:
            return True
        word = self.tokens[genre_at].genre
        between = self.folded.text[group.end : draft.start]
        alone = bool(self.words.alone.match(self.folded.text, draft.end))
        joined_by_word = any(sign.isalpha() for sign in between) or "&" in between or "/" in between
        if "\n" in between and not (alone and joined_by_word):
            return False
        return alone or (joined_by_word and word is not None and word.form != "one")

    def _may_be_first(self, genre_at: int, draft: Draft) -> bool:
        """A label at the start of a line is no number: "under this resolution⏎2⇥that …"."""
        token = self.tokens[genre_at]
        between = self.folded.text[token.end : draft.start]
        if between.startswith("-") or self.folded.text[token.end - 1] == "-":
            return self.folded.text[token.start - 1 : token.start] not in ("/", "-", "_")
        if "\n" not in between or draft.bracket is not None:
            return True
        capital = self.text[self.folded.start(token.start)].isupper()
        return capital and not _LIST_SIGN.match(self.folded.text, draft.end)

    def _range(self, at: int, group: Group) -> tuple[bool, int]:
        """Reads "… to 75" behind a number and fills in what lies between."""
        if not (self.at_kind(at, "range") and self.at_kind(at + 1, "number")):
            return False, at
        first = group.drafts[-1]
        last, after = self._draft(at + 1, first.genre, first.organ if not first.organ_behind else None)
        if last is None or last.suffix is not None or first.suffix is not None:
            return False, at
        if not int(first.number) < int(last.number) <= int(first.number) + LONGEST_RANGE:
            return False, at
        between = self.numbers_between(int(first.number), int(last.number))
        group.drafts.extend(replace(last, number=str(number), start=first.start) for number in between)
        group.drafts.append(last)
        group.end = last.end
        return True, after
