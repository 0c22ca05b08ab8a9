"""The page of one proposal: what a supervisor with one minute reads before answering."""

import re
from collections.abc import Iterator
from datetime import datetime

from workflows.case import Case
from workflows.case_answers import Answered
from workflows.case_history import Breach, Explanation, Warned
from workflows.case_people import Party
from workflows.letters import happened, spoken
from workflows.working_time import ZONE

#: Other late works that the page tells one by one; the rest are only counted.
MOST_BREACHES = 5
#: Letters of an explanation that the page shows; the register keeps all of it.
MOST_LETTERS = 1200
#: What is said of what the register cannot know: unknown is not zero.
UNKNOWN = "chưa đủ dữ liệu"
#: Lines that the description of the form may have: the older pages show it in a small box.
FORM_LINES = 8

_ANSWERED = {
    "refuse": "không ban hành {rung}",
    "approve": "ban hành {rung}",
    "ask_explanation": "yêu cầu giải trình",
    "new_date": "ấn định thời hạn mới",
}
_MARKS = re.compile(r"([\\`*_\[\]<>|~#!&])")
_LINKS = re.compile(r"(?i)(?<=:)(//)|(?<=\bwww)(\.)|(@)")
_LIST = re.compile(r"^(\d+)([.)])|^([-+=])")


def case_page(case: Case, picture: str = "") -> str:
    """Return the page of a proposal, in Markdown without HTML.

    Args:
        case: what the register says of it.
        picture: address of its time line, as `flows.picture.as_data_uri` gives it; empty for none.
    """
    parts = [_heading(case), *_state(case), "", *_facts(case), *_warnings(case), *_explanations(case)]
    if case.waits:
        parts += [*_consequences(case), *_how(case)]
    if picture:
        parts += ["", "### Diễn biến", "", f"![Dòng thời gian của đề xuất]({picture})"]
    parts += [*_chain(case), *_breaches(case), *_evidence(case), "", _key(case)]
    return "\n".join(parts)


def form_description(case: Case, refusal: str = "") -> str:
    """Return what stands above the form: few lines, the refusal of the answer before first.

    Args:
        case: what the register says of the proposal.
        refusal: why the answer before was not accepted; empty for none.
    """
    lines = [f"**Chưa ghi nhận câu trả lời trước:** {plain(refusal)}"] if refusal else []
    lines.append(f"**{plain(_about(case))}**")
    lines.append(plain(f"Việc: {case.work.title}."))
    lines.append(plain(f"Hạn {_spoken(case)}. {_sentence(_lateness(case))}"))
    lines.append(plain(f"Đã báo {_arrived(case.warnings)}; {_explained(case)}."))
    stands = _sentence(_waits(case)) if case.waits else closed_sentence(case)
    lines.append(plain(f"{stands} Toàn bộ hồ sơ ở mục Artifacts của lượt chạy này."))
    # An empty line between them: one alone would be swallowed.
    return "\n\n".join(lines[:FORM_LINES])


def closed_sentence(case: Case) -> str:
    """Say in one sentence why a proposal waits no more, or no more for whom it was first laid before.

    Args:
        case: what the register says of it.

    Returns:
        The sentence; empty while the proposal waits for its first holder.
    """
    last = case.answers[-1] if case.answers else None
    about = _about(case)
    match case.state:
        case "issued" | "delivered" if last is not None:
            reached = f"văn bản đến nơi lúc {happened(case.delivered_at)}" if case.delivered_at else (
                "chưa có bằng chứng văn bản đã đến nơi"
            )  # fmt: skip
            return f"{_answered(case, last)}; {reached}."
        case "refused" | "deferred" if last is not None:
            return f"{_answered(case, last)}."
        case "explanation_asked" if last is not None:
            until = f" hoặc muộn nhất {spoken(case.due_at)}" if case.due_at else ""
            return f"{_answered(case, last)}; đề xuất được trình lại khi có giải trình{until}."
        case "void":
            since = f" từ lúc {happened(case.void_at)}" if case.void_at else ""
            because = f", vì {case.void_because}" if case.void_because else ""
            return f"{about} không còn căn cứ{since}{because}; không ai phải trả lời nữa."
        case "scheduled":
            return f"{about} chưa đến lúc được trình" + (f": {spoken(case.due_at)}." if case.due_at else ".")
        case "proposed" if case.passed:
            moved = case.passed[-1]
            return (
                f"{about} đã chuyển từ {moved.silent} lên {moved.to} lúc {happened(moved.at)}, "
                f"vì hết thời gian mà chưa có câu trả lời."
            )
    return ""


