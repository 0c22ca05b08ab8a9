"""Apply what people did: one act, one rule of the law, one line of the journal. A refusal is an answer."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from state_machines.errors import Refused
from state_machines.law import Law, Rule
from state_machines.machine import Machine
from workflows import codes, effects, identity, receipts, sweep
from workflows.acts import Act, Outcome
from workflows.alarms import alarm
from workflows.charter import Charter
from workflows.escalate import ASSIGNMENTS, ESCALATIONS
from workflows.letters import happened
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.moves import LAWS
from workflows.register.tables import Assignment, Escalation, JournalLine
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.steps.assessing import assess
from workflows.steps.cutting_off import cut_off
from workflows.steps.handing_over import hand_over
from workflows.steps.opening import open_periods
from workflows.steps.rolling_up import roll_up, roll_up_due
from workflows.working_time import day_of

_KEY = r"#rung-[a-z_]+(?:-(?:party|administrative))?(?:\.\d+)?"
_RUNG = re.compile(rf"{_KEY}$")
_PAPER = re.compile(rf"({_KEY})#(?:signature|decision)(?:\.\d+)?$")
#: Acts on a paper that are acts on the escalation it is about.
_ON_ESCALATION = ("sign", "waive", "decide", "deliver", "undelivered")
#: What each act is called.
NAMES = {trigger: words for law in reversed(LAWS.values()) for trigger, words in law.triggers.items()}
#: What each field that an act must carry is called.
NEEDS = {
    "officer": "cán bộ được phân công (officer)",
    "reason": "lý do (reason)",
    "result": "kết quả (result)",
    "answer": "câu trả lời (answer)",
    "deadline": "thời hạn mới (deadline)",
    "evidence": "bằng chứng (evidence)",
    "failure": "nguyên nhân không tống đạt được (failure)",
    "event": "tên của sự kiện (event)",
    "what": "điều đã xảy ra (what)",
}


def apply(
    register: Register,
    charter: Charter,
    acts: Iterable[Act],
    *,
    recorded_at: datetime,
    proofs: bool = True,
    strict: bool = False,
) -> list[Outcome]:
    """Apply acts in order of time, each in a transaction of its own.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        acts: what people did.
        recorded_at: the instant at which it is recorded (aware).
        proofs: whether acts that judge or grant must be proven; only a replay does without.
        strict: whether the first refusal stops the rest.
    """
    outcomes: list[Outcome] = []
    for act in sorted(acts, key=lambda a: a.at):
        with register.write(recorded_at) as uow:
            outcome = perform(uow, charter, act, proofs=proofs)
            if not outcome.refused and not outcome.repeated:
                uow.commit()
        if outcome.unproven:
            _tell_unproven(register, charter, act, outcome.refused, recorded_at)
        outcomes.append(outcome)
        if strict and outcome.refused:
            break
    return outcomes


def perform(uow: UnitOfWork, charter: Charter, act: Act, *, proofs: bool) -> Outcome:
    """Apply one act in an open transaction; nothing is kept unless the transaction is committed.

    What fell due on the assignment before the act is announced first: a late act launders nothing.
    """
    if act.act == "deliver" and act.content.get("failure") and not act.content.get("evidence"):
        act = replace(act, act="undelivered")
    try:
        if receipts.is_receipt(act.on):
            return _on_receipt(uow, charter, act)
        machine, row = _find(uow, charter, act)
        base = row if isinstance(row, Assignment) else uow.session.get_one(Assignment, row.assignment_id)
        if _applied_before(uow, act, row.key):
            return Outcome(act, row.state, repeated=True)
        _not_in_the_future(uow, machine.law, act, row.state)
        before = (roll_up_due, hand_over, open_periods, hand_over, assess, cut_off)
        sweep.catch_up(uow, charter, as_of=act.at, only=base.base_id or base.id, steps=before)
        uow.session.refresh(base)
        uow.session.refresh(row)
        if (since := _existed_since(row, act)) > act.at:
            words = machine.law.triggers.get(act.act, act.act)
            raise _refuse(
                machine.law,
                act,
                row.state,
                f"Không thể {words} vào lúc {happened(act.at)}, trước khi việc này phát sinh lúc {happened(since)}.",
            )
        rule, details = _fire(uow, charter, machine, row, act, proofs)
        cites = row.cites if row is base else f"{base.cites}; {row.cites}"
        uow.record(machine.law.name, rule, row.key, at=act.at, by=act.by, details=details, cites=cites)
        effects.follow(uow, charter, act, row, rule)
        if rule.trigger == "reopen":
            sweep.catch_up(uow, charter, as_of=act.at, only=base.base_id or base.id, steps=(hand_over,))
        roll_up(uow, charter, base.directive_id, as_of=act.at)
        return Outcome(act, rule.dest)
    except Refused as refusal:
        uow.session.rollback()
        words = refusal.reason.replace(f"«{act.by}»", f"«{charter.label(act.by)}»")
        return Outcome(act, refused=words, unproven=isinstance(refusal, identity.Unproven))


def _tell_unproven(register: Register, charter: Charter, act: Act, why: str, recorded_at: datetime) -> None:
    """Count a wrong one-time code, and tell the operator that somebody acted without proof; the register stays."""
    with register.write(recorded_at) as uow:
        number = 0
        if codes.is_code(act.raw.get("proof")):
            number = codes.failed(uow, charter.key, act.by, now=recorded_at)
        said = (
            f"Có người nhân danh {charter.label(act.by)} để {NAMES.get(act.act, act.act)} mà không chứng minh được, "
            f"lúc {happened(recorded_at)}: {why} Sổ không thay đổi. Nếu chính người ấy nhập nhầm thì không phải làm "
            f"gì; nếu không, hãy xem ai đã mở trang Prefect hoặc gửi tệp này."
        )
        alarm(uow, charter.key, f"unproven-{act.by}-{recorded_at:%Y%m%d%H}-{number}", act.on, said, at=recorded_at)
        uow.commit()


def _on_receipt(uow: UnitOfWork, charter: Charter, act: Act) -> Outcome:
    """Apply an act on a receipt, which hangs on no assignment: only its directive must have been published before.

    It was sent when the directive took effect, also where no sweep has come since.

    Raises:
        Refused: when the law does, or there is no such receipt.
    """
    law = receipts.RECEIPTS.law
    _not_in_the_future(uow, law, act, law.initial)
    sweep.catch_up(uow, charter, as_of=act.at, steps=(roll_up_due,))
    row = receipts.find(uow, charter, act.on)
    if row is None:
        raise _refuse(law, act, "", f"Văn bản này không được gửi, hoặc chưa được gửi, đến «{act.on}».")
    if _applied_before(uow, act, row.key):
        return Outcome(act, row.state, repeated=True)
    rule, details = _fire(uow, charter, receipts.RECEIPTS, row, act, proofs=False)
    uow.record(law.name, rule, row.key, at=act.at, by=act.by, details=details, cites=row.cites)
    receipts.confirm(row, act)
    uow.session.flush()
    return Outcome(act, rule.dest)


def _not_in_the_future(uow: UnitOfWork, law: Law, act: Act, state: str) -> None:
    """Refuse what has not happened yet."""
    if act.at > uow.recorded_at:
        raise _refuse(law, act, state, f"Việc này chưa xảy ra: {act.at.isoformat()} là thời điểm sau hiện tại.")


def _fire(
    uow: UnitOfWork, charter: Charter, machine: Machine, row: Any, act: Act, proofs: bool
) -> tuple[Rule, dict[str, Any]]:
    """Ask the law for every post the actor sits on, and prepare what the act brings."""
    law = machine.law
    seats = _seats(charter, act, row, today=day_of(uow.recorded_at))
    if act.act == "decide" and isinstance(row, Escalation):
        row.answer = str(act.content.get("answer", ""))
        row.reason = str(act.content.get("reason", ""))
    allowed = None
    for seat in seats:
        allowed = next((r for r in machine.allowed(row, as_of=act.at, by=seat) if r.trigger == act.act), None)
        if allowed is not None:
            break
    else:
        seat = seats[0]
    if allowed is not None:
        if missing := [NEEDS.get(name, name) for name in allowed.needs if not act.content.get(name)]:
            raise _refuse(law, act, row.state, f"Để {law.triggers[act.act]} cần có: {', '.join(missing)}.")
        asked = proofs and (allowed.proof or _undoes_breach(row, act))
        if asked and (
            why := identity.unproven(uow, charter.key, {"by": act.by} | dict(act.raw), law.triggers[act.act], at=act.at)
        ):
            raise identity.Unproven(law.name, act.act, row.state, why)
    details = effects.prepare(uow, charter, act, row, allowed) if allowed is not None else {}
    before = row.state
    rule = machine.fire(row, act.act, as_of=act.at, by=seat)
    if isinstance(row, Assignment) and rule.dest in ("suspended", "referred"):
        row.resumes_to = before
    # Who acted for whom is for us to say, not for whoever wrote the act.
    details = {name: value for name, value in details.items() if name not in ("for", "entered_by")}
    if seat != act.by:
        details["for"] = seat
    if act.entered_by:
        details["entered_by"] = act.entered_by
    uow.session.flush()
    return rule, details


def _undoes_breach(row: Any, act: Act) -> bool:
    """Tell whether a receipt, dated back, would undo a breach that was announced: that is a finding, to be proven."""
    return isinstance(row, Assignment) and act.act == "receive" and row.announced_at >= row.cut_off_at > act.at


def _existed_since(row: Any, act: Act) -> datetime:
    """Return from when an act on the row is possible at all; what has not come yet is left to the law."""
    if isinstance(row, Assignment):
        since = row.opens_at if row.state != "draft" else LONG_AGO
    else:
        since = row.issued_at if act.act in ("deliver", "undelivered") else row.raised_at
    return since if since < NEVER else LONG_AGO


def _seats(charter: Charter, act: Act, row: Any, *, today: date) -> list[str]:
    """Return the posts that the actor sits on that day: their own, those they act for, and those they took over.

    What was done before a post ended, and is told after it, stands for the successor, whom the row names today.
    """
    organization = charter.jurisdiction.organization
    own = organization.post(act.by)
    if own is None and (not act.by or getattr(row, "officer", "") != act.by):
        known = ", ".join(post.key for post in organization.posts)
        raise Refused("", act.act, row.state, f"Không có chức danh «{act.by}»; các chức danh hiện có: {known}.")
    day = day_of(act.at)
    acting = [p.key for p in organization.posts if (v := p.vacancy_on(day)) is not None and v.acting == act.by]
    if own is None:
        return [act.by, *acting]
    chain = charter.chain
    if (heir := chain.successor(act.by, day)) != act.by:
        ended = f"Chức danh «{act.by}» đã kết thúc trước ngày {day:%d/%m/%Y}; việc của chức danh này nay thuộc về"
        raise Refused("", act.act, row.state, f"{ended} «{charter.label(heir)}».")
    taken_over = [p.key for p in organization.posts if p.key != act.by and chain.successor(p.key, day) == act.by]
    return list(dict.fromkeys([act.by, *acting, *taken_over, chain.successor(act.by, today)]))


def _find(uow: UnitOfWork, charter: Charter, act: Act) -> tuple[Machine, Any]:
    """Find what an act is about, in its own jurisdiction: posts of other places may bear the same key."""
    key = act.on
    if act.act in _ON_ESCALATION and (paper := _PAPER.search(key)):
        key = key[: paper.end(1)]
    if _RUNG.search(key):
        escalation = uow.session.scalar(
            select(Escalation).where(Escalation.key == key, Escalation.jurisdiction == charter.key)
        )
        if escalation is not None:
            return ESCALATIONS, escalation
    else:
        assignment = uow.session.scalar(
            select(Assignment).where(Assignment.key == key, Assignment.jurisdiction == charter.key)
        )
        if assignment is not None:
            return ASSIGNMENTS, assignment
    raise Refused("", act.act, "", f"Không có nhiệm vụ hay lượt leo thang nào mang mã «{act.on}».")


def _applied_before(uow: UnitOfWork, act: Act, subject: str) -> bool:
    """Tell whether this very act stands in the journal: same subject, trigger, instant, post and content."""
    line = JournalLine
    found = select(line.details).where(
        line.subject == subject, line.trigger == act.act, line.at == act.at, line.by == act.by
    )
    said = {name: value for name, value in act.content.items() if name not in effects.KEPT_APART}
    return any(all(d.get(name) == value for name, value in said.items()) for d in uow.session.scalars(found))


def _refuse(law: Law, act: Act, state: str, reason: str) -> Refused:
    return Refused(law.name, act.act, state, reason)
