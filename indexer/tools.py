"""What a run of the indexer works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from indexer.progress import Progress, Silence
from indexer.sources import Reader
from indexer.structures import build_structures
from indexer.vector_cache import PassageEmbedder

_SILENCE = Silence()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Collaborators of a run; tests put quick ones in place of the slow ones.

    ``read`` is ``extract(data, *, name)``; ``structures(directory, *, passages)`` builds and proves the search
    structures of a generation's folder and returns what is to be noted; ``now`` gives the time that the manifest bears.
    """

    embedder: PassageEmbedder
    read: Reader
    structures: Callable[..., tuple[str, ...]] = build_structures
    progress: Progress = _SILENCE
    now: Callable[[], datetime] = _now
