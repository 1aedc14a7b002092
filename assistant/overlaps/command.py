"""``iscg overlaps``: which mandates of several bodies ask the same, as a paper for a meeting."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from assistant.papers.handing import add_options, form_of, hand_out
from corpus.errors import UsageError


def overlaps(argv: Sequence[str]) -> int:
    """Writes the report on one theme, or on all themes that resolutions of several bodies are mapped to.

    Raises:
        UsageError: there is no such theme.
        StoreError: nothing was indexed yet, or the store cannot serve.
        SourceError: the file cannot be written.
    """
    given = _parser().parse_args(argv)
    form = form_of(given)

    from assistant.opening import open_libraries
    from assistant.overlaps.between_sectors import finder_of
    from assistant.overlaps.report import overlaps_facts, overlaps_paper
    from assistant.papers.paper import markdown
    from assistant.papers.word import to_docx
    from assistant.settings import load_settings

    libraries = open_libraries(load_settings(store=given.store))
    finder = finder_of(libraries.current())
    themes = finder.themes()
    if given.theme:
        theme_id = given.theme if given.theme.startswith("theme-") else f"theme-{given.theme}"
        theme = finder.library.catalogue.document(theme_id)
        if theme is None or theme.kind != "theme":
            raise UsageError(f"There is no theme “{given.theme}”. iscg export mapping lists them.")
        themes = (theme,)
    paper, found, verified = overlaps_paper(finder, themes, generation=libraries.generation, language=given.language)
    if form == "docx":
        hand_out(to_docx(paper), given.out)
    elif form == "json":
        facts = overlaps_facts(found, verified, given.language)
        hand_out(json.dumps(facts, ensure_ascii=False).encode() + b"\n", given.out)
    else:
        hand_out(markdown(paper).encode(), given.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg overlaps", description="Report on mandates of several bodies that ask the same, by theme."
    )
    parser.add_argument("--theme", metavar="THEME", help="one theme (accessibility); default: all")
    add_options(parser)
    return parser
