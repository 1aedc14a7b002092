"""What a line is by its wording: a call, a section, an annex, a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.asking import ends_with_a_name
from indexer.loaders.paragraph import Paragraph
from indexer.parsing.labels import Label, split_label
from indexer.parsing.words import Words, fold

_COUNT = r"(?:\d{1,3}|[ivxlc]{1,6}|[a-z])(?: ?(?:bis|ter|quater))?"
_CALL_WORDS = 45
_CALL_SIGNS = 90
_HEADING_WORDS = 14
_SENTENCE_END = (".", ";", ":", ",", "。", "；", "：", "，", "؛", "،", "!", "?", "？")


@dataclass(frozen=True, slots=True)
class Call:
    """A line that opens a section. ``operative`` is None where its verb is not in the data."""

    written: str
    operative: bool | None


@dataclass(frozen=True, slots=True)
class Part:
    """A line that opens an annex or a section: ``Annex 1`` as the path shows it, and a title on the same line."""

    name: str
    title: str


def label_of(paragraph: Paragraph) -> Label | None:
    """Returns the label of a paragraph: its automatic number, or the one its text opens with."""
    if paragraph.label:
        found = split_label(f"{paragraph.label}\tx")
        if found is None:
            return None
        return Label(found.text, found.form, 0, firm=True, sign=found.sign)
    return split_label(paragraph.text)


def read_call(paragraph: Paragraph, words: Words, following: Paragraph | None) -> Call | None:
    """Returns the call a paragraph is by its wording, None if it is none.

    A bare verb ("considering", "resolves further") always is. With more words behind, the line has to end without a
    stop, and either with whom it asks, or what follows has to go on from it: with a label, with "that" or "to", or with
    an infinitive.
    """
    text = call_text(paragraph)
    folded = fold(text)
    found = words.opens.match(folded)
    if found is None:
        return None
    operative = found.group("operative") is not None
    if words.exact.match(folded):
        return Call(text, operative)
    if not _fits_a_line(folded, words) or following is None:
        return None
    if paragraph.italic or _goes_on(following, words) or (operative and ends_with_a_name(text)):
        return Call(text, operative)
    return None


def call_text(paragraph: Paragraph) -> str:
    """Returns a call as it is written, without footnote marks and without the colon or comma at its end."""
    text = " ".join(paragraph.text.split())
    for mark in reversed(paragraph.marks):
        text = text.removesuffix(mark).rstrip(" ,")
    return text.rstrip(" ,:，：،").strip()


def styled_call(paragraph: Paragraph, words: Words) -> Call:
    """Returns the call of a paragraph that its style says is one."""
    text = call_text(paragraph)
    found = words.opens.match(fold(text))
    return Call(text, None if found is None else found.group("operative") is not None)


def _fits_a_line(folded: str, words: Words) -> bool:
    if folded.endswith(_SENTENCE_END[:3]) and not folded.endswith(":"):
        return False
    if folded.endswith(("。", "；", "؛", ",", "，", "،")):
        return False
    return len(folded.split()) <= _CALL_WORDS if words.spaced else len(folded) <= _CALL_SIGNS


def _goes_on(following: Paragraph, words: Words) -> bool:
    if label_of(following) is not None:
        return True
    opening = following.text.lstrip().casefold()
    if not words.that or opening.startswith(words.that):
        return True
    return opening.partition(" ")[0].endswith(words.infinitive)


def read_annex(paragraph: Paragraph, words: Words) -> Part | None:
    """Returns the annex or appendix a line opens: ``ANNEX 1 (to Resolution …)`` is ``Annex 1``."""
    text = " ".join(paragraph.text.split())
    match = _annex_pattern(words).match(fold(text))
    if match is None or len(text) > 200:
        return None
    behind = match["behind"].strip()
    if behind and not paragraph.known and not _is_annex_tail(behind):
        return None
    name = _spoken(text, match["word"], match["count"], words)
    title = "" if _is_annex_tail(behind) else _tail_of(text, behind)
    return Part(name, title)


@cache
def _one_of(forms: tuple[str, ...]) -> str:
    """An expression for one of these words."""
    return "|".join(map(re.escape, forms))


def _annex_pattern(words: Words) -> re.Pattern[str]:
    word = _one_of(words.annexes)
    if not words.spaced:
        return re.compile(rf"(?P<word>{word})\s?(?P<count>{_COUNT}|[一二三四五六七八九十]+)?(?P<behind>.*)\Z")
    return re.compile(rf"(?P<word>{word})(?:\s+(?P<count>{_COUNT})(?!\w))?(?P<behind>(?:\W.*)?)\Z")


def _is_annex_tail(behind: str) -> bool:
    """``(to Resolution 1 …)``, ``to Resolution 1 (…)``: what it is annexed to, or nothing."""
    return not behind or behind.startswith("(") or re.match(r"(?:to|a la|al?|a|к|إلى|الى)\s", behind) is not None


def _spoken(text: str, word: str, count: str | None, words: Words) -> str:
    """The annex's name as the path shows it: the source's own words, capitals only at the start."""
    if not words.spaced:
        return text[: len(word)] + (count or "")
    pieces = text.split()
    length = len(word.split())
    name = " ".join(pieces[:length])
    name = name[:1] + name[1:].lower() if name.isupper() else name[:1].upper() + name[1:]
    if not count:
        return name.rstrip(":.,–—-")
    written = " ".join(pieces[length : length + len(count.split())])
    return f"{name} {re.split(r'[^0-9A-Za-z ]', written)[0]}"


def _tail_of(text: str, behind: str) -> str:
    return text[len(text) - len(behind) :].strip(" –—-:.") if behind else ""


def read_section(paragraph: Paragraph, words: Words) -> Part | None:
    """Returns the numbered section a line opens: ``SECTION 1bis`` is ``Section 1bis``."""
    text = " ".join(paragraph.text.split())
    folded = fold(text)
    word = _one_of(words.sections)
    if not words.spaced:
        match = re.match(rf"第(?P<count>\d+|[一二三四五六七八九十]+)(?:{word})(?P<behind>.*)\Z", folded)
        return Part(text[: match.start("behind")], text[match.start("behind") :].strip()) if match else None
    match = re.match(rf"(?P<word>{word})\s+(?P<count>{_COUNT})(?P<behind>\s*[–—:.-]\s.*|\s*)\Z", folded)
    if match is None:
        return None
    return Part(_spoken(text, match["word"], match["count"], words), _tail_of(text, match["behind"].strip(" –—-:.")))


def looks_like_heading(text: str) -> bool:
    """True for a short line that opens with a capital and ends without a stop."""
    bare = text.strip()
    if not bare or bare.endswith(_SENTENCE_END) or len(bare.split()) > _HEADING_WORDS or len(bare) > 120:
        return False
    return bare[0].isalnum() and not bare[0].islower()


def read_caption(paragraph: Paragraph, words: Words) -> str | None:
    """Returns ``Figure 7.1a`` for the caption of a figure or table, None for any other line."""
    text = " ".join(paragraph.text.split())
    word = _one_of(words.figures)
    match = re.match(rf"(?:{word})\s?[0-9]+(?:[.\-][0-9]+)*[a-z]?(?=\W|\Z)", fold(text))
    return text[: match.end()] if match else None
