"""Duties that hang on another assignment: explanations, papers, urgings; what they take over from it."""

from typing import Any

from sqlalchemy import Text, case, cast, literal

from workflows.batch import said
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment

#: What every such duty takes over as it is.
INHERITED = (
    "directive_id",
    "jurisdiction",
    "clause",
    "duty",
    "source",
    "line",
    "period",
    "policy",
    "monitor",
    "authority",
)


def duty_on(base: Assignment, **own: Any) -> Assignment:
    """Return a duty that hangs on one loaded assignment, due to be opened; ``own`` are the columns of its own."""
    inherited = {name: getattr(base, name) for name in INHERITED}
    common = {"base_id": base.id, "derived": 1, "provenance": "default", "firm": 0, "next_due_at": own["opens_at"]}
    return Assignment(**(inherited | common | own))


def columns() -> dict[str, Any]:
    """Return the same for many: the columns of an INSERT … SELECT over the assignments that duties hang on."""
    never, none, zero = literal(NEVER, Assignment.deadline.type), said(""), literal(0)
    return {name: getattr(Assignment, name) for name in INHERITED} | {
        "base_id": Assignment.id,
        "derived": literal(1),
        "provenance": said("default"),
        "firm": zero,
        "result_required": none,
        "modality": said("must"),
        "countable": zero,
        "acknowledge_first": zero,
        "timetable": none,
        "officer": none,
        "deputy": none,
        "route_point": none,
        "passes_to": none,
        "state": said("draft"),
        "resumes_to": none,
        "remaining": zero,
        "quota": zero,
        "recorded": zero,
        "coordinators": none,
        "watcher": none,
        "co_head": none,
        "co_authority": none,
        "result": none,
        "cycle": literal(1),
        "window_closes_at": never,
        "cut_off_day": zero,
        "announced_at": zero,
        "reported_at": never,
        "received_at": never,
        "receipt": zero,
        "closed_at": never,
    }


def suffixed(key: Any, suffix: str, cycle: Any) -> Any:
    """Return the key of what hangs on an assignment; a later cycle is numbered."""
    return case((cycle > 1, key + suffix + "." + cast(cycle, Text)), else_=key + suffix)
