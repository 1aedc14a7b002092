"""Pictures as values: nothing overlaps or leaves its frame, all that is left out is told, right to left is mirrored."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from library_double import TextsInMemory, library_of

from assistant.messages import LANGUAGES
from assistant.pictures.picture import PADDING, Box, Picture, fitted, wrapped
from assistant.pictures.sectors import draw_sectors, sectors_of
from assistant.pictures.surroundings import Neighbour, draw_surroundings, surroundings_of
from corpus.document import Document, Relation, RevisionStep, Role, ThemeProfile
from indexer.links import Link

CENTRE = Document(
    id="pp-res-9",
    kind="resolution",
    body="pp",
    number="9",
    title="Lights that can be seen from very far away at sea and from the air by day and by night",
    status="in-force",
    history=(RevisionStep(revision="pp-22", action="adopted", basis="seen"),),
    relations=(Relation(document="wtsa-res-9", relation="mapped", basis="seen"),),
)
OTHER = Document(id="wtsa-res-9", kind="resolution", body="wtsa", number="9", title="Lamps", status="in-force")
THEME = Document(
    id="theme-lights",
    kind="theme",
    body="itu",
    title="Lights",
    theme=ThemeProfile(
        resolutions=("pp-res-9", "wtsa-res-9"),
        roles=(Role(sector="T", role="lead", units=("SG1", "SG2", "SG3", "SG4"), basis="seen"),),
    ),
    relations=(Relation(document="wtsa-res-9", relation="mapped", basis="seen"),),
)
DOCUMENTS = (CENTRE, OTHER, THEME)


def neighbour(number: int, relation: str, *, stale: bool = False) -> Neighbour:
    return Neighbour(
        document=f"pp-res-{number}",
        label=f"Resolution {number}",
        title="A title that is far too long to stand in a single line of a box of a picture",
        relation=relation,  # type: ignore[arg-type]
        where="recalling a)",
        stale=stale,
    )


def crossing(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def stands(picture: Picture) -> None:
    for one, other in combinations(picture.boxes, 2):
        assert not crossing(one, other), (one, other)
    for box in picture.boxes:
        assert box.x >= 0
        assert box.x + box.width <= picture.width + 0.01
        assert box.y >= 0
        assert box.y + box.height <= picture.height


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("counts", [(0, 0, 1), (1, 0, 0), (3, 12, 0), (12, 2, 11), (9, 9, 9)])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_boxes_stand_apart_and_inside_the_frame(counts: tuple[int, int, int], language: str, narrow: bool) -> None:
    kinds = ("cited-by", "cites", "counterpart")
    found = [
        neighbour(n, kind, stale=n % 3 == 0) for kind, count in zip(kinds, counts, strict=True) for n in range(count)
    ]
    picture = draw_surroundings(CENTRE, found, language=language, narrow=narrow)
    stands(picture)
    more = [box for box in picture.boxes if box.look == "more"]
    assert len(more) == sum(count > 9 for count in counts)
    assert len(picture.boxes) == 1 + len(more) + sum(min(count, 9) for count in counts)


def test_arrows_lead_to_the_text_that_is_cited() -> None:
    picture = draw_surroundings(CENTRE, [neighbour(1, "cited-by"), neighbour(2, "cites")], language="en")
    centre = picture.boxes[0]
    inward, outward = picture.edges
    assert inward.x2 == centre.x
    assert outward.x1 == centre.x + centre.width
    assert all(one.arrow for one in picture.edges)


def test_in_arabic_the_sides_change_places() -> None:
    found = [neighbour(1, "cited-by"), neighbour(2, "cites")]
    english = draw_surroundings(CENTRE, found, language="en")
    arabic = draw_surroundings(CENTRE, found, language="ar")
    assert english.boxes[1].x < english.boxes[2].x
    assert arabic.boxes[1].x > arabic.boxes[2].x


def test_what_is_out_of_date_says_so_in_words() -> None:
    picture = draw_surroundings(CENTRE, [neighbour(1, "cites", stale=True)], language="en")
    box = picture.boxes[1]
    assert box.look == "stale"
    assert box.lines[-1] == "cites a replaced revision"
    assert "cites a replaced revision: 1." in picture.description


def test_the_neighbours_of_a_resolution_are_read_from_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    revised = replace(CENTRE, history=(*CENTRE.history, RevisionStep(revision="pp-26", action="revised", basis="seen")))
    library = library_of((revised, OTHER, THEME))
    clause = next(library.lines("wtsa-res-9", "title"))[0].path
    place: dict[str, Any] = {"language": "en", "kind": "digest", "clause": clause, "start": 0, "end": 1, "text": ""}
    link = Link(
        document="wtsa-res-9", revision=None, target="pp-res-9", target_revision="pp-22", state="resolved", **place
    )
    monkeypatch.setattr(TextsInMemory, "links_to", lambda _, document: (link,) if document == "pp-res-9" else ())
    (found,) = surroundings_of(revised, library)
    assert (found.document, found.label, found.relation, found.stale) == (
        "wtsa-res-9",
        "WTSA Resolution 9",
        "cited-by",
        True,
    )
    assert found.where == clause
    assert surroundings_of(OTHER, library) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("narrow", [False, True])
def test_a_theme_shows_four_sectors_with_their_roles(language: str, narrow: bool) -> None:
    shown = sectors_of(THEME, library_of(DOCUMENTS))
    assert shown is not None
    assert [(one.sector, one.role, one.resolutions) for one in shown.sectors] == [
        ("R", "none", ()),
        ("T", "lead", ("wtsa-res-9",)),
        ("D", "none", ()),
        ("GS", "none", ()),
    ]
    assert shown.common == ("pp-res-9",)
    picture = draw_sectors(shown, language=language, narrow=narrow)
    stands(picture)
    assert [box.look for box in picture.boxes if box.look in ("lead", "none")] == ["none", "lead", "none", "none"]


def test_units_that_have_no_room_are_counted() -> None:
    shown = sectors_of(THEME, library_of(DOCUMENTS))
    assert shown is not None
    (lead,) = (box for box in draw_sectors(shown, language="en").boxes if box.look == "lead")
    assert lead.lines == ("ITU-T", "leads", "SG1", "SG2", "SG3", "and 1 more in the table")


def test_a_line_is_cut_where_its_box_ends() -> None:
    assert fitted("abcdef", 2 * PADDING + 6 * 7.0) == "abcdef"
    assert fitted("abcdefg", 2 * PADDING + 6 * 7.0) == "abcde…"
    assert fitted("决议决议", 2 * PADDING + 3 * 12.6) == "决议…"
    assert wrapped("one two three", 2 * PADDING + 7 * 7.0) == ("one two", "three")
    assert wrapped("one two three four", 2 * PADDING + 7 * 7.0) == ("one two", "three…")
