"""Takes out of a user's words what could tell who wrote them."""

from __future__ import annotations

import re
from typing import Final

_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK: Final = re.compile(r"\bhttps?://\S+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?<![\w/-])\+?\d[\d\s().-]{7,}\d(?![\w/-])")
"""A telephone number: nine digits or more with spaces, brackets or hyphens between, which no reference has."""
_DIGITS: Final = 9


def masked(words: str) -> str:
    """Returns ``words`` with e-mail addresses, links and telephone numbers replaced by what they are, in brackets."""
    words = _LINK.sub("[link]", _MAIL.sub("[address]", words))
    return _NUMBER.sub(lambda found: "[number]" if sum(map(str.isdigit, found[0])) >= _DIGITS else found[0], words)
