"""Takes pictures of a run's report, for the documentation: ``python tests/bench/picture_report.py RUN FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

VIEWS: Final[dict[str, dict[str, Any]]] = {
    "report": {"viewport": {"width": 1100, "height": 760}},
    "report-dark": {"viewport": {"width": 1180, "height": 760}, "color_scheme": "dark"},
}


def main(run: Path, folder: Path) -> None:
    """Writes one picture a view into ``folder``: the headline in the light, the plots in the dark."""
    from playwright.sync_api import sync_playwright
    from surroundings import BROWSER_FLAGS, find_browser

    from eval.reporting.page import write_page
    from eval.runs import read_run

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        page_file = write_page(read_run(run), Path(place) / "report.html")
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(BROWSER_FLAGS))
        for name, view in VIEWS.items():
            page = chromium.new_page(**view)
            page.goto(page_file.resolve().as_uri())
            if name != "report":
                page.locator("#plots").evaluate("one => one.scrollIntoView()")
            page.screenshot(path=str(folder / f"{name}.png"))
            page.close()
        chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
