"""The page of a run: what an official reads there, as plain data."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from workflows.alerts_outbox import Alerted
from workflows.charter import OPERATOR, Charter
from workflows.deliver import Delivered
from workflows.happenings import Happening
from workflows.letters import spoken
from workflows.register.tables import Assignment, Escalation
from workflows.reviews import dossier
from workflows.sweep import Swept

NOTHING_DUE = "Không có việc đến hạn"
NOTHING_TO_SEND = "Không có thư chờ gửi"
#: Rows of one table at the most: a browser shows some hundreds well.
MOST_ROWS = 400
#: Things that one summary tells at the most.
MOST_LINES = 100
#: What a sweep counts, in the order in which it is told.
COUNTED = {
    "publish": "văn bản ban hành",
    "warn": "nhắc trước hạn",
    "cut_off": "chốt hạn",
    "pass_on": "chuyển lên cấp trên",
    "propose_again": "đề xuất trình lại",
    "escalate": "nấc xử lý",
    "conclude": "văn bản báo cáo đủ",
    "close": "văn bản đánh giá đủ",
    "open": "việc mới phát sinh",
}


def sweep_rows(told: Sequence[Happening]) -> list[dict[str, Any]]:
    """Return the table of a sweep, to search in: one row for each post or unit that something happened to.

    Prefect never breaks a cell into lines, so what is short and asked for most stands first.
    """
    rows = [
        {
            "Ai": who,
            "Việc xảy ra": one.what,
            "Hạn": spoken(one.deadline) if one.deadline else "–",
            "Tiếp theo": one.following or "–",
            "Nấc": one.rung or "–",
            "Nhiệm vụ": one.duty,
            "Chuỗi trách nhiệm": " → ".join(filter(None, (who, above))),
            "Căn cứ": one.cites,
            "Thời điểm pháp lý": spoken(one.at),
        }
        for one in told
        for who, above in zip_longest(one.who or ("–",), one.above, fillvalue="")
    ]
    return rows[:MOST_ROWS]


def counts(done: Swept) -> str:
    """Say in one line what a sweep moved, e.g. *6 chốt hạn, 6 việc mở ra*."""
    known = [f"{done.moved[t]} {words}" for t, words in COUNTED.items() if done.moved.get(t)]
    other = sum(n for trigger, n in done.moved.items() if trigger not in COUNTED)
    return ", ".join([*known, *([f"{other} việc khác"] if other else [])])


def sweep_outcome(done: Swept) -> str:
    """Say in one sentence what a sweep came to."""
    if done.behind:
        return "Đã có lần quét muộn hơn thời điểm này; không làm gì thêm."
    if not done.moved and not done.set_aside:
        return f"{NOTHING_DUE}."
    return f"{counts(done)}; {done.notices} thông báo chờ gửi."


def sweep_summary(done: Swept, name: str, told: Sequence[Happening], waiting: Sequence[str] = ()) -> str:
    """Return the summary of a sweep, in Markdown.

    Args:
        done: what the sweep did.
        name: name of the jurisdiction.
        told: what happened.
        waiting: a line for each proposal that waits for its authority.
    """
    lines = [
        f"## Quét hạn – {name}",
        "",
        f"**Xét đến:** {spoken(done.as_of)}",
        "",
        sweep_outcome(done),
    ]
    heaps: dict[str, list[Happening]] = {}
    for one in told[:MOST_LINES]:
        heaps.setdefault(one.what, []).append(one)
    for what, some in heaps.items():
        lines += ["", f"### {what}", ""]
        lines += [line for one in some for line in _item(one)]
    if waiting:
        lines += ["", "### Đang chờ quyết định", "", *(f"- {line}" for line in waiting)]
    if len(told) > MOST_LINES:
        lines += ["", f"Còn {len(told) - MOST_LINES} dòng nữa; xem đủ bằng lệnh `namro journal`."]
    if done.set_aside:
        lines += ["", "### Dòng lỗi đã để riêng, cần người quản trị xem", ""]
        lines += [f"- `{key}`" for key in done.set_aside]
    return "\n".join(lines)


def waiting_line(charter: Charter, proposal: Escalation, work: Assignment, paper: Assignment) -> str:
    """Return the line of a proposal that waits: a link to its dossier, who decides, by when."""
    rung = charter.policy.national.wording.label("rungs", proposal.rung)
    link = f"[{rung} {charter.label(proposal.addressee)}](/artifacts/key/{dossier(proposal.key, rung)})"
    return f"{link}: {work.title} – chờ {charter.label(proposal.holder)}, hạn {spoken(paper.cut_off_at)}"


def _item(one: Happening) -> list[str]:
    """Write what happened as one item of a list: a table there would not break its cells into lines."""
    deadline = spoken(one.deadline) if one.deadline else ""
    said = {"Ai": "; ".join(one.who), "Hạn": deadline, "Căn cứ": one.cites, "Tiếp theo": one.following}
    return [f"- **{one.duty}**", *(f"  - {name}: {words}" for name, words in said.items() if words)]


def delivery_rows(done: Delivered, alerted: Alerted) -> list[dict[str, Any]]:
    """Return the table of a delivery run: each letter and alert, what became of it, and the evidence or the reason."""
    heaps = (
        ("Cần tống đạt bằng giấy", done.to_serve),
        ("Sẽ gửi lại", done.waiting),
        ("Đã gửi", done.sent),
    )
    rows = [
        {
            "Kết quả": result,
            "Gửi tới": letter.label,
            # What an operator must know is said in full: it may be that it can be read nowhere else.
            "Nội dung": letter.body if letter.post == OPERATOR else letter.subject,
            "Bằng chứng hoặc lý do": said,
        }
        for result, letters in heaps
        for letter, said in letters
    ]
    rows += [
        {
            "Kết quả": f"{result} (không phải bằng chứng)",
            "Gửi tới": label,
            "Nội dung": scheme,
            "Bằng chứng hoặc lý do": said,
        }
        for result, alerts in (("Tin nhắc", alerted.done), ("Tin nhắc sẽ gửi lại", alerted.waiting))
        for label, scheme, said in alerts
    ]
    return rows[:MOST_ROWS]


def delivery_outcome(done: Delivered) -> str:
    """Say in one sentence what a delivery run came to."""
    if not (done.sent or done.waiting or done.to_serve):
        return f"{NOTHING_TO_SEND}."
    return f"{len(done.sent)} thư đã gửi, {len(done.waiting)} sẽ gửi lại, {len(done.to_serve)} cần tống đạt bằng giấy."
