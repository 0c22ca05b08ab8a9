"""Climb the ladder between sweeps: issue a rung, note its delivery, schedule the next, drop what lost its ground."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from config.ladder import Ladder, Rung
from state_machines.assignment import ASSIGNMENT
from state_machines.escalation import ESCALATION, PENDING
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from workflows.charter import Charter
from workflows.register import tables
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Escalation, Notice
from workflows.register.unit_of_work import UnitOfWork
from workflows.timetable import day_number, day_of_number, thawed
from workflows.working_time import ZONE, at, day_of

#: What falls when a breach ends: the papers about it.
PAPERS = ("signature", "decision")
#: What falls when a breach never was: its explanation as well.
BREACH = (*PAPERS, "explanation")
#: What falls with the work itself.
WORK = (*BREACH, "official_figures")

ASSIGNMENTS = Machine(ASSIGNMENT)
ESCALATIONS = Machine(ESCALATION)


def stored_ladder(uow: UnitOfWork, timetable: str) -> Ladder:
    """Return the ladder of a stored timetable, as it stood when the deadline was set."""
    return thawed(uow.session.get_one(tables.Ladder, timetable).content)


def next_rung(
    uow: UnitOfWork, charter: Charter, base: Assignment, done: Escalation, *, on: datetime
) -> Escalation | None:
    """Schedule the rung after ``done``, which was delivered, waived or refused at the instant ``on``.

    Nothing is scheduled once something was received, nor beyond the ladder's soft rung while the deadline is only a
    default or an inference of ours.

    Returns:
        The scheduled rung, or None where the ladder ends here.
    """
    if base.received_at <= on or base.state not in ("assigned", "in_progress", "returned", "reported"):
        return None
    ladder = stored_ladder(uow, base.timetable)
    rungs = [rung for rung in ladder.rungs if rung.working_days is not None]
    position = next(i for i, rung in enumerate(rungs) if rung.key == done.rung)
    if position + 1 >= len(rungs):
        return None
    rung = rungs[position + 1]
    if done.state == "refused" and not rung.counts_refusal:
        return None
    if not base.firm and done.rung == ladder.soft_rung:
        return None
    scheduled = _scheduled(charter, base, rung, position + 2)
    due, scheduled.sooner = when_due(uow, charter, base, ladder, rung)
    scheduled.due_at = max(
        due,
        at(charter.calendar.shift(day_of(on), rung.gap_working_days), ladder.office_day_start),
    )
    uow.session.add(scheduled)
    uow.session.flush()
    return scheduled


def when_due(uow: UnitOfWork, charter: Charter, base: Assignment, ladder: Ladder, rung: Rung) -> tuple[datetime, str]:
    """Return when a rung is due by its days, or sooner where its ladder says so, and what brings it forward."""
    days, because = rung.working_days or 0, ""
    if rung.sooner is not None and days > 1:
        rows, late = rung.sooner.missed_in_a_row, rung.sooner.late_in_quarter
        if rows and (missed := missed_in_a_row(uow, base)) >= rows:
            days, because = 1, f"kỳ thứ {missed} liên tiếp không có báo cáo"
        elif late and (count := late_in_quarter(uow, base)) >= late:
            days, because = 1, f"{count} việc chậm trong cùng một quý"
    return at(charter.calendar.shift(day_of_number(base.cut_off_day), days), ladder.office_day_start), because


def missed_in_a_row(uow: UnitOfWork, base: Assignment) -> int:
    """Return how many periods of the duty were missed one after another, this one included.

    A period counts as missed while nothing of it had been received when this one was cut off: who handed in late
    was late, but did not miss it.
    """
    row = Assignment
    earlier = uow.session.execute(
        select(row.announced_at, row.received_at)
        .where(
            row.directive_id == base.directive_id,
            row.clause == base.clause,
            row.duty == base.duty,
            row.performer == base.performer,
            row.line == base.line,
            row.derived == 0,
            row.cut_off_at < base.cut_off_at,
            row.state != "revoked",
        )
        .order_by(row.cut_off_at.desc())
    )
    count = 1
    for announced_at, received_at in earlier:
        if announced_at == LONG_AGO or received_at < base.cut_off_at:
            break
        count += 1
    return count


def late_in_quarter(uow: UnitOfWork, base: Assignment) -> int:
    """Return how many items of the same head were late in the calendar quarter up to this one, this one included.

    Only deadlines of a document, or of what it cites, are counted.
    """
    day = day_of_number(base.cut_off_day)
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    row = Assignment
    return uow.session.execute(
        select(func.count())
        .select_from(row)
        .where(
            row.head == base.head,
            row.jurisdiction == base.jurisdiction,
            row.derived == 0,
            row.firm == 1,
            row.cut_off_day >= day_number(first),
            row.cut_off_day <= base.cut_off_day,
            row.announced_at > LONG_AGO,
            row.state != "revoked",
        )
    ).scalar_one()


def issue(uow: UnitOfWork, charter: Charter, escalation: Escalation, *, on: datetime) -> None:
    """Send a rung that a person has signed or approved: to its addressee, with copies."""
    escalation.issued_at = on
    base = uow.session.get_one(Assignment, escalation.assignment_id)
    facts = {
        "deadline": said(base.cut_off_at),
        "mode": escalation.mode,
        "issuer": escalation.holder,
        "reason": escalation.reason,
    }
    for number, post in enumerate([escalation.addressee, *filter(None, escalation.copies.split(","))]):
        seated = charter.chain.stand_in(post, day_of(on)).post
        queue(
            uow,
            escalation.rung,
            base,
            escalation.key,
            to=seated,
            at=on,
            facts=facts,
            copy=bool(number),
            escalation=escalation,
        )


def delivered(
    uow: UnitOfWork, charter: Charter, escalation: Escalation, *, on: datetime, by: str, evidence: str
) -> None:
    """Note that a rung has reached its addressee, on evidence, and schedule the next."""
    base = uow.session.get_one(Assignment, escalation.assignment_id)
    rule = ESCALATIONS.fire(escalation, "deliver", as_of=on, by=by)
    escalation.delivered_at = on
    details = {
        "rung": escalation.rung,
        "addressee": escalation.addressee,
        "assignment": base.key,
        "evidence": evidence,
    }
    uow.record(
        "escalation",
        rule,
        escalation.key,
        at=on,
        by=by,
        details=details,
        cites=f"{base.cites}; {escalation.cites}",
    )
    next_rung(uow, charter, base, escalation, on=on)


def told_of_paper(uow: UnitOfWork, charter: Charter, paper_id: int, holder: str, *, on: datetime) -> None:
    """Let the time to sign or decide run from the day the holder was told, where that is later than the draft's."""
    paper = uow.session.get_one(Assignment, paper_id)
    if paper.head != holder or paper.state not in ("draft", "assigned"):
        return
    base = uow.session.get_one(Assignment, paper.base_id)
    ladder = stored_ladder(uow, base.timetable)
    due = ladder.signature if paper.kind == "signature" else ladder.decision
    until = at(charter.calendar.shift(day_of(on), due.working_days), due.at)
    if until > paper.cut_off_at > paper.announced_at:
        paper.deadline = paper.cut_off_at = paper.next_due_at = until


