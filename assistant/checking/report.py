"""The verdicts on a text as a table and as Markdown; no verdict without what qualifies it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.model import Item
from assistant.checking.places import Source, Whereabouts, whereabouts
from assistant.messages import say
from corpus.tables import Table

_EXPLAINED = ("not-found", "unknown")
COLUMNS = ("place", "verdict", "words", "there", "label", "clause", "notes", "around")


def told_place(place: Whereabouts, language: str) -> str:
    """Returns a place in words: "line 3", "paragraph 12", "footnote 2 (paragraph 12)"."""
    return say(f"verify.place.{place.kind}", language, number=place.number, mark=place.mark)


def remarks(item: Item, language: str) -> tuple[str, ...]:
    """Returns sentences on an item: what it may be or should be, else what the verdict means, and what qualifies it."""
    said = [say(f"verify.caution.{one}", language) for one in item.cautions]
    if item.candidates:
        names = ", ".join(one.label for one in item.candidates)
        said.insert(0, f"{say(candidates_key(item), language)} {names}.")
    elif item.verdict in _EXPLAINED:
        said.insert(0, say(f"verify.meaning.{item.verdict}", language))
    return tuple(said)


def candidates_key(item: Item) -> str:
    """Returns the message that introduces the candidates of an item."""
    elsewhere = item.verdict == "unknown" and item.candidates and item.candidates[0].revision is None
    return "verify.candidates.elsewhere" if elsewhere else f"verify.candidates.{item.verdict}"


def cited_line(item: Item) -> str:
    """Returns where the words stand; for a reference what the record says of it."""
    cited = item.citation
    if cited is None:
        return ""
    if item.type == "quotation":
        return f"{cited.label}, {cited.clause}"
    return cited.quote if cited.quote.startswith(cited.label) else f"{cited.label}: {cited.quote}"


def verdict_table(items: Sequence[Item], source: Source, language: str) -> Table:
    """Returns a row an item, in their order."""
    head = tuple(say(f"verify.column.{one}", language) for one in COLUMNS)
    return Table(name="verdicts", head=head, rows=tuple(_row(one, source, language) for one in items))


def verdict_markdown(items: Sequence[Item], source: Source, language: str) -> str:
    """Returns a numbered list, each item with its place, verdict, words, source, differences and remarks."""
    lines = [f"# {say('page.verify_found', language, count=len(items))}", ""]
    for number, item in enumerate(items, start=1):
        lines += [
            f"{number}. {line}" if not at else f"   {line}" for at, line in enumerate(_told(item, source, language))
        ]
    return "\n".join(lines) + "\n"


def marked(item: Item) -> str:
    """Returns an item's words in one line; of an altered one with what was removed and added."""
    if not item.differences:
        return " ".join(item.text.split())
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}", None: "{}"}
    return "".join(marks[run.mark].format(run.text or "") for run in item.differences)


def _told(item: Item, source: Source, language: str) -> Iterator[str]:
    place = whereabouts(source, item.start, item.end)
    yield f"**{say(f'verify.verdict.{item.verdict}', language)}** · {told_place(place, language)}  "
    yield f"{_escaped(marked(item))}  "
    if item.citation is not None:
        yield f"{_escaped(cited_line(item))}  "
    for sentence in remarks(item, language):
        yield f"{_escaped(sentence)}  "


def _escaped(text: str) -> str:
    for sign in "\\`*_<>[]|":
        text = text.replace(sign, f"\\{sign}")
    return text


def _row(item: Item, source: Source, language: str) -> tuple[str, ...]:
    place, cited = whereabouts(source, item.start, item.end), item.citation
    return (
        told_place(place, language),
        say(f"verify.verdict.{item.verdict}", language),
        " ".join(item.text.split()),
        " ".join(cited.quote.split()) if cited else "",
        cited.label if cited else "",
        cited.clause if cited else "",
        " ".join(remarks(item, language)),
        f"{place.before} | {place.after}",
    )
