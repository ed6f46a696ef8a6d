"""axe-core on every screen, in both languages and both widths, light and dark: nothing serious, nothing critical."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from evals.walk import looks, screens

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
ALL = {"resultTypes": ["violations"]}
COLOURS = {**ALL, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What a colour scheme can change."""


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_screen(visit, made_up, lang, record_property) -> None:
    leader, axe = visit(lang).emptied(), Axe()
    grave, mild = set(), set()
    for name in screens(leader, made_up[lang]):
        for width, scheme in looks(leader.page, "light", "dark"):
            found = axe.run(leader.page, options=COLOURS if scheme == "dark" else ALL).response["violations"]
            for violation in found:
                where = " ".join(str(violation["nodes"][0]["target"]).split())
                told = f"{name} {width} {scheme} {violation['id']}: {where}"
                (grave if violation["impact"] in GRAVE else mild).add(told)
            grave |= {f"{name} {width}: too wide"} if leader.too_wide() else set()
    record_property("mild", sorted(mild))
    print(*sorted(mild), sep="\n")
    assert not grave, "\n".join(sorted(grave))


def test_the_page_of_a_stranger(browser, app) -> None:
    page = browser.new_page()
    page.goto(app.address.partition("?")[0])
    found = Axe().run(page, options=ALL).response["violations"]
    assert [violation["id"] for violation in found if violation["impact"] in GRAVE] == []
    page.close()
