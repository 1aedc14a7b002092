import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`[^`\n]*`")

# Spelled in parts, so that this file does not hold what it looks for.
FOREIGN = {
    "a path of one machine": re.compile(
        r"(?<![\w.:/])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me"]) + r")/\w"
    ),
    "the host of a package registry": re.compile(
        "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", r"registry\." + r"npmjs", "deb" + r"\.debian\.org"])
    ),
    "a folder that is not part of the repository": re.compile(r"\.\./" + "shared"),
}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def documents() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md" and "shipped" not in path.relative_to(ROOT).parts[:-1]]


def test_the_readme_is_there():
    assert (ROOT / "README.md") in documents()


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(document):
    prose = INLINE.sub("", FENCE.sub("", document.read_text()))
    targets = [
        unquote(link.split("#")[0]) for link in LINK.findall(prose) if not re.match(r"[a-z][a-z0-9+.-]*:|#|/", link)
    ]
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("what", FOREIGN)
def test_no_tracked_file_names(what):
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:1024] and FOREIGN[what].search(content.decode("utf-8", "replace")):
            found.append(str(path.relative_to(ROOT)))
    assert found == []
