"""Files of the corpus: what they hold, and how each fault is told with its line."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from corpus.document import Document, EarlierTitle, Line, Relation, RevisionStep, Role, Term
from corpus.errors import ManuscriptError
from corpus.manuscript import parse_manuscript, write_manuscript

FRONT = """\
---
id: pp-res-191
kind: resolution
body: pp
number: "191"
title: Coordination
history:
  - {revision: pp-14, action: adopted, basis: seen}
  - {revision: pp-22, action: revised, basis: recalled}
---
"""
BODY = """
# Mandate

## pp-22

### resolves

- Coordinate. [recalled]
"""


def test_the_example_of_the_readme_is_read_whole() -> None:
    readme = (files("corpus") / "shipped" / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```markdown\n(.*?)```", readme, re.DOTALL)
    assert example is not None
    document = parse_manuscript(example[1], where="README.md")
    assert (document.id, document.number, document.status) == ("pp-res-191", "191", "in-force")
    assert document.history[1] == RevisionStep(revision="pp-18", action="revised", basis="recalled")
    assert document.earlier_titles == (EarlierTitle(title="An earlier title", revision="pp-14", basis="seen"),)
    assert document.relations[1] == Relation(document="wtsa-res-18", relation="mapped", basis="recalled")
    assert [line.part for line in document.lines] == ["mandate", "mandate", "change", "note", "gap"]
    assert document.lines[0].heading == "instructs the Secretary-General"
    assert (document.lines[0].revision, document.lines[1].revision) == ("pp-22", None)


def test_a_theme_has_its_profile_and_a_report_its_headings() -> None:
    theme = parse_manuscript(
        "---\nid: theme-accessibility\nkind: theme\nbody: itu\ntitle: Accessibility\naliases: [disability]\n"
        "terms:\n  - {language: fr, text: accessibilité, official: true, basis: recalled}\n"
        "roles:\n  - {sector: D, role: lead, basis: inferred, units: [BDT]}\niscg_topic: true\n"
        "---\n\n# Points\n\n- One. [seen]\n",
        where="theme.md",
    )
    assert theme.theme is not None
    assert theme.theme.terms == (Term(language="fr", text="accessibilité", official=True, basis="recalled"),)
    assert theme.theme.roles == (Role(sector="D", role="lead", basis="inferred", units=("BDT",)),)
    assert theme.theme.iscg_topic
    report = parse_manuscript(
        "---\nid: c26-35\nkind: council-report\nbody: council\ntitle: A report\ndate: 2026-03-05\n---\n"
        "# Content\n## ISCG\n- One. [seen]\n## ISCG > Themes\n- Two. [inferred]\n",
        where="report.md",
    )
    assert report.date == "2026-03-05"
    assert [(line.heading, line.text) for line in report.lines] == [("ISCG", "One."), ("ISCG > Themes", "Two.")]


def test_brackets_inside_a_line_stay_in_it() -> None:
    text = FRONT + "# Notes\n- See [seen] and [1]. [recalled]\n"
    assert parse_manuscript(text, where="x.md").lines == (
        Line(part="note", text="See [seen] and [1].", basis="recalled"),
    )


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("id: pp-res-191\n", 1, "does not begin with front matter"),
        ("---\nid: pp-res-191\n", 3, "has no end"),
        ("---\n---\n", 2, "is empty"),
        ("---\nid: [\n---\n", 3, "not valid YAML"),
        (FRONT.replace("number:", "nummer:"), 5, "“nummer” is not a key"),
        (FRONT.replace('"191"', "191"), 5, "put it in quotes"),
        (FRONT.replace("title: Coordination\n", ""), 1, "no “title”"),
        (FRONT.replace("title: Coordination", "title: ''"), 6, "the title is empty"),
        (FRONT.replace("kind: resolution", "kind: law"), 3, "“kind”"),
        (FRONT.replace("id: pp-res-191", "id: PP 191"), 2, "“PP 191” is not a document identifier"),
        (FRONT.replace("body: pp\n", "body: pp\nbody: pp\n"), 5, "“body” stands twice"),
        (FRONT.replace("action: revised", "action: amended"), 9, "“history”"),
        (FRONT.replace("revision: pp-22,", "revision: PP22,"), 9, "“PP22” is not a revision"),
        (FRONT.replace("action: revised, ", ""), 9, "no “action”"),
        (FRONT.replace("basis: recalled", "base: recalled"), 9, "“base” is not a key of “history”"),
        (FRONT.replace("title: Coordination", "title: Coordination\naliases: [a]"), 7, "belongs to themes alone"),
        (FRONT + "# Mandat\n", 11, "“Mandat” is not a part"),
        (FRONT + BODY + "# Mandate\n", 19, "stands twice"),
        (FRONT + "- A line. [seen]\n", 11, "before the first part"),
        (FRONT + "# Notes\n- A line.\n", 12, "no basis"),
        (FRONT + "# Notes\n- A line. [sure]\n", 12, "no basis"),
        (FRONT + "# Notes\n## A heading\n", 12, "has no headings"),
        (FRONT + "# Notes\nA sentence that is no line. [seen]\n", 12, "no part, heading or line"),
        (FRONT + "# Mandate\n## Bucharest\n", 12, "“Bucharest” is no known conference"),
        (FRONT + "# Mandate\n### resolves\n", 12, "“###” names a clause"),
        (FRONT + "# Mandate\n## pp-22\n- A line. [seen]\n", 13, "no clause stands above"),
        (FRONT + "# Changes\n- A line. [seen]\n", 12, "no revision stands above"),
        (FRONT.replace("kind: resolution", "kind: group") + "# Changes\n", 11, "is not for a group"),
    ],
)
def test_every_fault_is_told_with_file_line_and_remedy(text: str, line: int, problem: str) -> None:
    with pytest.raises(ManuscriptError) as fault:
        parse_manuscript(text, where="resolutions/pp/191.md")
    assert (fault.value.where, fault.value.line) == ("resolutions/pp/191.md", line)
    assert problem in fault.value.problem


def test_a_document_is_written_as_the_readme_shows() -> None:
    document = Document(
        id="pp-res-191",
        kind="resolution",
        body="pp",
        title="Coordination: all of it",
        number="191",
        history=(RevisionStep(revision="pp-14", action="adopted", basis="seen"),),
        sources=("https://www.itu.int/one", "https://www.itu.int/two"),
        lines=(
            Line(part="mandate", text="Coordinate.", basis="seen", heading="resolves 1", revision="pp-14"),
            Line(part="mandate", text="Report.", basis="recalled", heading="resolves 1", revision="pp-14"),
            Line(part="change", text="None known.", basis="recalled"),
        ),
    )
    assert write_manuscript(document) == (
        '---\nid: pp-res-191\nkind: resolution\nbody: pp\nnumber: "191"\ntitle: "Coordination: all of it"\n'
        "status: unknown\nconfidence: seen\nhistory:\n  - {revision: pp-14, action: adopted, basis: seen}\n"
        'sources:\n  - "https://www.itu.int/one"\n  - "https://www.itu.int/two"\noriginal: null\n---\n\n'
        "# Mandate\n\n## pp-14\n\n### resolves 1\n\n- Coordinate. [seen]\n- Report. [recalled]\n\n"
        "# Changes\n\n## not established\n\n- None known. [recalled]\n"
    )


@pytest.mark.parametrize("text", ["two\nlines", " indented", "", "trailing "])
def test_a_line_the_format_cannot_hold_is_refused(text: str) -> None:
    document = Document(
        id="c26-35",
        kind="council-report",
        body="council",
        title="A report",
        lines=(Line(part="note", text=text, basis="seen"),),
    )
    with pytest.raises(ManuscriptError, match="cannot be written"):
        write_manuscript(document)
