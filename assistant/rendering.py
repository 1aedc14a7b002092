"""Blocks to text: the Markdown of an answer, its JSON, and what a terminal shows."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

import msgspec

from assistant.answer import Answer, Block, Citation, Run
from assistant.messages import say

_SPECIAL = re.compile(r"([\\`*_\[\]<|])|(?m:^)([#>+-](?=\s)|\d+(?=[.)]\s))")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WIDTH = 100


def to_markdown(blocks: Sequence[Block], citations: Sequence[Citation] = ()) -> str:
    """Returns the blocks as Markdown with ``[n]`` marks. Words of documents are escaped: none becomes markup."""
    by_number = {citation.n: citation for citation in citations}
    return "\n\n".join(_markdown(block, by_number) for block in blocks)


def to_json(answer: Answer) -> bytes:
    """Returns the outer contract's JSON of an answer: blocks and runs carry only the fields of their type."""
    return msgspec.json.encode(to_builtins(answer))


def to_builtins(answer: Answer) -> dict[str, object]:
    """Returns the answer as plain dicts and lists in the contract's shape."""
    plain: dict[str, object] = msgspec.to_builtins(answer)
    plain["blocks"] = [_block(block) for block in answer.blocks]
    return plain


def terminal(answer: Answer) -> str:
    """Returns the answer for a terminal: words, then sources with their quotations. Control characters are dropped."""
    lines = [_plain(block) for block in answer.blocks]
    lines += [f"{say('terminal.note')} {note.text}" for note in answer.notes]
    if answer.citations:
        lines.append("\n\n".join([say("terminal.sources"), *(_source(citation) for citation in answer.citations)]))
    if answer.follow_ups:
        lines.append("\n".join([say("terminal.follow_ups"), *(f"  – {question}" for question in answer.follow_ups)]))
    return _CONTROL.sub("", "\n\n".join(lines)) + "\n"


def _runs(runs: Sequence[Run], *, escape: bool) -> str:
    """Returns runs as text; a citation mark is parted from the word before it by a space."""
    out = ""
    for run in runs:
        if run.cite is not None:
            out = f"{out.rstrip()} [{run.cite}]"
            continue
        words = _escape(run.text or "") if escape else run.text or ""
        if run.mark and escape:
            words = f"**{words}**" if run.mark == "added" else f"~~{words}~~"
        out += words
    return out.strip()


def _escape(text: str) -> str:
    return _SPECIAL.sub(_escaped, " ".join(text.split()) if "\n" in text else text)


def _escaped(match: re.Match[str]) -> str:
    """Returns a sign with a backslash before it; of a number that would open a list, the stop after it gets one."""
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _markdown(block: Block, citations: dict[int, Citation]) -> str:
    if block.type == "heading":
        return f"{'#' * max(1, block.level)} {_escape(block.text)}"
    if block.type == "paragraph":
        return _runs(block.runs, escape=True)
    if block.type == "list":
        return "\n".join(f"- {_runs(item, escape=True)}" for item in block.items)
    if block.type == "table":
        rows = [f"| {' | '.join(_runs(cell, escape=True) or '–' for cell in row)} |" for row in block.rows]
        head = f"| {' | '.join(_escape(text) for text in block.head)} |"
        return "\n".join([head, "|" + " --- |" * len(block.head), *rows])
    quoted = citations.get(block.cite or 0)
    return f"> {_escape(quoted.quote)} [{quoted.n}]" if quoted else ""


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
        return textwrap.fill(_runs(block.runs, escape=False), _WIDTH)
    if block.type == "list":
        return "\n".join(
            textwrap.fill(_runs(item, escape=False), _WIDTH, initial_indent="  – ", subsequent_indent="    ")
            for item in block.items
        )
    if block.type == "table":
        return "\n\n".join(_card(block.head, row) for row in block.rows)
    return ""


def _card(head: Sequence[str], row: Sequence[Sequence[Run]]) -> str:
    """Returns a table row as a card: the first cell, then one line a further cell. Reads well at any width."""
    first, *rest = (_runs(cell, escape=False) for cell in row)
    lines = [first]
    for name, value in zip(head[1:], rest, strict=True):
        if value:
            lines.append(textwrap.fill(f"{name}: {value}", _WIDTH, initial_indent="  ", subsequent_indent="    "))
    return "\n".join(lines)


def _source(citation: Citation) -> str:
    basis = say(f"basis.{citation.basis}")
    place = ", ".join(part for part in (citation.label, citation.clause) if part)
    status = f", {say(f'status.{citation.status}')}" if citation.status else ""
    quote = textwrap.fill(f"“{citation.quote}”", _WIDTH, initial_indent="      ", subsequent_indent="      ")
    return f"  [{citation.n}] {place}{status} ({basis})\n{quote}\n      {citation.permalink}"
