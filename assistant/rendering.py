"""Blocks to text: the Markdown of an answer, its JSON, and what a terminal shows."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from assistant.answer import Answer, Block, Citation, Run
from assistant.basis_told import basis_told
from assistant.directions import isolated, isolated_line
from assistant.messages import DEFAULT_LANGUAGE, say

_SPECIAL = re.compile(r"([\\`*_\[\]<|])|(?m:^)([#>+-](?=\s)|\d+(?=[.)]\s))")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WIDTH = 100

Mark = Callable[[int], str]
"""Draws the mark of a citation by its number."""


def _bracketed(number: int) -> str:
    return f"[{number}]"


def to_markdown(
    blocks: Sequence[Block],
    citations: Sequence[Citation] = (),
    *,
    mark: Mark = _bracketed,
    language: str = DEFAULT_LANGUAGE,
) -> str:
    """Returns the blocks as Markdown with ``[n]`` marks. Words of documents are escaped: none becomes markup.

    ``mark`` draws a citation's mark otherwise, as a link for instance. ``language`` is that of the frame: where it is
    written from right to left, words that are not stand between isolates.
    """
    draw = _Markdown({citation.n: citation for citation in citations}, mark, language)
    return "\n\n".join(map(draw.block, blocks))


def to_json(answer: Answer) -> bytes:
    """Returns the outer contract's JSON of an answer: blocks and runs carry only the fields of their type."""
    return msgspec.json.encode(to_builtins(answer))


def to_builtins(answer: Answer) -> dict[str, object]:
    """Returns the answer as plain dicts and lists in the contract's shape."""
    plain: dict[str, object] = msgspec.to_builtins(answer)
    plain["blocks"] = [_block(block) for block in answer.blocks]
    for optional in ("conversation", "prose"):
        if plain[optional] is None:
            del plain[optional]
    return plain


def to_plain(citation: Citation) -> dict[str, object]:
    """Returns a citation as a plain dict in the contract's shape."""
    plain: dict[str, object] = msgspec.to_builtins(citation)
    return plain


def terminal(answer: Answer) -> str:
    """Returns the answer for a terminal: words, then sources with their quotations. Control characters are dropped."""
    language = answer.language
    lines = [_plain(block) for block in answer.blocks]
    lines += [f"{say('terminal.note', language)} {note.text}" for note in answer.notes]
    if answer.citations:
        told = (_source(citation, language) for citation in answer.citations)
        lines.append("\n\n".join([say("terminal.sources", language), *told]))
    if answer.follow_ups:
        asked = (f"  – {question}" for question in answer.follow_ups)
        lines.append("\n".join([say("terminal.follow_ups", language), *asked]))
    # Signs of direction in documents are dropped first: those that stay are ours.
    plain = _CONTROL.sub("", "\n\n".join(lines))
    return "\n".join(isolated_line(line, language) for line in plain.split("\n")) + "\n"


def _plain_runs(runs: Sequence[Run]) -> str:
    return _runs(runs, words=_plain_words, mark=_bracketed)


def _runs(runs: Sequence[Run], *, words: Callable[[Run], str], mark: Mark) -> str:
    """Returns runs as text; a citation mark is parted from the word before it by a space."""
    out = ""
    for run in runs:
        if run.cite is not None:
            out = f"{out.rstrip()} {mark(run.cite)}"
            continue
        out += words(run)
    return out.strip()


def escape_words(text: str) -> str:
    """Returns words as Markdown that shows them as they are."""
    return _SPECIAL.sub(_escaped, " ".join(text.split()) if "\n" in text else text)


def _escaped(match: re.Match[str]) -> str:
    """Returns a sign with a backslash before it; of a number that would open a list, the stop after it gets one."""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


