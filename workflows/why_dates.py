"""Why this date: the provenance of a deadline told in sentences, for every kind of date there is."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from workflows.asked import asked
from workflows.charter import Charter
from workflows.letters import happened, spoken
from workflows.provenance import DECLARED
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation, Ladder
from workflows.timetable import day_of_number, thawed

PROVENANCE = {
    "document": "do chính văn bản ấn định",
    "cited": "do văn bản được dẫn chiếu ấn định",
    "default": "là mặc định của hệ thống, không phải lời của văn bản",
    "inferred": "do hệ thống suy ra, không phải lời của văn bản",
    DECLARED: "do địa phương khai trong tổ chức bộ máy",
}
#: Why an assignment of a kind has no deadline.
_TIMELESS = {
    "standing": "đây là nhiệm vụ thường xuyên, không bao giờ quá hạn; thể hiện trong báo cáo định kỳ",
    "on_event": "mỗi lần sự kiện xảy ra mới phát sinh một việc có hạn riêng",
    "target": "văn bản không nêu thời điểm phải đạt; đạt hay chưa được đánh giá mỗi khi có số liệu",
}
_SAME_DAY = {
    "daily": "chính ngày của kỳ",
    "weekly": "ngày làm việc cuối cùng của tuần",
}
#: What gives rise to a duty that hangs on another.
_AFTER = {
    "explanation": "sau khi hết hạn",
    "signature": "sau khi dự thảo được trình",
    "decision": "sau khi đề xuất được trình",
    "watching": "sau khi đơn vị được theo dõi quá hạn",
    "official_figures": "sau khi chốt số liệu",
}


def dates(charter: Charter, row: Assignment) -> Iterator[str]:
    """Yield why an assignment is due when it is, or why it never is."""
    told = row.why
    if row.base_id is not None:
        yield from _hanging(row)
        return
    if "told_by" in told:
        yield f"Phát sinh từ {told['of']}: {told['what']}, do {charter.label(told['told_by'])} ghi nhận."
    if told.get("rule", "none") != "none":
        yield from _deadline(charter, row)
    else:
        yield f"Không có thời hạn: {_TIMELESS.get(row.kind, 'văn bản không đặt thời hạn cho việc này')}."
    if row.kind == "target":
        yield from _target(charter, row)
    if row.kind == "count" and row.quota:
        yield f"Đã ghi nhận {row.recorded} trên ít nhất {row.quota} lần của kỳ."
    yield from _opening(row)
    if "where" in told:
        yield f"Khai báo tại {told['where']}" + (f"; lịch {told['calendar']}." if "calendar" in told else ".")


def rung_dates(ladder: Ladder | None, row: Assignment, rung: Escalation) -> Iterator[str]:
    """Yield why a rung of the ladder falls when it does.

    Args:
        ladder: the ladder as it was stored when the deadline was set.
        row: the assignment that is late.
        rung: the rung.
    """
    if ladder is not None:
        stored = thawed(ladder.content)
        rule = next(one for one in stored.rungs if one.key == rung.rung)
        after = f"hạn {day_of_number(row.cut_off_day):%d/%m/%Y}"
        if rule.working_days:
            when = f"{rule.working_days} ngày làm việc sau {after}, lúc {stored.office_day_start:%H:%M}"
        else:
            when = f"ngay khi hết {after}"
        yield f"«{rule.label}»: {when} ({rung.cites})."
        if rung.sooner:
            yield f"Đưa lên sớm hơn, từ ngày làm việc thứ nhất sau hạn, vì {rung.sooner} ({rung.cites})."
        if rule.gap_working_days:
            yield f"Chỉ sau khi nấc trước đã tống đạt và qua thêm {rule.gap_working_days} ngày làm việc."
    if rung.raised_at < NEVER:
        yield f"Đã phát sinh lúc {happened(rung.raised_at)}."
    elif rung.due_at < NEVER:
        yield f"Sẽ phát sinh lúc {spoken(rung.due_at)}."


def _hanging(row: Assignment) -> Iterator[str]:
    """Tell the date of a duty that hangs on another: it is always a default of the ladder."""
    told = row.why
    provenance = PROVENANCE[told.get("provenance", "default")]
    after = _AFTER.get(row.kind, "sau khi phát sinh")
    if row.deadline < NEVER:
        days, clock = told.get("working_days"), told.get("at")
        counted = f": {days} ngày làm việc {after}" if days is not None else ""
        counted += f", lúc {clock}" if counted and clock else ""
        yield f"Hạn {spoken(row.deadline)}{counted}, theo {told.get('cites') or row.cites} ({provenance})."
    of = told.get("of") or row.key.rpartition("#")[0]
    yield f"Phát sinh từ {of}, mở lúc {happened(row.opens_at)}."


def _deadline(charter: Charter, row: Assignment) -> Iterator[str]:
    told = row.why
    yield _RULES.get(told["rule"], _date)(told)
    if told["rule"] == "event" and not told.get("at_once"):
        begun, meant = date.fromisoformat(told["from"]), date.fromisoformat(told["anchor"])
        if charter.calendar.count(begun, meant) > told["working_days"]:
            yield "Sự kiện xảy ra sau giờ hết hạn của ngày ấy, nên hạn sang ngày làm việc kế tiếp (GĐ-14)."
    yield from _skipped("Khi đếm đã bỏ qua", told.get("skipped", []))
    if rolled := told.get("rolled"):
        yield from _skipped("Ngày gốc rơi vào ngày nghỉ nên lùi qua", rolled["skipped"])
        yield f"Căn cứ dời hạn: {rolled['cites']}."
    if told.get("at_once"):
        yield "Quá hạn ngay lúc sự kiện xảy ra: văn bản không cho thêm thời gian."
    elif row.kind == "target":
        yield from _judged_at(row)
    elif told.get("at"):
        hour, minute = told["at"].split(":")
        yield (
            f"Hạn tính đến {hour} giờ {minute} ngày {_day(told['effective'])}: nhận được trước lúc ấy là còn trong hạn."
        )
    else:
        yield f"Hạn tính đến hết {_day(told['effective'])}: nhận được trước 24 giờ ngày ấy là còn trong hạn."
    if "projected" in told:
        yield f"Lịch nghỉ năm {told['projected']} mới là dự kiến; thời hạn có thể thay đổi khi có lịch chính thức."
    for again in told.get("dated_again", []):
        when = happened(datetime.fromisoformat(again["on"]))
        yield f"Đã ấn định lại đến hết ngày {_day(again['to'])} (ghi lúc {when}); hạn gốc vẫn còn trong sổ."
    if confirmed := told.get("confirmed"):
        when = happened(datetime.fromisoformat(confirmed["at"]))
        yield f"Thời hạn đã được {charter.label(confirmed['by'])} xác nhận lúc {when}."
    elif not row.firm and (row.timetable or row.kind != "target"):
        yield (
            "Vì không phải thời hạn của văn bản, việc chậm chỉ bị nhắc nhở, chưa leo thang thêm cho đến khi được "
            "người có thẩm quyền xác nhận."
        )


# ------------------------------------------------------------ one function for each rule of `workflows.deadlines`


def _date(told: dict[str, Any]) -> str:
    return f"Ngày gốc {_day(told['anchor'])} {_rests(told)}."


def _before(told: dict[str, Any]) -> str:
    return (
        f"Văn bản viết «trước ngày {_day(told['before'])}»: ngày ấy đã là quá hạn (GĐ-36), nên ngày gốc là "
        f"{_day(told['anchor'])}, không lùi thêm dù rơi vào ngày nghỉ; {_rests(told)}."
    )


def _after_effect(told: dict[str, Any]) -> str:
    days, begins = told["working_days"], _day(told["from"])
    return (
        f"Ngày gốc {_day(told['anchor'])}: {days} ngày làm việc sau ngày văn bản có hiệu lực {begins}; {_rests(told)}."
    )


def _after_window(told: dict[str, Any]) -> str:
    return (
        f"Ngày gốc {_day(told['anchor'])}: {told['working_days']} ngày làm việc sau khi khép kỳ số liệu "
        f"{_day(told['from'])}; {_rests(told)}."
    )


def _next_month(told: dict[str, Any]) -> str:
    return (
        f"Ngày gốc {_day(told['anchor'])}: ngày làm việc thứ {told['working_days']} của tháng sau, kể từ khi hết kỳ "
        f"{_day(told['from'])}; {_rests(told)}."
    )


def _day_of_month(told: dict[str, Any]) -> str:
    day = date.fromisoformat(told["anchor"]).day
    return f"Ngày gốc {_day(told['anchor'])}: ngày {day} của tháng cuối kỳ; {_rests(told)}."


def _attain_by(told: dict[str, Any]) -> str:
    return f"Phải đạt chậm nhất ngày {_day(told['anchor'])}; {_rests(told)}."


def _same_day(told: dict[str, Any]) -> str:
    which = _SAME_DAY.get(told["cadence"], "ngày làm việc cuối cùng của kỳ")
    return f"Ngày gốc {_day(told['anchor'])}: {which}; {_rests(told)}."


def _count(told: dict[str, Any]) -> str:
    return (
        f"Ngày gốc {_day(told['anchor'])}: ngày cuối của kỳ đếm, trong kỳ phải có ít nhất {told['at_least']} lần; "
        f"{_rests(told)}."
    )


def _event(told: dict[str, Any]) -> str:
    happened_on = f"Sự kiện «{told['event']}» xảy ra ngày {_day(told['from'])}"
    if told.get("at_once"):
        return f"{happened_on}; {_rests(told)}."
    anchor = f"ngày gốc {_day(told['anchor'])} là {told['working_days']} ngày làm việc sau đó"
    return f"{happened_on}; {anchor}; {_rests(told)}."


_RULES: dict[str, Callable[[dict[str, Any]], str]] = {
    "date": _date,
    "before": _before,
    "after_effect": _after_effect,
    "after_window": _after_window,
    "next_month": _next_month,
    "day_of_month": _day_of_month,
    "same_day": _same_day,
    "count": _count,
    "event": _event,
    "attain_by": _attain_by,
}


def _rests(told: dict[str, Any]) -> str:
    return f"{PROVENANCE[told['provenance']]} ({told['cites']})"


# ------------------------------------------------------------ windows, targets, openings


def _judged_at(row: Assignment) -> Iterator[str]:
    """Tell when a target is judged, and what follows: it is due only where it binds and was not met."""
    if row.cut_off_at < NEVER:
        yield f"Đã đánh giá là chưa đạt, nên quá hạn từ {spoken(row.cut_off_at)}."
    if row.window_closes_at < NEVER:
        yield f"Được đánh giá lúc {spoken(row.window_closes_at)}, theo số liệu ghi nhận trước lúc ấy (GĐ-45)."
    if row.cut_off_at >= NEVER:
        yield (
            "Chưa đạt khi ấy thì quá hạn và bị đôn đốc theo thang; chưa đủ dữ liệu thì không."
            if row.timetable
            else "Không bắt buộc phải đạt, nên không bao giờ quá hạn."
        )


def _target(charter: Charter, row: Assignment) -> Iterator[str]:
    """Tell what else the directive says of the time of a target, and what it leaves open."""
    found = asked(charter, row)
    target = found.duty.target if found is not None else None
    if target is None:
        return
    rests = f"{PROVENANCE[target.provenance]} ({charter.cite(target.cites)})"
    if target.hold_until:
        yield f"Đạt rồi phải giữ đến hết ngày {target.hold_until:%d/%m/%Y}; {rests}."
    yield f"Cách đo {rests}."
    if target.missing:
        yield f"Chưa đánh giá được vì văn bản chưa nêu: {target.missing}."


def _opening(row: Assignment) -> Iterator[str]:
    told = row.why
    if window := told.get("window"):
        yield f"Kỳ số liệu từ {_day(window[0])} đến {_day(window[1])}" + (
            "; nộp trước khi khép kỳ thì ghi số ước." if told.get("estimates") else "."
        )
    yield f"Mở từ {happened(row.opens_at)}."


def _skipped(lead: str, skipped: list[dict[str, str]]) -> Iterator[str]:
    if skipped:
        said = "; ".join(f"{_day(s['day'])} ({s['reason']}{', ' + s['cites'] if s['cites'] else ''})" for s in skipped)
        yield f"{lead}: {said}."


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
