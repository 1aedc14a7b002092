"""Everything recorded of a document, as sentences that can be quoted one by one."""

from __future__ import annotations

from dataclasses import replace

from corpus.document import (
    Document,
    GroupProfile,
    Line,
    Relation,
    RevisionStep,
    Role,
    Term,
    Text,
    ThemeProfile,
)
from corpus.record import render_record

RESOLUTION = Document(
    id="pp-res-191",
    kind="resolution",
    body="pp",
    title="Coordination of efforts",
    number="191",
    status="in-force",
    confidence="partly-seen",
    sectors=("T", "GS"),
    history=(
        RevisionStep(revision="pp-14", action="adopted", basis="seen"),
        RevisionStep(revision="pp-22", action="revised", basis="recalled"),
    ),
    relations=(
        Relation(document="pp-res-71", relation="cites", basis="recalled"),
        Relation(document="wtsa-res-18", relation="mapped", basis="seen"),
    ),
    lines=(
        Line(part="mandate", text="Of no known revision.", basis="recalled", heading="resolves 2"),
        Line(part="mandate", text="Stands in the digest.", basis="recalled", heading="resolves", revision="pp-22"),
        Line(part="change", text="The task force was named.", basis="seen", revision="pp-22"),
        Line(part="change", text="Reports became yearly.", basis="seen", revision="pp-22"),
        Line(part="note", text="The title may differ.", basis="seen"),
        Line(part="gap", text="The text of PP-18 is not held.", basis="seen"),
    ),
)
THEME = Document(
    id="theme-accessibility",
    kind="theme",
    body="itu",
    title="Accessibility",
    confidence="partly-seen",
    theme=ThemeProfile(
        aliases=("digital accessibility", "disability"),
        terms=(
            Term(language="fr", text="accessibilité", official=True, basis="recalled"),
            Term(language="fr", text="handicap", official=False, basis="recalled"),
        ),
        roles=(
            Role(sector="D", role="lead", basis="inferred", units=("ITU-D SG1 Question 7/1", "BDT")),
            Role(sector="R", role="none", basis="inferred"),
            Role(sector="GS", role="contributes", basis="inferred", units=("Accessibility Coordinator",)),
        ),
        resolutions=("wtsa-res-70",),
        groups=("group-jca-ahf",),
        coordinators=("Accessibility Coordinator",),
    ),
    lines=(Line(part="point", text="First.", basis="seen"), Line(part="point", text="Second.", basis="seen")),
)


def name_of(identifier: str) -> str:
    """Names used in these tests."""
    return {"wtsa-res-70": "WTSA Resolution 70 – Accessibility"}.get(identifier, f"<{identifier}>")


def told(text: Text) -> dict[str, str]:
    """Path to sentence, as cut from the text."""
    return {clause.path: text.content[clause.start : clause.end] for clause in text.clauses}


def test_a_resolution_is_told_line_by_line() -> None:
    assert told(render_record(RESOLUTION, name_of=name_of)) == {
        "Title": "Resolution 191 – Coordination of efforts",
        "Status": "A resolution of the Plenipotentiary Conference. It is in force.",
        "Sectors": "Sectors that have to act: ITU-T, the General Secretariat.",
        "History pp-14": "Adopted at PP-14 (Busan, 2014).",
        "History pp-22": "Revised at PP-22 (Bucharest, 2022).",
        "Mandate resolves 2": "Of no known revision.",
        "Changes pp-22": "Changed at PP-22 (Bucharest, 2022): The task force was named.",
        "Changes pp-22 ·2": "Changed at PP-22 (Bucharest, 2022): Reports became yearly.",
        "Relations pp-res-71": "Cites <pp-res-71>.",
        "Relations wtsa-res-18": "Mapped to <wtsa-res-18>.",
        "Notes": "The title may differ.",
        "Gaps": "The text of PP-18 is not held.",
    }


def test_each_line_keeps_its_basis_part_revision_and_target() -> None:
    clauses = {clause.path: clause for clause in render_record(RESOLUTION, name_of=name_of).clauses}
    told_by = [clauses[path].basis for path in ("Title", "History pp-14", "History pp-22")]
    assert told_by == ["recalled", "seen", "recalled"]
    assert (clauses["Changes pp-22"].part, clauses["Changes pp-22"].revision) == ("change", "pp-22")
    assert (clauses["Relations wtsa-res-18"].target, clauses["Relations wtsa-res-18"].basis) == ("wtsa-res-18", "seen")
    assert (clauses["Mandate resolves 2"].call, clauses["Mandate resolves 2"].labels) == ("resolves", ("2",))


def test_what_a_conference_did_without_revising_is_not_called_a_change() -> None:
    lines = (
        Line(part="change", text="First text on the subject.", basis="seen", revision="pp-14"),
        Line(part="change", text="Left unchanged.", basis="seen", revision="pp-18"),
        Line(part="change", text="Of an unknown conference.", basis="seen"),
    )
    sentences = told(render_record(replace(RESOLUTION, lines=lines), name_of=name_of))
    assert sentences["Changes pp-14"] == "At PP-14 (Busan, 2014): First text on the subject."
    assert sentences["Changes pp-18"] == "At PP-18 (Dubai, 2018): Left unchanged."
    assert sentences["Changes"] == "Changed: Of an unknown conference."


