"""Mandates of several bodies, compared: on texts of our own invention."""

from __future__ import annotations

from dataclasses import replace

import pytest
from library_double import library_of

from assistant.library import Library
from assistant.overlaps.between_sectors import conflicts, silences
from assistant.overlaps.mandates import Rarity, mandates_of
from assistant.overlaps.pairing import Finder, Overlap
from assistant.overlaps.report import overlaps_facts, overlaps_paper, reason_of
from assistant.overlaps.rules import PAIR_TYPES, load_rules
from assistant.papers.paper import markdown
from assistant.responsibility.reading import of_theme
from corpus.document import Document, Line, Relation, RevisionStep, Role, ThemeProfile

THEME = "theme-lighthouses"


def resolution(body: str, number: str, *mandates: tuple[str, str], revision: str | None) -> Document:
    lines = tuple(Line(part="mandate", text=t, basis="seen", heading=h, revision=revision) for h, t in mandates)
    history = (RevisionStep(revision=revision, action="adopted", basis="seen"),) if revision else ()
    return Document(
        id=f"{body}-res-{number}",
        kind="resolution",
        body=body,  # type: ignore[arg-type]
        number=number,
        title=f"Text {number}",
        status="in-force",
        themes=(THEME,),
        history=history,
        lines=lines,
    )


def library(*documents: Document, roles: tuple[Role, ...] = ()) -> Library:
    mapped = tuple(one.id for one in documents)
    theme = Document(
        id=THEME,
        kind="theme",
        body="itu",
        title="Lighthouses",
        theme=ThemeProfile(resolutions=mapped, roles=roles),
        relations=tuple(Relation(document=one, relation="mapped", basis="seen") for one in mapped),
    )
    filler = resolution("pp", "999", ("instructs the Council", "Count ships and boats."), revision="pp-22")
    return library_of((*documents, replace(filler, themes=()), theme))


def found(*documents: Document) -> tuple[Overlap, ...]:
    held = library(*documents)
    return Finder(held).on(held.document(THEME))


def pp(*mandates: tuple[str, str]) -> Document:
    return resolution("pp", "901", *mandates, revision="pp-22")


def wtsa(*mandates: tuple[str, str]) -> Document:
    return resolution("wtsa", "902", *mandates, revision="wtsa-24")


def wtdc(*mandates: tuple[str, str]) -> Document:
    return resolution("wtdc", "903", *mandates, revision=None)


HELP = "Help developing countries to repair lighthouses and lanterns."


def test_one_addressee_asked_twice_is_a_duplicate() -> None:
    (pair,) = found(
        wtsa(("invites Member States", "Adopt laws on lighthouses and lanterns.")),
        wtdc(("invites Member States", "Set up national policies and laws on lighthouses.")),
    )
    assert (pair.type, pair.acts, pair.words) == ("duplicate", ("regulate",), ("lighthouses",))


def test_two_directors_asked_for_the_same_are_counterparts() -> None:
    (pair,) = found(
        wtsa(("instructs the Director of the Telecommunication Standardization Bureau", HELP)),
        wtdc(("instructs the Director of the Telecommunication Development Bureau", HELP)),
    )
    assert (pair.type, pair.a.document, pair.b.document) == ("counterpart", "wtsa-res-902", "wtdc-res-903")


def test_different_acts_of_two_sectors_on_one_matter_are_complementary() -> None:
    (pair,) = found(
        wtsa(("instructs Study Group 5", "Recommendations for developing countries on lighthouses and lanterns.")),
        wtdc(("instructs the Director of the Telecommunication Development Bureau", HELP)),
    )
    assert pair.type == "complementary"


def test_two_rhythms_of_one_report_are_divergent() -> None:
    director = "instructs the Director of the Telecommunication Standardization Bureau"
    (pair,) = found(
        pp((director, "Report to the Council each year on lighthouses.")),
        wtsa((director, "Report to the Council by 2027 on lighthouses.")),
    )
    assert (pair.type, pair.why, pair.periods) == ("divergent", "period", ("yearly", "2027"))
    assert "“yearly” and “2027”" in reason_of(pair, "en")


def test_what_the_plenipotentiary_asks_of_a_sector_without_a_text_is_an_orphan() -> None:
    pairs = found(pp(("instructs the Director of the Radiocommunication Bureau", "Study the light of lighthouses.")))
    assert [(one.type, one.sectors, one.b.document) for one in pairs] == [("orphan", ("R",), THEME)]


def test_a_sectors_text_on_the_theme_leaves_no_orphan_though_it_says_something_else() -> None:
    pairs = found(
        pp(("instructs the Director of the Telecommunication Development Bureau", "Study the light of lighthouses.")),
        wtdc(("invites Academia", "Send more professors.")),
    )
    assert pairs == ()


def test_clauses_of_one_body_make_no_pair() -> None:
    other = resolution("wtsa", "904", ("invites Member States", HELP), revision="wtsa-24")
    assert found(wtsa(("invites Member States", HELP)), other) == ()


def test_clauses_that_share_an_addressee_alone_make_no_pair() -> None:
    one, other = ("invites Member States", HELP), ("invites Member States", "Help schools to teach geometry.")
    assert found(wtsa(one), wtdc(other)) == ()


def test_a_suppressed_resolution_asks_nothing() -> None:
    gone = wtdc(("invites Member States", HELP))
    gone = replace(gone, status="suppressed")
    assert found(wtsa(("invites Member States", HELP)), gone) == ()


