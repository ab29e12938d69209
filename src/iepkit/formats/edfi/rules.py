"""The rules for Ed-Fi rows: what in them contradicts itself, cannot be read, or was read with an assumption.

They come from the data standard, which is not law: whoever hands the rows in has agreed to follow it.
Their citations therefore carry the caller's authority. One rule rests on a regulation and cites that.
"""

from __future__ import annotations

from iepkit.citations import Authority, Citation, Grade
from iepkit.findings import Finding, Severity
from iepkit.reviews.registry import Rule

__all__ = ["RULES", "finding"]


def __dir__() -> list[str]:
    return __all__


_PROGRAM = "StudentSpecialEducationProgramAssociation"
_RELEASE = "5.2"
_READ = ("2.2", "5.2", "6.1")  # the releases whose own definitions were read
_CONFLICT, _UNKNOWN, _NOTE = Severity.CONFLICT, Severity.UNKNOWN, Severity.NOTE


def _rule(code: str, severity: Severity, *words: str, cited: str = _PROGRAM, since: str = "0.1") -> Rule:
    """A row of the table; the words are name, title, when it applies, what it says, and what would settle it."""
    name, title, applies, says, settle = words
    citation = cited if "CFR" in cited else f"Ed-Fi Data Standard {_RELEASE}, {cited}"
    return Rule(code, f"edfi-{name}", title, citation, severity, applies, says, settle, ("edfi",), since)