def test_a_theme_names_each_sector_in_a_sentence() -> None:
    text = render_record(THEME, name_of=name_of)
    sentences = told(text)
    assert sentences["Also called"] == "Also called: digital accessibility; disability."
    assert sentences["Terms fr"] == "In French: accessibilité."
    assert sentences["Terms fr ·2"] == "Also in French: handicap."
    assert sentences["Roles ITU-D"] == "ITU-D leads: ITU-D SG1 Question 7/1; BDT."
    assert sentences["Roles ITU-R"] == "ITU-R has no recorded role."
    assert sentences["Roles General Secretariat"] == "The General Secretariat contributes: Accessibility Coordinator."
    assert sentences["Resolutions wtsa-res-70"] == "Mapped resolution: WTSA Resolution 70 – Accessibility."
    assert sentences["Points ·2"] == "Second."
    assert [clause.sector for clause in text.clauses if clause.part == "role"] == ["D", "R", "GS"]


def test_a_theme_tells_a_mapped_resolution_once_with_the_basis_of_its_relation() -> None:
    relations = (
        Relation(document="wtsa-res-70", relation="mapped", basis="seen"),
        Relation(document="pp-res-175", relation="cites", basis="recalled"),
    )
    clauses = {
        clause.path: clause for clause in render_record(replace(THEME, relations=relations), name_of=name_of).clauses
    }
    assert [path for path, clause in clauses.items() if clause.target == "wtsa-res-70"] == ["Resolutions wtsa-res-70"]
    assert (clauses["Resolutions wtsa-res-70"].basis, clauses["Relations pp-res-175"].basis) == ("seen", "recalled")


def test_a_mapped_resolution_without_a_relation_is_our_reading() -> None:
    clauses = {clause.path: clause for clause in render_record(THEME, name_of=name_of).clauses}
    assert clauses["Resolutions wtsa-res-70"].basis == "inferred"


def test_a_group_says_what_it_is_and_whose() -> None:
    group = Document(
        id="group-itu-t-sg17",
        kind="group",
        body="itu",
        title="Security",
        group=GroupProfile(
            code="ITU-T SG17", form="study-group", sector="T", parent="group-itu-t", study_period="2025-2028"
        ),
        lines=(
            Line(part="responsibility", text="Builds confidence in the use of ICTs.", basis="seen"),
            Line(part="lead-role", text="Security.", basis="recalled"),
        ),
    )
    sentences = told(render_record(group, name_of=name_of))
    assert sentences["Group"] == "ITU-T SG17 is a study group of ITU-T."
    assert sentences["Group parent"] == "It belongs to <group-itu-t>."
    assert sentences["Group period"] == "Its study period is 2025-2028."
    assert sentences["Responsible for"] == "Builds confidence in the use of ICTs."
    assert sentences["Leads on"] == "Security."


def test_a_report_tells_its_lines_under_their_headings() -> None:
    report = Document(
        id="c26-35",
        kind="council-report",
        body="council",
        title="Implementation of Resolution 191",
        symbol="C26/35",
        date="2026-03",
        author="the Secretary-General",
        lines=(
            Line(part="content", text="It met twice.", basis="seen", heading="ISCG"),
            Line(part="content", text="It has a new chair.", basis="seen", heading="ISCG"),
            Line(part="content", text="There were 12 themes.", basis="seen", heading="ISCG > Themes"),
            Line(part="content", text="A heading that looks like a part.", basis="seen", heading="Notes"),
            Line(part="note", text="The symbol is ours.", basis="seen"),
        ),
    )
    text = render_record(report, name_of=name_of)
    assert told(text) == {
        "Title": "C26/35 – Implementation of Resolution 191",
        "Status": "A Council report by the Secretary-General, dated 2026-03.",
        "Status ·2": "Its symbol is C26/35.",
        "ISCG": "It met twice.",
        "ISCG ·2": "It has a new chair.",
        "ISCG > Themes": "There were 12 themes.",
        "Content Notes": "A heading that looks like a part.",
        "Notes": "The symbol is ours.",
    }
    assert "\nISCG > Themes\nThere were 12 themes.\n" in text.content


def test_a_line_added_at_the_end_of_a_part_leaves_every_path_before_it() -> None:
    more = Line(part="change", text="One more.", basis="seen", revision="pp-22")
    before = [clause.path for clause in render_record(RESOLUTION, name_of=name_of).clauses]
    longer = replace(RESOLUTION, lines=(*RESOLUTION.lines, more))
    after = [clause.path for clause in render_record(longer, name_of=name_of).clauses]
    assert set(after) - set(before) == {"Changes pp-22 ·3"}
    assert [path for path in after if path in before] == before
