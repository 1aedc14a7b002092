"""Every text of the interface, by key and language: ``say("note.horizon", "en", conference="PP-22")``.

The catalogues are gettext files (``en.po``, ``fr.po`` …) whose msgid is a key such as ``note.horizon``; English has
every key. Values are filled in by ``str.format`` names. Babel reads the files once, at first use.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

DEFAULT_LANGUAGE = "en"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Returns the texts of one language by key; empty where the project has no catalogue for it."""
    from babel.messages.pofile import read_po

    place = files(__package__) / f"{language}.po"
    if not place.is_file():
        return {}
    with place.open("rb") as stream:
        return {str(entry.id): str(entry.string) for entry in read_po(stream) if entry.id and entry.string}


def say(key: str, language: str = DEFAULT_LANGUAGE, /, **values: object) -> str:
    """Returns the text of ``key`` in ``language``, else in English, with ``values`` filled in.

    Raises:
        KeyError: English has no such key, or a value the text names is missing. Both are faults of the program.
    """
    template = catalogue(language).get(key) or catalogue(DEFAULT_LANGUAGE)[key]
    return template.format(**values) if values else template
