"""Checks of each duty of a directive."""

from datetime import date
from itertools import pairwise

from config.checks_directive import duty_of
from config.checks_target import targets
from config.directive import Clause, Directive
from config.duty import Deadline, Duty, Period, PeriodDue, Schedule
from config.located import Located
from config.organization import Organization, Unit
from config.report import Report

_MAY: dict[str, frozenset[str]] = {
    "periodic_report": frozenset({"periods", "schedules", "working_days_after_window", "consolidates", "nil_report"}),
    "one_off": frozenset({"deadline"}),
    "count": frozenset({"schedules", "at_least", "heard"}),
    "standing": frozenset(),
    "on_event": frozenset({"event"}),
    "target": frozenset({"target", "deadline"}),
}
"""What a duty of each kind may have beside what every duty has."""
_SPECIAL = frozenset().union(*_MAY.values())
_MUST: dict[str, tuple[str, str]] = {
    "count": ("at_least", "hãy ghi ít nhất mấy lần mỗi kỳ"),
    "on_event": ("event", "hãy ghi sự kiện nào làm phát sinh nhiệm vụ"),
    "target": ("target", "hãy ghi cách đo"),
}


def duties(found: Directive, organization: Organization | None, ladders: set[str], report: Report) -> None:
    """Check every duty of a directive.

    Args:
        found: the directive.
        organization: its organisation; None where that could not be read.
        ladders: the names of the ladders it may use.
        report: where findings go.
    """
    weaknesses = found.weaknesses()
    for clause, duty in found.duties():
        _shape(clause, duty, report)
        _deadlines(found, duty, report)
        report.known(duty, "weakness", duty.weakness, weaknesses, "tồn tại, hạn chế")
        targets(found, duty, report)
        report.known(duty, "ladder", duty.ladder, ladders, "thang đôn đốc")
        _feeder(found, duty, report)
        if organization is not None:
            _people(found, duty, organization, report)


def _shape(clause: Clause, duty: Duty, report: Report) -> None:
    """Check that a duty has what its kind needs and nothing that its kind cannot have."""
    for key in sorted(_SPECIAL - _MAY[duty.kind]):
        if getattr(duty, key) not in (None, (), False):
            report.add(duty, key, f"nhiệm vụ '{duty.key}' loại {duty.kind} không được có {key}; hãy bỏ hoặc đổi kind")
    if duty.kind == "periodic_report" and not duty.recurs:
        report.absent(
            duty,
            "kind",
            f"báo cáo định kỳ '{duty.key}' của khoản {clause.path} không có kỳ nào; hãy thêm periods hoặc schedules",
        )
    if duty.kind == "count" and not duty.schedules:
        report.absent(
            duty, "kind", f"định mức '{duty.key}' của khoản {clause.path} không nêu kỳ đếm; hãy thêm schedules"
        )
    if duty.kind in _MUST:
        key, wish = _MUST[duty.kind]
        if getattr(duty, key) is None:
            report.add(duty, "kind", f"nhiệm vụ '{duty.key}' của khoản {clause.path} thiếu {key}; {wish}")
    report.unique(duty.periods, "key", "kỳ báo cáo")


def _deadlines(found: Directive, duty: Duty, report: Report) -> None:
    """Check that no deadline falls before the directive takes effect or before its window begins."""
    start = found.effective_from.on
    if duty.deadline is not None:
        _deadline(duty.deadline, start, report)
    for schedule in duty.schedules:
        _schedule(schedule, duty, found, report)
    _one_after_the_other(duty, report)
    _one_way(duty, report)
    for period in duty.periods:
        _period(period, duty, report)
        if period.deadline is not None and period.deadline < start:
            report.add(
                period,
                "deadline",
                f"thời hạn {period.deadline} trước ngày văn bản có hiệu lực {start}; không được hồi tố, hãy bỏ kỳ này",
            )