def drop(uow: UnitOfWork, base: Assignment, *, on: datetime, reason: str, kinds: tuple[str, ...] = PAPERS) -> None:
    """End what still lies ahead of a breach that ended or never was: its rungs, and the duties of these kinds.

    What was issued stays issued.
    """
    session = uow.session
    for rung in session.scalars(
        select(Escalation)
        .where(Escalation.assignment_id == base.id, Escalation.state.in_(PENDING))
        .order_by(Escalation.key)
    ).all():
        rule = ESCALATIONS.fire(rung, "void", as_of=on, by=SYSTEM)
        rung.due_at = NEVER
        details = {"rung": rung.rung, "assignment": base.key, "reason": reason}
        uow.record(
            "escalation",
            rule,
            rung.key,
            at=on,
            by=SYSTEM,
            details=details,
            cites=f"{base.cites}; {rung.cites}",
        )
    for paper in session.scalars(
        select(Assignment)
        .where(
            Assignment.base_id == base.id,
            Assignment.kind.in_(kinds),
            Assignment.state.in_(("draft", "assigned")),
        )
        .order_by(Assignment.key)
    ).all():
        rule = ASSIGNMENTS.fire(paper, "void", as_of=on, by=SYSTEM)
        paper.next_due_at, paper.closed_at = NEVER, on
        uow.record("assignment", rule, paper.key, at=on, by=SYSTEM, details={"reason": reason}, cites=paper.cites)


def queue(
    uow: UnitOfWork,
    kind: str,
    base: Assignment,
    subject: str,
    *,
    to: str,
    at: datetime,
    facts: dict[str, Any],
    copy: bool = False,
    escalation: Escalation | None = None,
) -> None:
    """Queue one notice about an assignment or about what hangs on it."""
    uow.session.add(
        Notice(
            key=f"{subject}|{kind}|{to}|{'c' if copy else ''}{uow.batch}",
            batch=uow.batch,
            jurisdiction=base.jurisdiction,
            kind=kind,
            addressee=to,
            copy=int(copy),
            subject=subject,
            assignment_id=base.id,
            escalation_id=escalation.id if escalation else None,
            at=at,
            facts=facts,
        )
    )


def said(instant: datetime) -> str | None:
    """Write an instant as the journal does: ISO 8601 in Vietnamese time; None for `NEVER`."""
    return None if instant >= NEVER else instant.astimezone(ZONE).isoformat()


def _scheduled(charter: Charter, base: Assignment, rung: Rung, ord_: int) -> Escalation:
    officer = base.officer or base.head
    to = [base.head if role == "head" else officer if role == "officer" else base.deputy for role in rung.addressees]
    copies = [base.deputy if role == "deputy_in_charge" else officer for role in rung.copies]
    addressee = to[0] or base.head
    also = [post for post in dict.fromkeys([*to[1:], *copies]) if post and post != addressee]
    day = day_of_number(base.cut_off_day)
    holder = {"monitor": base.monitor, "authority": base.authority}.get(rung.issuer, "")
    if holder == addressee:
        holder = charter.chain.stand_in(holder, day, avoid=(addressee,)).post
    cycle = "" if base.cycle == 1 else f".{base.cycle}"
    return Escalation(
        key=f"{base.key}#rung-{rung.key}{cycle}",
        assignment_id=base.id,
        jurisdiction=base.jurisdiction,
        rung=rung.key,
        ord=ord_,
        cycle=base.cycle,
        mode=rung.mode,
        addressee=addressee,
        copies=",".join(also),
        holder=holder,
        clerk=base.monitor,
        cites=charter.cite(rung.cites),
    )
