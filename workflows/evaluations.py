"""Evaluations: what an evaluator may say of a report, what the register says by itself, and that every one is kept."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from state_machines.errors import Refused
from workflows.acts import Act
from workflows.register.tables import Assignment
from workflows.register.tables_evaluation import Evaluation
from workflows.register.unit_of_work import UnitOfWork

#: What an evaluator judges, and what each is called; the fourth criterion, time, is computed (BC-6b, GĐ-68).
CRITERIA = {"content": "nội dung", "figures": "số liệu", "quality": "chất lượng"}
RESULTS = ("passed", "failed")
#: Names under which an act might bring a judgement on time, which is nobody's to give.
_COMPUTED = ("timeliness", "timely", "on_time")


def timeliness(row: Assignment) -> str:
    """Say whether what arrived was in time, by the first deadline; return ``on_time`` or ``late``."""
    return "on_time" if row.received_at < row.deadline else "late"


def check(row: Assignment, act: Act) -> dict[str, Any]:
    """Check what an evaluation says, and return what the journal says of it.

    Args:
        row: the work.
        act: the evaluation; result, and either all three criteria or none.

    Raises:
        Refused: for a result that is none, a judgement on time, some criteria without the others, or a pass despite
            a criterion that was not met.
    """
    if act.content.get("result") not in RESULTS:
        raise _refused(row, act, "Kết quả đánh giá phải là passed (đạt) hoặc failed (chưa đạt).")
    if brought := [name for name in _COMPUTED if name in act.content]:
        raise _refused(
            row,
            act,
            "Đúng hạn hay quá hạn do sổ tính từ lúc nhận và thời hạn, không nhận từ người đánh giá; hãy bỏ "
            f"{brought[0]}.",
        )
    said = {name: act.content[name] for name in CRITERIA if name in act.content}
    if lacking := [f"{words} ({name})" for name, words in CRITERIA.items() if said and name not in said]:
        raise _refused(row, act, f"Đánh giá theo tiêu chí thì phải ghi đủ; còn thiếu: {', '.join(lacking)}.")
    if unclear := [f"{CRITERIA[name]} ({name})" for name, value in said.items() if value not in RESULTS]:
        raise _refused(row, act, f"Tiêu chí phải là passed (đạt) hoặc failed (chưa đạt): {', '.join(unclear)}.")
    failed = [CRITERIA[name] for name, value in said.items() if value == "failed"]
    if failed and act.content["result"] == "passed":
        raise _refused(row, act, f"Không thể đánh giá đạt khi tiêu chí chưa đạt: {', '.join(failed)}.")
    return said | {"timeliness": timeliness(row)}


def keep(uow: UnitOfWork, row: Assignment, act: Act) -> None:
    """Keep an evaluation beside those before it; the first one stays the first, also after a reopening."""
    kept = Evaluation
    last = uow.session.scalar(select(func.max(kept.number)).where(kept.assignment_id == row.id))
    uow.session.add(
        Evaluation(
            assignment_id=row.id,
            number=(last or 0) + 1,
            at=act.at,
            recorded_at=uow.recorded_at,
            by=act.by,
            result=str(act.content["result"]),
            timeliness=timeliness(row),
            **{name: str(act.content.get(name, "")) for name in CRITERIA},
        )
    )


def kept(session: Session, row: Assignment) -> list[Evaluation]:
    """Return every evaluation of a work, the first one first."""
    mine = select(Evaluation).where(Evaluation.assignment_id == row.id).order_by(Evaluation.number)
    return list(session.scalars(mine))


def _refused(row: Assignment, act: Act, reason: str) -> Refused:
    return Refused("assignment", act.act, row.state, reason)
