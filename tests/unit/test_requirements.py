import re
import tomllib
from pathlib import Path

import pytest

from indexer.embedding.provision import WHEEL, WHEEL_SHA256

ROOT = Path(__file__).parents[2]
LOCKS = ["build", "runtime", "dev"]


def pins(name: str) -> dict[str, list[str]]:
    """Map each pinned line of a lock, such as ``onnx==1.2 ; python_version < "3.12"``, to its hashes."""
    lock = (ROOT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    lines = [line for line in lock.splitlines() if line and not line.startswith("#")]
    return {line.split(" --hash")[0].strip(): re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line) for line in lines}


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_an_exact_version_with_hashes(name):
    locked = pins(name)
    assert locked
    assert [
        line for line, hashes in locked.items() if not re.match(r"[a-z0-9-]+==[\w.]+( ;|$)", line) or not hashes
    ] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_where_packages_come_from(name):
    lock = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", lock)


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_brings_torch(name):
    assert [line for line in pins(name) if line.startswith(("torch", "nvidia", "triton"))] == []


def test_the_wheel_of_weights_that_the_code_fetches_is_among_those_of_the_lock():
    (hashes,) = [hashes for line, hashes in pins("runtime").items() if line.startswith(WHEEL)]
    assert WHEEL_SHA256 in hashes


def test_packages_that_two_locks_share_have_one_version():
    runtime = {line.split("==")[0]: line.split(" ;")[0] for line in pins("runtime")}
    for name in ["build", "dev"]:
        for line in pins(name):
            package = line.split("==")[0]
            assert runtime.get(package, line.split(" ;")[0]) == line.split(" ;")[0]


def test_every_room_ships_and_tests_do_not():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert packages == ["corpus", "indexer", "assistant", "bots", "prompts", "eval"]
    assert all((ROOT / package / "__init__.py").is_file() for package in packages)
