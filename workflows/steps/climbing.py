"""Fire rungs whose condition holds: issue what is automatic, lay before a person what is not."""

import contextlib
from datetime import datetime
from typing import Any

from sqlalchemy import case, insert, select, text, update
from sqlalchemy.orm import Session

from config.ladder import Due, Ladder
from state_machines.escalation import ESCALATION
from workflows.batch import DUE_ID, Batch, instant, said
from workflows.chain import BrokenChain, Link
from workflows.derived import columns
from workflows.register.columns import NEVER, iso, json_object
from workflows.register.tables import Assignment, Escalation
from workflows.steps.step import Step
from workflows.working_time import at

#: Condition that lets both databases use the partial index of rungs that are due.
RUNG_DUE_SOME_DAY = text("due_at < 253370764800")
#: By mode: the paper's suffix, its kind, what answers it, and how its title begins.
PAPERS = {
    "to_sign": ("#signature", "signature", "sign", "Ký văn bản"),
    "proposal": ("#decision", "decision", "decide", "Quyết định về đề xuất"),
}


def escalate(step: Step) -> int:
    """Fire the rungs that are due; a rung cannot be dated back, so its line bears the instant of the sweep."""
    _seat(step)
    batch = Batch(step.uow, ESCALATION, Escalation)
    due = [Escalation.due_at <= step.as_of, RUNG_DUE_SOME_DAY, *step.scope.of(Escalation)]
    if not batch.gather("escalate", as_of=step.as_of, due=due, most=step.most):
        return 0
    row = Escalation
    details = json_object(
        rung=row.rung,
        line=row.line,
        mode=row.mode,
        addressee=row.addressee,
        holder=row.holder,
        assignment=Assignment.key,
        due=iso(row.due_at),
        passed_over=row.redirected,
        sooner=row.sooner,
    )
    batch.journal(at=instant(step.as_of), details=details, cites=Assignment.cites + "; " + row.cites)
    automatic = case((row.mode == "automatic", row.addressee), else_="")
    facts = json_object(deadline=iso(Assignment.cut_off_at), mode=row.mode)
    step.notices += batch.notify(row.rung, to=automatic, at=step.as_of, facts=facts)
    _lay_out_papers(step, batch)
    state = case((row.mode == "automatic", "issued"), (row.mode == "to_sign", "drafted"), else_="proposed")
    issued = case((row.mode == "automatic", instant(step.as_of)), else_=row.issued_at)
    step.change(row, state=state, raised_at=step.as_of, issued_at=issued, due_at=NEVER)
    return step.count("escalate", batch.count)


def paper_due(ladder: Ladder, mode: str, step: Step) -> datetime:
    """Return when a paper laid out now must be signed or decided."""
    due: Due = ladder.signature if mode == "to_sign" else ladder.decision
    return at(step.charter.calendar.shift(step.today, due.working_days), due.at)


