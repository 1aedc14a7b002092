"""Where a clause stands: turns the sequence of calls, sections, headings, labels and plain paragraphs into paths.

Decimal labels say where they stand (``resolves 1.1``), other labels nest (``resolves 1 i)``), several unlabelled
paragraphs are counted (``noting ¶2``), dashes are numbered (``2 – 1``), a call that opens a second section is counted
(``resolves (2)``), annexes stand before (``Annex 1 2.3``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from corpus.document import Clause
from indexer.parsing.composer import Span
from indexer.parsing.labels import Form, Label, is_below, ordinal, roman_value
from indexer.parsing.steps import Place, Step, is_sibling


@dataclass(slots=True)
class Outline:
    """Gathers clauses; tell it what comes, in reading order. ``clauses`` are in order of ``start``, paths unique."""

    _place: Place = field(default_factory=Place)
    _stack: list[Step] = field(default_factory=list)
    _paragraph: str = ""
    _heading: tuple[str, tuple[str, ...], Span] | None = None
    _clauses: list[Clause] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)
    _opened: Counter[str] = field(default_factory=Counter)
    _plain: Counter[str] = field(default_factory=Counter)
    _bullets: Counter[str] = field(default_factory=Counter)
    _titled: str = ""
    _headed: str = ""
    _last_letter: int = 0
    _last_roman: int = 0
    _last_core: str = ""
    _last_form: Form | None = None

    @property
    def in_call(self) -> bool:
        """True while a call's section is open."""
        return bool(self._place.call)

    @property
    def in_annex(self) -> bool:
        """True from the first annex on."""
        return bool(self._place.scope)

    @property
    def top(self) -> Label | None:
        """The outermost open label, None if there is none."""
        return self._stack[0].label if self._stack else None

    def finish(self) -> tuple[Clause, ...]:
        """Returns all clauses in order of ``start``."""
        self._settle_heading()
        return tuple(sorted(self._clauses, key=lambda clause: (clause.start, clause.end)))

    def open_annex(self, name: str) -> None:
        """An annex or appendix begins: ``Annex 1``."""
        self._enter(Place(scope=self._counted(name)))

    def open_call(self, call: str, *, operative: bool) -> None:
        """A call opens a section; the second time the same one does, its path is counted."""
        scope = self._place.scope
        base = self._counted(call, scope)
        self._enter(Place(scope=scope, base=base, call=call, operative=operative))

    def open_section(self, name: str, title: str = "") -> None:
        """A numbered section begins: its decimal labels stand alone, what has no label goes under its name."""
        scope = self._place.scope
        self._enter(Place(scope=scope, base=self._counted(name, scope), heading=title))
        self._titled = title

    def open_heading(self, text: str, span: Span) -> None:
        """A heading without number: the paragraphs under it go by its words."""
        scope = self._place.scope
        base = self._counted(text, scope)
        self._enter(Place(scope=scope, base=base, heading=text))
        self._heading = (self._place.path, (), span)

    def name_section(self, title: str) -> None:
        """Gives the open section or annex its title, which stands on a line of its own."""
        heading = f"{self._place.heading} {title}".strip()
        self._place = replace(self._place, heading=heading)
        self._titled = heading

    def numbered_heading(self, label: Label, text: str, span: Span) -> None:
        """``1.13 Voting``: the heading is the title of the clause ``1.13``, whose words are the paragraph below."""
        self._settle_heading()
        self._place = self._place if self.in_call else replace(self._place, call="", heading=text)
        self._headed = label.text
        self._reset(label, "decimal")
        self._stack = []
        path, labels = self._push(label, "decimal", 0)
        self._plain[path] = 0
        self._heading = (path, labels, span)

    def item(self, label: Label, span: Span, *, level: int = 0, following: Label | None = None) -> None:
        """A labelled paragraph. ``level``: that of its style, 0 if unknown; ``following``: the next label."""
        self._settle_heading()
        if label.form == "decimal" and self._headed and not is_below(label.text, self._headed):
            self._leave_heading()
        form = self._form_of(label, following)
        self._climb(label, form, level)
        path, labels = self._push(label, form, level)
        self._add(path, labels, span)
        self._reset(label, form)

    def paragraph(self, span: Span, *, level: int = 0, goes_on: bool = False) -> None:
        """An unlabelled paragraph. ``goes_on``: the numbering of the outermost labels continues after it."""
        if self._heading is not None:
            path, labels, _ = self._heading
            self._heading = None
            self._plain[path] = 1
            self._add(path, labels, span)
            self._paragraph = path
            return
        owner, labels = self._owner(level, goes_on)
        self._plain[owner] += 1
        number = self._plain[owner]
        path = self._free(owner if number == 1 else f"{owner} ¶{number}".strip())
        self._add(path, labels, span)
        self._paragraph = path
        self._last_roman = 0

    def named(self, path: str, span: Span) -> None:
        """A clause with a path of its own (a figure's caption) that changes nothing around it."""
        self._add(self._free(f"{self._place.scope} {path}".strip()), (), span)

    def footnote(self, mark: str, span: Span) -> None:
        """A footnote, whatever stands around it."""
        path = self._free(f"footnote {mark}")
        self._used.add(path)
        clause = Clause(path=path, start=span[0], end=span[1], basis="original", part="footnote")
        self._clauses.append(clause)

    def _enter(self, place: Place) -> None:
        self._settle_heading()
        self._place = place
        self._titled = self._headed = ""
        self._stack = []
        self._paragraph = ""
        self._last_letter = self._last_roman = 0

    def _leave_heading(self) -> None:
        """``2`` without a heading of its own does not stand under that of ``1``."""
        self._headed = ""
        if not self.in_call:
            self._place = replace(self._place, heading=self._titled)

    def _counted(self, name: str, scope: str = "") -> str:
        key = f"{scope} {name}".strip()
        self._opened[key] += 1
        return name if self._opened[key] == 1 else f"{name} ({self._opened[key]})"

    def _settle_heading(self) -> None:
        """A heading with nothing of its own under it is the clause itself."""
        if self._heading is None:
            return
        path, labels, span = self._heading
        self._heading = None
        if path in self._used:
            return
        self._plain[path] = max(self._plain[path], 1)
        self._add(path, labels, span)

    def _form_of(self, label: Label, following: Label | None) -> Form:
        """Tells ``i)`` the letter from ``i)`` the Roman number by what stands before and after."""
        if not label.may_be_roman or len(label.core) > 1:
            return label.form
        if label.core == self._last_core and self._last_form is not None and not label.text.endswith((")", "）")):
            return self._last_form
        letter, roman = ordinal(label, "letter"), roman_value(label.core)
        next_letter = letter == self._last_letter + 1
        next_roman = roman == self._last_roman + 1
        if next_letter and next_roman:
            return "roman" if following is not None and roman_value(following.core) == roman + 1 else "letter"
        if next_roman:
            return "roman"
        return "letter"

    def _reset(self, label: Label, form: Form) -> None:
        self._last_core, self._last_form = label.core, form
        if form == "decimal":
            self._last_letter = self._last_roman = 0
        elif form == "letter":
            self._last_letter, self._last_roman = ordinal(label, "letter"), 0
        elif form == "roman":
            self._last_roman = roman_value(label.core)

    def _climb(self, label: Label, form: Form, level: int) -> None:
        """Closes the levels that the label ends."""
        if form == "decimal":
            nested = level > 0 and self._stack and self._stack[-1].form != "decimal" and self._stack[-1].level < level
            if not nested:
                self._stack = []
            return
        for index in range(len(self._stack) - 1, -1, -1):
            if is_sibling(self._stack[index], label, form, level):
                del self._stack[index:]
                return
        if level > 0:
            while self._stack and self._stack[-1].level >= level:
                self._stack.pop()
            return
        same = [index for index, step in enumerate(self._stack) if step.form == form and form != "bullet"]
        if same:
            del self._stack[same[-1] :]

    def _push(self, label: Label, form: Form, level: int) -> tuple[str, tuple[str, ...]]:
        above = self._stack[-1] if self._stack else None
        parent, labels = self._parent(above, form)
        shown = label.text
        if form == "bullet":
            parent = parent if above is not None and above.form == "bullet" else self._paragraph or parent
            self._bullets[parent] += 1
            shown = f"– {self._bullets[parent]}"
        path = f"{parent} {shown}".strip()
        if path in self._used and self._paragraph and form not in ("bullet", "decimal"):
            parent = self._paragraph
            path = f"{parent} {shown}"
        path = self._free(path)
        if above is None and form != "decimal":
            self._plain[parent] = max(self._plain[parent], 1)
        if self.in_call:
            self._plain[self._place.path] = max(self._plain[self._place.path], 1)
        self._stack.append(Step(form, label, level, path, parent, (*labels, shown)))
        self._plain[path] = 1
        if form != "bullet":
            self._paragraph = ""
        return path, (*labels, shown)

    def _parent(self, above: Step | None, form: Form) -> tuple[str, tuple[str, ...]]:
        if above is not None:
            return above.path, above.labels
        if form == "decimal" and not self.in_call:
            return self._place.scope, ()
        return self._place.path, ()

    def _owner(self, level: int, goes_on: bool) -> tuple[str, tuple[str, ...]]:
        """Returns the path an unlabelled paragraph belongs to, and closes what it ends."""
        if level > 0:
            while self._stack and self._stack[-1].level > level:
                self._stack.pop()
        elif self.in_call:
            del self._stack[1 if goes_on else 0 :]
        else:
            decimals = [index for index, step in enumerate(self._stack) if step.form == "decimal"]
            del self._stack[decimals[-1] + 1 if decimals else 0 :]
        if self._stack:
            return self._stack[-1].path, self._stack[-1].labels
        return self._place.path, ()

    def _free(self, path: str) -> str:
        path = path or "¶1"
        if path not in self._used:
            return path
        number = 2
        while f"{path} ({number})" in self._used:
            number += 1
        return f"{path} ({number})"

    def _add(self, path: str, labels: tuple[str, ...], span: Span) -> None:
        place = self._place
        self._used.add(path)
        self._clauses.append(
            Clause(
                path=path,
                start=span[0],
                end=span[1],
                basis="original",
                part="annex" if place.scope else "clause",
                call=place.call,
                labels=labels,
                operative=place.operative,
                heading=place.heading,
            )
        )
