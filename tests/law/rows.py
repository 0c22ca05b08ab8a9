"""Rows that no database has seen, for the tests of the machines."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from state_machines.assignment import ASSIGNMENT
from state_machines.directive import DIRECTIVE
from state_machines.escalation import ESCALATION
from state_machines.machine import Machine
from state_machines.receipt import RECEIPT

NOON = datetime(2024, 3, 12, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)
FAR = datetime(9999, 1, 1, tzinfo=UTC)
PAST = datetime(1970, 1, 1, tzinfo=UTC)

ASSIGNMENTS, ESCALATIONS, DIRECTIVES = Machine(ASSIGNMENT), Machine(ESCALATION), Machine(DIRECTIVE)
RECEIPTS = Machine(RECEIPT)
MACHINES = (ASSIGNMENTS, ESCALATIONS, DIRECTIVES, RECEIPTS)


def an_assignment(state: str = "assigned", **columns: Any) -> SimpleNamespace:
    """Make a row of a report that the head owes the authority through a route point."""
    made = {
        "state": state,
        "head": "truong",
        "officer": "can_bo",
        "monitor": "theo_doi",
        "authority": "chu_tich",
        "route_point": "van_phong",
        "answered_by": "report",
        "acknowledge_first": 0,
        "derived": 0,
        "kind": "periodic_report",
        "quota": 0,
        "recorded": 0,
        "window_closes_at": FAR,
        "receipt": 0,
        "passes_to": "",
        "resumes_to": "",
        "opens_at": PAST,
        "next_due_at": FAR,
        "cut_off_at": FAR,
        "announced_at": PAST,
        "received_at": FAR,
    }
    return SimpleNamespace(**made | columns)


def an_escalation(state: str, **columns: Any) -> SimpleNamespace:
    """Make a row of a rung about the head that lies with the authority."""
    made = {
        "state": state,
        "mode": "automatic",
        "addressee": "truong",
        "holder": "chu_tich",
        "clerk": "van_thu",
        "due_at": FAR,
        "answer": "",
    }
    return SimpleNamespace(**made | columns)


def a_directive(state: str, **columns: Any) -> SimpleNamespace:
    """Make a row of a directive whose term still runs and whose assignments have not begun."""
    made = {"state": state, "effective_at": FAR, "term_ends_at": FAR}
    return SimpleNamespace(**made | {"begun": 0, "unreported": 1, "unevaluated": 1} | columns)


def a_receipt(state: str, **columns: Any) -> SimpleNamespace:
    """Make a row of a directive that was sent to the head long ago."""
    made = {"state": state, "head": "truong", "sent_at": PAST}
    return SimpleNamespace(**made | columns)


#: How a row of each machine is made: ``MAKE[law](state, **columns)``.
MAKE = {
    "assignment": an_assignment,
    "escalation": an_escalation,
    "directive": a_directive,
    "receipt": a_receipt,
}
