"""Judges of support: does a text carry a claim. A line of ``JUDGES`` names one; it is imported when it is asked for.

A judge advises and never gates, and it counts only where it was measured on labels that people gave and met the bar.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final, cast

from eval.judges.judge import Judge, JudgeError

JUDGES: Final[dict[str, str]] = {
    "lexical": "eval.judges.lexical:LexicalJudge",
    "openai": "eval.judges.endpoint:open_endpoint",
}


def open_judge(name: str, **options: object) -> Judge:
    """Returns the judge called ``name``.

    Args:
        name: A key of ``JUDGES``.
        **options: What that judge takes, such as ``base_url`` and ``model`` for ``openai``.

    Raises:
        JudgeError: There is none of that name, or its options do not fit.
    """
    if name not in JUDGES:
        raise JudgeError(f"There is no judge called “{name[:40]}”. Choose one of: {', '.join(JUDGES)}.")
    module, _, attribute = JUDGES[name].partition(":")
    try:
        return cast(Judge, getattr(import_module(module), attribute)(**options))
    except TypeError as error:
        raise JudgeError(f"The judge “{name}” was given options that it does not take: {error}.") from error
