"""What is recorded for a target: whether it is the right figure, what the register holds, what follows for a breach."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.directive import Baseline
from config.duty import Target
from state_machines.errors import Refused
from workflows import escalate
from workflows.acts import Act
from workflows.asked import asked
from workflows.charter import Charter
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Assignment, Figure, Report
from workflows.register.unit_of_work import UnitOfWork
from workflows.targets import LEVELS, Judged, Reading, judge

#: What the journal line of a recorded figure says by itself; nobody else may say it.
_OURS = frozenset(("figure", "verdict", "reason", "value", "threshold", "baseline", "unit", "part", "nature"))


@dataclass(frozen=True, slots=True)
class Measure:
    """By what a target is judged, as the policy says it today.

    Attributes:
        target: what is to be reached.
        baseline: from where progress is measured; None without one.
        figure: the name of the figure that is recorded for it.
    """

    target: Target
    baseline: Baseline | None
    figure: str


def measure_of(charter: Charter, row: Assignment) -> Measure | None:
    """Return by what a target is judged; None where today's policy has it no more."""
    found = asked(charter, row)
    if found is None or found.duty.target is None:
        return None
    target = found.duty.target
    baseline = found.directive.baselines().get(target.baseline) if target.baseline else None
    return Measure(target, baseline, target.figure or found.duty.key)


def taken(session: Session, assignments: Any) -> dict[int, dict[str, list[Reading]]]:
    """Return what was recorded for some targets: by assignment and name of the figure, in order of time.

    Args:
        session: the open session.
        assignments: their ids, or a SELECT of them.
    """
    found: dict[int, dict[str, list[Reading]]] = {}
    rows = session.execute(
        select(Report.assignment_id, Report.at, Figure.name, Figure.value, Figure.of, Figure.nature)
        .join(Figure, Figure.report_id == Report.id)
        .where(Report.assignment_id.in_(assignments))
        .order_by(Report.assignment_id, Report.at, Report.version)
    )
    for assignment_id, at, name, value, of, nature in rows:
        reading = Reading(at, _value(value), None if of is None else Fraction(Decimal(of)), nature == "estimated")
        found.setdefault(assignment_id, {}).setdefault(name, []).append(reading)
    return found


def check(uow: UnitOfWork, charter: Charter, row: Assignment, act: Act) -> dict[str, Any]:
    """Check what is recorded for a target, and return what the journal says of it: the verdict at that moment.

    Raises:
        Refused: when it is another figure, none, or no value of the kind that the target has.
    """
    measure = measure_of(charter, row)
    if measure is None:
        raise _refused(row, act, "Chính sách hiện hành không còn chỉ tiêu này.")
    if ours := sorted(_OURS & act.content.keys()):
        raise _refused(row, act, f"Kết quả đánh giá do hệ thống tính từ số liệu; hãy bỏ: {', '.join(ours)}.")
    figures = act.content.get("figures") or []
    names = [str(figure["name"]) for figure in figures]
    if names != [measure.figure]:
        told = f", không phải «{'», «'.join(names)}»" if names else ""
        reason = f"Chỉ tiêu «{measure.target.indicator}» được đo bằng đúng một số liệu «{measure.figure}»{told}."
        raise _refused(row, act, reason)
    _check_kind(measure.target, row, act, figures[0]["value"])
    reading = _reading(act, figures[0])
    earlier = taken(uow.session, (row.id,)).get(row.id, {}).get(measure.figure, [])
    until_now = [one for one in earlier if one.at <= act.at]
    judged = judge(measure.target, measure.baseline, [*until_now, reading])
    return judged.details() | {"figure": measure.figure}


def settle(uow: UnitOfWork, charter: Charter, row: Assignment, act: Act) -> None:
    """End the climbing where the latest figure reaches what was missed; the lateness stays.

    Told late, it counts from when it was told: the unit's own word cannot undo a breach that was announced.
    """
    measure = measure_of(charter, row)
    if measure is None or not missed(row):
        return
    readings = taken(uow.session, (row.id,)).get(row.id, {}).get(measure.figure, [])
    if _latest(measure, readings).verdict == "met":
        on = max(act.at, uow.recorded_at) if row.announced_at > act.at else act.at
        row.received_at = row.reported_at = on
        escalate.drop(uow, row, on=on, reason="chỉ tiêu đã đạt")


def missed(row: Assignment) -> bool:
    """Tell whether the target was announced as missed and has not been reached since."""
    return row.announced_at > LONG_AGO and row.received_at >= NEVER


def _latest(measure: Measure, readings: Sequence[Reading]) -> Judged:
    return judge(measure.target, measure.baseline, readings[-1:])


def _check_kind(target: Target, row: Assignment, act: Act, value: Any) -> None:
    """A rating has a level, a rank has a place; anything else has a number, which `workflows.reports` has checked."""
    if target.type == "rating_min":
        if value not in LEVELS:
            codes = ", ".join(f"{code} ({words})" for code, words in LEVELS.items())
            raise _refused(row, act, f"Mức xếp loại phải là một trong: {codes}.")
        return
    if not _is_number(value):
        raise _refused(row, act, f"Số liệu «{act.content['figures'][0]['name']}» phải là số không âm (value, of).")
    ranked = target.type == "rank_max" or (target.of is not None and target.type in ("attain_maintain", "external"))
    if ranked and (Decimal(str(value)) < 1 or Decimal(str(value)) % 1):
        raise _refused(row, act, "Thứ hạng phải là số nguyên từ 1.")


def _is_number(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite() and Decimal(str(value)) >= 0
    except InvalidOperation:
        return False


def _reading(act: Act, figure: dict[str, Any]) -> Reading:
    of = figure.get("of")
    whole = None if of is None else Fraction(Decimal(str(of)))
    return Reading(act.at, _value(str(figure["value"])), whole, figure["nature"] == "estimated")


def _value(said: str) -> Fraction | str:
    return said if said in LEVELS else Fraction(Decimal(said))


def _refused(row: Assignment, act: Act, reason: str) -> Refused:
    return Refused("assignment", act.act, row.state, reason)
