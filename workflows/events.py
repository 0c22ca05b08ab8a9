"""What an event brings forth: a duty of its own, with its own deadline and ladder (GĐ-41)."""

import re
import unicodedata
from typing import Any

from sqlalchemy import select

from state_machines.errors import Refused
from workflows import sweep
from workflows.acts import Act
from workflows.asked import Asked, asked
from workflows.charter import Charter, Planned
from workflows.letters import happened
from workflows.register.tables import Assignment, PolicyVersion
from workflows.register.unit_of_work import UnitOfWork
from workflows.steps.cutting_off import cut_off
from workflows.steps.opening import open_periods
from workflows.working_time import day_of, end_of_day

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 64


def check(uow: UnitOfWork, charter: Charter, row: Assignment, act: Act) -> dict[str, Any]:
    """Check that an event can be told of, once, and return what the journal says of it.

    Args:
        uow: the open transaction.
        charter: the policy of the day.
        row: the duty on events of this kind.
        act: its content names the event (``event``, a short name) and says what happened (``what``).

    Raises:
        Refused: where the name is none, the event was told of before, or the policy knows no such duty any more.
    """
    name = act.content["event"]
    if not isinstance(name, str) or len(name) > _LONGEST or not _NAME.fullmatch(name):
        raise _refused(
            row,
            act,
            f"Tên sự kiện «{name}» không dùng làm mã được: chỉ gồm chữ thường không dấu, số và dấu gạch nối, tối đa "
            f"{_LONGEST} ký tự, ví dụ «ho-so-000123».",
        )
    _of_today(charter, row, act)
    key = _key(row, act)
    since = uow.session.scalar(select(Assignment.opens_at).where(Assignment.key == key))
    if since is not None:
        raise _refused(row, act, f"Sự kiện «{name}» đã được ghi nhận, xảy ra lúc {happened(since)}; mỗi lần một tên.")
    return {"opens": key}


def open_duty(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Open the duty that an event brings forth; where the text gives no time at all, it is breached at once.

    It stands with whoever stands with such duties on the day of the event; its rungs fall in the sweeps that follow,
    as none can be dated back.
    """
    found = _of_today(charter, row, act)
    day = day_of(act.at)
    due = charter.deadlines.after_event(found.duty, act.at, day)
    planned = Planned(found.directive, found.clause, found.duty, row.performer, None, day, due)
    what = " ".join(unicodedata.normalize("NFC", str(act.content["what"])).split())
    columns = charter.row(planned)
    # Once the authority has confirmed the time for such events, it stands for those to come as well.
    confirmed = {"confirmed": row.why["confirmed"]} if row.firm else {}
    child = Assignment(
        **columns
        | {
            "firm": max(columns["firm"], row.firm),
            "key": _key(row, act),
            "directive_id": row.directive_id,
            "source": row.source,
            "answered_by": "report",
            "title": f"{columns['title']}: {what}",
            "opens_at": act.at,
            "next_due_at": act.at,
            "why": columns["why"] | {"of": row.key, "told_by": act.by, "what": what} | confirmed,
        }
    )
    timetable = charter.timetable(found.directive, found.duty)
    if timetable is not None:
        timetable.store(uow.session)
    if uow.session.get(PolicyVersion, charter.policy.version) is None:
        uow.session.add(PolicyVersion(version=charter.policy.version, first_used_at=uow.recorded_at))
    uow.session.add(child)
    uow.session.flush()
    sweep.catch_up(uow, charter, as_of=act.at, only=child.id, steps=(open_periods, cut_off))


def _of_today(charter: Charter, row: Assignment, act: Act) -> Asked:
    found = asked(charter, row)
    if found is None or found.duty.event is None:
        raise _refused(
            row, act, "Chính sách hiện hành không còn nhiệm vụ theo sự kiện này; không phát sinh thêm việc được."
        )
    if act.at >= end_of_day(found.directive.term_until):
        until = found.directive.term_until
        raise _refused(row, act, f"«{found.directive.label}» chỉ áp dụng đến hết ngày {until:%d/%m/%Y}.")
    return found


def _key(row: Assignment, act: Act) -> str:
    return f"{row.key}/{act.content['event']}"


def _refused(row: Assignment, act: Act, reason: str) -> Refused:
    return Refused("assignment", act.act, row.state, reason)