def plain(text: str) -> str:
    """Return what people wrote so that Markdown shows it as it is: no mark-up, no links, one line.

    Args:
        text: any text.
    """
    line = " ".join(text.split())
    line = _MARKS.sub(r"\\\1", line)
    # The newer pages make links of addresses after they took the backslashes out; a word joiner is not seen.
    line = _LINKS.sub(lambda found: f"\u2060{found[0]}", line)
    return _LIST.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


# ------------------------------------------------------------ head


def _about(case: Case) -> str:
    line = f" (tuyến {case.line})" if case.line else ""
    return f"Đề xuất {case.rung_label.lower()} {case.addressee.label}{line}"


def _heading(case: Case) -> str:
    return f"## {plain(_about(case))}" + (f" – {plain(_waits(case))}" if case.waits else "")


def _waits(case: Case) -> str:
    """Say for whom it waits, and until when."""
    whom = case.holder.label + (f" (do {case.decider.label} phụ trách)" if case.decider != case.holder else "")
    if case.decide_by is None:
        return f"chờ {whom} quyết định"
    if case.overdue:
        return f"vẫn chờ {whom} quyết định, đã quá thời gian từ {spoken(case.decide_by)}"
    return f"chờ {whom} quyết định trước {spoken(case.decide_by)}"


def _state(case: Case) -> Iterator[str]:
    closed = closed_sentence(case)
    if closed:
        yield ""
        yield f"**{plain(closed)}**"
    if case.sooner:
        yield ""
        yield f"Đề xuất được đưa lên sớm hơn thường lệ, vì {plain(case.sooner)}."
    if case.redirected:
        yield ""
        yield f"Bỏ qua khi chọn người nhận và người quyết định: {plain(case.redirected)}."


# ------------------------------------------------------------ facts


def _facts(case: Case) -> Iterator[str]:
    work = case.work
    clause = f"; căn cứ {work.clause}" if work.clause else ""
    result = f"; phải nộp: {work.result}" if work.result else ""
    yield f"- **Ai:** {plain(_who(case))}"
    yield f"- **Việc gì:** {plain(work.title + result + clause)}"
    yield f"- **Hạn:** {plain(f'{_spoken(case)}. {work.why}')}"
    yield f"- **Đến nay:** {plain(_lateness(case))}"
    yield f"- **Việc khác trong năm:** {plain(_year(case))}"


def _who(case: Case) -> str:
    if case.performer in (case.addressee, Party("", "")) or case.performer.label == case.addressee.label:
        return case.addressee.label
    return f"{case.addressee.label}; đơn vị thực hiện: {case.performer.label}"


def _spoken(case: Case) -> str:
    work = case.work
    first = f" (hạn đầu tiên là {spoken(work.first_deadline)})" if work.first_deadline else ""
    return (spoken(work.deadline) if work.deadline else UNKNOWN) + first


def _lateness(case: Case) -> str:
    """Say how late it is, and what came."""
    came = _came(case)
    if case.days_late is None:
        return f"{UNKNOWN} để tính số ngày chậm; {came}"
    days = f"chậm {case.days_late} ngày làm việc" if case.days_late else "chậm chưa đến một ngày làm việc"
    until = "" if case.received_at else f" (tính đến {happened(case.as_of)})"
    return f"{days}{until}; {came}"


def _came(case: Case) -> str:
    work = case.work
    if case.received_at is not None:
        confirmed = "" if case.confirmed else ", đầu mối chưa xác nhận"
        return f"{'báo cáo đến' if work.reported else 'thực hiện'} lúc {happened(case.received_at)}{confirmed}"
    if case.returned is not None:
        at, reason = case.returned
        return f"đã nộp nhưng bị trả lại lúc {happened(at)}" + (f", lý do: {reason}" if reason else "")
    if work.counted is not None:
        return f"mới ghi nhận {work.counted[0]} trên ít nhất {work.counted[1]} lần"
    if work.at_once:
        return "việc xảy ra là đã vi phạm; báo cáo nộp sau không xóa được vi phạm"
    return "chưa nhận được báo cáo" if work.reported else "chưa ghi nhận kết quả"


def _year(case: Case) -> str:
    if case.known_since is None or case.work.deadline is None:
        return f"{UNKNOWN}."
    count = len(case.breaches)
    missing = sum(1 for one in case.breaches if one.received_at is None)
    after = sum(1 for one in case.breaches if one.deadline > case.work.deadline)
    late = f"{count} việc khác bị chậm" + (f", trong đó {missing} việc đến nay vẫn chưa có" if missing else "")
    late += f"; {after} việc đến hạn sau việc này" if after else ""
    said = late if count else "không có việc nào khác bị chậm"
    began, year = case.known_since.astimezone(ZONE), case.work.deadline.astimezone(ZONE).year
    if began.year < year or (began.year == year and (began.month, began.day) == (1, 1)):
        return f"{said}."
    return f"{said} (sổ bắt đầu từ {began:%d/%m/%Y}; trước ngày ấy {UNKNOWN})."


