"""What somebody is rated by: the work that was due in a period, and what became of each."""

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from config.ratings import Cadence
from workflows.charter import Charter
from workflows.register.tables import Assignment, JournalLine
from workflows.working_time import at, end_of_day

#: Kinds of work that have a product; targets and standing duties are figures of their own.
KINDS = ("periodic_report", "one_off", "count", "on_event")
#: Keys looked up by one statement.
CHUNK = 500
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


class BadPeriod(ValueError):
    """A period that is none; the message says how it is written."""


@dataclass(frozen=True, slots=True)
class RatedPeriod:
    """A month, a quarter or a year.

    Attributes:
        key: ``2026-04``, ``2026-Q2``, ``2026``.
        cadence: which of the three.
        first: its first day.
        last: its last day.
    """

    key: str
    cadence: Cadence
    first: date
    last: date

    @property
    def ends_at(self) -> datetime:
        """24:00 of its last day."""
        return end_of_day(self.last)


def read_period(text: str) -> RatedPeriod:
    """Read a period by its key.

    Raises:
        BadPeriod: when it is no month, quarter or year.
    """
    found = _PERIOD.fullmatch(text)
    if found is None or not 1900 <= int(found["year"]) <= 2200:
        raise BadPeriod(f"«{text}» không phải kỳ xếp loại; hãy viết tháng 2026-04, quý 2026-Q2 hoặc năm 2026.")
    year = int(found["year"])
    if found["month"]:
        return _period(text, "monthly", year, int(found["month"]), 1)
    if found["quarter"]:
        return _period(text, "quarterly", year, 3 * int(found["quarter"]) - 2, 3)
    return _period(text, "yearly", year, 1, 12)


def _period(key: str, cadence: Cadence, year: int, month: int, months: int) -> RatedPeriod:
    last = month + months - 1
    return RatedPeriod(key, cadence, date(year, month, 1), date(year, last, monthrange(year, last)[1]))


@dataclass(frozen=True, slots=True)
class Product:
    """One work that was due in the period.

    Attributes:
        key: its key.
        title: what it is.
        head: who answers for it.
        officer: who was named for it; empty for nobody.
        deputy: who steers the field; empty for nobody.
        authority: before whom it is answered for.
        co_head: who answers for it on the other line; empty for nobody.
        handed_in: whether it was received.
        result: how it was evaluated; empty while it was not.
        late: how many times it was late.
        failed: how many times it was sent back or evaluated as failed.
        firm: whether its date is one on which somebody may be judged.
        objective: whether the authority found an objective cause, so that neither lateness nor failure counts.
        due: whether its time is over.
    """

    key: str
    title: str
    head: str
    officer: str
    deputy: str
    authority: str
    co_head: str
    handed_in: bool
    result: str
    late: int
    failed: int
    firm: bool
    objective: bool
    due: bool

    @property
    def missing(self) -> bool:
        """Whether its time is over and there is no product."""
        return self.due and not self.handed_in

    @property
    def known(self) -> bool:
        """Whether it can be judged: evaluated, or missing; what waits for its evaluation is neither good nor bad."""
        return (bool(self.result) or self.missing) and not (self.missing and self.objective)

    @property
    def late_times(self) -> int:
        """The times that count."""
        return 0 if self.objective else self.late

    @property
    def failed_times(self) -> int:
        """The times that count."""
        return 0 if self.objective else self.failed


def products(session: Session, charter: Charter, period: RatedPeriod, *, as_of: datetime) -> list[Product]:
    """Return the work due in a period, by key, as it stood in legal time.

    What was revoked is no work any more, and a clock that stands still runs for nobody: both are left out.

    Args:
        session: an open session.
        charter: the jurisdiction.
        period: the period.
        as_of: the instant (aware); what happened later has not happened yet.
    """
    row = Assignment
    rows = session.scalars(
        select(row)
        .where(
            row.jurisdiction == charter.key,
            row.derived == 0,
            row.kind.in_(KINDS),
            row.deadline > at(period.first, time(0)),
            row.deadline <= period.ends_at,
            row.opens_at <= as_of,
            row.state.not_in(("suspended", "referred")),
            or_(row.state != "revoked", row.closed_at > as_of),
        )
        .order_by(row.key)
    ).all()
    told = _told(session, [one.key for one in rows], as_of)
    return [_product(one, told[one.key], as_of) for one in rows]


def _told(session: Session, keys: Sequence[str], as_of: datetime) -> dict[str, Counter[str]]:
    """Count what the journal says of each: cut off, sent back, evaluated as failed."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    line = JournalLine
    for start in range(0, len(keys), CHUNK):
        lines = session.execute(
            select(line.subject, line.trigger, line.details).where(
                line.subject.in_(keys[start : start + CHUNK]),
                line.trigger.in_(("cut_off", "return", "evaluate")),
                line.at <= as_of,
            )
        )
        for subject, trigger, details in lines:
            if trigger != "evaluate" or details.get("result") == "failed":
                found[subject]["cut_off" if trigger == "cut_off" else "failed"] += 1
    return found


def _product(row: Assignment, told: Counter[str], as_of: datetime) -> Product:
    handed_in = row.received_at <= as_of
    # Each breach that stood begins another cycle, when the work is dated again; one that was undone begins none.
    stood = row.cycle if row.announced_at >= row.cut_off_at else row.cycle - 1
    due = row.deadline <= as_of
    late_now = (row.received_at if handed_in else as_of) >= row.deadline
    return Product(
        key=row.key,
        title=row.title,
        head=row.head,
        officer=row.officer,
        deputy=row.deputy,
        authority=row.authority,
        co_head=row.co_head,
        handed_in=handed_in,
        result=row.result if row.closed_at <= as_of else "",
        late=max(min(told["cut_off"], stood), int(due and late_now)),
        failed=told["failed"],
        firm=bool(row.firm),
        objective=row.fault == "objective" and row.fault_found_at <= as_of,
        due=due,
    )


def concerning(post: str, every: Iterable[Product]) -> list[Product]:
    """Return the products that a post is rated by: its own, its field's, and those of the units that answer to it."""
    return [one for one in every if post in (one.head, one.co_head, one.officer, one.deputy, one.authority)]
