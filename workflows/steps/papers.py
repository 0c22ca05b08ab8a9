"""What happens to papers on people's desks: passed on from the silent, laid out again after an explanation.

These are few (one per breach and rung), so each is moved on its own, by the first reading of the law.
"""

from datetime import datetime, time
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from state_machines.assignment import ASSIGNMENT
from state_machines.escalation import ESCALATION
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from workflows.batch import DUE_SOME_DAY
from workflows.derived import duty_on
from workflows.escalate import on_line
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation, Notice
from workflows.steps.climbing import PAPERS, RUNG_DUE_SOME_DAY, paper_due
from workflows.steps.step import Step
from workflows.working_time import ZONE, at

_assignments = Machine(ASSIGNMENT)
_escalations = Machine(ESCALATION)


def escalation_of(session: Session, paper: Assignment) -> Escalation:
    """Return the escalation that a signature or a decision is about."""
    return session.scalars(select(Escalation).where(Escalation.key == paper.key.rpartition("#")[0])).one()


def pass_on(step: Step) -> int:
    """Pass papers whose holder was silent to whoever the holder answers to, with the same time again.

    The silent one is reminded. A paper cannot be dated back: its new time runs from the sweep.
    """
    session, row = step.uow.session, Assignment
    waiting = [
        row.next_due_at <= step.as_of, DUE_SOME_DAY, row.passes_to != "", row.state == "assigned",
        row.cut_off_at <= step.as_of, *step.scope.of(row),
    ]  # fmt: skip
    # Nobody was silent about what has not been told to them: while its letter is in the outbox, the paper is only
    # looked at again the next working day.
    untold = exists(
        select(Notice.id).where(Notice.subject == row.key, Notice.addressee == row.head, Notice.state == "queued")
    )
    tomorrow = at(step.charter.calendar.shift(step.today, 1), time(17))
    held = update(row).where(*waiting, untold).values(next_due_at=tomorrow)
    session.execute(held, execution_options={"synchronize_session": False})
    papers = sorted(session.scalars(select(row).where(*waiting).limit(step.most)), key=lambda paper: paper.key)
    for paper in papers:
        escalation = escalation_of(session, paper)
        base = session.get_one(Assignment, escalation.assignment_id)
        rule = _assignments.fire(paper, "pass_on", as_of=step.as_of, by=SYSTEM)
        silent, was_due = paper.head, paper.cut_off_at
        paper.head = paper.performer = escalation.holder = paper.passes_to
        paper.passes_to = step.charter.chain.next_holder(
            paper.head, paper.authority, step.today, about=escalation.addressee, line=paper.line
        )
        until = paper_due(step.ladder(base.timetable), escalation.mode, step)
        paper.deadline = paper.cut_off_at = paper.next_due_at = until
        details = {
            "rung": escalation.rung,
            "assignment": base.key,
            "silent": silent,
            "was_due": _said(was_due),
            "addressee": paper.head,
            "due": _said(until),
        }
        step.uow.record("assignment", rule, paper.key, at=step.as_of, by=SYSTEM, details=details, cites=paper.cites)
        tell(step, "pass_on", paper, to=silent, facts=details | {"deadline": _said(was_due)})
        tell(step, paper.kind, paper, to=paper.head, facts=details | {"deadline": _said(until)})
    session.flush()
    return step.count("pass_on", len(papers))


def propose_again(step: Step) -> int:
    """Lay a proposal before its authority again once the explanation asked for is in, or its time is over."""
    session, row = step.uow.session, Escalation
    due = select(row).where(
        row.due_at <= step.as_of, RUNG_DUE_SOME_DAY, row.state == "explanation_asked", *step.scope.of(row)
    )
    asked = sorted(session.scalars(due.limit(step.most)), key=lambda escalation: escalation.key)
    for escalation in asked:
        base = session.get_one(Assignment, escalation.assignment_id)
        rule = _escalations.fire(escalation, "propose_again", as_of=step.as_of, by=SYSTEM)
        escalation.due_at, escalation.answer = NEVER, ""
        details = {"rung": escalation.rung, "assignment": base.key, "addressee": escalation.addressee}
        cites = f"{base.cites}; {escalation.cites}"
        step.uow.record("escalation", rule, escalation.key, at=step.as_of, by=SYSTEM, details=details, cites=cites)
        _lay_out_again(step, escalation, base)
    session.flush()
    return step.count("propose_again", len(asked))


def _lay_out_again(step: Step, escalation: Escalation, base: Assignment) -> None:
    session = step.uow.session
    suffix, kind, answered_by, _ = PAPERS[escalation.mode]
    before = session.scalars(select(Assignment).where(Assignment.key.startswith(escalation.key + suffix))).all()
    first = before[0]
    until = paper_due(step.ladder(base.timetable), escalation.mode, step)
    holder, line = escalation.holder, escalation.line
    authority = on_line(base, line)[1]
    passes_to = step.charter.chain.next_holder(holder, authority, step.today, about=escalation.addressee, line=line)
    session.add(
        duty_on(
            base,
            key=f"{escalation.key}{suffix}.{len(before) + 1}",
            kind=kind,
            answered_by=answered_by,
            performer=holder,
            head=holder,
            title=first.title,
            cites=first.cites,
            opens_at=step.as_of,
            deadline=until,
            cut_off_at=until,
            line=line,
            authority=authority,
            passes_to=passes_to,
            why=first.why,
        )
    )


def tell(step: Step, kind: str, row: Assignment, *, to: str, facts: dict[str, Any], copy: bool = False) -> None:
    """Queue one notice about one assignment."""
    step.notices += 1
    step.uow.session.add(
        Notice(
            key=f"{row.key}|{kind}|{to}|{step.uow.batch}",
            batch=step.uow.batch,
            jurisdiction=row.jurisdiction,
            kind=kind,
            addressee=to,
            copy=int(copy),
            subject=row.key,
            assignment_id=row.id,
            at=step.as_of,
            facts=facts,
        )
    )


def _said(at: datetime) -> str:
    return at.astimezone(ZONE).isoformat()
