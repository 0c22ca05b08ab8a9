"""Whether a lateness was the unit's own fault: found by the authority, on a basis, and never by the unit (GĐ-07)."""

from typing import Any

from state_machines.assignment_guards import is_excused
from state_machines.errors import Refused
from workflows import escalate
from workflows.acts import Act
from workflows.charter import Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import UnitOfWork

#: What a fault may be found to be, and what each is called in a letter.
FAULTS = {"objective": "Nguyên nhân được kết luận là khách quan", "subjective": "Được kết luận là lỗi chủ quan"}
_EXCUSED = "đã kết luận nguyên nhân khách quan"


def check(row: Assignment, act: Act) -> dict[str, Any]:
    """Check what a finding says, and return what the journal says beside it: what was found before.

    Raises:
        Refused: where it is neither objective nor subjective, or rests on nothing.
    """
    fault = act.content.get("fault")
    if fault not in FAULTS:
        raise _refused(row, act, "Nguyên nhân (fault) phải là objective (khách quan) hoặc subjective (lỗi chủ quan).")
    if act.act == "find_fault":
        basis = act.content.get("basis")
        if not isinstance(basis, str) or not basis.strip():
            raise _refused(row, act, "Căn cứ kết luận (basis) phải là một đoạn văn bản.")
        if act.at < row.fault_found_at < NEVER:
            raise _refused(row, act, "Đã có kết luận sau thời điểm này; kết luận sửa lại phải có sau kết luận trước.")
    return {"fault_before": row.fault or None}


def find(uow: UnitOfWork, charter: Charter, act: Act, row: Assignment) -> None:
    """Keep the finding; an objective cause ends the ladder, and where that is taken back it begins anew (GĐ-63)."""
    excused = is_excused(row, act.at)
    keep(row, act)
    if is_excused(row, act.at):
        escalate.drop(uow, row, on=act.at, reason=_EXCUSED)
    elif excused:
        escalate.climb_again(uow, charter, row, on=act.at)
    facts = {"answer": FAULTS[row.fault], "reason": str(act.content["basis"])}
    escalate.queue(uow, "answered", row, row.key, to=row.head, at=act.at, facts=facts)


def keep(row: Assignment, act: Act) -> None:
    """Note on the work what was found, and when."""
    row.fault, row.fault_found_at = str(act.content["fault"]), act.at


def _refused(row: Assignment, act: Act, reason: str) -> Refused:
    return Refused("assignment", act.act, row.state, reason)
