"""Who is a parent, who stands in for one, and the independent evaluation that parents obtain.

34 CFR 300.30, 300.519 and 300.502. Which of several people acts as the parent is for people to judge; here stands
only what the file itself contradicts, or leaves open though it points there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from iepkit.findings import Severity
from iepkit.records import Parent, Relation, Student, Surrogate
from iepkit.reviews.attested import Attested, attested, recorded
from iepkit.reviews.context import LASTING_ENDS, Context, happened
from iepkit.reviews.registry import Flaw, rule

__all__ = ["INDEPENDENT", "SURROGATE", "conditions", "considered", "is_parent", "qualified", "surrogate_when"]


def __dir__() -> list[str]:
    return __all__


_GROUPS = ("parents",)
_INDEPENDENT = ("evaluation", "independent-evaluation")
_UNKNOWN = Severity.UNKNOWN
SURROGATE = ("employee_of_agency", "conflict_of_interest", "has_knowledge")
"""The tests of a surrogate for the parents (34 CFR 300.519(d)(2))."""
INDEPENDENT = ("independent_considered", "independent_meets_criteria", "independent_conditions_imposed")
"""What became of an independent evaluation (34 CFR 300.502(c)(1) and (e))."""


@rule(
    "PA101",
    "parent-def",
    "Who is a parent",
    citation="34 CFR 300.30(a)",
    applies="to each person in the file who holds the rights of a parent, and to whom a court named as the parent",
    says=(
        "A parent is a biological or adoptive parent, a foster parent unless barred, a guardian other than the State, "
        "who acts in a parent's place and lives with or answers for the child, or a surrogate. Whom a court names for "
        "it is the parent."
    ),
    settle="Check who holds the rights of a parent, and record on what they rest.",
    groups=_GROUPS,
    since="0.3",
)
def is_parent(context: Context) -> Iterator[Flaw]:
    """The people who hold the rights of a parent though the file says that they cannot, and the other way round."""
    student = context.case.student
    if student is None or _transferred(context, student):
        return
    named = any(parent.by_decree for parent in student.parents)
    for at, parent in enumerate(student.parents):
        path = f"$.student.parents[{at}]"
        search = _BY_RELATION.get(parent.relation)
        if parent.rights and search is not None:
            yield from search(path, parent, student)
        if parent.rights and named and parent.by_decree is False:
            words = "A court named another person as the parent, and this one holds the rights of a parent."
            yield Flaw(f"{path}.rights", words, citation="34 CFR 300.30(b)(2)")
        elif parent.rights is False and parent.by_decree:
            words = "A court named this person as the parent, who by the file does not hold the rights of one."
            yield Flaw(f"{path}.rights", words, citation="34 CFR 300.30(b)(2)")


def _foster(path: str, parent: Parent, _: Student) -> Iterator[Flaw]:
    if parent.barred:
        words = "A foster parent holds the rights of a parent, whom State law or a contract bars from acting as one."
        yield Flaw(f"{path}.barred", words, citation="34 CFR 300.30(a)(2)")


def _guardian(path: str, parent: Parent, student: Student) -> Iterator[Flaw]:
    cited = "34 CFR 300.30(a)(3)"
    if parent.is_state and student.ward_of_state:
        words = "The State holds the rights of a parent as the guardian of a child who is its ward."
        yield Flaw(f"{path}.is_state", words, citation=cited)
    elif parent.is_state and student.ward_of_state is None:
        words = "The State is the guardian, and the file does not say whether the child is a ward of the State."
        yield Flaw(f"{path}.is_state", words, _UNKNOWN, cited)


def _acting(path: str, parent: Parent, _: Student) -> Iterator[Flaw]:
    """Either test is enough, so one that is not met leaves the other open."""
    cited = "34 CFR 300.30(a)(4)"
    tests = (parent.lives_with_child, parent.legally_responsible)
    if tests == (False, False):
        words = "Who acts as the parent neither lives with the child nor is legally responsible for its welfare."
        yield Flaw(f"{path}.relation", words, citation=cited)
    elif tests in ((None, False), (False, None)):
        words = "The file does not say whether who acts as the parent lives with the child, or answers for its welfare."
        yield Flaw(f"{path}.relation", words, _UNKNOWN, cited)


_BY_RELATION: dict[Relation | None, Callable[[str, Parent, Student], Iterator[Flaw]]] = {
    Relation.FOSTER: _foster,
    Relation.GUARDIAN: _guardian,
    Relation.ACTING_AS_PARENT: _acting,
}


def _transferred(context: Context, student: Student) -> bool:
    return student.rights_transferred is not None and student.rights_transferred <= context.as_of


_NO_PARENT = {
    "no_parent_identified": ("No parent can be identified", "34 CFR 300.519(a)(1)"),
    "parents_not_located": ("No parent can be located", "34 CFR 300.519(a)(2)"),
    "ward_of_state": ("The child is a ward of the State", "34 CFR 300.519(a)(3)"),
    "unaccompanied_homeless": ("The child is an unaccompanied homeless youth", "34 CFR 300.519(a)(4)"),
}
_SETTLED = ("surrogate-needed", "surrogate-assigned", *LASTING_ENDS)


@rule(
    "PA111",
    "surrogate-when",
    "When a child needs a surrogate for the parents",
    citation="34 CFR 300.519(a)",
    severity=_UNKNOWN,
    applies=(
        "to a child without a parent who is known and can be found, a ward of the State, and an unaccompanied homeless "
        "youth, until a surrogate is needed or assigned by the file, or somebody else holds the rights of a parent"
    ),
    says="The agency protects the rights of such a child, and assigns somebody to act as a surrogate for the parents.",
    settle="Record who holds the rights of a parent, or when a surrogate was found to be needed and was assigned.",
    groups=_GROUPS,
    since="0.3",
)
def surrogate_when(context: Context) -> Iterator[Flaw]:
    """The reasons for a surrogate where the file names neither a surrogate nor another who holds the rights."""
    student = context.case.student
    if student is None or _transferred(context, student):
        return
    held = any(parent.rights for parent in student.parents)
    reasons = [field for field in _NO_PARENT if getattr(student, field) and not (field == "ward_of_state" and held)]
    nobody = bool(student.parents) and all(parent.rights is False for parent in student.parents)
    if not (reasons or nobody) or any(map(_stands_in, student.parents)) or context.known.days(*_SETTLED):
        return
    for field in reasons:
        words, cited = _NO_PARENT[field]
        silent = "and the file does not say whether somebody acts in the place of a parent."
        yield Flaw(f"$.student.{field}", f"{words}, {silent}", citation=cited)
    if not reasons:
        words = "Nobody in the file holds the rights of a parent, and the file does not say whether somebody else does."
        yield Flaw("$.student.parents", words)


def _stands_in(parent: Parent) -> bool:
    """Whether a person other than a biological or adoptive parent holds the rights of one."""
    return parent.rights is True and parent.relation is not Relation.BIOLOGICAL_OR_ADOPTIVE


@rule(
    "PA121",
    "surrogate-req",
    "Who may be a surrogate for the parents",
    citation="34 CFR 300.519(d)(2)",
    applies="to each surrogate who was assigned under Part B, of whom the file says more than the dates",
    says=(
        "A surrogate is no employee of an agency in the education or care of the child, has no interest that conflicts "
        "with the child's, and has the knowledge and skills to represent the child."
    ),
    settle="Record the three tests for this person, or assign another one.",
    groups=_GROUPS,
    since="0.3",
)
def qualified(context: Context) -> Iterator[Flaw]:
    """The surrogates who do not meet a test, and the tests of which the file does not tell."""
    for path, row in happened(context, "surrogates", "assigned", context.case.surrogates):
        if row.part_c or not recorded(row, SURROGATE):
            continue
        skipped = _exempt(row, context.case.student)
        for field, true_is_wrong, words, silent in _TESTS:
            if field in skipped:
                continue
            value = getattr(row, field)
            cited = _TEST_CITED[field]
            if value is None:
                yield Flaw(f"{path}.{field}", f"The file does not say whether the surrogate {silent}.", _UNKNOWN, cited)
            elif value is true_is_wrong:
                yield Flaw(f"{path}.{field}", words, citation=cited)


_TESTS = (
    (
        "employee_of_agency",
        True,
        "The surrogate is an employee of an agency in the education or care of the child.",
        "is an employee of an agency in the education or care of the child",
    ),
    (
        "conflict_of_interest",
        True,
        "The surrogate has an interest that conflicts with the child's.",
        "has an interest that conflicts with the child's",
    ),
    (
        "has_knowledge",
        False,
        "The surrogate lacks the knowledge and skills to represent the child.",
        "has the knowledge and skills to represent the child",
    ),
)
_TEST_CITED = {
    "employee_of_agency": "34 CFR 300.519(d)(2)(i)",
    "conflict_of_interest": "34 CFR 300.519(d)(2)(ii)",
    "has_knowledge": "34 CFR 300.519(d)(2)(iii)",
}


def _exempt(row: Surrogate, student: Student | None) -> tuple[str, ...]:
    """The tests that are not put to whom a judge appoints for a ward, or who helps a homeless youth for a time."""
    ward = None if student is None else student.ward_of_state
    homeless = None if student is None else student.unaccompanied_homeless
    if row.appointed_by_judge and ward is not False:
        return SURROGATE[1:]  # 34 CFR 300.519(c)
    if row.temporary and homeless is not False:
        return SURROGATE[:1]  # 34 CFR 300.519(f)
    return ()


@rule(
    "EV441",
    "iee-criteria",
    "No further conditions for an independent evaluation",
    citation="34 CFR 300.502(e)(2)",
    applies="to each evaluation for which the parents asked for an independent one at public expense",
    says=(
        "Beyond the criteria that the agency uses for its own evaluations, it imposes no conditions or timelines on an "
        "independent evaluation at public expense."
    ),
    settle="Withdraw the conditions, or record that they are the criteria of the agency's own evaluations.",
    groups=_INDEPENDENT,
    since="0.3",
)
def conditions(context: Context) -> Iterator[Flaw]:
    """The independent evaluations on which the agency imposed conditions or timelines of other kinds."""
    for path, row in happened(context, "evaluations", "completed", context.case.evaluations):
        if row.independent_conditions_imposed:
            words = "The agency imposed conditions or timelines on an independent evaluation, beyond its own criteria."
            yield Flaw(f"{path}.independent_conditions_imposed", words)


_CONSIDERED = (
    Attested(
        "independent_considered",
        "the agency considered an independent evaluation that meets its criteria",
        "The agency did not consider an independent evaluation that meets its criteria.",
    ),
)


@rule(
    "EV442",
    "iee-consider",
    "Independent evaluation considered",
    citation="34 CFR 300.502(c)(1)",
    applies="to each evaluation beside which there is an independent one, where the file says what became of it",
    says=(
        "The agency considers an independent evaluation that meets its criteria in every decision on a free "
        "appropriate public education."
    ),
    settle="Record that the results were considered, or which of the agency's criteria the evaluation does not meet.",
    groups=_INDEPENDENT,
    since="0.3",
)
def considered(context: Context) -> Iterator[Flaw]:
    """The independent evaluations that were not considered, or of which the file does not tell."""
    for path, row in happened(context, "evaluations", "completed", context.case.evaluations):
        if row.independent_meets_criteria:
            yield from attested(path, row, _CONSIDERED, asked=True)
        elif row.independent_meets_criteria is None and row.independent_considered is False:
            words = (
                "The agency did not consider an independent evaluation, and the file does not say whether it meets the "
                "agency's criteria."
            )
            yield Flaw(f"{path}.independent_meets_criteria", words, _UNKNOWN)
