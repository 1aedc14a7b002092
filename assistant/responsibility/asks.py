"""Does a question ask who is responsible: told by the words of ``who_words.yaml``, in six languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from assistant.question import Query

_WORD = re.compile(r"[^\W\d_]{2}")
_FEW = 8
"""A topic alone has no more words."""
_ASKS = re.compile(
    r"[?？؟]|\b(?:what|when|how|why|where|is|are|was|were|does|do|did|has|have|can|should|quand|comment|pourquoi|quel\w*"
    r"|cuándo|cómo|qué|cuál\w*|когда|как|что|почему|где)\b|什么|何时|如何|怎么|为什么|متى|كيف|لماذا|ماذا|^ما ",
    re.IGNORECASE,
)


def asks_who(question: str, language: str) -> bool:
    """Returns whether it is asked who works on something, and not who chairs, adopts, drafts or takes part."""
    return _found("who", question, language) and not _found("other", question, language)


def asks_whom_it_tells(question: str, language: str) -> bool:
    """Returns whether it is asked, of a text that is named, who has to act on it."""
    return _found("told", question, language) and not _found("other", question, language)


def asks_who_may_join(question: str, language: str) -> bool:
    """Returns whether it is asked who may take part in a group, or who belongs to it."""
    return _found("membership", question, language)


def tells_who_may_join(line: str) -> bool:
    """Returns whether a line of a group's record, in English, tells of whom it is made up or who takes part."""
    return any(pattern.search(line) for pattern in _patterns()["membership"]["line"])


def is_bare_topic(query: Query) -> bool:
    """Returns whether a theme's name is nearly all there is, and nothing is asked of it: "fibre optics standards"."""
    if query.targets or query.groups or not query.themes or query.as_of is not None:
        return False
    words = query.question.split()
    covered = sum(mention.terms for mention in query.themes)
    asks = _ASKS.search(query.question) is not None
    return not asks and len(words) <= _FEW and query.left_over <= covered


def asks_of_a_person(question: str, language: str) -> bool:
    """Returns whether it is asked who chairs, leads a team, drafted or adopted: of persons and acts, not of Sectors."""
    return _found("other", question, language)


def topic_alone(topic: str) -> str:
    """Returns a topic without the English words that only ask who is responsible; the topic where none is left."""
    plain = topic
    for pattern in _patterns()["asking"]["en"]:
        plain = pattern.sub(" ", plain)
    plain = " ".join(plain.split())
    return plain if _WORD.search(plain) else topic


def _found(sort: str, question: str, language: str) -> bool:
    plain = " ".join(question.replace("’", "'").split())
    by_language = _patterns()[sort]
    return any(
        pattern.search(plain) for code in dict.fromkeys((language, "en")) for pattern in by_language.get(code, ())
    )


@cache
def _patterns() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], ...]]]:
    raw = yaml.safe_load((files(__package__) / "who_words.yaml").read_text(encoding="utf-8"))
    return {
        sort: {
            language: tuple(re.compile(line, re.IGNORECASE) for line in ([lines] if isinstance(lines, str) else lines))
            for language, lines in by_language.items()
        }
        for sort, by_language in raw.items()
    }
