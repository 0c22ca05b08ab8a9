"""Liability: who answered for a breach, in which way; written when it is announced, kept whatever becomes of it.

Only what a person may be judged on is written down: work of the directive itself whose deadline is the document's (or
was confirmed) and that climbs a ladder. What hangs on a work, such as an explanation that is owed, is part of the same
thing (GĐ-75).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Text, and_, case, cast, exists, func, insert, literal, or_, select
from sqlalchemy.orm import Session

from config.liability import LiabilityRule
from state_machines.law import SYSTEM
from state_machines.liability import LIABILITY
from state_machines.machine import Machine
from workflows.batch import DUE_ID, Batch, instant, said
from workflows.charter import Charter
from workflows.holders import spells
from workflows.people import other_line
from workflows.register.columns import LONG_AGO
from workflows.register.tables import Assignment, Directive
from workflows.register.tables_liability import Liability
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import at, day_of

LIABILITIES = Machine(LIABILITY)
#: The column of an assignment that names each role.
_ROLES: dict[str, Any] = {
    "head": Assignment.head,
    "officer": Assignment.officer,
    "deputy_in_charge": Assignment.deputy,
    "watcher": Assignment.watcher,
    "monitor": Assignment.monitor,
}
#: What each state is reached by.
_MOVES = {"charged": "charge", "lifted": "lift", "undone": "undo"}


def charge(uow: UnitOfWork, charter: Charter, batch: Batch, *, today: date) -> None:
    """Write down who answers for every work of a batch that was just cut off.

    Args:
        uow: the open transaction.
        charter: the policy of the jurisdiction.
        batch: the rows that missed their deadline.
        today: the day on which the national default is asked for.
    """
    due, row = batch.due(), Assignment

    def joined(statement: Any) -> Any:
        return statement.select_from(due).join(row, row.id == DUE_ID)

    dual = func.max(case((row.co_head != "", 1), else_=0))
    directives = joined(select(row.directive_id, Directive.key, dual)).join(Directive, Directive.id == row.directive_id)
    grouped = directives.where(*_chargeable()).group_by(row.directive_id, Directive.key).order_by(Directive.key)
    for directive_id, key, both in uow.session.execute(grouped).all():
        mine = _Rows(joined, (row.directive_id == directive_id,), due.c.n, bool(both))
        _charge(uow, charter, key, today, mine)


def settle(uow: UnitOfWork, charter: Charter, base: Assignment, *, on: datetime, confirmed: bool = False) -> None:
    """Bring what was written down about a work to what an act has made of it.

    A breach that never was, and a work that was revoked, charge nobody; an objective cause that the authority has
    found takes it off the count, unless the text makes no exception; each with its reason, and kept.

    Args:
        uow: the open transaction.
        charter: the policy of the jurisdiction.
        base: the work.
        on: the instant of the act (aware).
        confirmed: whether its deadline was just confirmed, so that a breach of it counts from now on.
    """
    if base.derived:
        return
    if confirmed and base.announced_at >= base.cut_off_at:
        key = uow.session.scalar(select(Directive.key).where(Directive.id == base.directive_id)) or ""
        _charge(uow, charter, key, day_of(on), _only(base))
    row = Liability
    for one in uow.session.scalars(select(row).where(row.assignment_id == base.id).order_by(row.key)).all():
        state, reason = _wanted(base, one)
        if state == one.state:
            continue
        rule = LIABILITIES.fire(one, _MOVES[state], as_of=on, by=SYSTEM)
        one.reason = reason
        details = {"assignment": base.key, "kind": one.kind, "post": one.post, "line": one.line, "reason": reason}
        uow.record("liability", rule, one.key, at=on, by=SYSTEM, details=details, cites=f"{one.cites}; {rule.cites}")


def charge_event(uow: UnitOfWork, charter: Charter, row: Assignment, *, on: datetime) -> None:
    """Write down who answers for an event that is a ground by itself, such as a low score, whatever follows from it.

    Args:
        uow: the open transaction.
        charter: the policy of the jurisdiction.
        row: the duty that the event brought forth.
        on: the instant of the event (aware).
    """
    key = uow.session.scalar(select(Directive.key).where(Directive.id == row.directive_id)) or ""
    _charge(uow, charter, key, day_of(on), _only(row, ground="event"))


def _wanted(base: Assignment, one: Liability) -> tuple[str, str]:
    """Return the state that a liability is to have, and why."""
    if base.state == "revoked":
        return "undone", "nhiệm vụ đã được thu hồi"
    # A breach that is taken back ends its cycle; whatever is missed afterwards is another.
    if one.ground == "breach" and one.cycle == base.cycle - 1 and base.announced_at == LONG_AGO:
        return "undone", "không quá hạn: đã nhận được trong hạn"
    if one.state == "undone" and one.cycle < base.cycle:
        return one.state, one.reason
    if base.fault == "objective" and not one.regardless:
        return "lifted", "người có thẩm quyền xác định nguyên nhân khách quan"
    return "charged", ""


def _chargeable() -> list[Any]:
    row = Assignment
    return [row.derived == 0, row.firm == 1, row.timetable != ""]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which works are charged for, and on what ground."""

    joined: Callable[[Any], Any]
    where: tuple[Any, ...]
    order: Any
    dual: bool
    ground: str = "breach"


