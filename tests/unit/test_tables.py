"""Tables by theme and by history, from documents whose pairs were worked out by hand."""

from __future__ import annotations

from corpus.document import Document, Relation, RevisionStep, ThemeProfile
from corpus.mapping import pairs_of
from corpus.scope import BodyCode
from corpus.tables import history_table, mapping_table, pairs_table


def resolution(body: BodyCode, number: str | None, *themes: str, key: str = "") -> Document:
    """A resolution with two steps of history where it is of the PP, none elsewhere."""
    steps = (
        RevisionStep(revision="pp-14", action="adopted", basis="seen"),
        RevisionStep(revision="pp-22", action="revised", basis="recalled"),
    )
    return Document(
        id=f"{body}-res-{number or key}",
        kind="resolution",
        body=body,
        title=f"Bridges of {body}",
        number=number,
        status="in-force",
        themes=themes,
        history=steps if body == "pp" else (),
    )


def theme(name: str, *resolutions: str) -> Document:
    """A theme that has seen the relation to its first resolution alone."""
    return Document(
        id=f"theme-{name}",
        kind="theme",
        body="itu",
        title=name.capitalize(),
        relations=tuple(Relation(document=one, relation="mapped", basis="seen") for one in resolutions[:1]),
        theme=ThemeProfile(resolutions=resolutions),
    )


DOCUMENTS = (
    theme("bridges", "pp-res-9", "wtsa-res-4", "ra-res-x-arch"),
    theme("tunnels"),
    resolution("pp", "9", "theme-bridges"),
    resolution("pp", "10", "theme-bridges", "theme-tunnels"),
    resolution("wtsa", "4"),
    resolution("wtdc", "7", "theme-unheard-of"),
    resolution("ra", None, "theme-bridges", key="x-arch"),
    resolution("wrc", "3", "theme-bridges"),
)


def test_a_pair_says_which_side_names_it_and_what_it_rests_on() -> None:
    told = [(one.theme.id, one.resolution.id, one.listed, one.tagged, one.basis) for one in pairs_of(DOCUMENTS)]
    assert told == [
        ("theme-bridges", "pp-res-9", True, True, "seen"),
        ("theme-bridges", "wtsa-res-4", True, False, "inferred"),
        ("theme-bridges", "ra-res-x-arch", True, True, "inferred"),
        ("theme-bridges", "pp-res-10", False, True, "inferred"),
        ("theme-bridges", "wrc-res-3", False, True, "inferred"),
        ("theme-tunnels", "pp-res-10", False, True, "inferred"),
    ]


def test_the_mapping_sets_side_by_side_what_both_sides_agree_on() -> None:
    table = mapping_table(DOCUMENTS)
    assert table.head == ("theme", "name", "PP", "WTSA", "WTDC", "RA", "others", "further")
    bridges, tunnels = table.rows
    assert bridges[:5] == ("theme-bridges", "Bridges", "Resolution 9", "", "")
    assert bridges[5].endswith("(Bridges of ra)")
    assert bridges[6:] == ("", "Resolution 10; WRC Resolution 3")
    assert tunnels == ("theme-tunnels", "Tunnels", "", "", "", "", "", "Resolution 10")


def test_each_pair_is_a_row_with_its_basis() -> None:
    first = pairs_table(DOCUMENTS).rows[0]
    assert first == (
        "theme-bridges",
        "Bridges",
        "PP",
        "pp-res-9",
        "Resolution 9",
        "Bridges of pp",
        "in-force",
        "yes",
        "yes",
        "seen",
    )


def test_a_history_has_a_row_a_step_in_order_of_number() -> None:
    rows = history_table(DOCUMENTS).rows
    assert [(row[0], row[4], row[6], row[7], row[8], row[9]) for row in rows] == [
        ("pp-res-9", "pp-14", "Busan", "2014", "adopted", "seen"),
        ("pp-res-9", "pp-22", "Bucharest", "2022", "revised", "recalled"),
        ("pp-res-10", "pp-14", "Busan", "2014", "adopted", "seen"),
        ("pp-res-10", "pp-22", "Bucharest", "2022", "revised", "recalled"),
    ]


def test_every_row_is_as_wide_as_the_head() -> None:
    for table in (mapping_table(DOCUMENTS), pairs_table(DOCUMENTS), history_table(DOCUMENTS)):
        assert {len(row) for row in table.rows} == {len(table.head)}