# ------------------------------------------------------------ warnings


def _letters(case: Case) -> list[tuple[int, Warned]]:
    """Return the letters with their numbers on the page: those that warned first, then the copies of them."""
    own = [one for one in case.warnings if not one.copy]
    return list(enumerate([*own, *(one for one in case.warnings if one.copy)], 1))


def _warnings(case: Case) -> Iterator[str]:
    """Write the warnings as a table so narrow that the older pages, which break no cell, show when each arrived."""
    yield from ("", "### Đã báo những gì", "")
    letters = _letters(case)
    own = [(number, one) for number, one in letters if not one.copy]
    if not own:
        yield "Không có lời nhắc nào trước đề xuất này."
    elif len(to := dict.fromkeys(one.to for _, one in own)) == 1:
        yield f"Các thư sau đều gửi tới {plain(next(iter(to)))}."
    if own:
        several = len(to) > 1
        yield from ("", "| Thư | Báo gì | Gửi lúc | Đến lúc | Qua |" + (" Gửi tới |" if several else ""))
        yield "|---|---|---|---|---|" + ("---|" if several else "")
        for number, one in own:
            cells = (str(number), plain(one.what), _short(one.queued_at), _reached(one), plain(one.channel) or "–")
            yield f"| {' | '.join((*cells, plain(one.to)) if several else cells)} |"
        yield ""
    for number, one in letters:
        if one.copy:
            yield f"- Thư {number}, bản sao của {plain(one.what.lower())} tới {plain(one.to)}: {_reached(one)}."
    for what, by in dict.fromkeys((one.what, one.signed_by) for one in case.warnings if one.signed_by):
        yield f"- {plain(what)}: {plain(by)} ký."
    for reason, some in _stated(letters, arrived=False).items():
        yield f"- Thư {some} chưa đến, vì: {plain(reason)}."


def _evidence(case: Case) -> Iterator[str]:
    """Tell what the channels stated of the letters that arrived."""
    found = _stated(_letters(case), arrived=True)
    if found:
        yield from ("", "### Bằng chứng thư đã đến", "")
    for evidence, some in found.items():
        yield f"- Thư {some}: {plain(evidence)}."


def _stated(letters: list[tuple[int, Warned]], *, arrived: bool) -> dict[str, str]:
    """Return what was stated, and by number of which letters."""
    found: dict[str, list[int]] = {}
    for number, one in letters:
        if one.evidence and (one.delivered_at is not None) is arrived:
            found.setdefault(one.evidence, []).append(number)
    return {words: ", ".join(map(str, some)) for words, some in found.items()}


def _reached(one: Warned) -> str:
    if one.delivered_at is not None:
        return ("đến " if one.copy else "") + _short(one.delivered_at)
    return "**chưa đến**, chờ tống đạt giấy" if one.to_serve else "**chưa đến**"


def _short(instant: datetime) -> str:
    return f"{instant.astimezone(ZONE):%d/%m/%Y %H:%M}"


def _arrived(warnings: tuple[Warned, ...]) -> str:
    """Count the letters and those that arrived, copies left out."""
    own = [one for one in warnings if not one.copy]
    reached = sum(1 for one in own if one.delivered_at is not None)
    if not own:
        return "0 lần"
    if reached == len(own):
        return f"{len(own)} lần, {'đều ' if len(own) > 1 else ''}đã đến"
    return f"{len(own)} lần, {reached} lần đã đến"


# ------------------------------------------------------------ explanations


def _explanations(case: Case) -> Iterator[str]:
    """Tell what was asked, answered and explained, in order of time."""
    yield from ("", "### Giải trình", "")
    if not case.explanations:
        yield "Chưa ai được yêu cầu giải trình."
    # What was answered comes before the explanation that it asked for.
    answers = [(answer.at, [f"- {plain(_answered(case, answer))}."]) for answer in case.answers]
    told = [*answers, *((one.asked_at, _explanation(one, case)) for one in case.explanations)]
    for _, lines in sorted(told, key=lambda item: item[0]):
        yield from lines


def _explanation(one: Explanation, case: Case) -> list[str]:
    asked = f"{one.by} được yêu cầu giải trình" if one.by_authority else f"{one.by} phải giải trình vì quá hạn"
    since = f"từ {happened(one.asked_at)}, hạn {spoken(one.due_at)}"
    lines = [f"- {plain(f'{asked} ({since}): {_heard(one, case)}')}"]
    if one.came_at is not None and one.text:
        text = one.text if len(one.text) <= MOST_LETTERS else one.text[:MOST_LETTERS] + "… (còn nữa, xem trong sổ)"
        lines.append(f"  - Nguyên văn: «{plain(text)}»")
    return lines


