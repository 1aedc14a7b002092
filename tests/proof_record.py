"""What a long proof found, written where it can be read later: ``docs/proofs/<name>.md``, by ``make prove`` alone."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def record_proof(name: str, title: str, *, command: str, figures: Mapping[str, object]) -> None:
    """Writes the record of one proof, unless this is a sampled run."""
    if os.environ.get("ISCG_PROVE") != "1":
        return
    git = ["git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip() or "not known"
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    rows = {
        "commit": commit,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine,
        "command": f"`{command}`",
        **figures,
    }
    lines = [f"# {title}", "", "| | |", "| --- | --- |", *(f"| {key} | {value} |" for key, value in rows.items()), ""]
    folder = REPOSITORY / "docs" / "proofs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text("\n".join(lines), encoding="utf-8")
