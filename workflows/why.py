"""Why this date, why this person: the provenance of an assignment told in sentences."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from workflows.charter import Charter
from workflows.letters import happened, spoken
from workflows.register import tables
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Directive, Escalation
from workflows.show import find
from workflows.timetable import day_of_number, thawed
from workflows.working_time import day_of

PROVENANCE = {
    "document": "do chính văn bản ấn định",
    "cited": "do văn bản được dẫn chiếu ấn định",
    "default": "là mặc định của hệ thống, không phải lời của văn bản",
    "inferred": "do hệ thống suy ra, không phải lời của văn bản",
}


def why(session: Session, charter: Charter, key: str) -> dict[str, Any]:
    """Explain the dates and the people of an assignment, an escalation or a directive.

    Returns:
        ``{"key", "date": [sentence…], "people": [sentence…], "policy", …}``; the raw provenance under ``raw``.
    """
    found = find(session, charter, key)
    match found:
        case Assignment():
            dates, people, row = list(_dates(found)), list(_people(charter, found)), found
        case Escalation():
            row = session.get_one(Assignment, found.assignment_id)
            dates, people = (
                list(_rung_dates(session, charter, row, found)),
                list(_rung_people(charter, row, found)),
            )
        case Directive():
            ends = f"Thời gian thực hiện đến {spoken(found.term_ends_at)}."
            begins = f"Có hiệu lực từ {day_of(found.effective_at):%d/%m/%Y}: {found.cites}."
            return {"key": key, "date": [begins, ends], "people": [], "policy": found.policy, "raw": {}}
        case _:
            return {
                "key": key,
                "date": [],
                "people": list(_post(charter, found)),
                "policy": charter.policy.version,
                "raw": {},
            }
    return {
        "key": key,
        "date": dates,
        "people": people,
        "policy": row.policy,
        "cites": row.cites,
        "raw": row.why,
    }


def _dates(row: Assignment) -> Iterator[str]:
    told = row.why
    if row.deadline >= NEVER:
        yield "Không có thời hạn: đây là nhiệm vụ thường xuyên hoặc chỉ tiêu, không bao giờ quá hạn."
        return
    if "of" in told:
        days, clock = told["working_days"], told["at"]
        yield (
            f"Hạn {spoken(row.deadline)}: {days} ngày làm việc sau khi phát sinh, lúc {clock}, theo {told['cites']} "
            f"({PROVENANCE['default']})."
        )
        yield f"Phát sinh từ {told['of']}, mở lúc {happened(row.opens_at)}."
        return
    provenance = PROVENANCE[told["provenance"]]
    if told["rule"] == "after_window":
        yield (
            f"Ngày gốc {_day(told['anchor'])}: {told['working_days']} ngày làm việc sau khi khép kỳ số liệu "
            f"{_day(told['from'])}; {provenance} ({told['cites']})."
        )
        yield from _skipped("Khi đếm đã bỏ qua", told.get("skipped", []))
    else:
        yield f"Ngày gốc {_day(told['anchor'])} {provenance} ({told['cites']})."
    if rolled := told.get("rolled"):
        yield from _skipped("Ngày gốc rơi vào ngày nghỉ nên lùi qua", rolled["skipped"])
        yield f"Căn cứ dời hạn: {rolled['cites']}."
    yield f"Hạn tính đến hết {_day(told['effective'])}: nhận được trước 24 giờ ngày ấy là còn trong hạn."
    if "projected" in told:
        yield f"Lịch nghỉ năm {told['projected']} mới là dự kiến; thời hạn có thể thay đổi khi có lịch chính thức."
    for again in told.get("dated_again", []):
        when = happened(datetime.fromisoformat(again["on"]))
        yield f"Đã ấn định lại đến hết ngày {_day(again['to'])} (ghi lúc {when}); hạn gốc vẫn còn trong sổ."
    if confirmed := told.get("confirmed"):
        yield f"Thời hạn đã được {confirmed['by']} xác nhận lúc {happened(datetime.fromisoformat(confirmed['at']))}."
    elif not row.firm:
        yield (
            "Vì không phải thời hạn của văn bản, việc chậm chỉ bị nhắc nhở, chưa leo thang thêm cho đến khi được "
            "người có thẩm quyền xác nhận."
        )
    if window := told.get("window"):
        yield f"Kỳ số liệu từ {_day(window[0])} đến {_day(window[1])}" + (
            "; nộp trước khi khép kỳ thì ghi số ước." if told.get("estimates") else "."
        )
    yield f"Khai báo tại {told['where']}; lịch {told['calendar']}."


def _people(charter: Charter, row: Assignment) -> Iterator[str]:
    label = charter.label
    yield f"Thực hiện: {label(row.performer)}."
    if row.officer:
        yield f"Cán bộ được phân công: {label(row.officer)}."
    yield f"Người đứng đầu chịu trách nhiệm: {label(row.head)}."
    if row.monitor:
        yield f"Theo dõi, đôn đốc: {label(row.monitor)}."
    if row.route_point:
        yield f"Đầu mối tiếp nhận (tính đúng hạn tại đây): {label(row.route_point)}."
    day = day_of(row.opens_at) if row.cut_off_at >= NEVER else day_of(row.cut_off_at)
    links = charter.chain.walk(row.performer, row.officer, row.authority, day)
    yield (
        "Chuỗi leo thang: "
        + " → ".join(
            label(link.post) + (" (sao gửi)" if link.role == "deputy_in_charge" else "")
            for link in links
            if link.role != "above"
        )
        + "."
    )
    for link in links:
        for reason in link.passed_over:
            yield f"Bỏ qua: {reason}."


def _rung_dates(session: Session, charter: Charter, row: Assignment, rung: Escalation) -> Iterator[str]:
    ladder = thawed(session.get_one(tables.Ladder, row.timetable).content)
    rule = next(one for one in ladder.rungs if one.key == rung.rung)
    yield (
        f"«{rule.label}»: {rule.working_days} ngày làm việc sau hạn {day_of_number(row.cut_off_day):%d/%m/%Y}, "
        f"lúc {ladder.office_day_start:%H:%M} ({rung.cites})."
    )
    if rung.sooner:
        yield f"Đưa lên sớm hơn, từ ngày làm việc thứ nhất sau hạn, vì {rung.sooner} ({rung.cites})."
    if rule.gap_working_days:
        yield f"Chỉ sau khi nấc trước đã tống đạt và qua thêm {rule.gap_working_days} ngày làm việc."
    if rung.raised_at < NEVER:
        yield f"Đã phát sinh lúc {happened(rung.raised_at)}."
    elif rung.due_at < NEVER:
        yield f"Sẽ phát sinh lúc {spoken(rung.due_at)}."
    yield from _dates(row)


def _rung_people(charter: Charter, row: Assignment, rung: Escalation) -> Iterator[str]:
    label = charter.label
    yield f"Gửi đến: {label(rung.addressee)}."
    if rung.copies:
        yield "Sao gửi: " + ", ".join(label(post) for post in rung.copies.split(",")) + "."
    if rung.holder:
        yield f"Người ký hoặc quyết định: {label(rung.holder)}."
    if rung.redirected:
        yield f"Bỏ qua: {rung.redirected}."
    yield from _people(charter, row)


def _post(charter: Charter, key: str) -> Iterator[str]:
    head = charter.chain.head_of(key)
    yield f"{charter.label(key)}: người đứng đầu là {charter.label(head)}."
    above = charter.chain.above(head)
    if above:
        yield f"Chịu trách nhiệm trước {charter.label(above)}."


def _skipped(lead: str, skipped: list[dict[str, str]]) -> Iterator[str]:
    if skipped:
        said = "; ".join(f"{_day(s['day'])} ({s['reason']}{', ' + s['cites'] if s['cites'] else ''})" for s in skipped)
        yield f"{lead}: {said}."


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
