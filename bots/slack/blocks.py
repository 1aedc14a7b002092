"""An answer as Block Kit messages. Pure: the same answer and address give the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer import Answer, Block, Citation, Run
from assistant.messages import say
from bots.channel import Choice, Message, choices_of, place_of
from bots.slack.limits import ACTIONS, BUTTON, HEADER, PIECE, TABLE, TABLE_COLUMNS, TABLE_ROWS, VALUE
from bots.slack.splitting import Piece, messages_of
from bots.slack.spoken import message_of, texts_of
from bots.slack.words import elements, link_of, literal, pieces, plain

ASK: Final = "iscg_ask"
JUDGE: Final = "iscg_judge"
"""What buttons are called; a number follows where several stand in one message."""
_JUDGEMENTS: Final = ("helpful", "incomplete", "wrong")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


class SlackChannel:
    """The channel as ``bots.channel`` describes it."""

    def draw(self, answer: Answer, *, home: str | None) -> tuple[Message, ...]:
        """Returns the messages: words, notes, sources with place and quotation, then what can be pressed."""
        drawing = _Drawing({one.n: one for one in answer.citations}, home, answer.language)
        blocks = [piece for block in answer.blocks for piece in drawing.block(block)]
        blocks += [piece for note in answer.notes for piece in _note(note.text, answer.language)]
        blocks += [piece for one in answer.citations for piece in _source(one, home, answer.language)]
        buttons = [*_choices(choices_of(answer)), _judging(answer)]
        return tuple(map(message_of, messages_of([*blocks, *buttons], keep=len(buttons))))

    def report(
        self, blocks: Sequence[Block], citations: Sequence[Citation], *, language: str, home: str | None
    ) -> tuple[Message, ...]:
        """Returns what is no answer but has sources: what was found in a text that was checked."""
        drawing = _Drawing({one.n: one for one in citations}, home, language)
        drawn = [piece for block in blocks for piece in drawing.block(block)]
        drawn += [piece for one in citations for piece in _source(one, home, language)]
        return tuple(map(message_of, messages_of(drawn)))

    def sentence(self, text: str, *, language: str) -> Message:
        """Returns one plain sentence as a message."""
        held = [_rich([{"type": "text", "text": piece}]) for piece in pieces(literal(text, language) or "…")]
        return message_of(held)

    def words(self, messages: Sequence[Message]) -> str:
        """Returns every text, and the questions that buttons ask."""
        return "\n".join(text for message in messages for text in texts_of(message["blocks"]))


SLACK: Final = SlackChannel()


@dataclass(frozen=True, slots=True)
class _Drawing:
    citations: Mapping[int, Citation]
    home: str | None
    language: str

    def block(self, block: Block) -> Iterator[Piece]:
        match block.type:
            case "heading":
                yield from self._heading(block.text)
            case "paragraph":
                yield from self._chunks(block.runs)
            case "list":
                yield from self._list(block.items)
            case "table":
                yield from self._table(block)
            case "quote":
                yield from self._quote(block.cite or 0)

    def _heading(self, text: str) -> Iterator[Piece]:
        shown = literal(text, self.language).strip()
        if 0 < len(shown) <= HEADER:
            yield {"type": "header", "text": {"type": "plain_text", "text": shown, "emoji": False}}
            return
        for piece in pieces(shown):
            yield _rich([{"type": "text", "text": piece, "style": {"bold": True}}])

    def _chunks(self, runs: Sequence[Run], kind: str = "rich_text_section") -> Iterator[Piece]:
        """Yields runs as rich texts, each with no more than ``PIECE`` signs of words."""
        held: list[Piece] = []
        size = 0
        for element in elements(runs, self.citations, home=self.home, language=self.language):
            length = len(element["text"]) + len(element.get("url", ""))
            if held and size + length > PIECE:
                yield _rich(held, kind)
                held, size = [], 0
            held.append(element)
            size += length
        if held:
            yield _rich(held, kind)

    def _list(self, items: Sequence[Sequence[Run]]) -> Iterator[Piece]:
        for item in items:
            for chunk in self._chunks(item):
                section = chunk["elements"][0]
                yield {
                    "type": "rich_text",
                    "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [section]}],
                }

    def _quote(self, number: int) -> Iterator[Piece]:
        if (citation := self.citations.get(number)) is not None:
            yield from self._chunks((Run(text=citation.quote), Run(cite=number)), "rich_text_quote")

    def _table(self, block: Block) -> Iterator[Piece]:
        head = [literal(text, self.language).strip() for text in block.head]
        rows = [[plain(cell, self.language) for cell in row] for row in block.rows]
        longest = max((sum(map(len, row)) for row in (head, *rows)), default=0)
        if (
            not rows
            or not 0 < len(head) <= TABLE_COLUMNS
            or longest > TABLE // 4
            or any(len(r) != len(head) for r in rows)
        ):
            yield from self._cards(block)
            return
        held: list[list[str]] = []
        for row in rows:
            if len(held) + 2 > TABLE_ROWS or sum(len(cell) for one in (head, *held, row) for cell in one) > TABLE:
                yield _grid([head, *held])
                held = []
            held.append(row)
        yield _grid([head, *held])

    def _cards(self, block: Block) -> Iterator[Piece]:
        """Yields rows one below the other, for a table that no table of Slack's can hold."""
        for row in block.rows or ((),):
            runs: list[Run] = []
            for place, cell in enumerate(row):
                named = f"{block.head[place]}: " if place and place < len(block.head) else ""
                runs += [Run(text=f"{chr(10) if place else ''}{named}"), *cell]
            yield from self._chunks(runs)
        if block.head:
            yield from self._chunks((Run(text=" · ".join(block.head)),))


