"""One faulty row must not stop the others: find it by halving, set it aside, tell.

A row is at fault when the database refuses what a sweep wants to write for it. What the database says of itself
(locked, full, gone) is nobody's fault here and is passed on.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InternalError

from state_machines.law import SYSTEM
from workflows.batch import Scope
from workflows.register.tables import Assignment, Directive, SetAside
from workflows.register.unit_of_work import Register

#: PostgreSQL's classes of faults in the data, and what a trigger raises.
_DATA = ("22", "23", "P0001")


def is_row_fault(fault: DBAPIError) -> bool:
    """Tell whether the database refused a row, as opposed to being unable to work."""
    state = getattr(fault.orig, "sqlstate", None) or ""
    return isinstance(fault, IntegrityError | DataError | InternalError) or state.startswith(_DATA)


def sweep_around(
    register: Register, jurisdiction: str, once: Callable[[Scope], None], *, as_of: datetime, recorded_at: datetime
) -> list[str]:
    """Sweep in ever smaller ranges around the rows that the database refuses.

    Args:
        register: where.
        jurisdiction: key of the jurisdiction.
        once: sweeps one range in a transaction of its own.
        as_of: the instant of the sweep (aware), under which what is set aside is journalled.
        recorded_at: the instant at which it is recorded (aware).

    Returns:
        Keys of what was set aside: directives first, then assignments with all that hangs on them.
    """
    with register.read(recorded_at) as uow:
        own = (Assignment.jurisdiction == jurisdiction, Assignment.base_id.is_(None))
        keys = dict(uow.session.execute(select(Assignment.id, Assignment.key).where(*own)).tuples().all())
        directives = uow.session.execute(
            select(Directive.id, Directive.key).where(Directive.jurisdiction == jurisdiction).order_by(Directive.id)
        ).all()
    aside: list[str] = []
    nothing = Scope(jurisdiction, lowest=1, highest=0)
    for row_id, key in directives:
        # The directives' own moves come with every range: one that fails alone is set aside before the rest is tried.
        if (fault := _try(once, nothing)) is None:
            break
        aside.append(_set_aside(register, jurisdiction, "directive", row_id, key, fault, as_of, recorded_at))
    found = sorted(keys)
    ranges: list[list[int]] = [found] if found else []
    while ranges:
        ids = ranges.pop()
        fault = _try(once, Scope(jurisdiction, ids[0], ids[-1]))
        if fault is None:
            continue
        if len(ids) > 1:
            middle = len(ids) // 2
            ranges += [ids[middle:], ids[:middle]]
            continue
        aside.append(_set_aside(register, jurisdiction, "assignment", ids[0], keys[ids[0]], fault, as_of, recorded_at))
    return aside


def _try(once: Callable[[Scope], None], scope: Scope) -> DBAPIError | None:
    try:
        once(scope)
    except DBAPIError as fault:
        if not is_row_fault(fault):
            raise
        return fault
    return None


def _set_aside(
    register: Register,
    jurisdiction: str,
    machine: str,
    row_id: int,
    key: str,
    fault: DBAPIError,
    as_of: datetime,
    recorded_at: datetime,
) -> str:
    """Note the row in a table of its own, which sweeps leave out: the row itself may refuse every change."""
    said = str(fault.orig).splitlines()[0]
    # Where even the journal refuses the row's name, the line stands under the jurisdiction.
    for subject in (key, jurisdiction):
        try:
            with register.write(recorded_at) as uow:
                uow.session.add(SetAside(machine=machine, row_id=row_id, at=as_of, fault=said))
                uow.note(
                    "register", "set_aside", "", "", subject, at=as_of, by=SYSTEM,
                    details={"row": key, "fault": said}, cites="Mặc định: dòng lỗi không chặn dòng khác",
                )  # fmt: skip
                uow.commit()
            break
        except DBAPIError as further:
            if subject == jurisdiction or not is_row_fault(further):
                raise
    return key
