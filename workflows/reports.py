"""What is handed in: versions, figures, whether a figure may be official yet, and whether silence may be meant."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import func, select

from config.duty import Duty
from state_machines.errors import Refused
from workflows import escalate
from workflows.acts import Act
from workflows.asked import asked
from workflows.charter import Charter
from workflows.derived import duty_on
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Figure, Report
from workflows.register.unit_of_work import UnitOfWork
from workflows.working_time import at, day_of, last_day_of

NATURES = ("estimated", "official")
#: The lists of parts that a report may carry, as people call them.
PARTS = {"sections": "mục", "attachments": "phụ lục"}


def check(charter: Charter, row: Assignment, act: Act) -> dict[str, Any]:
    """Check what is handed in or recorded, and return what the journal says of it.

    Raises:
        Refused: saying what is wrong and what it should be.
    """
    details = _parts(charter, row, act) | _figures(row, act)
    if row.quota and act.act == "record":
        details |= {"recorded": row.recorded + 1, "quota": row.quota}
    return details


def carries(act: Act) -> bool:
    """Tell whether an act carries anything that is kept as a report: figures, parts, or *không phát sinh*."""
    return any(act.content.get(name) for name in ("figures", "nil", *PARTS))


def _parts(charter: Charter, row: Assignment, act: Act) -> dict[str, Any]:
    """Check that *không phát sinh* is said where it may be, and nothing at all is said nowhere.

    Where nothing to report is an answer, silence is none: a report says *không phát sinh*, or carries content with
    every part that the duty requires. Any other report counts as handed in without them, as a refusal would make a
    report in time a missed one; where it lists its parts, the journal names those that are missing, for whoever
    checks it to send it back.
    """
    nil = act.content.get("nil", False)
    if not isinstance(nil, bool):
        raise _refused(row, act, "Không phát sinh (nil) phải là true hoặc false.")
    for name, word in PARTS.items():
        listed = act.content.get(name, [])
        if not isinstance(listed, list) or any(not isinstance(one, str) or not one.strip() for one in listed):
            raise _refused(row, act, f"Danh sách {word} ({name}) phải là danh sách các tên.")
    found = asked(charter, row) if not row.derived and act.act != "record" else None
    duty = None if found is None else found.duty
    if duty is None or not duty.nil_report:
        if nil:
            raise _refused(
                row, act, "Việc này không nhận báo cáo «không phát sinh»; hãy gửi nội dung, kể cả khi số liệu bằng 0."
            )
        missing = [] if duty is None else _missing(duty, act, [name for name in PARTS if act.content.get(name)])
        return {"missing": missing} if missing else {}
    if nil:
        if any(act.content.get(name) for name in ("figures", *PARTS)):
            raise _refused(
                row, act, "Đã báo không phát sinh thì không kèm số liệu, mục hay phụ lục; hãy bỏ một trong hai."
            )
        return {}
    if carries(act):
        if missing := _missing(duty, act, PARTS):
            raise _refused(row, act, f"Báo cáo còn thiếu: {', '.join(missing)}.")
    elif row.state != "reported" or act.act == "report":
        raise _refused(
            row,
            act,
            "Báo cáo không có nội dung: hãy kèm số liệu (figures), mục (sections) hoặc phụ lục (attachments), hoặc ghi "
            "rõ không phát sinh (nil: true).",
        )
    return {}


def _missing(duty: Duty, act: Act, names: Iterable[str]) -> list[str]:
    """Return the required parts of these lists that are not among those given; a part may be told with more words."""
    found = []
    for name in names:
        given = [_plain(one) for one in act.content.get(name, [])]
        wanted: tuple[str, ...] = getattr(duty.requires, name)
        found += [part for part in wanted if not any(one.startswith(_plain(part)) for one in given)]
    return found


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _figures(row: Assignment, act: Act) -> dict[str, Any]:
    """Check the figures of a report and return what the journal says of them.

    While the data window is open only estimates (*ước*) are true; the deadline may fall before its close (BB-3.1e).

    Raises:
        Refused: naming the figure and what it should be.
    """
    figures = act.content.get("figures") or []
    if not isinstance(figures, list) or any(not isinstance(f, dict) or "name" not in f for f in figures):
        raise _refused(row, act, "Số liệu (figures) phải là danh sách, mỗi số có tên (name).")
    for figure in figures:
        if figure.get("nature") not in NATURES:
            raise _refused(
                row,
                act,
                f"Số liệu «{figure['name']}» phải ghi rõ là ước (estimated) hay chính thức (official).",
            )
        if not _is_word(row, figure):
            _check_value(row, act, figure)
        # One occurrence of a count, or one figure of a target, is final when it is recorded; only a period closes.
        reported = act.act != "record"
        if reported and _window_is_open(row, act.at) and figure["nature"] == "official":
            closes = last_day_of(row.window_closes_at)
            raise _refused(
                row,
                act,
                f"Số liệu «{figure['name']}» ghi là chính thức khi kỳ số liệu chưa khép (đến hết ngày "
                f"{closes:%d/%m/%Y}); hãy ghi là ước thực hiện (estimated).",
            )
    if not figures:
        return {}
    estimated = sum(figure["nature"] == "estimated" for figure in figures)
    return {"figures": len(figures), "estimated": estimated}


def _is_word(row: Assignment, figure: dict[str, Any]) -> bool:
    """Tell whether the figure of a target is a word, as a rating is; which one may stand, its target says."""
    value = figure.get("value")
    return row.kind == "target" and isinstance(value, str) and _number(value) is None and "of" not in figure


def _check_value(row: Assignment, act: Act, figure: dict[str, Any]) -> None:
    """Refuse what cannot be a figure: no number, less than nothing, or more than the whole."""
    name = figure["name"]
    value, whole = _number(figure.get("value")), _number(figure.get("of", 0))
    if value is None or whole is None:
        raise _refused(row, act, f"Số liệu «{name}» phải là số không âm (value, of).")
    # Nothing of nothing is what a share is when no case arose; anything of nothing is a slip.
    nothing_arose = row.kind == "target" and not value
    if "of" in figure and not whole and not nothing_arose:
        raise _refused(row, act, f"Số liệu «{name}»: tổng số (of) phải lớn hơn 0.")
    if whole and value > whole:
        raise _refused(row, act, f"Số liệu «{name}»: {value} lớn hơn tổng số {whole}.")


def _refused(row: Assignment, act: Act, reason: str) -> Refused:
    return Refused("assignment", act.act, row.state, reason)


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


def _window_is_open(row: Assignment, at: datetime) -> bool:
    """Tell whether figures may still change; the report of a day or a week is due on it and closes it itself."""
    return at < row.window_closes_at < NEVER and row.why.get("rule") != "same_day"


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
