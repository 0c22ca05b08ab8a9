"""A consolidated report told to people and to programs: what is in it, who is missing, whose the lateness is."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from workflows.charter import Charter
from workflows.consolidate import Fed, gather
from workflows.escalate import said
from workflows.letters import happened, spoken
from workflows.register.tables import Assignment, Escalation
from workflows.shares import shares
from workflows.shares import spoken as spoken_shares


def as_data(session: Session, charter: Charter, row: Assignment, as_of: datetime) -> dict[str, Any] | None:
    """Return a fan-in as plain data, as it stands at an instant; None where it is no consolidated report.

    Shares of a lateness are exact: seconds of office time, and a fraction written as ``numerator/denominator``.
    """
    found = gather(session, charter, row, as_of)
    if found is None:
        return None
    late = shares(session, charter, row, as_of)
    return {
        "left_at": said(found.left_at) if found.left_at is not None else None,
        "included": [_fed(one) for one in found.included],
        "arrived_after": [_fed(one) for one in found.arrived_after],
        "missing": [_fed(one) for one in found.missing],
        "shares": [
            {"key": one.key, "post": one.post, "seconds": float(one.seconds), "fraction": str(one.fraction)}
            for one in (late.every if late is not None else ())
        ],
    }


def sentences(session: Session, charter: Charter, row: Assignment, as_of: datetime) -> Iterator[str]:
    """Yield a fan-in in sentences; nothing where it is no consolidated report."""
    found = gather(session, charter, row, as_of)
    if found is None:
        return
    fed = [*found.included, *found.arrived_after, *found.missing]
    yield f"Tổng hợp từ {len(fed)} báo cáo cùng kỳ; đã gồm {len(found.included)} báo cáo (GĐ-70)."
    if late := [one for one in found.included if one.late]:
        yield f"Đến muộn nhưng kịp đưa vào: {_named(charter, late)}."
    if found.arrived_after:
        yield f"Đến sau khi đã gửi đi: {_named(charter, found.arrived_after)}."
    if found.missing:
        yield f"Chưa gửi: {_missing(charter, found.missing, as_of)}."
    divided = shares(session, charter, row, as_of)
    if divided is not None:
        names = {one.performer: charter.label(one.performer) for one in divided.every}
        yield f"Phần chậm của từng nơi: {spoken_shares(charter.calendar, divided.every, names)} (GĐ-73)."


def stands_still(
    session: Session, charter: Charter, row: Assignment, rung: Escalation, as_of: datetime
) -> Iterator[str]:
    """Yield why a rung stands still, where all of the lateness is others' share."""
    divided = shares(session, charter, row, as_of) if rung.spared and rung.state == "scheduled" else None
    if divided is not None and divided.spares:
        names = {one.performer: charter.label(one.performer) for one in divided.others}
        shared = spoken_shares(charter.calendar, divided.others, names)
        yield f"Nấc này đứng yên: toàn bộ phần chậm là của nơi khác ({shared}; {rung.cites}; GĐ-74)."


def _fed(one: Fed) -> dict[str, Any]:
    return {"unit": one.performer, "key": one.key, "due": said(one.due), "received_at": said(one.received_at)}


def _named(charter: Charter, some: Sequence[Fed]) -> str:
    return ", ".join(f"{charter.label(one.performer)} ({happened(one.received_at)})" for one in some)


def _missing(charter: Charter, some: Sequence[Fed], as_of: datetime) -> str:
    return ", ".join(
        f"{charter.label(one.performer)} ({'đã quá hạn' if one.due <= as_of else 'hạn'} {spoken(one.due)})"
        for one in some
    )
