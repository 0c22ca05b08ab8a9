"""Announce what its deadline has passed over: lateness, the explanation that is owed, the first rung.

Lateness is decided by instants; the sweep only announces it. The line bears the instant of the deadline however
late the sweep comes, and so do the duties that follow from it.
"""

from sqlalchemy import case, insert, literal, select

from config.ladder import Ladder
from state_machines.assignment import ASSIGNMENT
from workflows.batch import DUE_ID, DUE_SOME_DAY, Batch, said
from workflows.derived import columns, suffixed
from workflows.register.columns import NEVER, iso, json_object
from workflows.register.tables import Assignment, Escalation, Timetable
from workflows.steps.step import Step


def cut_off(step: Step) -> int:
    """Announce missed deadlines."""
    batch = Batch(step.uow, ASSIGNMENT, Assignment)
    due = [Assignment.next_due_at <= step.as_of, DUE_SOME_DAY, *step.scope.of(Assignment)]
    if not batch.gather("cut_off", as_of=step.as_of, due=due, most=step.most):
        return 0
    row = Assignment
    explained = case((row.timetable != "", suffixed(row.key, "#explanation", row.cycle)))
    details = json_object(
        deadline=iso(row.deadline),
        head=row.head,
        provenance=row.provenance,
        explanation=explained,
        reported=iso(row.reported_at),
    )
    batch.journal(at=row.cut_off_at, details=details, cites=row.cites)
    # A paper that stays with the authority is on every digest anyway.
    to = case((row.kind.in_(("signature", "decision")), ""), else_=row.head)
    mark = case((row.cycle > 1, iso(row.cut_off_at)), else_="")
    step.notices += batch.notify("cut_off", to=to, at=step.as_of, facts=details, mark=mark)
    for timetable in step.timetables():
        ladder = step.ladder(timetable)
        _owe_explanations(step, batch, timetable, ladder)
        _schedule_first_rung(step, batch, timetable, ladder)
    step.change(row, announced_at=row.cut_off_at, next_due_at=NEVER)
    return step.count("cut_off", batch.count)


def _owe_explanations(step: Step, batch: Batch, timetable: str, ladder: Ladder) -> None:
    row, when = Assignment, Timetable
    owed, cites = ladder.explanation, step.charter.cite(ladder.explanation.cites)
    values = columns() | {
        "key": suffixed(row.key, "#explanation", row.cycle),
        "kind": said("explanation"),
        "answered_by": said("explain"),
        "performer": row.performer,
        "head": row.head,
        "title": said("Giải trình: ") + row.title,
        "cites": row.cites + said(f"; {cites}"),
        "opens_at": row.cut_off_at,
        "next_due_at": row.cut_off_at,
        "deadline": when.at,
        "cut_off_at": when.at,
        "why": json_object(
            rule="explanation",
            of=row.key,
            working_days=owed.working_days,
            at=f"{owed.at:%H:%M}",
            cites=cites,
            provenance="default",
        ),
    }
    due = batch.due()
    chosen = (
        select(*values.values())
        .select_from(due)
        .join(row, row.id == DUE_ID)
        .join(
            when,
            (when.timetable == row.timetable) & (when.day == row.cut_off_day) & (when.step == "explanation"),
        )
        .where(row.timetable == timetable)
        .order_by(due.c.n)
    )
    step.uow.session.execute(insert(row).from_select(list(values), chosen, include_defaults=False))


def _schedule_first_rung(step: Step, batch: Batch, timetable: str, ladder: Ladder) -> None:
    rung = next((rung for rung in ladder.rungs if rung.working_days is not None), None)
    if rung is None:
        return
    row, when, due = Assignment, Timetable, batch.due()
    never = literal(NEVER, row.deadline.type)
    values = {
        "key": suffixed(row.key, f"#rung-{rung.key}", row.cycle),
        "assignment_id": row.id,
        "jurisdiction": row.jurisdiction,
        "rung": said(rung.key),
        "ord": literal(1),
        "cycle": row.cycle,
        "mode": said(rung.mode),
        "state": said("scheduled"),
        "addressee": case(
            (literal(rung.addressees[0] == "officer") & (row.officer != ""), row.officer), else_=row.head
        ),
        "copies": said(""),
        "holder": {"monitor": row.monitor, "authority": row.authority}.get(rung.issuer, said("")),
        "clerk": row.monitor,
        "redirected": said(""),
        "sooner": said(""),
        "due_at": when.at,
        "raised_at": never,
        "issued_at": never,
        "delivered_at": never,
        "answer": said(""),
        "reason": said(""),
        "cites": said(step.charter.cite(rung.cites)),
    }
    chosen = (
        select(*values.values())
        .select_from(due)
        .join(row, row.id == DUE_ID)
        .join(when, (when.timetable == row.timetable) & (when.day == row.cut_off_day) & (when.step == rung.key))
        .where(row.timetable == timetable, row.received_at > step.as_of)
        .order_by(due.c.n)
    )
    step.uow.session.execute(insert(Escalation).from_select(list(values), chosen, include_defaults=False))
