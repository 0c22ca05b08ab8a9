"""Every row that the guards and roles of a law can tell apart, and some more.

What a guard reads is not listed by hand: a row that notes what it is asked for tells it, so that a guard which
begins to read another column is tried on that column from then on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from random import Random
from typing import Any

from state_machines.assignment import ASSIGNMENT
from state_machines.directive import DIRECTIVE
from state_machines.escalation import ESCALATION
from state_machines.law import SYSTEM, Law, Rule
from state_machines.receipt import RECEIPT
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Base, Directive, Escalation, Receipt

#: The instant at which the law is asked: 24:00 of the settled deadline of Ba Bích's first quarter.
NOW = datetime(2024, 3, 11, 17, tzinfo=UTC)
#: The same second, nearly over: a fraction of a second must not part the two readings.
NOW_AND_A_FRACTION = NOW + timedelta(microseconds=999_999)
SECOND = timedelta(seconds=1)
#: One second before, equal, after; two either side, as some guards compare two columns with each other.
INSTANTS = (LONG_AGO, *(NOW + n * SECOND for n in range(-2, 3)), NEVER)
OUTSIDER = "nguoi_la"
NOBODY = ""

MAPPED: dict[str, type[Base]] = {
    "assignment": Assignment,
    "escalation": Escalation,
    "directive": Directive,
    "receipt": Receipt,
}
LAWS: dict[str, Law] = {law.name: law for law in (ASSIGNMENT, ESCALATION, DIRECTIVE, RECEIPT)}

#: What stands in the columns that are no instants. A word that no guard knows is among each.
WORDS: dict[str, tuple[Any, ...]] = {
    "answered_by": ("report", "explain", "sign", "decide", "record", "occur", "?"),
    "kind": ("target", "count", "?"),
    #: None, one, several; recorded: one short of it, just it, one more.
    "quota": (0, 1, 3),
    "recorded": (0, 1, 2, 3),
    "acknowledge_first": (0, 1),
    "derived": (0, 1),
    "receipt": (0, 1),
    "passes_to": ("", "chu_tich"),
    "resumes_to": ("", "assigned", "in_progress", "returned", "reported"),
    "mode": ("automatic", "to_sign", "proposal", "?"),
    "answer": ("", "approve", "refuse", "ask_explanation", "new_date", "?"),
}
#: Columns that name a post, and are compared with who acts. The head and the addressee are never empty.
SEATS = ("head", "officer", "monitor", "authority", "route_point", "holder", "addressee", "clerk")
NEVER_EMPTY = ("head", "addressee")
#: What a directive rolls up from its assignments: read as columns, written by the states of these.
ROLLED_UP = ("begun", "unreported", "unevaluated")


class Noting:
    """A row that notes the columns it is asked for, and answers every comparison."""

    def __init__(self) -> None:
        """Begin with no column noted."""
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> "_Anything":
        """Note the column."""
        self.read.add(name)
        return _Anything(self)


class _Anything:
    """A value that compares with everything and can be added to; another column it is compared with has noted itself."""

    __hash__ = None

    def __init__(self, row: Noting) -> None:
        self._row = row

    def _self(self, _other: object) -> "_Anything":
        return self

    __add__ = __radd__ = _self
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __and__ = __or__ = __rand__ = __ror__ = _self


def columns_read(rules: Sequence[Rule]) -> set[str]:
    """Return the columns that the roles and guards of some rules read."""
    row = Noting()
    for rule in rules:
        rule.who.holds(row, OUTSIDER)
        if rule.guard is not None:
            rule.guard(row, NOW)
    return row.read


def nullable(law: Law, column: str) -> bool:
    """Tell from the mapped class whether a column may be NULL."""
    return column not in ROLLED_UP and bool(MAPPED[law.name].__table__.c[column].nullable)


def values(law: Law, column: str) -> tuple[Any, ...]:
    """Return what a column is tried with, NULL among it where the column may be NULL."""
    known = WORDS.get(column) or INSTANTS
    return (*known, None) if nullable(law, column) else known


@cache
def seatings(columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Return every way in which posts share the seats of a row: all apart, any two the same post, empty."""
    found: list[dict[str, str]] = [{}]
    for column in columns:
        found = [
            seated | {column: post}
            for seated in found
            for post in (
                *dict.fromkeys(post for post in seated.values() if post),
                column,
                *(() if column in NEVER_EMPTY else (NOBODY,)),
            )
        ]
    return tuple(found)


