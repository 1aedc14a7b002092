"""What answers a question asked back: which of the choices a reply points at, and the former question with it."""

from __future__ import annotations

from dataclasses import replace

from assistant.followup import Cues, body_named, place_of_choice, weighty
from assistant.followup_reading import again, date_of, ids_of, without_references
from assistant.library import Library
from assistant.question import Query
from assistant.themes import Mention
from assistant.turn import Inherited, Turn


def choice_of(query: Query, cues: Cues, last: Turn, library: Library) -> str | None:
    """Returns the candidate that a reply points at: by number, order, body or name; None where it is no reply."""
    if not cues.fragment:
        return None
    if named := [one for one in last.candidates if one in query.targets or one in ids_of(query.groups)]:
        return named[0] if len(named) == 1 else None
    place = place_of_choice(query.question)
    if place is not None and place < len(last.candidates):
        return last.candidates[place]
    body = body_named(query.question)
    adopted = [one for one in last.candidates if library.document(one).body == body]
    if body is not None and len(adopted) == 1:
        return adopted[0]
    words = cues.rest.casefold()
    bearing = [one for one in last.candidates if words and words in library.titled(one).casefold()]
    return bearing[0] if len(bearing) == 1 else None


def ask_of_chosen(query: Query, last: Turn, choice: str, library: Library) -> tuple[Query, Inherited]:
    """Returns the former question asked of ``choice``, at its date and within its filters, and what was taken."""
    former = replace(again(query, last), unresolved=(), as_of=date_of(last.as_of), filters=last.filters)
    told = Inherited(question=last.read_as, as_of=last.as_of, filters=last.filters)
    if library.document(choice).kind == "group":
        name = library.titled(choice)
        mention = Mention(document=choice, name=name, first=0, terms=1, language="en")
        return replace(former, groups=(mention,)), told
    subject = without_references(last.subject)
    words = library.analyse(weighty(subject, last.language), last.language)
    topic = subject if words else library.name(choice)
    others = tuple(one for one in last.targets if one != choice)
    read = replace(former, targets=(choice, *others), topic=topic, subject=topic, left_over=len(words))
    return read, told
