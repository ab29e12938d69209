"""What is measured: a case as a district system holds it, one of many years, and tables of a million events."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from iepkit.columns import KINDS, PURPOSES, EventTable, events_of
from iepkit.days import MISSING, to_day
from iepkit.facts import fact
from iepkit.formats import json as formats
from iepkit.laws import Clock
from iepkit.testing import synthetic
from iepkit.vocabulary import EventKind

__all__ = ["Drill", "drill", "population", "rich_case", "sample_case"]

_WEEKS = tuple(f"2026-{day}" for day in ["01-16", "01-23", "01-30", "02-06", "02-13", "02-27", "03-06", "03-13"])
_GOALS = (
    ("g1", "reading", "words correct per minute", 62, 110, "three of four weekly probes at 110 words or more"),
    ("g2", "mathematics", "percent correct", 45, 80, "80 percent on four of five probes"),
    ("g3", "writing", "correct word sequences", 18, 35, "35 sequences in three minutes, three probes running"),
    ("g4", "behavior", "percent of intervals on task", 52.5, 85, "85 percent of intervals on nine of ten days"),
)
_SERVICES = (
    ("special-education", "specially-designed-instruction", 45, 5, "resource-room", "special education teacher"),
    ("special-education", "specially-designed-instruction", 30, 4, "regular-class", "special education teacher"),
    ("related-service", "speech-language-pathology", 30, 2, "therapy-room", "speech-language pathologist"),
    ("related-service", "occupational-therapy", 30, 1, "therapy-room", "occupational therapist"),
    ("supplementary-aid", "accommodation", 15, 5, "regular-class", "general education teacher"),
)
_TEAM = (
    "parent",
    "regular-education-teacher",
    "special-education-teacher",
    "agency-representative",
    "evaluation-interpreter",
    "related-service-provider",
)
_EVENTS = (
    ("referral", "2025-09-08"),
    ("request-for-evaluation", "2025-09-08"),
    ("consent-for-evaluation", "2025-09-22"),
    ("evaluation-completed", "2025-11-12"),
    ("found-eligible", "2025-11-19"),
    ("iep-meeting", "2025-12-03"),
    ("consent-for-services", "2025-12-03"),
    ("iep-in-effect", "2025-12-08"),
    ("services-started", "2025-12-09"),
    ("progress-report", "2026-03-20"),
)


def sample_case() -> dict[str, Any]:
    """The case as plain values; every text in it is invented."""
    return {
        "id": "case-000417",
        "jurisdiction": "WA",
        "calendar": "north-2025",
        "student": {"id": "student-000417", "birth_date": "2015-08-19", "grade": "5", "home_language": "es"},
        "ieps": [
            {
                "id": "iep-1",
                "meeting_date": "2025-12-03",
                "start": "2025-12-08",
                "end": "2026-12-02",
                "team": [{"roles": [role], "attended": True} for role in _TEAM],
                "present_levels": {
                    "academic": "Reads grade 4 text at 62 words correct per minute; computes with two digits.",
                    "functional": "Works alone for eight minutes.",
                    "effect_on_curriculum": "Slow reading limits access to science and social studies texts.",
                },
                "goals": [_goal(goal) for goal in _GOALS],
                "services": [_service(service) for service in _SERVICES],
                "placement": {"environment": "regular-class-40-to-79", "percent_regular_class": 78.5},
            },
        ],
        "events": [{"kind": kind, "on": on} for kind, on in _EVENTS],
    }


def rich_case() -> bytes:
    """A case of many years as JSON: an IEP for each year, and the events of the busiest of many synthetic children."""
    busiest = max(synthetic.cases(2000), key=lambda case: len({event.kind for event in case.events}))
    case = json.loads(formats.dumps(busiest)) | {"id": "case-000417"}
    meetings = [event.on for event in busiest.events if event.kind is EventKind.IEP_MEETING]
    case["ieps"] = [_iep(number, on) for number, on in enumerate(meetings)]
    return json.dumps(case, separators=(",", ":")).encode()


def _iep(number: int, on: date) -> dict[str, Any]:
    """The IEP of the sample case, as of another meeting."""
    (iep,) = sample_case()["ieps"]
    last = str(on + timedelta(364))
    services = [service | {"start": str(on), "end": last} for service in iep["services"]]
    days = {"meeting_date": str(on), "start": str(on), "end": last, "services": services}
    return {**iep, **days, "id": f"iep-{number}"}


def population(events: int) -> EventTable:
    """About so many events of synthetic children, of whom a thousand are different."""
    table = events_of(synthetic.cases(1000))
    times, cases = -(-events // len(table.on)), len(table.birth)
    tiled: dict[str, Any] = {
        name: np.tile(getattr(table, name), times)
        for name in ("kind", "on", "until", "purpose", "detail", "about", "birth", "jurisdiction", "calendar")
    }
    case = (table.case + cases * np.arange(times)[:, None]).ravel()
    names = ("details", "abouts", "jurisdictions", "calendars")
    return EventTable(case=case, **{name: getattr(table, name) for name in names}, **tiled)


@dataclass(frozen=True)
class Drill:
    """Events of one clock, and the kind that starts it, `None` where that is a birth, and the one that it waits for."""

    table: EventTable
    start: EventKind | None
    done: EventKind


def drill(clock: Clock, events: int, first: date, last: date) -> Drill:
    """So many events of one clock, case by case: what starts it, what it waits for in most, and its conditions."""
    random = np.random.default_rng(0)
    begins, ends, span = fact(clock.start), fact(clock.done), to_day(last) - to_day(first)
    conditions = [fact(names[0]) for names in (clock.when, clock.needs) if names]
    cases = int(events / (len(conditions) + bool(begins.kinds) + 0.7))
    start = to_day(first) + random.integers(0, span, cases)
    born = start - 365 * random.integers(2, 20, cases)
    rows = [(row, np.arange(cases), start - 40 if begins.kinds else born + 1) for row in conditions]
    rows += [(begins, np.arange(cases), start)] if begins.kinds else []
    rows += [(ends, np.flatnonzero(random.random(cases) < 0.7), start + random.integers(1, 120, cases))]
    details: list[str | None] = [None, *dict.fromkeys(detail for row, *_ in rows for detail in row.details[:1])]
    columns: dict[str, list[Any]] = {"case": [], "kind": [], "on": [], "until": [], "purpose": [], "detail": []}
    for row, case, days in rows:
        on, much = days[case], len(case)
        columns["case"].append(case)
        columns["kind"].append(np.full(much, KINDS.index(row.kinds[0])))
        columns["on"].append(on)
        columns["until"].append(on if row.at_end else np.full(much, MISSING))
        columns["purpose"].append(np.full(much, PURPOSES.index(row.purpose)))
        columns["detail"].append(np.full(much, details.index(row.details[0] if row.details else None)))
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    order = np.lexsort((joined["on"], joined["case"]))
    ordered: dict[str, Any] = {name: values[order] for name, values in joined.items()}
    table = EventTable(birth=born, details=tuple(details), **ordered)
    return Drill(table, begins.kinds[0] if begins.kinds else None, ends.kinds[0])


def _goal(goal: tuple[str, str, str, float, float, str]) -> dict[str, Any]:
    name, area, unit, baseline, target, criterion = goal
    return {
        "id": name,
        "area": area,
        "criterion": criterion,
        "baseline_value": baseline,
        "target": target,
        "unit": unit,
        "due": "2026-12-02",
        "objectives": [
            {"id": f"{name}.{part}", "criterion": f"{round(baseline + (target - baseline) * part / 3)} {unit}"}
            for part in (1, 2)
        ],
        "data": [{"on": on, "value": baseline + step} for step, on in enumerate(_WEEKS)],
    }


def _service(row: tuple[str, str, int, int, str, str]) -> dict[str, Any]:
    kind, service, minutes, times, location, provider = row
    return {
        "kind": kind,
        "type": service,
        "minutes": minutes,
        "times": times,
        "per": "week",
        "start": "2025-12-08",
        "end": "2026-12-02",
        "location": location,
        "provider_role": provider,
    }
