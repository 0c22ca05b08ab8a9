"""The chain of dates upward: a feeder before what it feeds, a date for each level, time between close and deadline.

Decree 09/2019/NĐ-CP, article 8.5: the send-by date lies at least one working day after the close of the data, unless
figures are estimates; and where reports go up several levels, each level has its own date. What a directive's own dates
break is an open point for whoever issued it; what only our reading of it breaks is a fault of the policy.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from config.dated import on
from config.directive import Clause, Directive
from config.duty import Duty
from config.errors import PolicyError
from config.located import FIRM, Located
from workflows.charter import Charter
from workflows.deadlines import Due
from workflows.periods import Occasion, occasions


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the dates of a directive break.

    Attributes:
        error: where it stands, and what is wrong.
        fault: whether the policy contradicts itself; else it is the directive's own word, and an open point.
    """

    error: PolicyError
    fault: bool


def findings(charter: Charter) -> Iterator[Finding]:
    """Yield what the dates of a jurisdiction's reports break, directive by directive."""
    for directive in charter.directives:
        for clause, duty in directive.duties():
            if duty.kind != "periodic_report":
                continue
            periods = _periods(charter, directive, duty)
            yield from _after_close(charter, clause, duty, periods)
            if duty.consolidates is not None:
                yield from _fed(charter, directive, duty, periods)


def _periods(charter: Charter, directive: Directive, duty: Duty) -> dict[str, tuple[Occasion, Due]]:
    """Return the periods that are asked for, each with its deadline."""
    every = occasions(directive, duty, charter.calendar, charter.policy.national.reporting)
    dated = ((one, charter.deadlines.of(directive, duty, one)) for one in every)
    effective = directive.effective_from.on
    return {one.key: (one, due) for one, due in dated if due.day is None or due.day >= effective}


def _after_close(
    charter: Charter, clause: Clause, duty: Duty, periods: dict[str, tuple[Occasion, Due]]
) -> Iterator[Finding]:
    """Yield periods with too little time between the close of their data and their deadline (article 8.5b).

    The report of a day or a week closes with the deadline itself; the decree asks nothing of it.
    """
    if duty.estimates:
        return
    for one, due in periods.values():
        least = (
            None if due.day is None else on(charter.policy.national.reporting.minimum_working_days_after_close, due.day)
        )
        if due.day is None or least is None or least.value is None or due.why["rule"] == "same_day":
            continue
        left = charter.calendar.count(one.window_until, due.day)
        if left < least.value:
            yield _finding(
                one.listed or one.schedule or duty,
                due,
                f"{clause.printed_label}, kỳ «{one.label}»: từ ngày chốt số liệu {one.window_until:%d/%m/%Y} đến hạn "
                f"{due.day:%d/%m/%Y} có {max(left, 0)} ngày làm việc, ít nhất phải {least.value} "
                f"({charter.cite(least.cites)}); hãy cho báo cáo số ước (estimates: true) hoặc lùi hạn",
            )


def _fed(
    charter: Charter, directive: Directive, duty: Duty, periods: dict[str, tuple[Occasion, Due]]
) -> Iterator[Finding]:
    """Yield periods of a consolidated report that its feeders do not come before."""
    feed = duty.consolidates
    clause = directive.clause(feed.clause) if feed is not None else None
    feeder = clause.duty(feed.duty) if feed is not None and clause is not None else None
    if feeder is None:
        return
    fed = _periods(charter, directive, feeder)
    known = {one.key for one in occasions(directive, feeder, charter.calendar, charter.policy.national.reporting)}
    for key, (one, due) in periods.items():
        place: Located = one.listed or one.schedule or duty
        if due.day is None:
            yield _finding(
                place,
                due,
                f"kỳ «{one.label}» chưa có hạn gửi lên: văn bản không nêu, mặc định chung cũng không; hãy ghi hạn",
            )
        elif key not in known:
            yield _finding(
                place, due, f"kỳ «{one.label}» không có trong báo cáo thành phần '{feeder.key}'; hãy dùng cùng các kỳ"
            )
        elif key in fed and not fed[key][1].until < due.until:
            before = fed[key][1]
            yield _finding(
                place,
                due if due.provenance not in FIRM else before,
                f"kỳ «{one.label}»: báo cáo tổng hợp đến hạn {_day(due)}, không sau hạn {_day(before)} của báo cáo "
                f"thành phần '{feeder.key}'; nơi tổng hợp không còn thời gian, hãy lùi hạn báo cáo tổng hợp",
            )


def _finding(place: Located, due: Due, message: str) -> Finding:
    return Finding(PolicyError(place.file, place.line_of("deadline"), message), due.provenance not in FIRM)


def _day(due: Due) -> str:
    return f"{due.day:%d/%m/%Y}" if due.day is not None else "không có"
