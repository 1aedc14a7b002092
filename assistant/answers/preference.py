"""What is quoted before what: a group's own lines where a group is asked for, a text before a record that tells of it,
what a named organ is told before what it is for, and across languages what belongs to a theme that is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.described import kinds_described
from assistant.library import Library
from assistant.question import Query
from assistant.retrieval import Hit
from corpus.document import KINDS_WITH_REVISIONS

_GROUP = 0.3
_THEME = 0.3
_TOLD = 0.3
_BODY = 0.1
_KIND = 0.15
_ABOUT = 0.4
"""What a passage gains by each rule, on the scale of fused scores."""
_NEAR = 0.75
"""A text stands before a theme's record where its score is at least this share of the record's."""
_ASKS_FOR_GROUP = re.compile(
    r"\b(?:which|what) (?!(?:is|are|do|does|did|has|have|may|can)\b)"
    r"(?:[\w-]+ ){0,2}(?:study groups?|working part(?:y|ies)|groups?|committees?)\b"
    r"|\bquel(?:le)?s? (?:[\w-]+ ){0,2}(?:commissions?|groupes?|comités?)\b"
    r"|\b(?:qué|cuál(?:es)?) (?:[\w-]+ ){0,2}(?:comisi(?:ón|ones)|grupos?|comités?)\b"
    r"|\bкак(?:ая|ой|ие|ую) (?:\w+ ){0,2}(?:комисси|групп|комитет)"
    r"|(?:哪|什么)(?:一?个|些)?(?:研究组|工作组|委员会|组)"
    r"|\b(?:ما|أي|أيّ) (?:هي )?(?:ال)?(?:لجنة|لجان|فريق|أفرقة)",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"\b(?:is|are|was|were|been) (?:\w+ )?(?:told|asked|instructed|invited|requested|charged|tasked|to do)\b"
    r"|\best(?:-elle|-il)? (?:\w+ )?(?:chargée?|invitée?)\b|\bse (?:le |les )?(?:pide|encarga)\b|\bпоруч",
    re.IGNORECASE,
)


def asks_for_a_group(question: str) -> bool:
    """Returns whether the question asks which study group or the like it is, in one of six languages."""
    return _ASKS_FOR_GROUP.search(question) is not None


def preferred(hit: Hit, query: Query, library: Library) -> float:
    """Returns what a hit gains by what the question asks for; 0 where no rule speaks for it."""
    if query.targets:
        return 0.0
    passage, gained = hit.passage, 0.0
    if not query.groups and asks_for_a_group(query.question) and passage.part in ("responsibility", "lead-role"):
        gained += _GROUP
    if _is_about_a_group(query) and passage.document == query.groups[0].document:
        gained += _ABOUT
    if library.document(passage.document).kind in kinds_described(query.question):
        gained += _KIND
    if query.written_in not in library.languages and passage.document in _of_themes(query, library):
        gained += _THEME
    if query.groups and _is_text(hit, library) and library.document(passage.document).body in _bodies(query):
        gained += _BODY
    if query.groups and _TOLD_OF.search(query.question) and _speaks_to(hit, query, library):
        gained += _TOLD
    return gained


def texts_first(hits: Sequence[Hit], library: Library) -> list[Hit]:
    """Returns ``hits`` with clauses near behind a theme's line on roles before it; else in their order.

    Such a line tells in brief what a clause asks; who asks what is said wants the clause.
    """
    if not hits or hits[0].passage.part != "role":
        return list(hits)
    enough = _NEAR * hits[0].score
    texts = [hit for hit in hits if hit.score >= enough and _is_text(hit, library)]
    return [*texts, *(hit for hit in hits if hit not in texts)]


def names_the_theme(hit: Hit, query: Query, library: Library) -> bool:
    """Returns whether a hit is the title of the theme a question names in a language that no passage is in.

    Across languages a title is often all that is near, and it is the right one where the question has its name.
    """
    across = query.written_in not in library.languages
    return across and hit.passage.clause == "Title" and hit.passage.document in {one.document for one in query.themes}


def _is_text(hit: Hit, library: Library) -> bool:
    kind = library.document(hit.passage.document).kind
    return kind in KINDS_WITH_REVISIONS and hit.passage.part in ("clause", "mandate")


def _of_themes(query: Query, library: Library) -> frozenset[str]:
    found: set[str] = set()
    for mention in query.themes[:2]:
        theme = library.document(mention.document)
        found.add(theme.id)
        if theme.theme:
            found.update((*theme.theme.resolutions, *theme.theme.groups))
    return frozenset(found)


def _bodies(query: Query) -> frozenset[str]:
    """Returns the conferences and councils the question names, but for a date's: their own texts are preferred."""
    named = {one.document.removeprefix("group-") for one in query.groups}
    dating = query.as_of.label.lower() if query.as_of else ""
    return frozenset(one for one in named & {"pp", "wtsa", "wtdc", "ra", "wrc", "council"} if f"{one}-" not in dating)


def _is_about_a_group(query: Query) -> bool:
    """Returns whether hardly a word stands beside the name of one group: "What does TDAG advise on?"."""
    return len(query.groups) == 1 and not query.themes and query.left_over <= 1


def _speaks_to(hit: Hit, query: Query, library: Library) -> bool:
    """Returns whether the clause of a hit addresses a group the question names."""
    passage = hit.passage
    text = library.catalogue.text(passage.document, passage.revision, language=passage.language, kind=passage.kind)
    clause = next((one for one in text.clauses if one.path == passage.clause), None) if text else None
    return clause is not None and bool({one.document for one in query.groups} & set(clause.addressees))