RULES: tuple[Rule, ...] = (
    _rule(
        "ED101", _UNKNOWN, "no-disability", "A row without a disability",
        "to every special education row",
        "A special education row names the child's disability.",
        "Record the disability, with its order where there are several.",
    ),
    _rule(
        "ED102", _UNKNOWN, "disability-outside-idea", "A disability that is not an IDEA category",
        "to every disability on a row",
        "Some codes have no counterpart in 34 CFR 300.8, and some disabilities are recorded under another law.",
        "Record the category of 34 CFR 300.8 under which the child was found eligible.",
    ),
    _rule(
        "ED103", _UNKNOWN, "disability-order-missing", "Several disabilities without an order",
        "to a row with several disabilities",
        "The order says which disability is the primary one.",
        "Give exactly one of the disabilities the order 1.",
    ),
    _rule(
        "ED104", _NOTE, "disability-order-assumed", "One disability without an order",
        "to a row with one disability",
        "The order says which disability is the primary one; an only one is taken for it.",
        "Give the disability the order 1.",
    ),
    _rule(
        "ED105", _NOTE, "hearing-or-deafness", "One code for deafness and hearing impairment",
        "to a disability with this code",
        "34 CFR 300.8(c) knows deafness and hearing impairment apart, and the code covers both; "
        "it is read as hearing impairment.",
        "Look up the category in the eligibility report, or hand in `codes` that say which one is meant.",
    ),
    _rule(
        "ED106", _UNKNOWN, "eligibility-missing", "A row that does not say whether the child is eligible",
        "to every special education row",
        "The row says whether the child is eligible under IDEA.",
        "Record IdeaEligibility.",
    ),
    _rule(
        "ED107", _UNKNOWN, "plain-row", "A special education row that holds no more than its program",
        "to a StudentProgramAssociation whose program is special education",
        "A row of this kind has no room for disability, eligibility, setting and IEP; none of them is known from it.",
        "Hand in the StudentSpecialEducationProgramAssociation of the child as well.",
        cited="StudentProgramAssociation", since="0.3",
    ),
    _rule(
        "ED111", _NOTE, "setting-deprecated", "A setting with a code that is no longer used",
        "to a row with a setting",
        "The list marks the code as deprecated and has another one for the same setting.",
        "Use 'Inside regular class between 40-79% of the day'.",
    ),
    _rule(
        "ED112", _NOTE, "setting-ten-hours", "A setting whose code reads 'ten hours or less'",
        "to a row with a setting",
        "The federal terms are 'at least 10 hours' and 'less than 10'; the code puts ten hours in the lower group.",
        "Check that the child is in the program for less than ten hours a week.",
    ),
    _rule(
        "ED113", _CONFLICT, "hours-definition", "Hours that contradict each other or the setting",
        "to a row with hours of special education and of school; to the setting where it is inside the regular class",
        "The hours of school are all hours of the week, those of special education among them.",
        "Say whether SchoolHoursPerWeek holds all hours or only those of general education, "
        "and whether special education is given inside the regular class.",
    ),
    _rule(
        "ED121", _UNKNOWN, "exit-date-missing", "An exit reason without an exit date",
        "to a row with an exit reason",
        "A child who left special education left on a day.",
        "Record SpecialEducationExitDate, or take the reason out.",
    ),
    _rule(
        "ED122", _UNKNOWN, "exit-reason-missing", "An exit date without an exit reason",
        "to a row with an exit date",
        "An exit date comes with an exit reason.",
        "Record SpecialEducationExitReason.",
    ),
    _rule(
        "ED123", _CONFLICT, "exit-without-end", "A child who left, on a row that is still open",
        "to a row with an exit date",
        "A row whose child has left special education is closed with an EndDate.",
        "Record EndDate, or take the exit date out.",
    ),
    _rule(
        "ED124", _CONFLICT, "end-after-exit", "A row that ends after the child left",
        "to a row with an exit date and an EndDate",
        "EndDate is not after SpecialEducationExitDate.",
        "Correct one of the two dates.",
    ),
    _rule(
        "ED125", _CONFLICT, "age-limit-too-young", "A child said to have reached the age limit at 6 to 17",
        "to a row with the exit reason 'Reached the age limit' for a child whose birth date is known",
        "Between 6 and 17 no State may end a free appropriate public education because of age: "
        "only ages 3 to 5 and 18 to 21 can be left out by State law.",
        "Check the exit reason, the exit date and the birth date.",
        cited="34 CFR 300.102(a)(1)",
    ),
    _rule(
        "ED126", _CONFLICT, "exit-reasons-disagree", "Two reasons for leaving that disagree",
        "to a row with SpecialEducationExitReason and ReasonExited, where both have a counterpart in the federal terms",
        "Both say why the child left.",
        "Correct one of the two reasons.",
    ),
    _rule(
        "ED131", _CONFLICT, "begin-before-iep", "A program that begins before its IEP",
        "to a row with an IEPBeginDate",
        "When the IEP's begin date changes a new row begins, so a row does not begin before its IEP does.",
        "Correct BeginDate or IEPBeginDate, or add the row of the IEP before.",
    ),
    _rule(
        "ED132", _CONFLICT, "ends-before-it-begins", "A span that ends before it begins",
        "to the row, its IEP and its exit",
        "An end date is not before the begin date.",
        "Correct one of the two dates.",
    ),
    _rule(
        "ED133", _CONFLICT, "rows-overlap", "Two rows of one child at a time",
        "to a child with several rows of one program",
        "When a row takes the place of another, the other one is closed with an EndDate.",
        "Record the EndDate of the row that began first.",
    ),
    _rule(
        "ED141", _UNKNOWN, "no-student", "A child without a Student record",
        "to every special education row",
        "The row refers to a Student, who has a birth date.",
        "Hand in the Student records as well; what depends on age is unknown without them.",
    ),
    _rule(
        "ED142", _CONFLICT, "birth-dates-differ", "Student records with different birth dates",
        "to a child with several Student records",
        "A child has one birth date; none of those given is used.",
        "Correct the Student records.",
        cited="Student",
    ),
    _rule(
        "ED151", _UNKNOWN, "code-unknown", "A code that is not in a list known here",
        "to every code that is read",
        "A code comes from a list: the standard's own, or one that `codes` adds. No code is guessed at.",
        "Hand in `codes` with the URI of the code and the word that it stands for.",
        cited="Descriptor",
    ),
    _rule(
        "ED152", _NOTE, "code-spelling", "A code written in other letters than in its list",
        "to every code that is read",
        "Codes are compared letter by letter; this one differs from the list in capital letters only, and was read.",
        "Write the code as the list has it.",
        cited="Descriptor",
    ),
    _rule(
        "ED161", _UNKNOWN, "calendar-gap", "A calendar with a day that it does not describe",
        "to every calendar",
        "A day that is missing, or whose events are unknown, is not a day without school; "
        "the calendar is read up to the day before.",
        "Add the day, and all others that are missing.",
        cited="CalendarDate",
    ),
    _rule(
        "ED162", _UNKNOWN, "calendar-too-thin", "A calendar that does not tell enough",
        "to every calendar",
        "A calendar has at least two days in a row that it describes, and school on one of them; this one is not used.",
        "Add every day from the first day of school to the last.",
        cited="CalendarDate",
    ),
    _rule(
        "ED163", _CONFLICT, "calendar-contradiction", "A calendar that contradicts itself",
        "to every calendar",
        "School years follow each other without overlap and without a missing year; this calendar is not used.",
        "Correct the school years of the dates.",
        cited="CalendarDate",
    ),
    _rule(
        "ED164", _NOTE, "calendar-day-cut-short", "A day on which instruction was cancelled or reduced",
        "to a day with a strike, weather, an emergency or another event, and no instructional one",
        "The standard does not say whether such a day was cancelled or reduced; it is read as a day without school.",
        "Add an instructional event to every such day on which children attended.",
        cited="CalendarEvent",
    ),
    _rule(
        "ED165", _CONFLICT, "session-total", "A session whose total is not that of its days",
        "to a session of a school that has one calendar, where that describes every day of the session",
        "The total of instructional days is the number of days of instruction from the session's begin to its end.",
        "Correct the total or the calendar.",
        cited="Session",
    ),
    _rule(
        "ED171", _UNKNOWN, "race-not-federal", "A race that is none of the five of Federal reporting",
        "to every race of a child",
        "The code has no counterpart among the five races; the child's other races alone would tell another group, "
        "so that no race is taken.",
        "Record the races as the five of Federal reporting, or hand in `codes` that say which one the code stands for.",
        cited="Race", since="0.3",
    ),
    _rule(
        "ED172", _CONFLICT, "ethnicity-contradiction", "Hispanic or Latino among the races, and said not to be",
        "to a child with this race and an answer on ethnicity",
        "The list of races and HispanicLatinoEthnicity say the same; the ethnicity is not taken where they differ.",
        "Correct one of the two.",
        cited="HispanicLatinoEthnicity", since="0.3",
    ),
    _rule(
        "ED173", _CONFLICT, "descriptions-differ", "Records of one child that describe it differently",
        "to a child with several records that say its sex, ethnicity, races or knowledge of English",
        "What describes a child is the same in all records; where it is not, none of the answers is used.",
        "Correct the records.",
        cited="Student", since="0.3",
    ),
    _rule(
        "ED174", _NOTE, "monitored-learner", "A child who is no longer an English learner and still monitored",
        "to a child with this code",
        "The code covers children who left English learner status and are followed for some years; "
        "it is read as not an English learner.",
        "Hand in `codes` if your State counts these children as English learners.",
        cited="LimitedEnglishProficiency", since="0.3",
    ),
)  # fmt: skip

_BY_CODE = {row.code: row for row in RULES}


def finding(
    code: str, path: str, message: str, *, release: str = _RELEASE, severity: Severity | None = None
) -> Finding:
    """The finding of a rule at a place in the rows; its citation names the release of the data.

    >>> print(finding("ED106", "$.students[0]", "The row does not say.", release="6.1"))
    ED106 unknown at $.students[0]: The row does not say. [Ed-Fi Data Standard 6.1, ...]
    """
    row = _BY_CODE[code]
    citation = Citation(row.citation)
    if "CFR" not in row.citation:
        grade = Grade.PRIMARY if release in _READ else Grade.UNVERIFIED
        citation = Citation(row.citation.replace(f" {_RELEASE},", f" {release},"), Authority.CALLER, grade)
    return Finding(row.code, row.name, severity or row.severity, path, message, citation, row.settle)
