"""What is handed in: versions, figures, and whether a figure may be official yet."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import func, select

from state_machines.errors import Refused
from workflows import escalate
from workflows.acts import Act
from workflows.charter import Charter
from workflows.derived import duty_on
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Figure, Report
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import at, day_of, last_day_of

NATURES = ("estimated", "official")


def check(row: Assignment, act: Act) -> dict[str, Any]:
    """Check the figures of a report and return what the journal says of them.

    While the data window is open only estimates (*ước*) are true; the deadline may fall before its close (BB-3.1e).

    Raises:
        Refused: naming the figure and what it should be.
    """
    figures = act.content.get("figures") or []
    if not isinstance(figures, list) or any(not isinstance(f, dict) or "name" not in f for f in figures):
        raise Refused("assignment", act.act, row.state, "Số liệu (figures) phải là danh sách, mỗi số có tên (name).")
    for figure in figures:
        if figure.get("nature") not in NATURES:
            raise Refused(
                "assignment",
                act.act,
                row.state,
                f"Số liệu «{figure['name']}» phải ghi rõ là ước (estimated) hay chính thức (official).",
            )
        _check_value(row, act, figure)
        if figure["nature"] == "official" and act.at < row.window_closes_at < NEVER:
            closes = last_day_of(row.window_closes_at)
            raise Refused(
                "assignment",
                act.act,
                row.state,
                f"Số liệu «{figure['name']}» ghi là chính thức khi kỳ số liệu chưa khép (đến hết ngày "
                f"{closes:%d/%m/%Y}); hãy ghi là ước thực hiện (estimated).",
            )
    if not figures:
        return {}
    estimated = sum(figure["nature"] == "estimated" for figure in figures)
    return {"figures": len(figures), "estimated": estimated}


def _check_value(row: Assignment, act: Act, figure: dict[str, Any]) -> None:
    """Refuse what cannot be a figure: no number, less than nothing, or more than the whole."""
    name = figure["name"]
    value, whole = _number(figure.get("value")), _number(figure.get("of", 0))
    if value is None or whole is None:
        raise Refused("assignment", act.act, row.state, f"Số liệu «{name}» phải là số không âm (value, of).")
    if "of" in figure and not whole:
        raise Refused("assignment", act.act, row.state, f"Số liệu «{name}»: tổng số (of) phải lớn hơn 0.")
    if whole and value > whole:
        raise Refused("assignment", act.act, row.state, f"Số liệu «{name}»: {value} lớn hơn tổng số {whole}.")


def _number(said: Any) -> Decimal | None:
    if isinstance(said, bool) or not isinstance(said, int | float | str):
        return None
    try:
        number = Decimal(str(said))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def store(uow: UnitOfWork, row: Assignment, act: Act) -> None:
    """Keep one version of what was handed in."""
    latest = uow.session.scalar(select(func.max(Report.version)).where(Report.assignment_id == row.id))
    report = Report(
        assignment_id=row.id,
        version=(latest or 0) + 1,
        at=act.at,
        by=act.by,
        content={k: v for k, v in act.content.items() if k != "figures"},
    )
    uow.session.add(report)
    uow.session.flush()
    for figure in act.content.get("figures") or []:
        of = figure.get("of")
        uow.session.add(
            Figure(
                report_id=report.id,
                name=str(figure["name"]),
                value=str(figure.get("value", "")),
                of=None if of is None else str(of),
                nature=figure["nature"],
            )
        )


def ask_official_figures(uow: UnitOfWork, charter: Charter, row: Assignment, on: datetime) -> None:
    """Ask for official figures once the window has closed, where the report that arrived had estimates."""
    session = uow.session
    session.flush()
    latest = session.scalar(
        select(Report.id).where(Report.assignment_id == row.id).order_by(Report.version.desc()).limit(1)
    )
    estimated = session.scalar(
        select(func.count()).select_from(Figure).where(Figure.report_id == latest, Figure.nature == "estimated")
    )
    key = f"{row.key}#official-figures"
    if not estimated or row.window_closes_at >= NEVER or not row.timetable:
        return
    if session.scalar(select(Assignment.id).where(Assignment.key == key)) is not None:
        return
    opens = max(row.window_closes_at, on)
    due = escalate.stored_ladder(uow, row.timetable).official_figures
    closes = last_day_of(row.window_closes_at) if opens == row.window_closes_at else day_of(on)
    until = at(charter.calendar.shift(closes, due.working_days), due.at)
    cites = charter.cite(due.cites)
    session.add(
        duty_on(
            row,
            key=key,
            kind="official_figures",
            answered_by="report",
            performer=row.performer,
            head=row.head,
            officer=row.officer,
            title=f"Số liệu chính thức: {row.title}",
            cites=f"{row.cites}; {cites}",
            opens_at=opens,
            deadline=until,
            cut_off_at=until,
            why={
                "rule": "official_figures",
                "of": row.key,
                "working_days": due.working_days,
                "at": f"{due.at:%H:%M}",
                "cites": cites,
                "provenance": "default",
            },
        )
    )
