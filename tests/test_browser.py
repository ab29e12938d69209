"""Pages in a real browser, without its network: they are laid out, fit a telephone, unfold on paper, and ask nobody."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from datetime import date
from html import escape, unescape
from pathlib import Path
from typing import Any

import attrs
import pytest

import iepkit as ik
from iepkit.display import html
from iepkit.display.html.style import DARK, LIGHT
from iepkit.formats.json import load_cases, structure
from iepkit.reviews import Report, Waiver

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
AS_OF = date(2026, 11, 2)
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed (chromium, google-chrome)")

WAIVERS = (
    Waiver("IP221", "The reading teacher keeps the measure in her log.", author="the case manager", case="ca-03"),
    Waiver("TR201", "Not needed.", author="the case manager", case="ca-03"),
)


def reports() -> Iterator[Report]:
    document = json.loads((EXAMPLES / "calendars.json").read_text("utf-8"))
    calendars = {one.id: one for one in structure(document["calendars"], tuple[ik.SchoolCalendar, ...])}
    for _, case in load_cases(EXAMPLES / "caseload"):
        if isinstance(case, ik.Case):
            yield ik.review(case, calendar=calendars[case.calendar or ""], as_of=AS_OF, waivers=WAIVERS)


REPORTS = {report.case: report for report in reports()}
ONE = html.page([REPORTS["ca-03"]], labels={"ca-03": "Ana"})
MANY = html.page(REPORTS.values())


@attrs.frozen
class Browser:
    """A browser with a profile of its own, for one test, that finds no host."""

    folder: Path

    def run(self, page: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Open a page; what the page complains of is on the standard error stream."""
        file = self.folder / "page.html"
        file.write_text(page, "utf-8")
        shared = (
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=3000",
            f"--user-data-dir={self.folder / 'profile'}",
        )  # fmt: skip
        ran = subprocess.run(
            [str(BROWSER), *shared, *options, file.as_uri()], capture_output=True, text=True, timeout=120, check=False
        )
        assert ran.returncode == 0, ran.stderr
        assert "CONSOLE" not in ran.stderr
        return ran

    def shot(self, page: str, width: int, height: int, *options: str) -> Picture:
        """What it looks like."""
        file = self.folder / "shot.png"
        self.run(page, f"--window-size={width},{height}", f"--screenshot={file}", *options)
        return Picture.of(file.read_bytes())

    def printed(self, page: str) -> int:
        """On how many sheets of paper it is printed."""
        file = self.folder / "page.pdf"
        self.run(page, f"--print-to-pdf={file}", "--no-pdf-header-footer")
        data = file.read_bytes()
        assert data.startswith(b"%PDF")
        return len(re.findall(rb"/Type\s*/Page\b", data))


