"""Climb the ladder between sweeps: issue a rung, note its delivery, schedule the next, drop what lost its ground."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from config.ladder import Ladder, Role, Rung
from state_machines.assignment import ASSIGNMENT
from state_machines.escalation import ESCALATION, PENDING
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from workflows.chain import BrokenChain
from workflows.charter import Charter
from workflows.people import other_line
from workflows.register import tables
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Escalation, Notice
from workflows.register.unit_of_work import UnitOfWork
from workflows.timetable import day_number, day_of_number, thawed
from workflows.working_time import ZONE, at, day_of

#: What falls when a breach ends: the papers about it.
PAPERS = ("signature", "decision")
#: What falls when a breach never was: its explanation, and what its watcher owes, as well.
BREACH = (*PAPERS, "explanation", "watching")
#: Rungs from the mildest; where a ladder leaves out its soft rung, they say what lies beyond it.
MILDEST_FIRST = ("reminder", "urging", "criticism", "accountability_review")
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
    """Schedule the rung after ``done`` on its line, once it was delivered, waived or refused at the instant ``on``.

    Nothing is scheduled once something was received, nor beyond the ladder's soft rung while the deadline is only a
    default or an inference of ours, nor where nobody is left to sign or decide but whom it is about.

    Returns:
        The scheduled rung, or None where the ladder ends here.
    """
    if base.received_at <= on or base.state not in ("assigned", "in_progress", "returned", "reported"):
        return None
    ladder = stored_ladder(uow, base.timetable)
    rungs = climbed(ladder)
    position = next(i for i, rung in enumerate(rungs) if rung.key == done.rung) + 1
    if position >= len(rungs) or (done.state == "refused" and not rungs[position].counts_refusal):
        return None
    rung = rungs[position]
    gap = at(charter.calendar.shift(day_of(on), rung.gap_working_days), ladder.office_day_start)
    return _schedule(uow, charter, base, ladder, position, line=done.line, on=on, not_before=gap)


def go_on(uow: UnitOfWork, charter: Charter, base: Assignment, *, on: datetime) -> None:
    """Let a breach climb on from where its unconfirmed date had stopped it, on each line of command."""
    ladder = stored_ladder(uow, base.timetable) if base.timetable else None
    if ladder is None or base.announced_at < base.cut_off_at:
        return
    for line in lines_of(base):
        done = uow.session.scalars(
            select(Escalation)
            .where(Escalation.assignment_id == base.id, Escalation.cycle == base.cycle, Escalation.line == line)
            .order_by(Escalation.ord.desc())
        ).first()
        if done is None and base.received_at > on:
            _schedule(uow, charter, base, ladder, 0, line=line, on=on, not_before=on)
        elif done is not None and done.state == "delivered":
            next_rung(uow, charter, base, done, on=on)


def climbed(ladder: Ladder) -> list[Rung]:
    """Return the rungs that a breach climbs, in order; what only counts for a rating is none."""
    return [rung for rung in ladder.rungs if rung.working_days is not None]


def is_soft(ladder: Ladder, rung: Rung) -> bool:
    """Tell whether a rung may fall for a deadline that is only a default or an inference of ours."""
    order: list[str] = [one.key for one in ladder.rungs]
    if ladder.soft_rung not in order:
        order = list(MILDEST_FIRST)
    return rung.key in order and order.index(rung.key) <= order.index(ladder.soft_rung)


def lines_of(base: Assignment) -> tuple[str, ...]:
    """Return the lines of command on which a breach climbs: its own, and where liability is dual the other (BS-3b)."""
    return (base.line, other_line(base.line)) if base.co_head else (base.line,)


def on_line(base: Assignment, line: str) -> tuple[str, str]:
    """Return who answers for an assignment on a line of command, and to whom."""
    if line == base.line or not base.co_head:
        return base.head, base.authority
    return base.co_head, base.co_authority or base.authority


def _schedule(
    uow: UnitOfWork,
    charter: Charter,
    base: Assignment,
    ladder: Ladder,
    position: int,
    *,
    line: str,
    on: datetime,
    not_before: datetime,
) -> Escalation | None:
    rung = climbed(ladder)[position]
    if not base.firm and not is_soft(ladder, rung):
        return None
    try:
        scheduled = _scheduled(charter, base, rung, position + 1, line, day_of(on))
    except BrokenChain:
        return None
    due, scheduled.sooner = when_due(uow, charter, base, ladder, rung, line)
    scheduled.due_at = max(due, not_before)
    uow.session.add(scheduled)
    uow.session.flush()
    return scheduled


def when_due(
    uow: UnitOfWork, charter: Charter, base: Assignment, ladder: Ladder, rung: Rung, line: str
) -> tuple[datetime, str]:
    """Return when a rung is due by its days, or sooner where its ladder says so, and what brings it forward."""
    days, because = rung.working_days or 0, ""
    if rung.sooner is not None and days > 1:
        rows, late = rung.sooner.missed_in_a_row, rung.sooner.late_in_quarter
        if rows and (missed := missed_in_a_row(uow, base)) >= rows:
            days, because = 1, f"kỳ thứ {missed} liên tiếp không có báo cáo"
        elif late and (count := late_in_quarter(uow, base, line)) >= late:
            days, because = 1, f"{count} việc chậm trong cùng một quý"
    if not days:
        return base.cut_off_at, because
    return at(charter.calendar.shift(day_of_number(base.cut_off_day), days), ladder.office_day_start), because


def missed_in_a_row(uow: UnitOfWork, base: Assignment) -> int:
    """Return how many periods of the duty were missed one after another, this one included.

    A period counts as missed while nothing of it had been received when this one was cut off: who handed in late
    was late, but did not miss it. The periods of one performer share the beginning of their keys, also where a
    successor took some of them over.
    """
    row = Assignment
    if not base.period:
        return 1
    earlier = uow.session.execute(
        select(row.announced_at, row.received_at)
        .where(
            row.directive_id == base.directive_id,
            row.clause == base.clause,
            row.duty == base.duty,
            row.key.startswith(base.key.removesuffix(base.period), autoescape=True),
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


def late_in_quarter(uow: UnitOfWork, base: Assignment, line: str) -> int:
    """Return how many items of the same head were late in the calendar quarter up to this one, this one included.

    On the other line of command those are counted for which the same head answers there as well. Only deadlines of a
    document, or of what it cites, are counted.
    """
    day = day_of_number(base.cut_off_day)
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    row = Assignment
    return uow.session.execute(
        select(func.count())
        .select_from(row)
        .where(
            row.head == base.head if line == base.line or not base.co_head else row.co_head == base.co_head,
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
        seated = _seated(charter, post, day_of(on), escalation.line)
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


def _seated(charter: Charter, post: str, day: date, line: str) -> str:
    """Who is addressed when `post` should be; a named officer is no post of the organisation, and stays."""
    try:
        return charter.chain.stand_in(post, day, line=line).post
    except BrokenChain:
        return post


def _scheduled(charter: Charter, base: Assignment, rung: Rung, ord_: int, line: str, day: date) -> Escalation:
    own = line == base.line or not base.co_head
    head, authority = on_line(base, line)
    posts: dict[Role, str] = {"head": head}
    if own:
        deputy = charter.chain.deputy_for(base.performer, day, line)
        posts |= {"officer": base.officer or head, "deputy_in_charge": deputy, "watcher": base.watcher}
    addressee, *others = [posts.get(role, "") or head for role in rung.addressees[:1]] + [
        posts.get(role, "") for role in (*rung.addressees[1:], *rung.copies)
    ]
    holder = {"monitor": base.monitor, "authority": authority}.get(rung.issuer, "")
    if holder == addressee:
        holder = charter.chain.stand_in(holder, day, line=line, avoid=(addressee,)).post
    suffix = f"#rung-{rung.key}" + ("" if own else f"-{line}") + ("" if base.cycle == 1 else f".{base.cycle}")
    return Escalation(
        key=base.key + suffix,
        assignment_id=base.id,
        jurisdiction=base.jurisdiction,
        rung=rung.key,
        line=line,
        ord=ord_,
        cycle=base.cycle,
        mode=rung.mode,
        addressee=addressee,
        copies=",".join(post for post in dict.fromkeys(others) if post and post != addressee),
        holder=holder,
        clerk=base.monitor,
        cites=charter.cite(rung.cites),
    )
