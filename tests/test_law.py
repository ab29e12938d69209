"""The law as data: layers, dated values, and what every file of the library has to say."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from iepkit.citations import Authority, Grade
from iepkit.errors import LawError, UnknownName
from iepkit.facts import FACTS
from iepkit.laws import (
    Kind,
    Law,
    Policy,
    Provision,
    Relation,
    clocks,
    describe,
    jurisdictions,
    law,
    loading,
    parameters,
)
from iepkit.laws.loading import read_layer
from iepkit.vocabulary import ExtensionReason, Unit

HEADER = '[jurisdiction]\ncode = "XX"\nname = "Somewhere"\n'
STATES = jurisdictions()
NOW = date(2026, 11, 2)

ROW = """
[[{parameter}]]
{body}
citation = "Somewhere Code 1"
grade = "primary"
"""


def layer(*rows: tuple[str, str]) -> str:
    return HEADER + "".join(ROW.format(parameter=parameter, body=body) for parameter, body in rows)


def governs(source: Law, parameter: str, on: date = NOW) -> list[tuple[str, str]]:
    return [(p.jurisdiction, p.value.words) for p in source.governing(parameter, on)]


# -- layers -----------------------------------------------------------------------------------------------------------


def test_a_state_replaces_where_federal_law_lets_it() -> None:
    chain = law("WA").in_force("initial-evaluation", NOW)
    assert [str(link) for link in chain] == [
        "US: 60 calendar days [34 CFR 300.301(c)(1)(i); primary]",
        "WA: 35 school days [WAC 392-172A-03005(3); primary]",
    ]
    assert governs(law("WA"), "initial-evaluation") == [("WA", "35 school days")]
    assert governs(law("US"), "initial-evaluation") == [("US", "60 calendar days")]


def test_a_state_adds_where_federal_law_stands() -> None:
    assert governs(law("PA"), "iep-meeting") == [("US", "30 calendar days"), ("PA", "30 calendar days")]


def test_where_nothing_was_found_that_would_add_federal_law_stands_alone() -> None:
    early = ("US", "early enough to ensure an opportunity to attend")
    assert governs(law("MA"), "meeting-notice") == [early]
    assert governs(law("DC"), "meeting-notice") == [early, ("DC", "5 business days")]


def test_a_state_that_inherits_leaves_the_federal_value() -> None:
    assert [link.jurisdiction for link in law("CA").in_force("iep-meeting", NOW)] == ["US"]
    assert governs(law("CA"), "iep-meeting") == [("US", "30 calendar days")]
    assert governs(law("WA"), "transition-age") == [("US", "age 16")]


def test_what_is_part_of_another_clock_runs_no_clock_of_its_own() -> None:
    state = law("NY").in_force("iep-meeting", NOW)[-1]
    assert state.value.words == "part of iep-implementation"
    assert governs(law("NY"), "iep-meeting") == [("US", "30 calendar days")]


@pytest.mark.parametrize(
    ("code", "parameter"), [("GA", "referral-response"), ("NY", "age-of-majority"), ("PA", "fape-age")]
)
def test_unknown_never_falls_to_another_layer(code: str, parameter: str) -> None:
    (governing,) = law(code).governing(parameter, NOW)
    assert (governing.jurisdiction, governing.value.kind) == (code, Kind.UNKNOWN)
    assert not governing.value.limits
    assert governing.value.age_in_months is None


def test_a_callers_layer_comes_on_top_and_keeps_the_chain() -> None:
    charter = law("PA").with_layer(
        layer(("initial-evaluation", "number = 60\nunit = 'calendar-days'\ncounting = { summer = 'from-last-day' }")),
        authority=Authority.DISTRICT,
    )
    assert governs(charter, "initial-evaluation") == [
        ("XX", "60 calendar days, less summer and the last day of school"),
    ]
    assert [link.authority.value for link in charter.in_force("initial-evaluation", NOW)] == [
        "federal",
        "state",
        "district",
    ]
    assert (charter.jurisdiction, charter.name) == ("PA", "Pennsylvania")
    assert [header.code for header in charter.headers] == ["US", "PA", "XX"]
    assert governs(charter, "meeting-notice") == governs(law("PA"), "meeting-notice")


def test_a_layer_settles_what_nobody_verified() -> None:
    mine = law("GA").with_layer(layer(("referral-response", "number = 10\nunit = 'school-days'")))
    assert governs(mine, "referral-response") == [("XX", "10 school days")]
    assert mine.governing("referral-response", NOW)[0].authority is Authority.CALLER


def test_two_layers_of_one_caller_are_kept_apart() -> None:
    first = law("WA").with_layer(layer(("iep-meeting", "number = 20\nunit = 'calendar-days'")))
    both = first.with_layer(layer(("iep-meeting", "number = 10\nunit = 'calendar-days'")))
    assert [words for _, words in governs(both, "iep-meeting")] == [
        "30 calendar days",
        "20 calendar days",
        "10 calendar days",
    ]


def test_a_layer_may_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "district.toml"
    path.write_text(layer(("eligibility-determination", "number = 7\nunit = 'calendar-days'")), encoding="utf-8")
    assert governs(law("TX").with_layer(path), "eligibility-determination") == [("XX", "7 calendar days")]
    path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(LawError, match=r"^district\.toml:"):
        law("TX").with_layer(path)
    with pytest.raises(LawError, match=r"^layer:"):
        law("TX").with_layer("nonsense")


# -- dated values -----------------------------------------------------------------------------------------------------

DATED = layer(
    ("eligibility-determination", "number = 9\nunit = 'calendar-days'\neffective = 2025-07-01"),
    ("eligibility-determination", "number = 5\nunit = 'calendar-days'\neffective = 2020-01-01\nuntil = 2024-06-30"),
)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2019, 12, 31), "unknown"),
        (date(2020, 1, 1), "5 calendar days"),
        (date(2024, 6, 30), "5 calendar days"),
        (date(2024, 7, 1), "unknown"),
        (date(2025, 6, 30), "unknown"),
        (date(2025, 7, 1), "9 calendar days"),
        (date(2099, 1, 1), "9 calendar days"),
    ],
)
def test_the_value_in_force_on_the_day_governs(on: date, words: str) -> None:
    mine = law("GA").with_layer(DATED)
    assert governs(mine, "eligibility-determination", on) == [("XX", words)]


def test_a_day_of_which_nothing_is_recorded_is_unknown_with_its_reason() -> None:
    (found,) = law("GA").with_layer(DATED).governing("eligibility-determination", date(2019, 1, 1))
    assert found.value.kind is Kind.UNKNOWN
    assert found.value.grade is Grade.UNVERIFIED
    assert "not recorded" in found.value.note
    assert found.citation.text == "Somewhere Code 1"


def test_the_last_of_two_values_in_force_governs() -> None:
    mine = law("US").with_layer(
        layer(
            ("eligibility-determination", "number = 9\nunit = 'calendar-days'\neffective = 2025-07-01"),
            ("eligibility-determination", "number = 5\nunit = 'calendar-days'"),
        )
    )
    assert [governs(mine, "eligibility-determination", on)[-1][1] for on in (date(2025, 6, 30), date(2025, 7, 1))] == [
        "5 calendar days",
        "9 calendar days",
    ]


def test_changes_are_the_days_on_which_something_begins_or_has_ended() -> None:
    assert law("GA").with_layer(DATED).changes("eligibility-determination") == (
        date(2006, 10, 13),
        date(2020, 1, 1),
        date(2024, 7, 1),
        date(2025, 7, 1),
    )
    assert law("US").changes("referral-response") == ()


def test_history_tells_everything_in_order() -> None:
    told = law("GA").with_layer(DATED).history("eligibility-determination")
    assert [(p.jurisdiction, p.value.words) for p in told] == [
        ("US", "upon completion of the assessments and other evaluation measures"),
        ("GA", "unknown"),
        ("XX", "5 calendar days"),
        ("XX", "9 calendar days"),
    ]


# -- names and versions -----------------------------------------------------------------------------------------------


def test_unknown_names_list_the_known_ones() -> None:
    with pytest.raises(UnknownName) as raised:
        law("ZZ")
    assert raised.value.known == ("US", *STATES)
    for ask in (law("WA").history, law("WA").changes):
        with pytest.raises(UnknownName, match=r"unknown parameter 'supper'; \d+ names are known"):
            ask("supper")
    for look in (law("WA").in_force, law("WA").governing):
        with pytest.raises(UnknownName, match="unknown parameter 'supper'"):
            look("supper", NOW)
    with pytest.raises(UnknownName, match="unknown clock 'supper'"):
        law("WA").clock("supper")
    with pytest.raises(UnknownName, match="unknown policy 'supper'"):
        describe("supper")
    with pytest.raises(UnknownName, match="choice for the policy leap_day"):
        Policy(leap_day="mar-2")


def test_the_version_changes_with_a_value_and_with_nothing_else() -> None:
    plain = law("WA")
    nine = plain.with_layer(layer(("meeting-notice", "number = 9\nunit = 'calendar-days'")))
    again = plain.with_layer(layer(("meeting-notice", "number = 9\nunit = 'calendar-days'")))
    eight = plain.with_layer(layer(("meeting-notice", "number = 8\nunit = 'calendar-days'")))
    assert len({plain.version, nine.version, eight.version, law("US").version, law("TX").version}) == 5
    assert nine.version == again.version
    assert plain.version == loading_afresh("WA").version
    assert len(plain.version) == 12
    assert repr(plain) == f"Law('WA', version='{plain.version}')"


def loading_afresh(code: str) -> Law:
    loading.state.cache_clear()
    found: Law = import_module("iepkit.laws.book")._law.__wrapped__(code)
    return found


def test_one_state_is_read_without_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    text = loading._text

    def recorded(*path: str) -> str:
        read.append("/".join(path))
        return text(*path)

    law("WA")
    monkeypatch.setattr(loading, "_text", recorded)
    loading_afresh("WA")
    assert read == ["states/wa.toml"]


def test_the_room_says_what_is_in_it() -> None:
    for name in ("", ".book", ".clocks", ".loading", ".policies", ".values"):
        room = import_module(f"iepkit.laws{name}")
        assert dir(room) == sorted(room.__all__)
    assert law("WA").clocks is clocks()
    assert law("WA").clock("iep-meeting").code == "IP001"
    assert (law("US").jurisdiction, law("US").name) == ("US", "United States")


# -- what every file has to say ---------------------------------------------------------------------------------------


def every() -> list[Provision]:
    return [p for code in ("US", *STATES) for p in law(code).provisions() if p.jurisdiction == code]


ALL = """
AK AL AR AS AZ BIE CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH
OK OR PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY
"""


def test_every_jurisdiction_is_there_and_says_the_same_parameters() -> None:
    assert sorted(jurisdictions()) == sorted(ALL.split())
    assert len(STATES) == 57
    said = {code: set(law(code).layers[1].values) for code in STATES}
    everywhere = set.intersection(*said.values())
    assert len(everywhere) >= 28
    assert set.union(*said.values()) <= set(parameters())


@pytest.mark.parametrize("code", STATES)
def test_every_header_is_full(code: str) -> None:
    header = law(code).headers[1]
    assert header.code == code
    assert header.read_on is not None
    assert date(2026, 11, 23) <= header.read_on <= date(2026, 11, 28)
    assert header.regulations
    assert header.notes
    assert all(note.endswith(".") for note in header.notes)


def test_every_value_has_citation_grade_and_words() -> None:
    for p in every():
        assert p.value.citation.strip(), p
        assert isinstance(p.value.grade, Grade), p
        assert p.value.words.strip(), p
        assert str(p).startswith(f"{p.jurisdiction}: ")
        assert p.citation.text == p.value.citation


def test_what_a_state_was_read_to_say_names_where_it_was_read() -> None:
    read = [p for p in every() if p.jurisdiction != "US" and p.value.grade is not Grade.UNVERIFIED]
    missing = [str(p) for p in read if p.value.source == "" or not p.value.source.startswith(("http://", "https://"))]
    assert missing == []


def test_every_name_in_a_value_exists() -> None:
    for p in every():
        year_end = p.value.year_end
        named = (p.value.start, p.value.end, year_end.measured_from if year_end else "")
        assert set(filter(None, named)) <= set(FACTS), p
        for policy in p.value.policies:
            words, choices = describe(policy)
            assert words, p
            assert len(choices) == 2, p


def test_start_and_end_are_given_only_where_they_differ_from_the_clock() -> None:
    by_parameter = {clock.parameter: clock for clock in clocks().values()}
    for p in every():
        if p.value.start or p.value.end:
            clock = by_parameter[p.parameter]
            assert p.value.start != clock.start, p
            assert p.value.end != clock.done, p


def test_every_clock_has_a_parameter_facts_and_a_citation() -> None:
    codes = [clock.code for clock in clocks().values()]
    assert len(set(codes)) == len(codes)
    for clock in clocks().values():
        assert clock.parameter in parameters()
        assert clock.citation.startswith(("34 CFR 300.", "34 CFR 303.", "34 CFR 99."))
        facts = (clock.start, clock.done, *clock.when, *clock.needs, *clock.waived_by, *clock.ended_by)
        assert {*facts, *clock.restarted_by} <= set(FACTS), clock.name
        assert clock.age in {"", *parameters()}


def test_a_state_never_writes_the_federal_number_down_as_its_own_unread() -> None:
    for code in STATES:
        for p in law(code).provisions():
            if p.jurisdiction == code and p.value.kind is Kind.VALUE and p.value.grade is Grade.UNVERIFIED:
                federal = law("US").history(p.parameter)[0].value
                assert p.value.words != federal.words, p


def test_every_initial_evaluation_keeps_the_federal_reasons_for_a_new_date() -> None:
    kept = {ExtensionReason.SPECIFIC_LEARNING_DISABILITY, ExtensionReason.TRANSFER}
    for code in ("US", *STATES):
        value = law(code).governing("initial-evaluation", NOW)[-1].value
        if value.kind is Kind.UNKNOWN:
            continue
        assert kept <= set(value.extensions or ()), code


def test_words_say_numbers_ages_bands_and_choices() -> None:
    said = {
        ("DE", "initial-evaluation"): "the earliest of 45 school days and 90 calendar days",
        ("CA", "initial-evaluation"): "60 calendar days, less breaks of 6 or more school days, less summer",
        ("PA", "reevaluation-intellectual-disability"): "2 years",
        ("IL", "transition-age"): "age 14 years 6 months",
        ("GA", "transition-age"): "age 16 or entry to grade 9, whichever is first",
        ("WI", "developmental-delay-ages"): "ages 3 through 9",
        ("CA", "developmental-delay-ages"): "not-used",
        ("VA", "iep-implementation"): "as soon as possible after the parent consents to the IEP",
        ("US", "iep-copy"): "no federal number",
    }
    for (code, parameter), words in said.items():
        assert law(code).in_force(parameter, NOW)[-1].value.words == words


def test_a_value_without_a_number_has_no_limits() -> None:
    _, values = read_layer(layer(("iep-copy", "kind = 'no-number'"), ("iep-meeting", "text = 'soon'")), where="x")
    assert [values[name][0].words for name in values] == ["no number", "soon"]
    assert [values[name][0].limits for name in values] == [(), ()]
    assert law("DE").governing("initial-evaluation", NOW)[0].value.limits[1].unit is Unit.CALENDAR_DAYS


def test_every_relation_of_a_state_to_federal_law_is_used() -> None:
    assert {parameter.states for parameter in parameters().values()} == set(Relation)