@dataclass(frozen=True, slots=True)
class _Markdown:
    """Draws blocks as Markdown, in a frame of one language."""

    citations: Mapping[int, Citation]
    mark: Mark
    language: str

    def block(self, block: Block) -> str:
        if block.type == "heading":
            return f"{'#' * max(1, block.level)} {self._words(block.text)}"
        if block.type == "paragraph":
            return self._runs(block.runs)
        if block.type == "list":
            return "\n".join(f"- {self._runs(item)}" for item in block.items)
        if block.type == "table":
            rows = [f"| {' | '.join(self._runs(cell) or '–' for cell in row)} |" for row in block.rows]
            head = f"| {' | '.join(self._words(text) for text in block.head)} |"
            return "\n".join([head, "|" + " --- |" * len(block.head), *rows])
        quoted = self.citations.get(block.cite or 0)
        return f"> {self._words(quoted.quote, (quoted,))} {self.mark(quoted.n)}" if quoted else ""

    def _runs(self, runs: Sequence[Run]) -> str:
        cited = [one for run in runs if (one := self.citations.get(run.cite or 0)) is not None]
        return _runs(runs, words=lambda run: self._marked(run, cited), mark=self.mark)

    def _marked(self, run: Run, cited: Sequence[Citation]) -> str:
        text = run.text or ""
        if not run.mark or not text.strip():
            return self._words(text, cited)
        sign = "**" if run.mark == "added" else "~~"
        before, after = _spaces_of(text)
        return f"{before}{sign}{self._words(text.strip(), cited)}{sign}{after}"

    def _words(self, text: str, cited: Sequence[Citation] = ()) -> str:
        quotes = [(words, one.language) for one in cited for words in (one.quote, one.clause) if words]
        return escape_words(isolated(text, self.language, quotes))


def _spaces_of(text: str) -> tuple[str, str]:
    """Returns the spaces a text begins and ends with: Markdown takes a sign beside a space for no mark."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _plain_words(run: Run) -> str:
    """Returns a run's words without colour: what was taken away and put in stand in brackets of their own."""
    text = run.text or ""
    if not run.mark or not text.strip():
        return text
    first, last = ("{+", "+}") if run.mark == "added" else ("[-", "-]")
    before, after = _spaces_of(text)
    return f"{before}{first}{text.strip()}{last}{after}"


def _block(block: Block) -> dict[str, object]:
    """Returns the fields a block's type has, as the contract lists them."""
    if block.type == "heading":
        return {"type": block.type, "text": block.text, "level": block.level}
    if block.type == "paragraph":
        return {"type": block.type, "runs": _run_list(block.runs)}
    if block.type == "list":
        return {"type": block.type, "items": [_run_list(item) for item in block.items]}
    if block.type == "table":
        rows = [[_run_list(cell) for cell in row] for row in block.rows]
        return {"type": block.type, "head": list(block.head), "rows": rows}
    return {"type": block.type, "cite": block.cite}


def _run_list(runs: Sequence[Run]) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for run in runs:
        if run.cite is not None:
            out.append({"cite": run.cite})
        elif run.mark:
            out.append({"text": run.text or "", "mark": run.mark})
        else:
            out.append({"text": run.text or ""})
    return out


def _plain(block: Block) -> str:
    if block.type == "heading":
        return f"{block.text}\n{'─' * min(_WIDTH, len(block.text))}"
    if block.type == "paragraph":
        return textwrap.fill(_plain_runs(block.runs), _WIDTH)
    if block.type == "list":
        return "\n".join(
            textwrap.fill(_plain_runs(item), _WIDTH, initial_indent="  – ", subsequent_indent="    ")
            for item in block.items
        )
    if block.type == "table":
        return "\n\n".join(_card(block.head, row) for row in block.rows)
    return ""


def _card(head: Sequence[str], row: Sequence[Sequence[Run]]) -> str:
    """Returns a table row as a card: the first cell, then one line a further cell. Reads well at any width."""
    first, *rest = (_plain_runs(cell) for cell in row)
    lines = [first]
    for name, value in zip(head[1:], rest, strict=True):
        if value:
            lines.append(textwrap.fill(f"{name}: {value}", _WIDTH, initial_indent="  ", subsequent_indent="    "))
    return "\n".join(lines)


def _source(citation: Citation, language: str) -> str:
    basis = basis_told(citation, language)
    place = ", ".join(part for part in (citation.label, citation.clause) if part)
    status = f", {say(f'status.{citation.status}', language)}" if citation.status else ""
    quote = textwrap.fill(f"“{citation.quote}”", _WIDTH, initial_indent="      ", subsequent_indent="      ")
    return f"  [{citation.n}] {place}{status} ({basis})\n{quote}\n      {citation.permalink}"