def _grid(rows: Sequence[Sequence[str]]) -> Piece:
    cells = [[{"type": "raw_text", "text": cell or "–"} for cell in row] for row in rows]
    return {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True} for _ in rows[0]]}


def _rich(held: list[Piece], kind: str = "rich_text_section") -> Piece:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": held}]}


def _context(*held: Piece) -> Piece:
    return {"type": "context", "elements": list(held)}


def _plain_text(text: str) -> Piece:
    return {"type": "plain_text", "text": text, "emoji": False}


def _note(text: str, language: str) -> Iterator[Piece]:
    said = literal(f"{say('terminal.note', language)} {text}", language)
    yield from (_context(_plain_text(piece)) for piece in pieces(said))


def _source(one: Citation, home: str | None, language: str) -> Iterator[Piece]:
    """Yields a source: its number as a link to the words, its place, its quotation."""
    address = link_of(one, home)
    number: Piece = _plain_text(f"[{one.n}]")
    if address:
        number = {"type": "mrkdwn", "text": f"<{_in_markup(address)}|[{one.n}]>", "verbatim": True}
    first, *rest = pieces(literal(f"{place_of(one, language)}: “{one.quote}”", language))
    yield _context(number, _plain_text(first))
    yield from (_context(_plain_text(piece)) for piece in rest)


def _in_markup(address: str) -> str:
    """Returns an address for a link of mrkdwn, where a bar or an angle would end it."""
    return address.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")


def _choices(choices: Sequence[Choice]) -> Iterator[Piece]:
    buttons = [
        {
            "type": "button",
            "action_id": f"{ASK}:{number}",
            "text": _plain_text(shortened(literal(choice.label))),
            "value": choice.question[:VALUE],
        }
        for number, choice in enumerate(choices)
    ]
    for start in range(0, len(buttons), ACTIONS):
        yield {"type": "actions", "elements": buttons[start : start + ACTIONS]}


def shortened(text: str) -> str:
    """Returns what fits on a button, cut behind a word."""
    text = " ".join(text.split()) or "…"
    if len(text) <= BUTTON:
        return text
    cut = text.rfind(" ", BUTTON // 2, BUTTON - 1)
    return f"{text[: cut if cut > 0 else BUTTON - 1]}…"


def _judging(answer: Answer) -> Piece:
    name = _UNSAFE.sub("", answer.id)[:200]
    buttons = [
        {
            "type": "button",
            "action_id": f"{JUDGE}:{kind}",
            "text": _plain_text(shortened(say(f"widget.judge.{kind}", answer.language))),
            "value": f"{kind}:{name}",
        }
        for kind in _JUDGEMENTS
    ]
    return {"type": "actions", "elements": buttons}