def _deadline(deadline: Deadline, start: date, report: Report) -> None:
    """Check that a deadline says its day in one way, and does not reach back."""
    ways = [key for key in ("on", "before", "working_days") if getattr(deadline, key) is not None]
    if len(ways) != 1:
        found = "không ghi ngày" if not ways else "ghi " + " và ".join(ways)
        report.add(
            deadline,
            ways[-1] if ways else "provenance",
            f"thời hạn {found}; hãy ghi đúng một trong on (chậm nhất ngày), before (trước ngày), working_days (số ngày"
            " làm việc sau khi có hiệu lực)",
        )
        return
    if deadline.on is not None and deadline.on < start:
        report.add(
            deadline,
            "on",
            f"thời hạn {deadline.on} trước ngày văn bản có hiệu lực {start}; không được hồi tố, hãy sửa ngày",
        )
    if deadline.before is not None and deadline.before <= start:
        report.add(
            deadline,
            "before",
            f"thời hạn trước ngày {deadline.before} đã qua khi văn bản có hiệu lực {start}; không được hồi tố, hãy sửa",
        )


def _schedule(schedule: Schedule, duty: Duty, found: Directive, report: Report) -> None:
    """Check that generated periods say when they are due, in one way, and fall in the term."""
    if schedule.from_ is not None and schedule.until is not None and schedule.until <= schedule.from_:
        report.add(schedule, "until", f"until {schedule.until} phải sau from {schedule.from_}; hãy sửa một trong hai")
    if schedule.from_ is not None and schedule.from_ > found.term_until:
        report.add(
            schedule, "from", f"from {schedule.from_} sau ngày hết nhiệm kỳ {found.term_until}; sẽ không có kỳ nào"
        )
    if schedule.window == "decree" and schedule.cadence in ("daily", "weekly"):
        report.add(
            schedule, "window", f"kỳ {schedule.cadence} không có khoảng số liệu theo nghị định; hãy ghi calendar"
        )
    if duty.kind == "count":
        if schedule.due is not None:
            report.add(schedule, "due", "định mức kết thúc cùng kỳ của nó; hãy bỏ due")
        return
    if schedule.due is None:
        report.add(schedule, "cadence", f"kỳ {schedule.cadence} không có thời hạn; hãy thêm due")
        return
    due = schedule.due
    ways = [
        key
        for key in ("same_day", "day", "working_days_after_close", "working_day_of_next_month")
        if getattr(due, key) not in (None, False)
    ]
    if len(ways) != 1:
        report.add(
            due,
            ways[-1] if ways else "provenance",
            "thời hạn của kỳ phải ghi đúng một trong same_day, day, working_days_after_close,"
            " working_day_of_next_month",
        )
    elif ways[0] in ("day", "working_day_of_next_month") and schedule.cadence in ("daily", "weekly"):
        report.add(due, ways[0], f"kỳ {schedule.cadence} không có ngày trong tháng; hãy dùng same_day")
    elif "day" in ways and not duty.estimates and _before_close(schedule, due):
        report.add(
            due,
            "day",
            f"thời hạn ngày {due.day} khi số liệu chưa chốt; hãy cho báo cáo số ước (estimates: true) hoặc lùi hạn",
        )


def _before_close(schedule: Schedule, due: PeriodDue) -> bool:
    """Whether a day of the last month falls before the window closes: on the 14th, or at the end of the month."""
    return schedule.window == "calendar" or (due.day or 0) <= 14


def _one_after_the_other(duty: Duty, report: Report) -> None:
    """Check that schedules follow one another: where two ran at once, periods would be due twice."""
    for before, after in pairwise(sorted(duty.schedules, key=lambda one: one.from_ or date.min)):
        if before.until is None or before.until > (after.from_ or date.min):
            report.add(
                after,
                "from",
                f"chồng lên lịch kỳ trước (dòng {before.line_of()}); hãy ghi until cho lịch trước và from cho lịch sau",
            )


