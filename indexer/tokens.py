"""Counts tokens as cl100k_base has them, without the network."""

from __future__ import annotations

import importlib.util
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

ENCODING = "cl100k_base"
_LONGEST_TOKEN = 20
"""Characters that no token but a run of blanks exceeds: longer texts are over a budget without being counted."""


def point_tiktoken_at_bundled_files() -> None:
    """Makes tiktoken find its vocabulary in what llama-index-core ships; a value that is set already stays.

    The package is only located, never imported: importing it takes over a second.
    """
    if "TIKTOKEN_CACHE_DIR" in os.environ:
        return
    spec = importlib.util.find_spec("llama_index")
    for location in (spec.submodule_search_locations or []) if spec else []:
        bundled = Path(location) / "core" / "_static" / "tiktoken_cache"
        if bundled.is_dir():
            os.environ["TIKTOKEN_CACHE_DIR"] = str(bundled)
            return


@lru_cache(maxsize=1)
def _encoding() -> Encoding:
    point_tiktoken_at_bundled_files()
    import tiktoken

    return tiktoken.get_encoding(ENCODING)


def count_tokens(text: str) -> int:
    """Returns the number of cl100k_base tokens of ``text``; marks that look like control tokens count as text."""
    return len(_encoding().encode(text, disallowed_special=()))


def fits(text: str, budget: int) -> bool:
    """Returns whether ``text`` has ``budget`` tokens at most. A token is a byte at least, so short texts cost nothing.

    A text of more than ``budget * 20`` characters is held not to fit, whatever it is made of: the tokenizer takes
    quadratic time on long runs without blanks.
    """
    if len(text) > budget * _LONGEST_TOKEN:
        return False
    return len(text.encode()) <= budget or count_tokens(text) <= budget
