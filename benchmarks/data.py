"""A case of about five kilobytes of JSON, as a district system would hold it."""

from __future__ import annotations

from typing import Any

__all__ = ["sample_case"]

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
