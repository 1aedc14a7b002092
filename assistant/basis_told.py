"""What a citation rests on, in words of the reader's language."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.messages import say


def basis_told(citation: Citation, language: str) -> str:
    """Returns the words for the citation's basis.

    A line of our record that was read off an original is our sentence: it is never called the official text.
    """
    ours = citation.basis == "original" and citation.text_kind != "original"
    return say(f"basis.{'recorded' if ours else citation.basis}", language)
