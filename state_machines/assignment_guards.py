"""Who stands in which role to an assignment, and under which conditions it moves.

Each docstring is the clause in our own words; each body reads the same on a loaded row and on the mapped class.
"""

from datetime import datetime
from typing import Any

from state_machines.law import Role, Row


def is_head(row: Row, by: str) -> Any:
    """The head answers for the work, whoever does it (BC-2b: delegation never moves liability)."""
    return (row.head == by) & (row.head != "")


def is_performer(row: Row, by: str) -> Any:
    """The head, or the officer the head named."""
    return is_head(row, by) | ((row.officer == by) & (row.officer != ""))


def is_route_point(row: Row, by: str) -> Any:
    """The post through which the document says the paper must come (*qua …*)."""
    return (row.route_point == by) & (row.route_point != "")


def is_monitor(row: Row, by: str) -> Any:
    """Whoever watches the work, unless it is their own: nobody monitors themselves (promise 6)."""
    return (row.monitor == by) & (row.monitor != "") & (row.head != by) & (row.officer != by)


def is_authority(row: Row, by: str) -> Any:
    """Whom the head answers to, unless the work is their own: nobody judges themselves (promise 6)."""
    return (row.authority == by) & (row.authority != "") & (row.head != by) & (row.officer != by)


def is_monitor_or_authority(row: Row, by: str) -> Any:
    """The monitor looks at form, the authority at content; both may send a report back."""
    return is_monitor(row, by) | is_authority(row, by)


def is_witness(row: Row, by: str) -> Any:
    """Whoever does the work, follows it, receives it or judges it may say that the event happened."""
    return is_performer(row, by) | is_monitor_or_authority(row, by) | is_route_point(row, by)


HEAD = Role("head", "người đứng đầu", is_head)
PERFORMER = Role("performer", "người đứng đầu hoặc cán bộ được phân công", is_performer)
ROUTE_POINT = Role("route_point", "đầu mối tiếp nhận", is_route_point)
AUTHORITY = Role("authority", "người có thẩm quyền mà người đứng đầu chịu trách nhiệm trước", is_authority)
CHECKER = Role("monitor_or_authority", "người theo dõi hoặc người có thẩm quyền", is_monitor_or_authority)

WITNESS = Role("witness", "người thực hiện, người theo dõi, đầu mối hoặc người có thẩm quyền", is_witness)


def its_time_has_come(row: Row, as_of: datetime) -> Any:
    """A period opens at its own instant, never before the directive takes effect (GĐ-14)."""
    return row.opens_at <= as_of


def reminder_is_due(row: Row, as_of: datetime) -> Any:
    """A reminder goes out on its day and only while there is still time left."""
    return (row.next_due_at <= as_of) & (row.cut_off_at > as_of) & (row.kind != "target")


def target_is_to_be_judged(row: Row, as_of: datetime) -> Any:
    """A target is judged when the time in which it is to be attained, or held, is over; never before."""
    return (row.kind == "target") & (row.next_due_at <= as_of) & (row.window_closes_at <= as_of)


def nothing_received(row: Row, as_of: datetime) -> Any:
    """The last instant of the deadline has passed, nothing valid was received before it, and nobody said so yet.

    The end of the day is exclusive: what arrives at 23:59:59 is in time, what arrives at 00:00 is not (GĐ-06).
    """
    return (
        (row.cut_off_at <= as_of)
        & (row.received_at >= row.cut_off_at)
        & (row.announced_at < row.cut_off_at)
        & (row.passes_to == "")
    )


def holder_was_silent(row: Row, as_of: datetime) -> Any:
    """A paper that waits for a person passes to whoever that person answers to; silence kills no case."""
    return (row.cut_off_at <= as_of) & (row.passes_to != "")


def may_be_reported(row: Row, as_of: datetime) -> Any:
    """Work that is answered by a report."""
    return row.answered_by == "report"


def may_be_reported_at_once(row: Row, as_of: datetime) -> Any:
    """A periodic report, a list or a count needs no acknowledgement first; other work does."""
    return (row.answered_by == "report") & (row.acknowledge_first == 0)


def may_be_acknowledged(row: Row, as_of: datetime) -> Any:
    """Work is acknowledged; a paper that waits for one person's hand, or an explanation, is simply answered."""
    return (row.answered_by == "report") | (row.answered_by == "record")


def is_work(row: Row, as_of: datetime) -> Any:
    """Work that the directive itself asks for; what hangs on it follows its fate."""
    return row.derived == 0


def is_no_paper(row: Row, as_of: datetime) -> Any:
    """Anything but a letter to sign or a proposal to decide: those are answered, waived or passed on."""
    return (row.answered_by != "sign") & (row.answered_by != "decide")


def is_explanation(row: Row, as_of: datetime) -> Any:
    """An explanation that is owed."""
    return row.answered_by == "explain"


def is_signature(row: Row, as_of: datetime) -> Any:
    """A drafted letter that waits to be signed."""
    return row.answered_by == "sign"


def is_decision(row: Row, as_of: datetime) -> Any:
    """A proposal that waits for an answer."""
    return row.answered_by == "decide"


def is_recorded(row: Row, as_of: datetime) -> Any:
    """A standing duty or a target: it is shown by what is recorded, and never ends by a report."""
    return row.answered_by == "record"


def reaches_the_count(row: Row, as_of: datetime) -> Any:
    """The occurrence that fills the quota of its week or month; fewer leave it open, and silence is none."""
    return (row.answered_by == "record") & (row.quota > 0) & (row.recorded + 1 >= row.quota)


def awaits_events(row: Row, as_of: datetime) -> Any:
    """A duty that each event of its kind brings forth anew; by itself it is never due."""
    return row.answered_by == "occur"


def not_yet_received(row: Row, as_of: datetime) -> Any:
    """The route point confirms a report once; the first valid version counts."""
    return (row.answered_by == "report") & (row.receipt == 0)


def may_arrive_at_once(row: Row, as_of: datetime) -> Any:
    """A paper may reach the route point without having been announced."""
    return (row.answered_by == "report") & (row.acknowledge_first == 0) & (row.receipt == 0)


def was_received(row: Row, as_of: datetime) -> Any:
    """Nothing is evaluated that has not been received: a report, or a count that has reached its quota."""
    return ((row.answered_by == "report") | (row.quota > 0)) & (row.received_at <= as_of)


def hangs_on_another(row: Row, as_of: datetime) -> Any:
    """A duty that arose from another assignment falls with its reason."""
    return row.derived == 1


def came_from_assigned(row: Row, as_of: datetime) -> Any:
    """It was assigned when its clock was stopped."""
    return row.resumes_to == "assigned"


def came_from_work(row: Row, as_of: datetime) -> Any:
    """It was being worked on when its clock was stopped."""
    return row.resumes_to == "in_progress"


def came_back(row: Row, as_of: datetime) -> Any:
    """It had been returned when its clock was stopped."""
    return row.resumes_to == "returned"
