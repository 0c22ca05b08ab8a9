"""Why these people: who has which part in an assignment, told in sentences with what named each of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.chain import BrokenChain
from workflows.charter import Charter
from workflows.letters import happened
from workflows.provenance import DECLARED
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation, JournalLine, Ladder
from workflows.timetable import thawed
from workflows.working_time import day_of

PROVENANCE = {
    "document": "văn bản nêu",
    "cited": "theo văn bản được dẫn chiếu",
    "default": "mặc định của hệ thống, không phải lời của văn bản",
    "inferred": "hệ thống suy ra, không phải lời của văn bản",
    DECLARED: "địa phương khai trong tổ chức bộ máy",
}
#: The roles with one post each, in the order in which they are told: column of the row, and what it is called.
_ROLES = {
    "performer": "Thực hiện",
    "head": "Người đứng đầu chịu trách nhiệm",
    "deputy": "Cấp phó phụ trách (nhận bản sao)",
    "monitor": "Theo dõi, đôn đốc",
    "watcher": "Cơ quan theo dõi, có việc riêng khi đơn vị này chậm",
    "authority": "Chịu trách nhiệm trước (người có thẩm quyền)",
    "route_point": "Đầu mối tiếp nhận (tính đúng hạn tại đây)",
    "co_head": "Cùng chịu trách nhiệm trên tuyến kia",
    "co_authority": "Trên tuyến kia, chịu trách nhiệm trước",
}
_SEVERAL = {
    "coordinators": "Phối hợp (không bị tính chậm)",
    "reports_to": "Báo cáo gửi đến",
    "heard": "Phải nghe báo cáo của",
}
#: What the rule that named somebody says; `{…}` are fields of the entry.
_RULES = {
    "named": "được nêu đích danh",
    "lead": "được nêu là chủ trì",
    "member": "thuộc nhóm «{group}»",
    "own_field": "tự chịu trách nhiệm về lĩnh vực của mình",
    "unit_head": "đứng đầu {unit}",
    "steers": "phụ trách {of}",
    "duty": "được nêu riêng cho nhiệm vụ này",
    "scope": "được giao theo dõi {scope}",
    "directive": "theo dõi chung cả văn bản",
    "other": "theo dõi phần khác của văn bản, thay cho người không được tự theo dõi",
    "authority": "mọi người theo dõi khác đều sẽ tự theo dõi việc của mình, nên giao người có thẩm quyền chỉ đạo",
    "watches": "đứng đầu {unit}",
    "answerable_to": "được nêu riêng cho nhiệm vụ này",
    "directing": "người có thẩm quyền chỉ đạo của văn bản",
    "via": "báo cáo đi qua đây",
    "counterpart": "đứng đầu {unit}, cơ quan cùng cấp ở tuyến kia",
    "above": "{of} chịu trách nhiệm trước người này",
    "coordinates": "cùng được nêu, không chủ trì",
    "reports_to": "nơi nhận báo cáo",
    "heard": "người phải báo cáo",
}


def people(session: Session, charter: Charter, row: Assignment) -> Iterator[str]:
    """Yield who has which part in an assignment, and what named each of them."""
    base = session.get_one(Assignment, row.base_id) if row.base_id else row
    if row.derived:
        yield from _hanging(charter, row)
    named: dict[str, Any] = base.why.get("people", {})
    for role, title in _ROLES.items():
        post = getattr(base, role)
        if post:
            yield f"{title}: {charter.label(post)}{_because(charter, named.get(role, {}), post)}."
        if role == "performer" and base.officer:
            by = f"; {charter.label(base.head)} phân công khi tiếp nhận" if base.officer != base.head else ""
            yield f"Cán bộ được phân công: {charter.label(base.officer)}{by}."
    for role, title in _SEVERAL.items():
        entry = named.get(role)
        if entry:
            posts = ", ".join(charter.label(post) for post in entry["posts"])
            yield f"{title}: {posts}{_reason(charter, entry)}."
    yield from _handed_over(session, charter, base)
    yield from _chains(charter, base)


def rung_people(session: Session, charter: Charter, row: Assignment, rung: Escalation) -> Iterator[str]:
    """Yield whom a rung goes to and who issues it, before the people of the work itself."""
    label = charter.label
    frozen = session.get(Ladder, row.timetable)
    rule = next((one for one in thawed(frozen.content).rungs if one.key == rung.rung), None) if frozen else None
    other = rung.line != row.line
    line = charter.policy.national.wording.label("lines_of_command", rung.line)
    roles = [charter.policy.national.wording.label("roles", role).lower() for role in (rule.addressees if rule else ())]
    to = f", vì thang nêu {', '.join(roles)} ({rung.cites})" if roles else ""
    yield f"Gửi đến: {label(rung.addressee)}{to}."
    if other:
        yield f"Nấc này đi trên tuyến {line}, vì người cùng chịu trách nhiệm ở tuyến ấy được nhắc riêng (GĐ-40)."
    if rung.copies:
        yield "Sao gửi: " + ", ".join(label(post) for post in rung.copies.split(",")) + "."
    if rung.holder:
        issuers = {"monitor": "người theo dõi, đôn đốc", "authority": "người có thẩm quyền chỉ đạo"}
        issuer = issuers.get(rule.issuer, "") if rule else ""
        yield f"Người ký hoặc quyết định: {label(rung.holder)}" + (f", {issuer} của việc này." if issuer else ".")
    if rung.redirected:
        yield f"Bỏ qua: {rung.redirected}."
    for line_ in _lines(session, f"{rung.key}#", "pass_on"):
        silent, to = label(str(line_.details.get("silent", ""))), label(str(line_.details.get("addressee", "")))
        yield f"Lúc {happened(line_.at)} chuyển từ {silent} lên {to}, vì đã hết thời gian xử lý ({line_.cites})."
    yield from people(session, charter, row)


def _hanging(charter: Charter, row: Assignment) -> Iterator[str]:
    """Tell who owes what hangs on another assignment, before the people of that one."""
    label = charter.label
    told = {
        "explanation": "người đứng đầu của việc chậm nợ giải trình",
        "signature": "thang giao người theo dõi, đôn đốc ký",
        "decision": "thang giao người có thẩm quyền chỉ đạo quyết định",
        "watching": "đứng đầu cơ quan được giao theo dõi đơn vị chậm",
        "official_figures": "người đứng đầu của báo cáo có số ước",
        "on_event": "thực hiện nhiệm vụ phát sinh theo sự kiện",
    }.get(row.kind, "theo việc gốc")
    yield f"Phải thực hiện: {label(row.head)}: {told}."
    if row.passes_to:
        yield f"Nếu im lặng thì chuyển lên: {label(row.passes_to)}."
    yield "Việc gốc:"


def _because(charter: Charter, entry: dict[str, Any], post: str) -> str:
    """Say what named a post; a row of an older register has nothing to say."""
    if not entry:
        return ""
    said = _reason(charter, entry)
    if entry["post"] != post:
        said += f"; nay thay {charter.label(entry['post'])}{_ended(charter, entry['post'])}"
    return said


def _reason(charter: Charter, entry: dict[str, Any]) -> str:
    label = charter.label
    fields = {name: entry.get(name, "") for name in ("group", "unit", "of")} | {"scope": _scope(charter, entry)}
    cites = f": {entry['cites']}" if entry["cites"] else ""
    said = f", {_RULES[entry['rule']].format_map(fields)} ({PROVENANCE[entry['provenance']]}{cites})"
    if entry.get("group"):
        whence = PROVENANCE[entry["group_provenance"]]
        said += f"; thành viên nhóm: {whence}" + (f" ({entry['group_cites']})" if entry["group_cites"] else "")
    if entry.get("from") or entry.get("until"):
        since = f" từ {_day(entry['from'])}" if entry.get("from") else ""
        until = f" đến trước {_day(entry['until'])}" if entry.get("until") else ""
        said += f"; áp dụng{since}{until}"
    if entry.get("passed_over"):
        names = ", ".join(label(post) for post in entry["passed_over"])
        said += f"; không giao {names}, vì không ai tự theo dõi việc của mình"
    if entry.get("instead_of"):
        ended = f" kết thúc từ {_day(entry['ended'])}" if entry["ended"] else ""
        cites = f" ({entry['ended_cites']})" if entry["ended_cites"] else ""
        said += f"; kế thừa {label(entry['instead_of'])}{ended}{cites}"
    return said


def _scope(charter: Charter, entry: dict[str, Any]) -> str:
    parts = []
    if entry.get("clauses"):
        parts.append("khoản " + ", ".join(entry["clauses"]))
    if entry.get("over"):
        parts.append(", ".join(charter.label(one) for one in entry["over"]))
    return " của ".join(parts) or "cả văn bản"


def _handed_over(session: Session, charter: Charter, row: Assignment) -> Iterator[str]:
    """Tell when the assignment passed to a successor."""
    for line in _lines(session, row.key, "hand_over"):
        changed: dict[str, dict[str, str]] = line.details.get("changed", {})
        passed = dict.fromkeys(
            f"{_whom(charter, changed[role]['from'])} sang {_whom(charter, changed[role]['to'])}"
            for role in sorted(changed, key=_order)
        )
        yield (
            f"Chuyển cho nơi kế thừa lúc {happened(line.at)}: từ {'; từ '.join(passed)} "
            f"({charter.short(line.cites, row.key)}); thời hạn, các nấc đã qua và lịch sử giữ nguyên."
        )


def _order(role: str) -> int:
    """The roles in the order in which they are told, whatever else the row names after them."""
    return list(_ROLES).index(role) if role in _ROLES else len(_ROLES)


def _whom(charter: Charter, posts: str) -> str:
    return ", ".join(charter.label(post) for post in posts.split(",") if post) or "chưa có ai"


def _lines(session: Session, key: str, trigger: str) -> Iterator[JournalLine]:
    """Yield the journal lines of a trigger about a key; about what hangs on it where the key ends in ``#``."""
    line = JournalLine
    about = line.subject.startswith(key, autoescape=True) if key.endswith("#") else line.subject == key
    yield from session.scalars(select(line).where(about, line.trigger == trigger).order_by(line.seq))


