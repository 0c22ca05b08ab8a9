"""The page of one head: what lies with them, and what is proposed about them."""

from datetime import datetime

from slugify import slugify
from sqlalchemy import select

from flows.case_page import plain
from state_machines.assignment import ASSIGNMENT
from state_machines.escalation import ESCALATION
from workflows.charter import Charter
from workflows.letters import spoken
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation
from workflows.register.unit_of_work import UnitOfWork
from workflows.reviews import dossier

#: Rows of the table of works; the register has all of them.
MOST = 60
#: States in which the clock of a work stands still.
PAUSED = ("suspended", "referred")
OPEN = ("assigned", "in_progress", "returned", "reported", "suspended", "referred")


def page_key(jurisdiction: str, post: str) -> str:
    """Return the key of the page of a post: every version of it is one history."""
    return slugify(f"viec-cua-{jurisdiction}-{post}")


def head_page(uow: UnitOfWork, charter: Charter, post: str, *, as_of: datetime) -> str:
    """Write what lies with a post, the overdue first, and what is proposed about it, in Markdown.

    Args:
        uow: a transaction on the register; only read.
        charter: the jurisdiction's policy.
        post: key of the post.
        as_of: the instant at which something is overdue or not (aware).
    """
    row, rung = Assignment, Escalation
    mine = select(row).where(
        row.jurisdiction == charter.key, (row.head == post) | (row.co_head == post), row.state.in_(OPEN),
        row.cut_off_at < NEVER,
    )  # fmt: skip
    works = list(uow.session.scalars(mine.order_by(row.cut_off_at, row.key)))
    late = [one for one in works if one.cut_off_at <= as_of < one.received_at and one.state not in PAUSED]
    lines = [
        f"## {plain(charter.label(post))}",
        "",
        f"{len(works)} việc có thời hạn đang mở, {len(late)} việc đã quá hạn (tính đến {spoken(as_of)}).",
        "",
    ]
    about = select(rung).where(rung.jurisdiction == charter.key, rung.addressee == post, rung.mode == "proposal")
    proposals = list(uow.session.scalars(about.where(rung.raised_at <= as_of).order_by(rung.raised_at)))
    if proposals:
        lines += ["### Đề xuất về người này", ""]
        for one in proposals:
            label = charter.policy.national.wording.label("rungs", one.rung)
            work = uow.session.get_one(Assignment, one.assignment_id)
            page = f"[{label}](/artifacts/key/{dossier(one.key, label)})"
            lines.append(f"- {page}: {plain(work.title)} – {ESCALATION.states[one.state]}")
        lines.append("")
    if works:
        lines += ["### Việc đang mở", "", "| Hạn | Việc | Trạng thái |", "|---|---|---|"]
        ordered = [*late, *(one for one in works if one not in late)]
        for work in ordered[:MOST]:
            state = "**quá hạn**" if work in late else ASSIGNMENT.states[work.state]
            lines.append(f"| {spoken(work.cut_off_at)} | {plain(work.title)} | {state} |")
        if len(works) > MOST:
            lines += ["", f"Còn {len(works) - MOST} việc nữa: `namro show {post}`."]
    return "\n".join(lines)