def actors(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield who tries: the system, everybody on the row, somebody who is not, and nobody at all."""
    yield from (SYSTEM, OUTSIDER, NOBODY)
    yield from {row[seat] for seat in SEATS if row.get(seat)}


@dataclass(frozen=True)
class Case:
    """One row, and what is asked of it.

    Attributes:
        trigger: the trigger that is fired.
        row: the columns that guards and roles read, and the state.
    """

    trigger: str
    row: Mapping[str, Any]


def neutral(law: Law, column: str) -> Any:
    """Return what stands in a column that the trigger at hand does not read."""
    return column if column in SEATS else values(law, column)[-2 if nullable(law, column) else -1]


@cache
def exhaustive(name: str) -> tuple[Case, ...]:
    """Return state × whatever the rules of a trigger read, for every trigger of a law; all of it."""
    law = LAWS[name]
    everything = sorted(columns_read(law.rules) - set(ROLLED_UP))
    found = []
    for trigger in law.triggers:
        read = columns_read(law.of(trigger))
        seats = tuple(seat for seat in SEATS if seat in read)
        plain = sorted(read - set(SEATS))
        options = [_rolled_up() if c in ROLLED_UP else [{c: v} for v in values(law, c)] for c in _once(plain)]
        for state, seated, *chosen in product(law.states, seatings(seats), *options):
            row = {column: neutral(law, column) for column in everything} | seated
            for one in chosen:
                row |= one
            found.append(Case(trigger, row | {"state": state}))
    return tuple(found)


def _once(columns: Sequence[str]) -> list[str]:
    """Keep one of the columns that are rolled up: all three follow from the same assignments."""
    rolled = [column for column in columns if column in ROLLED_UP]
    return [column for column in columns if column not in rolled[1:]]


def _rolled_up() -> list[dict[str, Any]]:
    """Return assignments (state, whether it counts) of a directive, and what is to follow from them."""
    return [{"assignments": made} for made in ASSIGNMENTS_OF_A_DIRECTIVE]


#: None; each state alone, counting and not; pairs that bring every mixture about.
ASSIGNMENTS_OF_A_DIRECTIVE: tuple[tuple[tuple[str, int], ...], ...] = (
    (),
    *(((state, countable),) for state in ASSIGNMENT.states for countable in (0, 1)),
    (("draft", 1), ("evaluated", 1)),
    (("draft", 1), ("reported", 1)),
    (("reported", 1), ("evaluated", 1)),
    (("reported", 1), ("revoked", 1)),
    (("evaluated", 1), ("assigned", 0)),
    (("evaluated", 1), ("reported", 0)),
    (("assigned", 1), ("in_progress", 0)),
    (("draft", 1), ("reported", 1), ("evaluated", 1)),
)


def at_random(name: str, *, rows: int, seed: int) -> tuple[Case, ...]:
    """Return rows on which every column is drawn, also those that the trigger does not read."""
    law, random = LAWS[name], Random(seed)
    everything = sorted(columns_read(law.rules) - set(ROLLED_UP))
    triggers = list(law.triggers)
    ways = seatings(tuple(seat for seat in SEATS if seat in everything))
    found = []
    for _ in range(rows):
        row = {c: random.choice(values(law, c)) for c in everything if c not in SEATS}
        row |= random.choice(ways) | {"state": random.choice(list(law.states))}
        if name == "directive":
            row["assignments"] = random.choice(ASSIGNMENTS_OF_A_DIRECTIVE)
        found.append(Case(random.choice(triggers), row))
    return tuple(found)
