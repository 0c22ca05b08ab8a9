"""The work that a case is about: what it is, until when, why that day, and how late it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflows.charter import Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, JournalLine
from workflows.why_dates import dates
from workflows.working_time import OutsideCalendar, day_of, last_day_of

#: Sentences of `workflows.why_dates.dates` that say something else than why a day is the day.
_NO_DATE = ("Phát sinh từ", "Mở từ", "Khai báo tại", "Kỳ số liệu")


@dataclass(frozen=True, slots=True)
class Work:
    """What is late.

    Attributes:
        key: key of the assignment.
        title: what is to be done.
        result: what is to be handed in; empty where the directive does not say.
        directive: name of the directive.
        clause: the clause in short words, the directive's name left out.
        deadline: the deadline that was missed; None where there is none.
        first_deadline: the first deadline, where another was set since; else None.
        window_closes_at: when the figures of the period are complete; None without a period.
        why: one sentence why that day: whose word it is, and where a rest day moved it.
        firm: whether the deadline is the directive's, or was confirmed.
        reported: whether a report answers it, rather than a deed.
        counted: for counted work, how often it was recorded and how often it must be; else None.
        at_once: whether the event itself breached it, so that nothing handed in cures it.
    """

    key: str
    title: str
    result: str
    directive: str
    clause: str
    deadline: datetime | None
    first_deadline: datetime | None
    window_closes_at: datetime | None
    why: str
    firm: bool
    reported: bool
    counted: tuple[int, int] | None
    at_once: bool


def work(charter: Charter, base: Assignment) -> Work:
    """Return what is late."""
    directive = charter.policy.directive("/".join(base.key.split("/")[:2]))
    again = base.deadline < NEVER and base.cut_off_at != base.deadline
    return Work(
        key=base.key,
        title=base.title,
        result=base.result_required,
        directive=directive.label if directive else "",
        clause=charter.short(base.cites, base.key),
        deadline=ever(base.cut_off_at),
        first_deadline=base.deadline if again else None,
        window_closes_at=ever(base.window_closes_at),
        why=_why(charter, base),
        firm=bool(base.firm),
        reported=base.answered_by == "report",
        counted=(base.recorded, base.quota) if base.kind == "count" else None,
        at_once=bool(base.why.get("at_once")),
    )


def _why(charter: Charter, base: Assignment) -> str:
    """Say in one sentence why the deadline is that day."""
    told = base.why
    found = next((one for one in dates(charter, base) if not one.startswith(_NO_DATE)), "")
    said = charter.short(found, base.key).removesuffix(".")
    if rolled := told.get("rolled"):
        reason = rolled["skipped"][0]["reason"]
        said += f"; ngày ấy là ngày nghỉ ({reason}) nên hạn lùi sang {_day(told['effective'])}"
    if again := told.get("dated_again"):
        said += f"; sau đó được ấn định lại đến hết ngày {_day(again[-1]['to'])}"
    if confirmed := told.get("confirmed"):
        said += f"; đã được {charter.label(confirmed['by'])} xác nhận"
    return said + "." if said else ""


def days_late(charter: Charter, deadline: datetime, until: datetime) -> int | None:
    """Count working days of lateness; None where there was no deadline or the calendar does not reach."""
    if deadline >= NEVER:
        return None
    try:
        return max(charter.calendar.count(last_day_of(deadline), day_of(until)), 0)
    except OutsideCalendar:
        return None


def returned(base: Assignment, lines: Sequence[JournalLine]) -> tuple[datetime, str] | None:
    """Return when and why the work was sent back, while it lies there.

    Args:
        base: the work.
        lines: what the journal says of it.
    """
    if base.state != "returned":
        return None
    back = [one for one in lines if one.trigger == "return"]
    return (back[-1].at, str(back[-1].details.get("reason", ""))) if back else None


def ever(instant: datetime) -> datetime | None:
    """Return an instant that has come or is set; None for what may never come."""
    return None if instant >= NEVER else instant


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso[:10]):%d/%m/%Y}"