def _heard(one: Explanation, case: Case) -> str:
    if one.came_at is not None:
        late = ", sau hạn" if one.came_at >= one.due_at else ""
        return f"đã giải trình lúc {happened(one.came_at)}{late}."
    if one.dropped:
        return "không còn phải giải trình."
    return "đã hết hạn, không có giải trình." if one.overdue(case.as_of) else "chưa có, vẫn còn hạn."


def _explained(case: Case) -> str:
    if any(one.came_at is not None for one in case.explanations):
        return "đã có giải trình"
    if any(not one.dropped and not one.overdue(case.as_of) for one in case.explanations):
        return "chưa có giải trình, vẫn còn hạn"
    return "không có giải trình" if case.explanations else "chưa ai được yêu cầu giải trình"


def _answered(case: Case, one: Answered) -> str:
    what = _ANSWERED.get(one.answer, "trả lời").format(rung=case.rung_label.lower())
    day = f" {one.new_date:%d/%m/%Y}" if one.new_date else ""
    reason = f", lý do: «{one.reason}»" if one.reason else ""
    return f"{one.by} đã {what}{day} lúc {happened(one.at)}{reason}"


# ------------------------------------------------------------ answers


def _consequences(case: Case) -> Iterator[str]:
    yield from ("", "### Mỗi câu trả lời dẫn tới đâu", "")
    for one in case.consequences:
        yield f"- **{plain(one.label)}:** {plain(one.follows)}"
    yield f"- **Chưa trả lời:** {plain(_silence(case))}"


def _silence(case: Case) -> str:
    if case.passes_to is not None and case.decide_by is not None:
        return f"Quá {spoken(case.decide_by)} thì chuyển lên {case.passes_to.label}; {case.holder.label} được báo lại."
    return (
        f"Không chuyển cho ai khác: đề xuất nằm trong mọi thư gửi {case.holder.label} cho đến khi có câu trả lời, "
        f"và chưa có nấc sau."
    )


def _how(case: Case) -> Iterator[str]:
    yield from ("", "### Trả lời thế nào", "")
    yield "1. Bấm nút **Resume** (tiếp tục) ở góc trên bên phải trang của lượt chạy này."
    yield "2. Chọn câu trả lời, ghi lý do; ấn định thời hạn mới thì ghi thêm ngày."
    yield f"3. Nhập mã xác nhận 6 số trong ứng dụng của {plain(case.decider.label)}; mã của người khác không được nhận."
    yield ""
    yield "Cũng có thể trả lời bằng lệnh ở dòng cuối trang. Câu trả lời được ghi một lần cùng lý do, không sửa được."


# ------------------------------------------------------------ what it rests on


def _chain(case: Case) -> Iterator[str]:
    yield from ("", "### Chuỗi trách nhiệm và căn cứ", "")
    for one in case.chain:
        why = f" – {plain(one.why)}" if one.why else ""
        yield f"- {plain(one.role)}: {plain(one.label)}{why}" if one.role else f"- {plain(one.label)}"
    copies = ", ".join(one.label for one in case.copies)
    yield f"- Người quyết định: {plain(case.holder.label)}" + (f"; sao gửi {plain(copies)}" if copies else "")
    if case.passed:
        moved = "; ".join(f"{happened(one.at)} từ {one.silent} lên {one.to}" for one in case.passed)
        yield f"- Đã chuyển lên vì chưa trả lời: {plain(moved)}"
    yield f"- Văn bản: {plain(case.work.directive or UNKNOWN)}"
    yield f"- Căn cứ của đề xuất: {plain(case.cites or UNKNOWN)}"


def _breaches(case: Case) -> Iterator[str]:
    if not case.breaches:
        return
    yield from ("", "### Việc khác bị chậm trong năm", "")
    for one in case.breaches[-MOST_BREACHES:]:
        yield f"- {plain(f'{one.title}: hạn {spoken(one.deadline)}, {_since(one)}')}"
    if len(case.breaches) > MOST_BREACHES:
        yield f"- Và {len(case.breaches) - MOST_BREACHES} việc trước đó."


def _since(one: Breach) -> str:
    ours = "" if one.firm else " (hạn này do hệ thống đặt, không phải lời của văn bản)"
    if one.received_at is None:
        return f"đến nay vẫn chưa có{ours}"
    days = UNKNOWN if one.days_late is None else f"{one.days_late} ngày làm việc"
    return f"đến lúc {happened(one.received_at)}, chậm {days}{ours}"


def _key(case: Case) -> str:
    """Write the one line for machines: the key, the version of the policy, and the command to answer with."""
    command = f"namro decide {case.key} --by {case.decider.key} --answer … --reason … --code …"
    answer = f" · lệnh trả lời: `{command}`" if case.waits else ""
    return f"Mã: `{case.key}` · phiên bản chính sách: `{case.policy}`{answer}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].removesuffix(".") + "."
