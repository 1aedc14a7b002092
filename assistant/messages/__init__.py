"""Every text of the interface, by key and language: ``say("note.horizon", "fr", conferences="PP-22")``.

The catalogues are gettext files (``en.po``, ``fr.po`` …) whose msgid is a key such as ``note.horizon``; English has
every key, and the tests hold every other language to the same keys and fields. A text that depends on a number has one
form for each plural form of its language; ``count`` picks it. Babel reads the files once, at first use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import Literal

DEFAULT_LANGUAGE = "en"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language: ``forms`` by key, one form where the text depends on no number.

    ``form_for`` gives the place, in a text's forms, of the one that goes with a number.
    """

    forms: Mapping[str, tuple[str, ...]]
    form_for: Callable[[int], int]

    def template(self, key: str, count: object = None) -> str | None:
        """Returns the text of ``key``, in the form that goes with ``count`` where it has several; None if unknown."""
        forms = self.forms.get(key)
        if forms is None or len(forms) == 1:
            return forms[0] if forms else None
        return forms[self.form_for(count if isinstance(count, int) else 1)]


@cache
def catalogue(language: str) -> Catalogue:
    """Returns the texts of one language; none where the project has no catalogue for it."""
    from babel.messages.pofile import read_po

    place = files(__package__) / f"{language}.po"
    if not place.is_file():
        return Catalogue({}, lambda _: 0)
    with place.open("rb") as stream:
        read = read_po(stream, locale=language)
    forms = {_key(entry.id): _forms(entry.string) for entry in read if entry.id}
    return Catalogue({key: texts for key, texts in forms.items() if all(texts)}, c2py(read.plural_expr))


def say(key: str, language: str = DEFAULT_LANGUAGE, /, **values: object) -> str:
    """Returns the text of ``key`` in ``language``, else in English, with ``values`` filled in.

    ``count`` among the values picks the plural form.

    Raises:
        KeyError: English has no such key, or a value the text names is missing. Both are faults of the program.
    """
    count = values.get("count")
    template = catalogue(language).template(key, count) or catalogue(DEFAULT_LANGUAGE).template(key, count)
    if template is None:
        raise KeyError(key)
    return template.format(**values) if values else template


def direction(language: str) -> Direction:
    """Returns the direction in which ``language`` is written."""
    return "rtl" if language == "ar" else "ltr"


def _key(msgid: object) -> str:
    """Returns the key of an entry; one with plural forms has it as a pair of the same words."""
    return str(msgid[0]) if isinstance(msgid, (tuple, list)) else str(msgid)


def _forms(msgstr: object) -> tuple[str, ...]:
    return tuple(map(str, msgstr)) if isinstance(msgstr, (tuple, list)) else (str(msgstr),)
