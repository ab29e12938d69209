"""The reference pages on clocks and rules: one page each, from the register."""

from __future__ import annotations

from lawtables import relation, value_rows
from markup import Page, cited, code, contents, definitions, meanings, plain, table

from iepkit.display.wording import clock_parts
from iepkit.findings import Severity
from iepkit.formats import edfi
from iepkit.laws import Clock, Shape, clocks, parameters
from iepkit.reviews import Rule, rules

__all__ = ["clock_pages", "rule_pages"]

CHAPTERS = {
    "CN": "Consent and notice",
    "EV": "Evaluation and reevaluation",
    "EL": "Eligibility",
    "IP": "The IEP",
    "TM": "The IEP Team and its meetings",
    "PL": "Placement and least restrictive environment",
    "SV": "Services and a free appropriate public education",
    "SP": "Services plans of private schools",
    "LK": "How the parts of an IEP fit together",
    "CH": "Changes from one IEP to the next",
    "TR": "Transition",
    "EI": "Early intervention, and the way from Part C to Part B",
    "SC": "State complaints",
    "ME": "Mediation",
    "DP": "Due process",
    "DI": "Discipline",
    "IF": "The IFSP, its meetings, and eligibility under Part C",
    "PA": "Parents and surrogates",
    "RC": "Records",
    "CF": "Contradictions in a file",
    "ED": "Ed-Fi rows",
}


def head(rule: Rule) -> str:
    """What a page says first: the title, and how the rule is called."""
    return f"# {rule.title}\n\n`{rule.code}` `{rule.name}`\n\n{plain(rule.says)}"


def clock_page(clock: Clock, rule: Rule) -> Page:
    """One clock: what starts and stops it, and every jurisdiction's value."""
    parts = clock_parts(clock)
    exceptions = {"exceptions": ", ".join(map(cited, clock.exceptions))} if clock.exceptions else {}
    runs = {name: plain(words) for name, words in parts.items() if name != "exceptions"} | exceptions
    said = {
        "Law": cited(clock.citation),
        "Shape": f"`{clock.shape}`, {meanings(Shape)[clock.shape]}",
        **{f"{name[0].upper()}{name[1:]}": words for name, words in runs.items()},
        "Missed, it is": "nothing: a right lapses" if clock.right else f"a `{rule.severity}`",
        "To settle it": plain(rule.settle),
        "Groups": code(rule.groups),
        "Since": f"version {clock.since}",
    }
    text = [head(rule), definitions(said)]
    for name in dict.fromkeys(filter(None, (clock.parameter, clock.age, clock.past_total))):
        parameter = parameters()[name]
        text += [f"## {parameter.title}", f"{relation(name)} Parameter `{name}`.", value_rows(name)]
    return f"clocks/{clock.name}", "\n\n".join(text) + "\n"


def rule_page(rule: Rule) -> Page:
    """One rule: when it applies, what the law says, what settles a finding."""
    said = {
        "Applies": plain(rule.applies),
        "Law": cited(rule.citation),
        "Severity": f"`{rule.severity}`: {meanings(Severity)[rule.severity]}",
        "To settle it": plain(rule.settle),
        "Groups": code(rule.groups),
        "Since": f"version {rule.since}",
    }
    return f"rules/{rule.name}", f"{head(rule)}\n\n{definitions(said)}\n"


def clock_pages() -> list[Page]:
    """Every clock, after an index."""
    by_name = {rule.name: rule for rule in rules()}
    ordered = sorted(clocks().values(), key=lambda clock: clock.code)
    shapes = definitions({f"`{word}`": words for word, words in meanings(Shape).items()})
    parts = [f"Each clock is one duty in time. Its shape says how time is counted.\n\n{shapes}"]
    for prefix, title in CHAPTERS.items():
        rows = [
            (f"`{clock.code}`", f"[{clock.title}]({clock.name}.md)", f"`{clock.shape}`", cited(clock.citation))
            for clock in ordered
            if clock.code.startswith(prefix)
        ]
        parts += [f"## {title}", table(["code", "clock", "shape", "law"], rows)] if rows else []
    pages = [clock_page(clock, by_name[clock.name]) for clock in ordered]
    return contents("Clocks", "\n\n".join(parts), pages, folder="clocks")


def rule_pages() -> list[Page]:
    """Every rule, after an index in chapters; the clocks' own pages are linked from it."""
    every = (*rules(), *edfi.RULES)
    weights = definitions({f"`{word}`": words for word, words in meanings(Severity).items()})
    parts = [
        f"Each rule asks one thing of a file. A code is never given to another rule.\n\n{weights}",
        "A finding may weigh less than its rule, where the file does not settle it.",
    ]
    for prefix, title in CHAPTERS.items():
        rows = [
            (f"`{rule.code}`", f"[{rule.title}]({place(rule)})", f"`{rule.severity}`", cited(rule.citation))
            for rule in every
            if rule.code.startswith(prefix)
        ]
        parts += [f"## {title}", table(["code", "rule", "severity", "law"], rows)]
    pages = [rule_page(rule) for rule in every if rule.name not in clocks()]
    return contents("Rules", "\n\n".join(parts), pages, folder="rules")


def place(rule: Rule) -> str:
    """Where the page of a rule is, seen from the index of rules."""
    return f"../clocks/{rule.name}.md" if rule.name in clocks() else f"{rule.name}.md"