def _one_way(duty: Duty, report: Report) -> None:
    """Check that periods come from one place, and that an hour belongs to a day."""
    if duty.periods and duty.schedules:
        report.add(
            duty, "schedules", f"nhiệm vụ '{duty.key}' vừa liệt kê kỳ vừa có lịch kỳ; chỉ giữ periods hoặc schedules"
        )
    elif duty.schedules and duty.working_days_after_window is not None:
        report.add(
            duty,
            "working_days_after_window",
            f"thời hạn các kỳ của '{duty.key}' ghi ở due của schedules; hãy bỏ working_days_after_window, dùng"
            " working_days_after_close",
        )
    if duty.event is not None and duty.event.at is not None and duty.event.working_days is None:
        report.add(
            duty.event,
            "at",
            "sự kiện không có thời hạn thì vi phạm ngay khi xảy ra, không có giờ; hãy bỏ at hoặc ghi working_days",
        )


def _period(period: Period, duty: Duty, report: Report) -> None:
    """Check one period."""
    if period.window_until < period.window_from:
        report.add(
            period,
            "window_until",
            f"kỳ {period.key}: ngày chốt {period.window_until} trước ngày bắt đầu {period.window_from}",
        )
    if period.deadline is None:
        if duty.working_days_after_window is None:
            report.add(
                period,
                "key",
                f"kỳ {period.key} không có thời hạn; hãy ghi deadline, hoặc working_days_after_window cho nhiệm vụ",
            )
        return
    if duty.working_days_after_window is not None:
        report.add(
            period,
            "deadline",
            f"kỳ {period.key} có hai cách tính thời hạn; chỉ giữ deadline hoặc working_days_after_window",
        )
    if period.deadline < period.window_from:
        report.add(
            period,
            "deadline",
            f"kỳ {period.key}: thời hạn {period.deadline} trước cả ngày bắt đầu lấy số {period.window_from}",
        )
    elif period.deadline <= period.window_until and not duty.estimates:
        report.add(
            period,
            "deadline",
            f"kỳ {period.key}: thời hạn {period.deadline} khi số liệu chưa chốt ({period.window_until});"
            " hãy cho báo cáo số ước (estimates: true) hoặc lùi thời hạn",
        )


def _feeder(found: Directive, duty: Duty, report: Report) -> None:
    """Check that a consolidated report is fed by a report with the same periods."""
    if duty.consolidates is None:
        return
    feed = duty.consolidates
    if not report.known(feed, "clause", feed.clause, {clause.path for clause in found.clauses}, "khoản"):
        return
    feeder = duty_of(found, feed.clause, feed.duty)
    clause = found.clause(feed.clause)
    names = () if clause is None else tuple(one.key for one in clause.duties)
    if not report.known(feed, "duty", feed.duty, names, "nhiệm vụ") or feeder is None:
        return
    if feeder is duty:
        report.add(feed, "duty", f"báo cáo '{duty.key}' không thể tổng hợp từ chính nó; hãy ghi báo cáo thành phần")
    if not feeder.recurs:
        report.add(
            feed, "duty", f"nhiệm vụ '{feeder.key}' không có kỳ nào để tổng hợp; hãy ghi một báo cáo định kỳ khác"
        )
    if feeder.schedules:  # its periods follow from a cadence, and are compared when they are made
        return
    known = {period.key for period in feeder.periods}
    for period in duty.periods:
        report.known(period, "key", period.key, known, "kỳ báo cáo thành phần")