@attrs.frozen
class Picture:
    """The size of a PNG, its first pixel, and how many different bytes there are in its rows."""

    width: int
    height: int
    corner: str
    shades: int

    @classmethod
    def of(cls, data: bytes) -> Picture:
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        at, packed = 8, b""
        while at < len(data):
            size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
            packed += data[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
            at += size + 12
        rows = zlib.decompress(packed)
        width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
        return cls(width, height, f"#{rows[1:4].hex()}", len(set(rows)))


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


def text_of(dumped: str) -> str:
    body = dumped[dumped.index("<main") :]
    return unescape(" ".join(re.sub(r"<[^>]*>", "", body).split()))


def test_the_browser_holds_all_that_was_found_and_asks_nobody(browser: Browser) -> None:
    log = browser.folder / "net.json"
    dumped = browser.run(ONE, "--dump-dom", f"--log-net-log={log}").stdout
    text = text_of(dumped)
    report = REPORTS["ca-03"]
    assert report.findings
    assert report.waived
    for finding in (*report.findings, *(one.finding for one in report.waived)):
        assert finding.message in text
        assert finding.settle in text
    for question in report.questions:
        assert question.asks in text
    assert dumped.count("<details>") == ONE.count("<details>") > 10
    assert dumped.count("<details open") == 0
    assert "ecfr.gov" in dumped
    assert "ecfr.gov" not in log.read_text("utf-8", errors="replace")


def test_a_page_is_seen_in_light_and_in_dark(browser: Browser) -> None:
    light = browser.shot(ONE, 1100, 1800)
    dark = browser.shot(ONE, 1100, 1800, "--blink-settings=preferredColorScheme=0")
    assert (light.width, light.height, light.corner) == (1100, 1800, LIGHT["paper"])
    assert (dark.width, dark.height, dark.corner) == (1100, 1800, DARK["paper"])
    assert min(light.shades, dark.shades) > 100
    blank = browser.shot("<!DOCTYPE html><title>x</title>", 1100, 1800)
    assert blank.shades < 10


def test_on_paper_all_is_unfolded(browser: Browser) -> None:
    folded = ONE.replace("details::details-content", "nothing")
    assert browser.printed(ONE) > browser.printed(folded) >= 2


# In a frame of the width of a telephone: what sticks out, what is too small to touch, what is folded, what is hidden.
MEASURE = """<!DOCTYPE html><html lang="en"><title>measure</title>
<iframe style="width:WIDTHpx;height:900px" srcdoc="PAGE"></iframe><p id="said"></p><script>
onload = () => {
  const page = document.querySelector("iframe").contentDocument, root = page.documentElement;
  const seen = [...page.querySelectorAll("main *")].filter(one => one.checkVisibility());
  const shown = one => one.getBoundingClientRect();
  const said = {
    width: root.clientWidth, needed: root.scrollWidth,
    low: seen.filter(one => one.tagName == "SUMMARY" && shown(one).height < 24).length,
    small: seen.filter(one => one.textContent && parseFloat(page.defaultView.getComputedStyle(one).fontSize) < 12)
      .map(one => one.tagName),
    pictures: seen.filter(one => one.matches("svg.picture")).map(one => shown(one).width),
    focus: [...page.querySelectorAll("a, summary")].filter(one => one.tabIndex < 0).length,
  };
  page.querySelector("summary").focus();
  said.outline = page.defaultView.getComputedStyle(page.querySelector("summary")).outlineStyle;
  for (const one of page.querySelectorAll("details")) one.open = true;
  said.unfolded = root.scrollWidth;
  said.words = [...page.querySelectorAll("svg.picture text")]
    .filter(one => shown(one).right > root.clientWidth + 1).map(one => one.textContent);
  document.getElementById("said").textContent = JSON.stringify(said);
};
</script></html>"""


@pytest.mark.parametrize("width", [320, 375, 1000])
@pytest.mark.parametrize("page", [ONE, MANY], ids=["one", "many"])
def test_a_page_fits_a_telephone_and_a_desk(browser: Browser, page: str, width: int) -> None:
    harness = MEASURE.replace("WIDTH", str(width)).replace("PAGE", escape(page))
    dumped = browser.run(harness, "--dump-dom").stdout
    (told,) = re.findall(r'<p id="said">(.*?)</p>', dumped)
    said: dict[str, Any] = json.loads(unescape(told))
    assert said["width"] == width
    assert (said["needed"], said["unfolded"]) == (width, width)
    assert said["words"] == []
    assert (said["low"], said["small"], said["focus"], said["outline"]) == (0, [], 0, "solid")
    assert said["pictures"]
    assert min(said["pictures"]) > width * 0.7


def test_a_page_whose_words_come_from_a_file_runs_none_of_them(browser: Browser) -> None:
    evil = "</title></script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    report = attrs.evolve(
        REPORTS["ca-03"],
        case=evil,
        findings=tuple(attrs.evolve(one, message=evil, path=evil, settle=evil) for one in REPORTS["ca-03"].findings),
    )
    for page in (html.page([report]), html.page([report, report], labels={evil: evil * 2})):
        dumped = browser.run(page, "--dump-dom").stdout
        assert "<title>run" not in dumped
        assert "<img" not in dumped
        assert "<script" not in dumped
