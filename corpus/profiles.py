"""The part of a record text that a theme or a group alone has."""

from __future__ import annotations

from collections.abc import Collection

from corpus.document import Basis, GroupProfile, Relation, Role, ThemeProfile
from corpus.labels import NameOf, bare
from corpus.scope import SECTOR_NAMES
from corpus.textbuilder import TextBuilder

LANGUAGE_NAMES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic"}
_OWNERS: dict[str, str] = {"R": "ITU-R", "T": "ITU-T", "D": "ITU-D", "GS": "the General Secretariat"}
_ROLES = {"lead": "leads", "contributes": "contributes", "asked": "is asked to act", "none": "has no recorded role"}


def add_theme(
    builder: TextBuilder, theme: ThemeProfile, whole: Basis, name_of: NameOf, *, relations: Collection[Relation]
) -> None:
    """Adds names, terms, Sectors' roles, mapped resolutions, groups and coordinators of a theme.

    A mapped resolution rests on what its relation in ``relations`` rests on; one without a relation is our reading.
    """
    _add_names(builder, theme, whole)
    rests_on = {one.document: one.basis for one in relations}
    if theme.roles:
        builder.heading("Roles of the Sectors")
    for role in theme.roles:
        path = f"Roles {SECTOR_NAMES[role.sector]}"
        builder.line(_role(role, name_of), path, part="role", basis=role.basis, sector=role.sector)
    if theme.resolutions:
        builder.heading("Mapped resolutions")
    for one in theme.resolutions:
        sentence = f"Mapped resolution: {bare(name_of(one))}."
        basis = rests_on.get(one, "inferred")
        builder.line(sentence, f"Resolutions {one}", part="relation", basis=basis, target=one)
    if theme.groups:
        builder.heading("Groups")
    for one in theme.groups:
        builder.line(f"Group: {bare(name_of(one))}.", f"Groups {one}", part="relation", basis=whole, target=one)
    for one in theme.coordinators:
        builder.line(f"Coordinator: {bare(one)}.", "Coordinators", part="point", basis=whole)
    if theme.iscg_topic:
        builder.line("It is a topic of the ISCG.", "ISCG topic", part="point", basis=whole)


def _add_names(builder: TextBuilder, theme: ThemeProfile, whole: Basis) -> None:
    if theme.aliases:
        builder.line(f"Also called: {'; '.join(theme.aliases)}.", "Also called", part="title", basis=whole)
    for term in theme.terms:
        language = LANGUAGE_NAMES.get(term.language, term.language)
        sentence = f"In {language}: {term.text}." if term.official else f"Also in {language}: {term.text}."
        builder.line(sentence, f"Terms {term.language}", part="title", basis=term.basis)


def _role(role: Role, name_of: NameOf) -> str:
    who = SECTOR_NAMES[role.sector] if role.sector != "GS" else "The General Secretariat"
    units = role.units or tuple(name_of(one) for one in role.groups)
    told = f": {'; '.join(bare(unit) for unit in units)}" if units and role.role != "none" else ""
    return f"{who} {_ROLES[role.role]}{told}."


def add_group(builder: TextBuilder, group: GroupProfile, whole: Basis, name_of: NameOf) -> None:
    """Adds what a group is: its form and Sector, whether it ended, its parent, study period and beginning."""
    form = group.form.replace("-", " ")
    article = "an" if form[:1] in "aeiou" else "a"
    named = _OWNERS.get(group.sector, f"the {group.sector}")
    verb = "was" if group.ended else "is"
    builder.line(f"{group.code} {verb} {article} {form} of {named}.", "Group", part="status", basis=whole)
    if group.ended:
        builder.line("It has ended and is kept for older texts.", "Group ended", part="status", basis=whole)
    if group.parent:
        sentence = f"It belongs to {bare(name_of(group.parent))}."
        builder.line(sentence, "Group parent", part="relation", basis=whole, target=group.parent)
    if group.study_period:
        builder.line(f"Its study period is {bare(group.study_period)}.", "Group period", part="status", basis=whole)
    if group.since:
        builder.line(f"Since: {bare(group.since)}.", "Group since", part="status", basis=whole)