@dataclass(frozen=True, slots=True)
class _Who:
    """Who answers, on which line and before whom: columns; ``mark`` stands in the key where it is not the own line."""

    post: Any
    line: Any
    answerable_to: Any
    mark: Any = ""


def _only(one: Assignment, *, ground: str = "breach") -> _Rows:
    """Return a single work."""

    def alone(statement: Any) -> Any:
        return statement.select_from(Assignment)

    return _Rows(alone, (Assignment.id == one.id,), Assignment.id, bool(one.co_head), ground)


def _charge(uow: UnitOfWork, charter: Charter, directive_key: str, today: date, rows: _Rows) -> None:
    """Write one statement for each rule, in their order, so that the first that means a post counts."""
    directive = charter.policy.directive(directive_key)
    if directive is None:
        return
    row = Assignment
    for rule in charter.policy.liabilities(directive, today):
        post = _ROLES[rule.of] if rule.of else said(rule.post or "")
        known = case((post == row.head, row.authority), else_=case((post == row.authority, ""), else_=row.authority))
        _write(uow.session, charter, rule, rows, _Who(post, row.line, known))
        if rows.dual and rule.of == "head":
            line = case((row.line == "party", other_line("party")), else_=other_line("administrative"))
            answerable = case((row.co_authority != "", row.co_authority), else_=row.authority)
            _write(uow.session, charter, rule, rows, _Who(row.co_head, line, answerable, said("-") + line))


def _scope(rule: LiabilityRule) -> Iterator[Any]:
    row = Assignment
    if rule.clauses:
        yield or_(*(or_(row.clause == path, row.clause.startswith(path + ".")) for path in rule.clauses))
    if rule.over:
        yield row.performer.in_(rule.over)


def _write(session: Session, charter: Charter, rule: LiabilityRule, rows: _Rows, who: _Who) -> None:
    row, made = Assignment, Liability
    on = row.cut_off_at if rows.ground == "breach" else row.opens_at
    named = cast(who.post, Text)
    key = row.key + said(f"#liability-{rule.kind}-") + named + who.mark
    values: dict[str, Any] = {
        "key": case((row.cycle > 1, key + said(".") + cast(row.cycle, Text)), else_=key),
        "jurisdiction": row.jurisdiction,
        "assignment_id": row.id,
        "cycle": row.cycle,
        "line": who.line,
        "kind": said(rule.kind),
        "post": named,
        "holder": _holder(charter, rule, who.post, on),
        "answerable_to": who.answerable_to,
        "state": said("charged"),
        "at": on,
        "ground": said(rows.ground),
        "regardless": literal(int(rule.regardless)),
        "reason": said(""),
        "cites": row.cites + said(f"; {charter.cite(rule.cites)}"),
    }
    before = exists(
        select(made.id).where(
            made.assignment_id == row.id, made.cycle == row.cycle, made.line == who.line, made.post == named
        )
    )
    where = [*rows.where, *(_chargeable() if rows.ground == "breach" else ()), *_scope(rule), who.post != "", ~before]
    chosen = rows.joined(select(*values.values())).where(*where).order_by(rows.order)
    session.execute(insert(made).from_select(list(values), chosen, include_defaults=False))


def _holder(charter: Charter, rule: LiabilityRule, post: Any, on: Any) -> Any:
    """Who held the post when the deadline passed: at 24:00, whoever held it on the day that ended."""
    organization = charter.jurisdiction.organization
    arms = [
        (
            and_(
                post == spell.post,
                on > instant(at(spell.since, time(0))),
                on <= instant(at(spell.until, time(0))),
            ),
            said(spell.holder),
        )
        for spell in spells(organization)
        if rule.post in (None, spell.post)
    ]
    other: Any = said("")
    if rule.of == "officer":
        # A named officer is no post, but an identifier already.
        other = case((post.in_([one.key for one in organization.posts]), ""), else_=post)
    return case(*arms, else_=other) if arms else other
