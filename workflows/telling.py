"""Tell what `show` found, in Vietnamese, for somebody at a terminal."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from workflows.charter import Charter
from workflows.letters import happened, spoken
from workflows.register.moves import LAWS

_NEXT = {
    "open": "mở nhiệm vụ",
    "warn": "nhắc trước hạn",
    "cut_off": "chốt hạn",
    "assess": "đánh giá chỉ tiêu",
    "pass_on": "chuyển văn bản lên",
    "escalate": "leo thang",
    "sign": "chờ ký",
    "decide": "chờ quyết định",
    "deliver": "chờ tống đạt",
}
_ANSWERS = {
    "approve": "ban hành",
    "refuse": "không ban hành",
    "ask_explanation": "yêu cầu giải trình",
    "new_date": "ấn định thời hạn mới",
}
_NOTICE_STATES = {
    "queued": "đang chờ gửi",
    "delivered": "đã đến",
    "to_serve": "cần tống đạt bằng giấy",
    "failed": "không gửi được",
}


def told(found: dict[str, Any], charter: Charter) -> Iterator[str]:
    """Yield the lines that tell a finding of `workflows.show.show`."""
    match found.get("machine"):
        case "assignment":
            yield from _assignment(found, charter)
        case "escalation":
            yield from _escalation(found, charter)
        case "directive":
            yield f"{found['label']} ({found['key']})"
            yield f"Trạng thái: {LAWS['directive'].states[found['state']]}; hiệu lực từ {_when(found['effective_at'])}"
            for state, count in found["assignments"].items():
                yield f"  {LAWS['assignment'].states[state]}: {count}"
        case "receipt":
            yield from _receipt(found, charter)
        case "plan":
            yield from _plan(found)
        case _:
            yield from _party(found, charter)


def _assignment(found: dict[str, Any], charter: Charter) -> Iterator[str]:
    label, wording = charter.label, charter.policy.national.wording
    yield found["title"]
    yield f"Mã: {found['key']}"
    yield (
        f"Trạng thái: {LAWS['assignment'].states[found['state']]}; "
        f"{wording.label('time_statuses', found['time_status'])}"
    )
    provenance = wording.label("provenance", found["provenance"])
    source = f" ({provenance})" if found["deadline"] else ""
    yield f"Thời hạn: {_at(found['deadline'])}{source}; căn cứ {found['cites']}"
    if found["received_at"]:
        pending = "" if found["receipt_confirmed"] else " (lúc gửi; đầu mối chưa xác nhận tiếp nhận)"
        yield f"Đã nhận: {_when(found['received_at'])}{pending}"
    chain = found["chain"]
    yield f"Thực hiện: {label(chain['performer'])}; người đứng đầu: {label(chain['head'])}"
    for key, words in (
        ("officer", "cán bộ"),
        ("deputy", "phó phụ trách"),
        ("monitor", "theo dõi"),
        ("route_point", "đầu mối"),
        ("watcher", "cơ quan theo dõi"),
        ("authority", "chịu trách nhiệm trước"),
        ("co_head", "cùng chịu trách nhiệm trên tuyến kia"),
        ("co_authority", "trên tuyến kia, chịu trách nhiệm trước"),
    ):
        if chain[key]:
            yield f"  {words}: {label(chain[key])}"
    if chain["coordinators"]:
        yield f"  phối hợp: {', '.join(map(label, chain['coordinators']))}"
    if count := found["count"]:
        yield f"Đã ghi nhận {count['recorded']} trên ít nhất {count['at_least']} lần"
    if judged := found["judged"]:
        reason = f": {judged['reason']}" if judged.get("reason") else ""
        yield f"Chỉ tiêu, tính đến {_when(judged['at'])}: {wording.label('verdicts', judged['verdict'])}{reason}"
    if found["source"]:
        yield f"Nguồn: {found['source']}"
    for rung in found["escalations"]:
        when = rung["delivered_at"] or rung["issued_at"] or rung["due_at"]
        line = "" if rung["line"] == found["line"] else f", tuyến {wording.label('lines_of_command', rung['line'])}"
        yield (
            f"Nấc {wording.label('rungs', rung['rung'])}{line}: {LAWS['escalation'].states[rung['state']]}"
            f"{' ' + _at(when) if when else ''}, gửi {label(rung['addressee'])}"
        )
    for one in found["hanging"]:
        yield (
            f"Phát sinh {wording.label('kinds', one['kind'])}: {LAWS['assignment'].states[one['state']]}, "
            f"{label(one['head'])}, hạn {_at(one['deadline'])}"
        )
    for notice in found["told"]:
        evidence = f" ({notice['evidence']})" if notice["evidence"] else ""
        yield f"Thông báo {_when(notice['at'])} tới {label(notice['to'])}: {_NOTICE_STATES[notice['state']]}{evidence}"
    yield f"Tiếp theo: {_next(found['next'], charter)}"


def _next(coming: dict[str, Any] | None, charter: Charter) -> str:
    if coming is None:
        return "không có việc nào đang chờ; nếu xem một thời điểm đã qua, nhật ký cho biết điều đã xảy ra sau đó"
    rung = f" «{charter.policy.national.wording.label('rungs', coming['rung'])}»" if "rung" in coming else ""
    if coming["what"] in ("sign", "decide", "deliver"):
        due = f", hạn {_at(coming['at'])}" if coming["at"] and coming["what"] != "deliver" else ""
        return f"{_NEXT[coming['what']]}{rung}: {charter.label(coming['to'])}{due}; chưa xong thì không có nấc sau"
    return f"{_NEXT[coming['what']]}{rung} lúc {_at(coming['at'])}, {charter.label(coming['to'])}"


def _escalation(found: dict[str, Any], charter: Charter) -> Iterator[str]:
    label, wording = charter.label, charter.policy.national.wording
    yield f"{wording.label('rungs', found['rung'])}: {found['title']}"
    yield f"Mã: {found['key']}"
    yield f"Trạng thái: {LAWS['escalation'].states[found['state']]}; căn cứ {found['cites']}"
    yield f"Việc chậm: {found['assignment']}, hạn {_at(found['deadline'])}"
    yield f"Gửi: {label(found['addressee'])}"
    if found["holder"]:
        due = f", hạn {_at(found['answer_due'])}" if found["answer_due"] else ""
        yield f"Người ký hoặc quyết định: {label(found['holder'])}{due}"
    for warning in found["warnings"]:
        yield (
            f"Nấc trước: {wording.label('rungs', warning['rung'])}, "
            f"{LAWS['escalation'].states[warning['state']]} {_at(warning['delivered_at'])}"
        )
    if found["answer"]:
        yield f"Trả lời: {_ANSWERS.get(found['answer'], found['answer'])}, lý do: {found['reason'] or ''}"


def _receipt(found: dict[str, Any], charter: Charter) -> Iterator[str]:
    role = charter.policy.national.wording.label("recipient_roles", found["role"])
    yield f"Nơi nhận: {found['label']} ({found['key']})"
    yield f"Vai trò: {role}; căn cứ {found['cites']}"
    yield f"Trạng thái: {LAWS['receipt'].states[found['state']]}, gửi {_when(found['sent_at'])}"
    if found["read_at"]:
        yield f"Đã đọc {_when(found['read_at'])}: {charter.label(found['read_by'] or '')}"


def _plan(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['label']} ({found['key']})"
    yield f"Khoản dẫn chiếu: {found['clause']}; căn cứ {found['cites'] or 'chưa rõ'}"
    if not found["imported"]:
        yield "Chưa nhập: chưa biết có bao nhiêu việc"
        return
    yield f"Nhập từ {found['file']} lúc {_when(found['imported_at'])}: {found['items']} việc"
    if found["unassigned"]:
        yield f"Chưa giao được: {', '.join(found['unassigned'])}"


def _party(found: dict[str, Any], charter: Charter) -> Iterator[str]:
    label = charter.label
    yield f"{found['label']} ({found['key']})"
    if found["members"]:
        yield f"Gồm: {', '.join(map(label, found['members']))}"
    if found["head"]:
        yield f"Người đứng đầu: {label(found['head'])}"
    if found["answers_to"]:
        yield f"Chịu trách nhiệm trước: {label(found['answers_to'])}"
    yield f"Việc đang mở: {len(found['open'])}"
    for one in found["open"]:
        yield f"  {'QUÁ HẠN ' if one['overdue'] else ''}{one['title']} (hạn {_at(one['deadline'])}) {one['key']}"
    for paper in found["to_answer"]:
        yield f"  chờ ký hoặc quyết định: {paper['key']}"


def _when(iso: str) -> str:
    return happened(datetime.fromisoformat(iso))


def _at(iso: str | None) -> str:
    return spoken(datetime.fromisoformat(iso)) if iso else "không thời hạn"
