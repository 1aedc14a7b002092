"""Bytes to characters, and the one rule of what the stored text keeps of them.

Letters, digits and signs stay as the institution wrote them, in Unicode's composed form (NFC). Every kind of space
becomes a plain one (no-break spaces too), and so does the no-break hyphen; soft hyphens, zero-width signs, tags,
variation selectors and control characters go; direction marks go as well, for they are no words. A typographic hyphen
or apostrophe stays what it is.
Signs of the Symbol and Wingdings fonts, which Word keeps at code points of private use, become those of Unicode.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from corpus.errors import SourceError

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
SIGNS: dict[int, str] = {
    0xF0B7: "•", 0xF02D: "–", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E3: "©", 0xF0D3: "©", 0xF0D2: "®", 0xF0E2: "®",
    0xF0D4: "™", 0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B9: "≠", 0xF0AE: "→", 0xF0AC: "←",
    0xF06D: "µ", 0xF057: "Ω", 0xF061: "α", 0xF062: "β", 0xF067: "γ", 0xF044: "Δ", 0xF064: "δ", 0xF06C: "λ", 0xF070: "π",
    0xF073: "σ", 0xF0A5: "∞", 0xF0BB: "≈", 0xF020: " ", 0xF0D7: "·", 0xF02B: "+", 0xF03D: "=", 0xF03C: "<", 0xF03E: ">",
}  # fmt: skip
"""Signs of the Symbol and Wingdings fonts that texts use, by their code point of private use."""
_PLAIN = {0x2011: "-", **SIGNS}
_RARE = re.compile("[\u2011\uf020-\uf0ff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_SHARE = 0.02
"""More control bytes than this and a file is no text. Text has none but tabs, line ends and form feeds."""


def clean(text: str) -> str:
    """Returns the characters as they are stored: NFC, plain spaces, line ends alike, nothing invisible."""
    if text.isascii():
        return text if _CONTROL.search(text) is None else _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    plain = text.translate(_PLAIN) if _RARE.search(text) else text
    plain = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", plain))
    return _INVISIBLE.sub("", _SPACES.sub(" ", plain))


def decode(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    """Returns the text of a plain-text file, and a warning if its encoding had to be guessed.

    UTF-8 (also with a mark), UTF-16 and UTF-32 with a mark, UTF-16 without one, else Windows-1252.
    Raises SourceError for a file that is empty or no text.
    """
    if not data.strip():
        raise SourceError(name, "the file is empty; give one with text in it.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), ()
    wide = _wide_encoding(data)
    if wide:
        return _strictly(data, wide, name), (
            f"The encoding was taken to be {wide.upper()}; the file has no mark that says so.",
        )
    if _looks_binary(data):
        raise SourceError(
            name, "this is a binary file, not text, whatever its name says; give the document it was made from."
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        return text, ("The file is not UTF-8; it was read as Windows-1252, so check letters with accents.",)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"the file says it is {encoding.upper()} but is not valid; save it again as UTF-8."
        raise SourceError(name, problem) from error
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError(name, "the file is empty; give one with text in it.")
    return text


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:4000]
    if len(head) < 8 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0) / (len(head) / 2), head[1::2].count(0) / (len(head) / 2)
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.05 else None


def _looks_binary(data: bytes) -> bool:
    head = data[:65536]
    control = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13))
    return head.count(0) > 0 or control / len(head) > _BINARY_SHARE