def _people(found: Directive, duty: Duty, organization: Organization, report: Report) -> None:
    """Check who performs, follows and judges: they exist, and nobody judges themselves."""
    posts = {post.key: post for post in organization.posts}
    units = {unit.key: unit for unit in organization.units}
    single = {**posts, **units}
    everyone = {**single, **{group.key: group for group in organization.groups}}
    for key in ("answerable_to", "monitor"):
        report.known(duty, key, getattr(duty, key), posts, "chức danh")
    for key in ("via", "reports_to"):
        report.known(duty, key, getattr(duty, key), single, "chức danh hoặc đơn vị")
    for index, name in enumerate(duty.heard):
        report.known(duty, f"heard.{index}", name, everyone, "chức danh, đơn vị hoặc nhóm")
    if duty.consolidates is not None:
        report.known(duty.consolidates, "to", duty.consolidates.to, single, "chức danh hoặc đơn vị")
        report.known(duty.consolidates, "via", duty.consolidates.via, single, "chức danh hoặc đơn vị")
    if duty.lead is not None and duty.lead not in organization.members(duty.performers):
        report.add(duty, "lead", f"người chủ trì '{duty.lead}' không có trong performers; hãy thêm vào hoặc sửa lead")
    _watch(duty, organization, units, everyone, report)
    judge = duty.answerable_to or found.directing_authority
    seen: set[str] = set()
    for index, name in enumerate(duty.performers):
        key = f"performers.{index}"
        if name in duty.performers[:index]:
            report.add(duty, key, f"người thực hiện '{name}' ghi hai lần; hãy bỏ một")
            continue
        if not report.known(duty, key, name, everyone, "chức danh, đơn vị hoặc nhóm"):
            continue
        for member in organization.members((name,)):
            if member not in seen and member in single:
                _performer(found, duty, key, member, judge, organization, report)
            seen.add(member)


def _performer(
    found: Directive, duty: Duty, key: str, name: str, judge: str, organization: Organization, report: Report
) -> None:
    """Check that a performer neither judges nor follows its own work."""
    head = organization.head_of(name)
    own = {name, *(() if head is None else (head.key,))}
    if judge in own:
        report.add(
            duty,
            key,
            f"'{name}' phải chịu trách nhiệm trước chính mình ('{judge}'); không ai tự đánh giá mình",
        )
    if duty.monitor is not None and duty.monitor in own:
        report.add(
            duty,
            key,
            f"'{name}' tự theo dõi việc của mình ('{duty.monitor}'); hãy chọn người theo dõi khác",
        )
    others = {found.monitor, found.directing_authority, *(one.post for one in found.monitors)}
    if duty.monitor is None and others <= own:
        report.add(duty, key, f"không còn ai theo dõi được việc của '{name}'; hãy ghi monitor cho nhiệm vụ này")
    unit = organization.unit(name)
    if duty.dual_liability and (unit is None or unit.counterpart is None):
        report.add(
            duty,
            key,
            f"'{name}' không có cơ quan cùng cấp ở tuyến kia; hãy khai counterpart hoặc bỏ dual_liability",
        )


def _watch(
    duty: Duty, organization: Organization, units: dict[str, Unit], everyone: dict[str, Located], report: Report
) -> None:
    """Check that the watching unit exists, does not watch itself, and watches somebody who performs."""
    watch = duty.watch
    if watch is None or not report.known(watch, "by", watch.by, units, "đơn vị"):
        return
    performers = organization.members(duty.performers)
    complete = all(name in everyone for name in duty.performers)
    for index, name in enumerate(watch.over):
        known = report.known(watch, f"over.{index}", name, everyone, "chức danh, đơn vị hoặc nhóm")
        if known and complete and not set(organization.members((name,))) & set(performers):
            report.add(
                watch,
                f"over.{index}",
                f"'{name}' không thực hiện nhiệm vụ '{duty.key}'; hãy bỏ hoặc thêm vào performers",
            )
    head = organization.head_of(watch.by)
    for name in organization.members(watch.over) or performers:
        own = organization.head_of(name)
        if name == watch.by or (head is not None and own is not None and own.key == head.key):
            wish = "hãy bỏ khỏi over" if watch.over else "hãy ghi over gồm những nơi khác"
            report.add(watch, "by", f"'{watch.by}' không thể tự theo dõi chính mình; {wish}")
            break
