"""Equity in a State of five districts: which ratios are over, one page of HTML for the public, pictures, and what if.

Small counts are hidden, and what could tell of them; to see everything takes the word OPEN.
The pictures need the extra: pip install 'iepkit[plot]'
"""

import csv
import sys
from pathlib import Path
from tempfile import mkdtemp

from iepkit.display.equity import Analysis
from iepkit.display.equity_words import GROUPS, away_words, ratio_words
from iepkit.display.html.equity import equity_page
from iepkit.display.plots.equity import ratio_pictures, year_pictures
from iepkit.equity import Flexibility, Standard, Standards, read_counts

HERE = Path(__file__).parent
folder = Path(sys.argv[1] if len(sys.argv) > 1 else mkdtemp())

with (HERE / "equity" / "counts.csv").open(encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
years = {
    year: read_counts(row for row in rows if int(row["school_year"]) == year)
    for year in sorted({int(row["school_year"]) for row in rows})
}

# What the State has set. None of the numbers is Federal.
standards = Standards(Standard("2.5", cell=10, n=30), {"di-total": Standard("3", cell=10, n=30)})
whole = {year: frozenset(counts.categories) for year, counts in years.items()}
state = Analysis(years, standards, flexibility=Flexibility(prior_years=2), whole_state=whole)

for line in state.over_lines:
    away = f"{away_words(line.to_threshold)} to the threshold"
    print(f"{line.district}, {line.category}, {GROUPS[line.group]}: {ratio_words(line.ratio)}, {away}")
    if line.determination:
        print(f"  {line.determination.outcome}")

page = folder / "equity.html"
page.write_text("".join(equity_page(state, state.what_if(["2", "2.5", "3"], [10, 20], [30]))), encoding="utf-8")
for number, picture in enumerate([*ratio_pictures(state), *year_pictures(state)], 1):
    picture.save(folder / f"equity-{number}.svg")
