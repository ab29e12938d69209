"""The page on equity in a real browser: it fits a telephone and a desk, unfolds on paper, and asks nobody."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from test_browser import BROWSER, MEASURE, Browser
from test_display_equity import NORTH, SOUTH, STANDARDS, counts

from iepkit.disclosure import OPEN
from iepkit.display.equity import Analysis
from iepkit.display.html.equity import equity_page
from iepkit.equity import Counts

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed (chromium, google-chrome)")

BOTH = Counts({**counts(North=NORTH, South=SOUTH).known, **counts("di-total", North=SOUTH, South=SOUTH).known})
ANALYSIS = Analysis({2025: BOTH, 2026: BOTH}, STANDARDS, OPEN)
PAGE = "".join(equity_page(ANALYSIS, ANALYSIS.what_if([2, 3], [5, 10, 15], [10, 20, 30])))


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


@pytest.mark.parametrize("width", [320, 375, 1000])
def test_the_page_fits_a_telephone_and_a_desk(browser: Browser, width: int) -> None:
    harness = MEASURE.replace("WIDTH", str(width)).replace("PAGE", escape(PAGE))
    dumped = browser.run(harness, "--dump-dom").stdout
    (told,) = re.findall(r'<p id="said">(.*?)</p>', dumped)
    said: dict[str, Any] = json.loads(unescape(told))
    assert (said["width"], said["needed"], said["unfolded"]) == (width, width, width)
    assert (said["low"], said["small"], said["focus"], said["outline"]) == (0, [], 0, "solid")


def test_on_paper_the_other_districts_are_unfolded(browser: Browser) -> None:
    folded = PAGE.replace("details::details-content", "nothing")
    assert browser.printed(PAGE) > browser.printed(folded) >= 2