def _chains(charter: Charter, row: Assignment) -> Iterator[str]:
    """Walk the chain as it stood at the breach, on the row's own line and on the other where somebody answers there."""
    day = day_of(row.opens_at) if row.cut_off_at >= NEVER else day_of(row.cut_off_at)
    yield from _chain(charter, "Chuỗi leo thang", row.performer, row.officer, row.authority, day, row.line)
    if row.co_head:
        other = "party" if row.line == "administrative" else "administrative"
        words = charter.policy.national.wording.label("lines_of_command", other)
        above = row.co_authority or row.co_head
        yield from _chain(charter, f"Chuỗi leo thang trên tuyến {words}", row.co_head, "", above, day, other)


def _chain(
    charter: Charter, title: str, performer: str, officer: str, authority: str, day: date, line: str
) -> Iterator[str]:
    label = charter.label
    try:
        links = charter.chain.walk(performer, officer, authority, day, line)
    except BrokenChain as broken:
        yield f"{title}: {broken}"
        return
    shown = [link for link in links if link.role != "above"]
    walked = (label(link.post) + (" (sao gửi)" if link.role == "deputy_in_charge" else "") for link in shown)
    yield f"{title}: {' → '.join(walked)}."
    for link in links:
        for reason in link.passed_over:
            yield f"Bỏ qua: {reason}."


def _ended(charter: Charter, post: str) -> str:
    organization = charter.jurisdiction.organization
    found = organization.post(post) or organization.unit(post)
    if found is None or found.valid_until is None:
        return ""
    cites = charter.cite(found.cites)
    return f", đã kết thúc từ {found.valid_until:%d/%m/%Y}" + (f" ({cites})" if cites else "")


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
