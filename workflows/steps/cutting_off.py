"""Announce what its deadline has passed over: lateness, what is owed for it, the first rung on each line of command.

Lateness is decided by instants; the sweep only announces it. The line bears the instant of the deadline however
late the sweep comes, and so do the duties that follow from it.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import case, func, insert, literal, select

from config.ladder import Due, Ladder, Rung
from state_machines.assignment import ASSIGNMENT
from workflows.batch import DUE_ID, DUE_SOME_DAY, Batch, said
from workflows.derived import columns, suffixed
from workflows.escalate import climbed, is_soft
from workflows.people import other_line
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
    for timetable, watched, dual in _climbing(step, batch):
        ladder = step.ladder(timetable)
        _owe_explanations(step, batch, timetable, ladder)
        if dual:
            on_other = case((row.timetable == timetable, row.co_head), else_="")
            step.notices += batch.notify("cut_off", to=on_other, at=step.as_of, facts=details, mark=mark)
            _owe_explanations(step, batch, timetable, ladder, dual=True)
        if watched and ladder.watching is not None:
            _owe_watching(step, batch, timetable, ladder.watching)
        if rung := next(iter(climbed(ladder)), None):
            _schedule_first_rung(step, batch, timetable, ladder, rung)
            if dual:
                _schedule_first_rung(step, batch, timetable, ladder, rung, dual=True)
    # A target that was missed may still have to be held.
    following = case((row.kind == "target", row.window_closes_at), else_=literal(NEVER, row.deadline.type))
    step.change(row, announced_at=row.cut_off_at, next_due_at=following)
    return step.count("cut_off", batch.count)


def _climbing(step: Step, batch: Batch) -> Iterator[tuple[str, bool, bool]]:
    """Yield the timetables of the batch, and whether any of its rows is watched or climbs on both lines."""
    row, due = Assignment, batch.due()
    rows = select(
        row.timetable, func.max(case((row.watcher != "", 1), else_=0)), func.max(case((row.co_head != "", 1), else_=0))
    )
    found = rows.select_from(due).join(row, row.id == DUE_ID).where(row.timetable != "").group_by(row.timetable)
    for timetable, watched, dual in step.uow.session.execute(found.order_by(row.timetable)).all():
        yield timetable, bool(watched), bool(dual)


def _owe_explanations(step: Step, batch: Batch, timetable: str, ladder: Ladder, *, dual: bool = False) -> None:
    """Let whoever answers explain; ``dual``: whoever answers on the other line, to whom they answer there."""
    row = Assignment
    own: dict[str, Any] = {
        "performer": row.performer,
        "head": row.head,
        "title": said("Giải trình: ") + row.title,
    }
    where: list[Any] = []
    if dual:
        own |= {"performer": row.co_head, "head": row.co_head, "line": _other_line()}
        own["authority"] = case((row.co_authority != "", row.co_authority), else_=row.authority)
        own["key"] = suffixed(row.key, said("#explanation-") + _other_line(), row.cycle)
        where = [row.co_head != ""]
    _owe(step, batch, timetable, ladder.explanation, "explanation", "#explanation", "explain", own, *where)


def _other_line() -> Any:
    """The line of command that a row does not stand on."""
    party, administrative = other_line("party"), other_line("administrative")
    return case((Assignment.line == "party", party), else_=administrative)


def _owe_watching(step: Step, batch: Batch, timetable: str, owed: Due) -> None:
    """Let whoever watches the late unit show that it urged, and tell it."""
    row = Assignment
    own = {"performer": row.watcher, "head": row.watcher, "title": said("Đôn đốc đơn vị chậm: ") + row.title}
    watched = (row.timetable == timetable) & (row.watcher != "")
    _owe(step, batch, timetable, owed, "watching", "#watch", "report", own, row.watcher != "")
    facts = json_object(deadline=iso(row.cut_off_at), watch=suffixed(row.key, "#watch", row.cycle))
    mark = case((row.cycle > 1, iso(row.cut_off_at)), else_="")
    to = case((watched, row.watcher), else_="")
    step.notices += batch.notify("watching", to=to, at=step.as_of, facts=facts, mark=mark)


def _owe(
    step: Step,
    batch: Batch,
    timetable: str,
    owed: Due,
    kind: str,
    suffix: str,
    answered_by: str,
    own: dict[str, Any],
    *where: Any,
) -> None:
    """Open a duty on every missed row, due some working days after its deadline, as of the deadline itself."""
    row, when, cites = Assignment, Timetable, step.charter.cite(owed.cites)
    values = columns() | {
        "key": suffixed(row.key, suffix, row.cycle),
        "kind": said(kind),
        "answered_by": said(answered_by),
        "cites": row.cites + said(f"; {cites}"),
        "opens_at": row.cut_off_at,
        "next_due_at": row.cut_off_at,
        "deadline": when.at,
        "cut_off_at": when.at,
        "why": json_object(
            rule=kind,
            of=row.key,
            working_days=owed.working_days,
            at=f"{owed.at:%H:%M}",
            cites=cites,
            provenance="default",
        ),
    }
    values |= own
    due = batch.due()
    chosen = (
        select(*values.values())
        .select_from(due)
        .join(row, row.id == DUE_ID)
        .join(when, (when.timetable == row.timetable) & (when.day == row.cut_off_day) & (when.step == kind))
        .where(row.timetable == timetable, *where)
        .order_by(due.c.n)
    )
    step.uow.session.execute(insert(row).from_select(list(values), chosen, include_defaults=False))


def _schedule_first_rung(
    step: Step, batch: Batch, timetable: str, ladder: Ladder, rung: Rung, *, dual: bool = False
) -> None:
    """Schedule the first rung of every missed row; ``dual``: on the other line, for the co-liable head.

    A rung without days falls with the cut-off itself.
    """
    row, when, due = Assignment, Timetable, batch.due()
    never = literal(NEVER, row.deadline.type)
    line = _other_line() if dual else row.line
    addressee, copies = (row.co_head, said("")) if dual else _addressed(rung)
    authority = case((row.co_authority != "", row.co_authority), else_=row.authority) if dual else row.authority
    suffix = said(f"#rung-{rung.key}") + (said("-") + line if dual else "")
    values = {
        "key": suffixed(row.key, suffix, row.cycle),
        "assignment_id": row.id,
        "jurisdiction": row.jurisdiction,
        "rung": said(rung.key),
        "line": line,
        "ord": literal(1),
        "cycle": row.cycle,
        "mode": said(rung.mode),
        "state": said("scheduled"),
        "addressee": addressee,
        "copies": copies,
        "holder": {"monitor": row.monitor, "authority": authority}.get(rung.issuer, said("")),
        "clerk": row.monitor,
        "redirected": said(""),
        "sooner": said(""),
        "due_at": when.at if rung.working_days else row.cut_off_at,
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
    if dual:
        chosen = chosen.where(row.co_head != "")
    if not is_soft(ladder, rung):
        chosen = chosen.where(row.firm == 1)
    step.uow.session.execute(insert(Escalation).from_select(list(values), chosen, include_defaults=False))


def _addressed(rung: Rung) -> tuple[Any, Any]:
    """Return the columns of whom a rung addresses, and of whom else it goes to; who is not there is skipped."""
    row = Assignment
    officer = case((row.officer != "", row.officer), else_=row.head)
    posts = {"head": row.head, "officer": officer, "deputy_in_charge": row.deputy, "watcher": row.watcher}
    first, *others = [posts[role] for role in dict.fromkeys((*rung.addressees, *rung.copies))]
    addressee: Any = case((first != "", first), else_=row.head)
    before, parts = [addressee], said("")
    for post in others:
        fresh = post != ""
        for earlier in before:
            fresh &= post != earlier
        parts += case((fresh, said(",") + post), else_=said(""))
        before.append(post)
    return addressee, func.substr(parts, 2) if others else said("")