def _lay_out_papers(step: Step, batch: Batch) -> None:
    """Make each draft and proposal a duty of whoever must sign or decide, with a deadline of its own.

    What falls by itself is copied to whom its ladder says.
    """
    row, paper, due = Escalation, Assignment, batch.due()
    session = step.uow.session
    other = (row.line != paper.line) & (paper.co_authority != "")
    judge = case((other, paper.co_authority), else_=paper.authority)
    joined = select(row.mode, row.rung, row.holder, row.line, paper.timetable, judge).select_from(due)
    joined = joined.join(row, row.id == DUE_ID).join(paper, paper.id == row.assignment_id)
    told = (row.mode != "automatic") | (row.copies != "")
    for mode, rung, holder, line, timetable, authority in session.execute(joined.where(told).distinct()).all():
        if mode == "automatic":
            _copy(step, batch, rung, line)
            continue
        ladder = step.ladder(timetable)
        suffix, kind, answered_by, title = PAPERS[mode]
        answer_due = ladder.signature if mode == "to_sign" else ladder.decision
        until = paper_due(ladder, mode, step)
        cites = step.charter.cite(answer_due.cites)
        label = next(one.label for one in ladder.rungs if one.key == rung)
        # The paper never goes to whom it is about: then to whoever comes after.
        after, chain = "", step.charter.chain
        following = chain.next_holder(holder, authority, step.today, about="", line=line)
        if following:
            after = chain.next_holder(holder, authority, step.today, about=following, line=line)
        values: dict[str, Any] = columns() | {
            "key": row.key + said(suffix),
            "kind": said(kind),
            "answered_by": said(answered_by),
            "line": row.line,
            "performer": row.holder,
            "head": row.holder,
            "authority": said(authority),
            "title": said(f"{title} «{label}»: ") + paper.title,
            "cites": paper.cites + said(f"; {cites}"),
            "opens_at": instant(step.as_of),
            "next_due_at": instant(step.as_of),
            "deadline": instant(until),
            "cut_off_at": instant(until),
            "monitor": said(""),
            "passes_to": case((row.addressee == said(following), said(after)), else_=said(following)),
            "why": json_object(
                rule=kind,
                of=row.key,
                working_days=answer_due.working_days,
                at=f"{answer_due.at:%H:%M}",
                cites=cites,
                provenance="default",
            ),
        }
        chosen = (
            select(*values.values())
            .select_from(due)
            .join(row, row.id == DUE_ID)
            .join(paper, paper.id == row.assignment_id)
            .where(
                row.mode == mode,
                row.rung == rung,
                row.holder == holder,
                row.line == line,
                paper.timetable == timetable,
                judge == authority,
            )
            .order_by(due.c.n)
        )
        session.execute(insert(paper).from_select(list(values), chosen, include_defaults=False))


def _copy(step: Step, batch: Batch, rung: str, line: str) -> None:
    """Copy an automatic rung to whoever else it goes to, each post in its own letter."""
    row, due = Escalation, batch.due()
    mine = (row.mode == "automatic") & (row.rung == rung) & (row.line == line)
    lists = select(row.copies).select_from(due).join(row, row.id == DUE_ID).where(mine, row.copies != "").distinct()
    facts = json_object(deadline=iso(Assignment.cut_off_at), mode=row.mode)
    for copies in step.uow.session.scalars(lists.order_by(row.copies)).all():
        for post in copies.split(","):
            to = case((mine & (row.copies == copies), said(post)), else_="")
            step.notices += batch.notify(row.rung, to=to, at=step.as_of, facts=facts, copy=True)


def _seat(step: Step) -> None:
    """Turn what is due to an empty post to whoever stands in for it, and keep the reason (GĐ-21).

    Where the stand-in would hold a paper about themselves, the paper goes to whoever they answer to (promise 6).
    """
    chain, row, session = step.charter.chain, Escalation, step.uow.session
    pending = [row.due_at <= step.as_of, RUNG_DUE_SOME_DAY, row.state == "scheduled", *step.scope.of(row)]
    empty = set(chain.empty_on(step.today))
    for column in (row.addressee, row.holder):
        for post, line in session.execute(select(column, row.line).where(*pending).distinct()).tuples().all():
            if post in empty:
                with contextlib.suppress(BrokenChain):
                    seated = chain.stand_in(post, step.today, line=line)
                    _turn(session, column, seated, [*pending, column == post, row.line == line])
    about_themselves = [*pending, row.holder == row.addressee]
    for holder, line in (
        session.execute(select(row.holder, row.line).where(*about_themselves).distinct()).tuples().all()
    ):
        with contextlib.suppress(BrokenChain):
            seated = chain.stand_in(holder, step.today, line=line, avoid=(holder,))
            _turn(session, row.holder, seated, [*about_themselves, row.holder == holder, row.line == line])


def _turn(session: Session, column: Any, seated: Link, where: list[Any]) -> None:
    said_before = case((Escalation.redirected != "", Escalation.redirected + "; "), else_="")
    session.execute(
        update(Escalation)
        .where(*where)
        .values({column: seated.post, Escalation.redirected: said_before + "; ".join(seated.passed_over)}),
        execution_options={"synchronize_session": False},
    )
