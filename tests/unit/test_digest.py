"""A revision's mandate lines as a text that can be quoted."""

from __future__ import annotations

import pytest

from corpus.digest import DISCLAIMER, digested_revisions, read_heading, render_digest, title_at
from corpus.document import Document, EarlierTitle, Line, RevisionStep


def mandate(heading: str, text: str, revision: str | None = "pp-22") -> Line:
    """One mandate line."""
    return Line(part="mandate", text=text, basis="recalled", heading=heading, revision=revision)


DOCUMENT = Document(
    id="pp-res-191",
    kind="resolution",
    body="pp",
    title="Coordination of efforts",
    number="191",
    history=(
        RevisionStep(revision="pp-14", action="adopted", basis="seen"),
        RevisionStep(revision="pp-22", action="revised", basis="seen"),
    ),
    earlier_titles=(EarlierTitle(title="Strategy of old", revision="pp-14", basis="seen"),),
    lines=(
        mandate("instructs the Secretary-General 1", "Keep a list of themes."),
        mandate("instructs the Secretary-General 2", "Report to the Council."),
        mandate("invites Member States", "Avoid duplication."),
        mandate("invites Member States", "Send experts."),
        mandate("resolves", "Coordinate.", "pp-14"),
        mandate("resolves", "Of no known revision.", None),
        Line(part="note", text="A note.", basis="seen"),
    ),
)


def test_a_digest_says_what_it_is_and_holds_only_lines_of_its_revision() -> None:
    text = render_digest(DOCUMENT, "pp-22")
    assert text.content == (
        "Resolution 191 (Rev. Bucharest, 2022)\n"
        "Coordination of efforts\n"
        "\n"
        f"{DISCLAIMER}\n"
        "\n"
        "instructs the Secretary-General\n"
        "1 Keep a list of themes.\n"
        "2 Report to the Council.\n"
        "\n"
        "invites Member States\n"
        "Avoid duplication.\n"
        "Send experts.\n"
    )
    assert (text.kind, text.revision, text.language, text.title) == ("digest", "pp-22", "en", "Coordination of efforts")


def test_a_clause_is_the_line_without_its_label() -> None:
    text = render_digest(DOCUMENT, "pp-22")
    assert [(clause.path, text.quote(clause)) for clause in text.clauses] == [
        ("instructs the Secretary-General 1", "Keep a list of themes."),
        ("instructs the Secretary-General 2", "Report to the Council."),
        ("invites Member States", "Avoid duplication."),
        ("invites Member States ·2", "Send experts."),
    ]


def test_call_labels_addressees_and_basis_are_filled() -> None:
    first = render_digest(DOCUMENT, "pp-22").clauses[0]
    assert (first.call, first.labels, first.operative) == ("instructs the Secretary-General", ("1",), True)
    assert (first.addressees, first.basis) == (("group-general-secretariat",), "recalled")


def test_a_revision_bears_the_title_it_had() -> None:
    text = render_digest(DOCUMENT, "pp-14")
    assert text.content.startswith("Resolution 191 (Busan, 2014)\nStrategy of old\n")
    assert text.title == "Strategy of old"


@pytest.mark.parametrize(
    ("revision", "title"),
    [("pp-06", "Strategy of old"), ("pp-14", "Strategy of old"), ("pp-18", "Coordination of efforts")],
)
def test_an_earlier_title_holds_up_to_the_revision_it_is_recorded_for(revision: str, title: str) -> None:
    assert title_at(DOCUMENT, revision) == title


def test_revisions_with_lines_stand_in_the_order_of_the_history() -> None:
    assert digested_revisions(DOCUMENT) == ("pp-14", "pp-22")


@pytest.mark.parametrize(
    ("heading", "call", "labels"),
    [
        ("instructs the Secretary-General 1", "instructs the Secretary-General", ("1",)),
        ("resolves 1 and 2", "resolves", ("1 and 2",)),
        ("resolves 1, first point", "resolves", ("1, first point",)),
        ("resolves", "resolves", ()),
        ("section 1", "section 1", ()),
        ("section 2, on reports", "section 2, on reports", ()),
        ("sections 8 and 9", "sections 8 and 9", ()),
        ("annex 1 on coordination", "annex 1 on coordination", ()),
        ("instructs Study Group 17", "instructs Study Group 17", ()),
        ("instructs Study Group 2 and Study Group 13", "instructs Study Group 2 and Study Group 13", ()),
        ("instructs Study Groups 11 and 17", "instructs Study Groups 11 and 17", ()),
        ("annex, SG1", "annex, SG1", ()),
        (
            "resolves to invite ITU-T, in particular Study Group 5",
            "resolves to invite ITU-T, in particular Study Group 5",
            (),
        ),
    ],
)
def test_a_clause_name_is_taken_apart_where_it_ends_in_a_label(
    heading: str, call: str, labels: tuple[str, ...]
) -> None:
    found = read_heading(heading)
    assert (found.call, found.labels, found.general) == (call, labels, False)


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("resolves (general sense)", "resolves"),
        ("instructs the Director of BDT (general sense)", "instructs the Director of BDT"),
        ("(general sense)", "in general"),
        ("general sense", "in general"),
        ("general sense (Chinese account)", "in general"),
        ("(general sense) cooperation", "cooperation"),
    ],
)
def test_the_general_sense_is_a_mark_and_no_part_of_the_path(heading: str, path: str) -> None:
    found = read_heading(heading)
    assert (found.path, found.general) == (path, True)
