"""Citations and answers that a model is asked to tell."""

from __future__ import annotations

from assistant.answer import Answer, Block, Citation, Run, Statement
from assistant.rendering import to_markdown


def citation(
    n: int, quote: str, *, label: str = "Resolution 900", clause: str = "", title: str = "T", language: str = "en"
) -> Citation:
    """A citation of ``quote``, whose other fields say nothing."""
    return Citation(
        n=n,
        document="pp-res-900",
        revision="pp-22",
        label=label,
        title=title,
        clause=clause,
        quote=quote,
        start=0,
        end=len(quote),
        language=language,
        status="in-force",
        text_kind="digest",
        basis="seen",
        permalink=f"/documents/pp-res-900@pp-22?from=0&to={len(quote)}",
        url="https://example.org/secret-path",
    )


def extractive(*citations: Citation, language: str = "en", question: str = "What of the lamps?") -> Answer:
    """An answer that quotes each citation."""
    blocks = tuple(Block(type="paragraph", runs=(Run(text=f"“{one.quote}”"), Run(cite=one.n))) for one in citations)
    return Answer(
        id="0123456789abcdef",
        question=question,
        language=language,
        kind="passage",
        text=to_markdown(blocks, citations),
        blocks=blocks,
        statements=tuple(Statement(text=f"“{one.quote}”", citations=(one.n,), support="quoted") for one in citations),
        notes=(),
        citations=citations,
        facts={},
        coverage=(),
        follow_ups=(),
        confidence=0.9,
        abstained=False,
        reason=None,
        as_of=None,
        answered_by="extractive",
        timings_ms={"total": 1.0},
        usage={"prompt_tokens": 0, "completion_tokens": 0},
    )