def test_who_is_named_behind_with_takes_part_and_is_not_asked() -> None:
    call = "instructs the Director of TSB, in collaboration with the Directors of BR and BDT"
    document = wtsa((call, HELP))
    (mandate,) = mandates_of(document, library(document), load_rules())
    assert mandate.addressees == ("group-tsb",)
    assert (mandate.sectors, mandate.partners) == ({"T"}, {"R", "D"})


def test_a_call_without_an_addressee_is_for_the_bodys_own_sector() -> None:
    documents = wtsa(("resolves", HELP)), pp(("resolves", HELP))
    held = library(*documents)
    asked = [mandates_of(one, held, load_rules())[0].addressees for one in documents]
    assert asked == [("group-itu-t",), ("itu",)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Report each year to the Council.", "yearly"),
        ("Submit a plan by the end of 2027.", "2027"),
        ("Review the list at every session.", "each-session"),
        ("In 2027 lighthouses were white.", None),
    ],
)
def test_a_deadline_is_a_rhythm_or_the_year_by_which(text: str, period: str | None) -> None:
    assert load_rules().period_of(text) == period


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Helping countries; report to the Council.", ("assist", "report")),
        ("Studies of light.", ("study",)),
        ("The reporter was helpless.", ()),
    ],
)
def test_acts_are_told_by_whole_words_and_their_forms(text: str, acts: tuple[str, ...]) -> None:
    assert load_rules().acts_of(text) == acts


def test_likeness_is_one_for_the_same_terms_and_none_without_a_shared_one() -> None:
    rarity = Rarity(())
    rare = Rarity(mandates_of(wtsa(("resolves", HELP)), library(wtsa(("resolves", HELP))), load_rules()))
    assert rarity.likeness((), ("a",)) == 0.0
    assert rare.likeness(("x", "y"), ("x", "y")) == pytest.approx(1.0)
    assert rare.likeness(("x",), ("y",)) == 0.0


def test_two_sectors_asked_for_the_same_are_a_conflict_with_both_clauses() -> None:
    held = library(
        wtsa(("instructs the Director of the Telecommunication Standardization Bureau", HELP)),
        wtdc(("instructs the Director of the Telecommunication Development Bureau", HELP)),
    )
    one = of_theme(held.document(THEME), held)
    assert one is not None
    (conflict,) = conflicts(one, held)
    assert (conflict.why, conflict.sectors) == ("same", ("T", "D"))
    assert [piece.quote for piece in conflict.evidence] == [HELP, HELP]
    assert conflict.reason("en").startswith("ITU-T and ITU-D are asked for the same")


def test_a_clause_that_has_the_other_sector_take_part_is_told_as_shared() -> None:
    call = "instructs the Director of TSB, in collaboration with the Director of BDT"
    held = library(
        wtsa((call, HELP)), wtdc(("instructs the Director of the Telecommunication Development Bureau", HELP))
    )
    one = of_theme(held.document(THEME), held)
    assert one is not None
    (conflict,) = conflicts(one, held)
    assert (conflict.why, conflict.sectors) == ("shared", ("T", "D"))
    assert "together" in conflict.reason("en")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (HELP, "Help the joint group to repair lighthouses and lanterns."),
        (HELP, "Report on lighthouses."),
        ("Study Group 5 is the lead on lighthouses.", "Study the light of lighthouses."),
    ],
)
def test_joint_work_and_other_acts_are_no_conflict(first: str, second: str) -> None:
    held = library(
        wtsa(("instructs the Director of the Telecommunication Standardization Bureau", first)),
        wtdc(("instructs the Director of the Telecommunication Development Bureau", second)),
    )
    one = of_theme(held.document(THEME), held)
    assert one is not None
    assert conflicts(one, held) == ()


def test_the_general_secretariat_is_none_of_two_sectors_in_each_others_way() -> None:
    held = library(
        pp(("instructs the Secretary-General", HELP)),
        wtdc(("instructs the Director of the Telecommunication Development Bureau", HELP)),
    )
    one = of_theme(held.document(THEME), held)
    assert one is not None
    assert conflicts(one, held) == ()


def test_two_leads_are_a_conflict() -> None:
    roles = tuple(Role(sector=code, role="lead", basis="inferred") for code in ("T", "D"))  # type: ignore[arg-type]
    held = library(wtsa(("resolves", HELP)), roles=roles)
    one = of_theme(held.document(THEME), held)
    assert one is not None
    assert [(conflict.why, conflict.sectors) for conflict in conflicts(one, held)] == [("lead", ("T", "D"))]


def test_a_sector_asked_without_a_text_of_its_own_is_silent() -> None:
    held = library(
        pp(("instructs the Directors of the three Bureaux", HELP)), wtsa(("resolves", "Look after lighthouses."))
    )
    one = of_theme(held.document(THEME), held)
    assert one is not None
    assert [(silence.sector, silence.evidence[0].quote) for silence in silences(one, held)] == [
        ("R", HELP),
        ("D", HELP),
    ]


def test_a_report_cites_both_clauses_and_prints_the_rules() -> None:
    held = library(
        wtsa(("invites Member States", HELP)), wtdc(("invites Member States", "Help to repair lighthouses."))
    )
    paper, pairs, verified = overlaps_paper(Finder(held), [held.document(THEME)], generation="7-abc")
    page = markdown(paper)
    facts = overlaps_facts(pairs, verified)["pairs"]
    assert [(one["type"], one["a"]["quote"], one["b"]["quote"]) for one in facts] == [
        ("duplicate", HELP, "Help to repair lighthouses.")
    ]
    assert f"“{HELP}” [1]" in page
    assert "The rules by which pairs are found" in page
    assert all(load_rules().types[kind] in page for kind in PAIR_TYPES)
    assert "generation 7-abc" in page
