"""Checks of each duty of a directive."""

from config.checks_directive import duty_of
from config.directive import Clause, Directive
from config.duty import Duty, Period
from config.organization import Organization
from config.report import Report

_NEEDS: dict[str, frozenset[str]] = {
    "periodic_report": frozenset({"periods", "working_days_after_window", "requires", "estimates", "consolidates"}),
    "one_off": frozenset({"deadline", "requires", "weakness", "breakthrough"}),
    "standing": frozenset(),
    "target": frozenset({"target"}),
}
_SPECIAL = frozenset({"periods", "working_days_after_window", "consolidates", "deadline", "target"})
_TARGET_NEEDS: dict[str, tuple[str, ...]] = {
    "ratio_min": ("value",),
    "ratio_max": ("value",),
    "change_min": ("value",),
    "rank_max": ("value", "of"),
    "rating_min": ("level",),
    "attain_maintain": ("value",),
    "direction": ("direction",),
    "external": (),
}


def duties(found: Directive, organization: Organization | None, report: Report) -> None:
    """Check every duty of a directive.

    Args:
        found: the directive.
        organization: its organisation; None where that could not be read.
        report: where findings go.
    """
    baselines, weaknesses = found.baselines(), found.weaknesses()
    for clause, duty in found.duties():
        _shape(clause, duty, report)
        _deadlines(found, duty, report)
        report.known(duty, "weakness", duty.weakness, weaknesses, "tồn tại, hạn chế")
        if duty.target is not None:
            report.known(duty.target, "baseline", duty.target.baseline, baselines, "số gốc")
        _feeder(found, duty, report)
        if organization is not None:
            _people(found, duty, organization, report)


def _shape(clause: Clause, duty: Duty, report: Report) -> None:
    """Check that a duty has what its kind needs and nothing that its kind cannot have."""
    for key in sorted(_SPECIAL - _NEEDS[duty.kind]):
        if getattr(duty, key) not in (None, ()):
            report.add(duty, key, f"nhiệm vụ '{duty.key}' loại {duty.kind} không được có {key}; hãy bỏ hoặc đổi kind")
    if duty.kind == "periodic_report" and not duty.periods:
        report.absent(
            duty,
            "kind",
            f"báo cáo định kỳ '{duty.key}' của khoản {clause.path} không có kỳ nào; hãy thêm periods",
        )
    if duty.kind == "target" and duty.target is None:
        report.add(duty, "kind", f"chỉ tiêu '{duty.key}' của khoản {clause.path} thiếu target; hãy ghi cách đo")
    if duty.target is not None:
        for key in _TARGET_NEEDS[duty.target.type]:
            if getattr(duty.target, key) is None:
                report.add(duty.target, "type", f"chỉ tiêu loại {duty.target.type} thiếu '{key}'; hãy bổ sung")
        rank, ranked = duty.target.value, duty.target.of
        if rank is not None and ranked is not None and not 1 <= rank <= ranked:
            report.add(duty.target, "value", f"thứ hạng {rank} phải trong khoảng từ 1 đến {ranked}")
    report.unique(duty.periods, "key", "kỳ báo cáo")


def _deadlines(found: Directive, duty: Duty, report: Report) -> None:
    """Check that no deadline falls before the directive takes effect or before its window begins."""
    start = found.effective_from.on
    if duty.deadline is not None and duty.deadline.on < start:
        report.add(
            duty.deadline,
            "on",
            f"thời hạn {duty.deadline.on} trước ngày văn bản có hiệu lực {start}; không được hồi tố, hãy sửa ngày",
        )
    for period in duty.periods:
        _period(period, duty, report)
        if period.deadline is not None and period.deadline < start:
            report.add(
                period,
                "deadline",
                f"thời hạn {period.deadline} trước ngày văn bản có hiệu lực {start}; không được hồi tố, hãy bỏ kỳ này",
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
    known = {period.key for period in feeder.periods}
    for period in duty.periods:
        report.known(period, "key", period.key, known, "kỳ báo cáo thành phần")


def _people(found: Directive, duty: Duty, organization: Organization, report: Report) -> None:
    """Check who performs, follows and judges: they exist, and nobody judges themselves."""
    posts = {post.key: post for post in organization.posts}
    everyone = {**posts, **{unit.key: unit for unit in organization.units}}
    for key in ("answerable_to", "monitor"):
        report.known(duty, key, getattr(duty, key), posts, "chức danh")
    report.known(duty, "via", duty.via, everyone, "chức danh hoặc đơn vị")
    if duty.consolidates is not None:
        report.known(duty.consolidates, "to", duty.consolidates.to, everyone, "chức danh hoặc đơn vị")
        report.known(duty.consolidates, "via", duty.consolidates.via, everyone, "chức danh hoặc đơn vị")
    if duty.lead is not None and duty.lead not in duty.performers:
        report.add(duty, "lead", f"người chủ trì '{duty.lead}' không có trong performers; hãy thêm vào hoặc sửa lead")
    judge = duty.answerable_to or found.directing_authority
    for index, name in enumerate(duty.performers):
        key = f"performers.{index}"
        if name in duty.performers[:index]:
            report.add(duty, key, f"người thực hiện '{name}' ghi hai lần; hãy bỏ một")
            continue
        if not report.known(duty, key, name, everyone, "chức danh hoặc đơn vị"):
            continue
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
        elif duty.monitor is None and found.monitor in own and found.directing_authority in own:
            report.add(duty, key, f"không còn ai theo dõi được việc của '{name}'; hãy ghi monitor cho nhiệm vụ này")
