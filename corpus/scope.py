"""Sectors and bodies: who in the Union acts, and who adopts."""

from __future__ import annotations

from typing import Literal

SectorCode = Literal["R", "T", "D", "GS"]
"""The three Sectors and the General Secretariat beside them."""

SECTORS: tuple[SectorCode, ...] = ("R", "T", "D", "GS")
SECTOR_NAMES: dict[SectorCode, str] = {"R": "ITU-R", "T": "ITU-T", "D": "ITU-D", "GS": "General Secretariat"}

BodyCode = Literal["pp", "wtsa", "wtdc", "ra", "wrc", "wcit", "council", "iscg", "itu"]
"""The organ a document comes from. ``itu``: the secretariat and all that fits nowhere else."""

BODIES: tuple[BodyCode, ...] = ("pp", "wtsa", "wtdc", "ra", "wrc", "wcit", "council", "iscg", "itu")
BODY_NAMES: dict[BodyCode, str] = {
    "pp": "Plenipotentiary Conference",
    "wtsa": "World Telecommunication Standardization Assembly",
    "wtdc": "World Telecommunication Development Conference",
    "ra": "Radiocommunication Assembly",
    "wrc": "World Radiocommunication Conference",
    "wcit": "World Conference on International Telecommunications",
    "council": "Council",
    "iscg": "Inter-Sector Coordination Group",
    "itu": "ITU",
}
ADOPTING_BODIES: tuple[BodyCode, ...] = ("pp", "wtsa", "wtdc", "ra", "wrc", "wcit", "council")
"""Bodies that number their own resolutions: "Resolution 2" exists for several of them."""

SECTOR_OF_BODY: dict[BodyCode, SectorCode] = {"wtsa": "T", "wtdc": "D", "ra": "R", "wrc": "R"}
"""Whose text it is, for bodies that belong to one Sector."""
