"""Pictures of every screen, in both widths: `python -m evals.screenshots OUTDIR [--lang da|en]`.

Walks a made-up case through the app on data of its own, in the system's Chromium. What it writes is for looking at; two
of the pictures stand in the README.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from companion.vocabulary import LANGS, Lang
from evals.browser import App, Leader, chromium, chromium_path
from evals.walk import looks, page_address, screens, sittings

DARK = frozenset({"touched", "names", "done"})
"""Screens that are shown in dark as well."""


def main(argv: list[str] | None = None) -> int:
    """Take the pictures; 4 when there is no Chromium to take them in."""
    parser = argparse.ArgumentParser(prog="python -m evals.screenshots", description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, metavar="OUTDIR")
    parser.add_argument("--lang", choices=LANGS, action="append", help="one language alone; both without it")
    args = parser.parse_args(argv)
    path = chromium_path()
    if path is None:
        print("There is no Chromium here. Install it (apt-get install chromium) and run this again.", file=sys.stderr)
        return 4
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium(path) as browser:
        app = App(Path(folder)).start()
        try:
            for lang in args.lang or LANGS:
                for picture in pictures(app, browser, lang, args.out):
                    print(picture)
        finally:
            app.stop()
    return 0


def pictures(app: App, browser: Browser, lang: Lang, out: Path) -> Iterator[Path]:
    """Each picture, as it is written: `da-review-390.png`, `da-done-1280-dark.png`."""
    page = browser.new_page(locale={"da": "da-DK", "en": "en-GB"}[lang])
    leader = Leader(page)
    page.set_viewport_size({"width": 1280, "height": 860})
    leader.open(page_address(app, lang))
    for name in screens(leader, sittings()[lang]):
        for width, scheme in looks(page, "light", *(["dark"] if name in DARK else [])):
            page.wait_for_timeout(150)
            picture = out / f"{lang}-{name}-{width}{'-dark' if scheme == 'dark' else ''}.png"
            page.screenshot(path=picture, full_page=True)
            yield picture
    page.close()


if __name__ == "__main__":
    sys.exit(main())
