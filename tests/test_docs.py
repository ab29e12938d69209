"""The pages keep their word: examples run, commands print what is shown, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib
import re
import shlex
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import attrs
import pytest

from iepkit.citations import Grade
from iepkit.display.wording import clock_parts
from iepkit.findings import Severity
from iepkit.formats import edfi
from iepkit.laws import Kind, Looked, Shape, clocks, jurisdictions, law, parameters, table
from iepkit.reviews import rules

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "iepkit"
READERS = ("changes", "reviews")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

FENCE = re.compile(r"^```(?P<language>[\w-]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#\s]+)")
MAKE = re.compile(r"`make (?P<target>[a-z]+)")
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@attrs.frozen
class Block:
    """A fenced block: its language, its text and the line on which the text starts."""

    language: str
    body: str
    line: int


def blocks(page: Path, language: str) -> list[Block]:
    text = page.read_text("utf-8")
    return [
        Block(found["language"], found["body"], text.count("\n", 0, found.start("body")) + 1)
        for found in FENCE.finditer(text)
        if found["language"] == language
    ]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Each command of a console block, with the output shown for it."""
    for part in re.split(r"^\$ ", block.body.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown.rstrip()


def as_pattern(shown: str) -> str:
    """The shown output as a pattern: a line of three dots stands for any lines left out."""
    lines = [r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + r"\n" for line in shown.splitlines()]
    return "".join(lines)


@each_page
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of one page are one session, in order, in the folder of the project."""
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page, "python"):
        if ">>>" in block.body:
            example = doctest.DocTestParser().get_doctest(block.body, {}, page.name, str(page), block.line - 1)
            example.globs = names
            report: list[str] = []
            failed, _ = doctest.DocTestRunner(optionflags=OPTIONS).run(example, out=report.append, clear_globs=False)
            assert failed == 0, "".join(report)
        else:
            exec(compile("\n" * (block.line - 1) + block.body, str(page), "exec"), names)  # noqa: S102


@each_page
def test_commands_print_what_is_shown(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    for block in blocks(page, "console"):
        for command, shown in commands(block):
            program, *arguments = shlex.split(command)
            if program != "iepkit" or not shown:
                continue
            with suppress(SystemExit):  # what it printed is what counts here
                importlib.import_module("iepkit.cli").main(arguments)
            captured = capsys.readouterr()
            printed = "".join(f"{line.rstrip()}\n" for line in (captured.out + captured.err).rstrip().splitlines())
            if not re.fullmatch(as_pattern(shown), printed):
                pytest.fail(
                    f"{page.name}, line {block.line}: $ {command}\nprinted:\n{printed}\nthe page shows:\n{shown}"
                )


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    targets = [found["target"] for found in LINK.finditer(page.read_text("utf-8"))]
    written_at_build = ROOT / "docs" / "reference"
    missing = [
        target
        for target in targets
        if not (page.parent / target).exists() and written_at_build not in (page.parent / target).resolve().parents
    ]
    assert missing == []


@each_page
def test_named_make_targets_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = {found["target"] for found in MAKE.finditer(page.read_text("utf-8"))}
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


BESIDE_THE_STATES = ("DC", "PR", "BIE", "GU", "AS", "VI", "MP")


def test_the_front_page_counts_right() -> None:
    page = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"- {len(clocks())} clocks:" in page
    assert f"- {len(rules()) - len(clocks())} rules on what a file says" in page
    assert f"- {len(edfi.RULES)} more on Ed-Fi rows" in page
    assert f"Federal law and {len(jurisdictions())} jurisdictions: the fifty States" in page
    assert len(set(jurisdictions()) - set(BESIDE_THE_STATES)) == 50
    assert [code for code in BESIDE_THE_STATES if law(code).name not in page] == []


def test_the_front_page_and_the_decisions_name_every_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = set(project["optional-dependencies"]) - {"dev"}
    decisions = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert [extra for extra in asked if f"| `{extra}` |" not in decisions] == []
    front = (ROOT / "README.md").read_text("utf-8")
    assert [extra for extra in asked - {"docs", "bench", "mutants"} if f"| `{extra}` |" not in front] == []


def test_the_change_log_names_every_clock() -> None:
    page = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert [clock.name for clock in clocks().values() if f"- `{clock.code}` *{clock.title}*" not in page] == []


@pytest.fixture
def generators(monkeypatch: pytest.MonkeyPatch) -> None:
    """The modules that write the reference can be imported."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))


@pytest.mark.usefixtures("generators")
def test_the_reference_has_a_page_for_every_clock_rule_and_jurisdiction(tmp_path: Path) -> None:
    importlib.import_module("generate").write_reference(tmp_path)
    pages = {page.relative_to(tmp_path).with_suffix("").as_posix() for page in tmp_path.rglob("*.md")}
    others = {rule.name for rule in (*rules(), *edfi.RULES)} - set(clocks())
    assert {f"clocks/{name}" for name in clocks()} <= pages
    assert {f"rules/{name}" for name in others} <= pages
    assert {f"law/{code.lower()}" for code in ("US", *jurisdictions())} <= pages
    index = (tmp_path / "rules" / "index.md").read_text("utf-8")
    assert [rule.code for rule in (*rules(), *edfi.RULES) if f"`{rule.code}`" not in index] == []
    clock_index = (tmp_path / "clocks" / "index.md").read_text("utf-8")
    assert [clock.code for clock in clocks().values() if f"`{clock.code}`" not in clock_index] == []
    missing = [
        f"{page.relative_to(tmp_path)}: {target}"
        for page in tmp_path.rglob("*.md")
        if "api" not in page.parts
        for target in (found["target"] for found in LINK.finditer(page.read_text("utf-8")))
        if not target.startswith("<") and not (page.parent / target).exists() and "concepts.md" not in target
    ]
    assert missing == []


@pytest.mark.usefixtures("generators")
def test_a_page_side_by_side_has_every_jurisdiction_with_its_law_and_grade() -> None:
    module, plain = importlib.import_module("lawtables"), importlib.import_module("markup").plain
    for (_, text), sheet in zip(module.side_by_side(), module.SHEETS, strict=True):
        for name in sheet.parameters:
            rows = table(name)
            assert f"`{name}`" in text
            assert [row.name for row in rows if f"[{row.name}]({row.jurisdiction.lower()}.md)" not in text] == []
            cited = [row.value.citation for row in rows if row.looked is Looked.FOUND]
            assert [citation for citation in cited if plain(citation) not in text] == []
            assert [words for row in rows for words in row.conflicts if plain(words) not in text] == []


@pytest.mark.usefixtures("generators")
def test_every_parameter_that_states_were_asked_about_stands_side_by_side_or_runs_a_clock() -> None:
    shown = {name for sheet in importlib.import_module("lawtables").SHEETS for name in sheet.parameters}
    running = {name for clock in clocks().values() for name in (clock.parameter, clock.age, clock.past_total)}
    sources = "".join(path.read_text("utf-8") for room in READERS for path in (PACKAGE / room).rglob("*.py"))
    asked = [name for name in parameters() if any(row.looked is not Looked.NOT_LOOKED for row in table(name)[1:])]
    assert [name for name in asked if name not in {*shown, *running} and f'"{name}"' not in sources] == []


@pytest.mark.usefixtures("generators")
@pytest.mark.parametrize("code", jurisdictions())
def test_the_page_of_a_jurisdiction_says_where_nothing_was_found_or_looked_for(code: str) -> None:
    lawbook = importlib.import_module("lawbook")
    _, text = lawbook.jurisdiction_page(code)
    nothing = [
        name for name in law(code).headers[-1].not_found if lawbook.own(code, name)[0].value.kind is Kind.UNKNOWN
    ]
    found = text.partition("Looked for, and no rule found:")[2]
    assert [name for name in nothing if f"(`{name}`)" not in found] == []
    alone = len(law(code).headers[-1].not_found) - len(nothing)
    assert text.count("| no rule of its own found |") == alone
    silent = [name for name in parameters() if not lawbook.own(code, name)]
    assert [name for name in silent if f"(`{name}`)" not in text.partition("## Not looked for")[2]] == []


@pytest.mark.usefixtures("generators")
def test_the_page_of_a_clock_tells_all_of_its_parts() -> None:
    module, plain = importlib.import_module("rulebook"), importlib.import_module("markup").plain
    pages = dict(module.clock_pages())
    for clock in clocks().values():
        text = pages[f"clocks/{clock.name}"]
        told = [words for name, words in clock_parts(clock).items() if name != "exceptions"]
        assert [words for words in told if plain(words) not in text] == []
        assert [paragraph for paragraph in clock.exceptions if plain(paragraph) not in text] == []
        assert ("nothing: a right lapses" in text) is clock.right


@pytest.mark.usefixtures("generators")
@pytest.mark.parametrize("code", ["US", *jurisdictions()])
def test_the_page_of_a_jurisdiction_cites_all_that_it_says(code: str) -> None:
    plain = importlib.import_module("markup").plain
    _, text = importlib.import_module("lawbook").jurisdiction_page(code)
    said = [one.value for one in law(code).provisions() if one.jurisdiction == code]
    read = [value for value in said if value.kind is not Kind.UNKNOWN]
    assert [value.citation for value in read if plain(value.citation) not in text] == []
    assert [value.note for value in said if plain(value.note).rstrip(".") not in text] == []
    assert [value.conflicts for value in said if "; ".join(map(plain, value.conflicts)) not in text] == []


@pytest.mark.usefixtures("generators")
def test_every_parameter_is_used_or_listed_as_not_used_yet() -> None:
    recorded = set(importlib.import_module("lawbook").RECORDED_ONLY)
    running = {name for clock in clocks().values() for name in (clock.parameter, clock.age, clock.past_total) if name}
    sources = "".join(path.read_text("utf-8") for room in READERS for path in (PACKAGE / room).rglob("*.py"))
    read = {name for name in parameters() if f'"{name}"' in sources}
    assert recorded == set(parameters()) - running - read


@pytest.mark.usefixtures("generators")
def test_every_word_that_the_reference_explains_has_its_meaning() -> None:
    markup = importlib.import_module("markup")
    lists = (Grade, Severity, Shape)
    assert [
        (words.__name__, word) for words in lists for word, said in markup.meanings(words).items() if not said
    ] == []


@pytest.mark.usefixtures("generators")
def test_text_of_the_package_is_not_taken_for_markup() -> None:
    markup = importlib.import_module("markup")
    assert markup.plain("a_b *c* [d] `e_f`") == r"a\_b \*c\* \[d\] `e_f`"
    assert markup.table(["x"], [["a|b"]]).splitlines()[-1] == r"| a\|b |"


def test_the_change_log_speaks_of_this_version() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version
    assert f"\n## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a\nb\nc\n", False),
        ("a\n...", "a\nb\nc\n", True),
        ("a\n...\nc", "a\nb\nc\n", True),
        ("a\n...\nc", "a\nb\n", False),
        ("(a)", "a\n", False),
    ],
)
def test_shown_output_is_compared_exactly_but_for_three_dots(shown: str, printed: str, *, same: bool) -> None:
    assert bool(re.fullmatch(as_pattern(shown), printed)) is same


def test_console_blocks_are_split_into_commands() -> None:
    block = Block("console", "$ one --a \\\n    b\nx\ny\n\n$ two\n", 1)
    assert list(commands(block)) == [("one --a     b", "x\ny"), ("two", "")]
