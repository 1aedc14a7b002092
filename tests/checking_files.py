"""A Word file of a contribution with footnotes and tracked changes, to be checked."""

from __future__ import annotations

from factories import Line, word_file, word_paragraph

_BY = 'w:id="1" w:author="A delegate" w:date="2026-11-01T09:00:00Z"'


def inserted(text: str) -> str:
    """A run that was put in with changes tracked."""
    return f'<w:ins {_BY}><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'


def deleted(text: str) -> str:
    """A run that was taken out with changes tracked."""
    return f'<w:del {_BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def kept(text: str) -> str:
    """A run that stands as it was."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tracked_file() -> bytes:
    """Three paragraphs; the second quotes a text rightly once its changes are accepted, and has a footnote."""
    quoted = (
        kept("It asks “to share ")
        + deleted("cable ducts")
        + inserted("landing stations")
        + kept(" wherever this is ")
        + deleted("economically")
        + inserted("technically")
        + kept(" possible”")
        + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="49"/><w:t>1</w:t></w:r>'
        + kept(".")
    )
    body = "".join(
        (
            word_paragraph(Line("plain", "A contribution on islands")),
            f"<w:p>{quoted}</w:p>",
            f"<w:p>{deleted('See Resolution 999. ')}{inserted('See PP Resolution 901.')}</w:p>",
        )
    )
    note = Line("footnote", "Resolution 901 (Rev. Dubai, 2018) had the same words.", "1")
    return word_file(body, notes=[note])
