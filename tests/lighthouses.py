"""Texts of our own invention on lighthouses: resolutions, a group, a theme's name; shared by tests of answers."""

from __future__ import annotations

from corpus.document import Document, GroupProfile, Line, RevisionStep

THEME = "theme-lighthouses"
TSB = "instructs the Director of the Telecommunication Standardization Bureau"


def resolution(
    body: str, number: str, *mandates: tuple[str, str], title: str = "A text", themes: tuple[str, ...] = ()
) -> Document:
    revision = {"pp": "pp-22", "wtsa": "wtsa-24", "wtdc": "wtdc-22", "ra": "ra-23"}[body]
    return Document(
        id=f"{body}-res-{number}",
        kind="resolution",
        body=body,  # type: ignore[arg-type]
        number=number,
        title=title,
        status="in-force",
        themes=themes,
        history=(RevisionStep(revision=revision, action="adopted", basis="seen"),),
        lines=tuple(Line(part="mandate", text=t, basis="seen", heading=h, revision=revision) for h, t in mandates),
    )


def group(identifier: str, code: str, form: str, sector: str, *lines: Line) -> Document:
    return Document(
        id=identifier,
        kind="group",
        body="itu",
        title="Security of lanterns",
        symbol=code,
        group=GroupProfile(code=code, form=form, sector=sector),
        lines=lines,
    )


SG = group(
    "group-itu-t-sg99",
    "ITU-T SG99",
    "study-group",
    "T",
    Line(part="responsibility", text="Lamps.", basis="seen"),
    Line(part="lead-role", text="Light.", basis="seen"),
)
