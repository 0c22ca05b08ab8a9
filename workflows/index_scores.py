"""Take a published index into the register: lost points become tasks, and what each document charges is charged.

The guards differ by document and are never merged: a low score by itself, points lost after lateness of one's own, or
an index that did not improve. What cannot be told for want of data is told as that, never as a pass (promise 9).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from sqlalchemy import or_, select

from config.directive import Clause, Directive
from config.duty import Duty
from config.index import IndexGround, IndexName
from workflows.act import apply
from workflows.acts import Act
from workflows.charter import Charter
from workflows.import_plan import Imported, NotAssigned, import_plan
from workflows.index_file import Criterion, IndexFile
from workflows.plans import cited_plans
from workflows.plans_file import PlanFile, PlanItem, slug
from workflows.register.tables import Assignment
from workflows.register.tables_index import IndexScore
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.working_time import at

NAMES: dict[str, str] = {"par": "Chỉ số cải cách hành chính", "index766": "Bộ chỉ số 766"}

Verdict = Literal["charged", "spared", "insufficient"]


class OtherScores(ValueError):
    """The sheet says otherwise than what was taken in before; the message says where. What was taken in stands."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one document makes of one criterion.

    Attributes:
        criterion: the criterion.
        directive: label of the document.
        key: the duty whose event it is; empty where nobody answers.
        verdict: whether the head is charged, is not, or cannot be judged.
        why: the reason, in Vietnamese.
        refused: why the register did not take it; empty where it did.
    """

    criterion: str
    directive: str
    key: str
    verdict: Verdict
    why: str
    refused: str = ""


@dataclass(slots=True)
class Taken:
    """What an import did, or, as a dry run, would do.

    Attributes:
        new: how many criteria were new to the register.
        remedies: the tasks that lost points became, by plan.
        judged: what each document makes of each criterion.
    """

    new: int = 0
    remedies: list[Imported] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)


def import_index(
    register: Register,
    charter: Charter,
    file: IndexFile,
    *,
    index: IndexName,
    period: str,
    by: str,
    as_of: datetime,
    recorded_at: datetime,
    dry_run: bool = False,
) -> Taken:
    """Take a sheet in; the same sheet again changes nothing.

    Args:
        register: where to.
        charter: the jurisdiction's policy.
        file: the sheet that was read.
        index: which index.
        period: the year, quarter or month that it is about.
        by: the post that publishes it, and tells of the events.
        as_of: the instant of the publication (aware).
        recorded_at: the instant at which it is recorded (aware).
        dry_run: whether to undo everything at the end.

    Raises:
        OtherScores: when the register has other points for a criterion; nothing is taken in.
        NotAssigned: when a plan is to remedy it whose directive was never assigned.
        PlanFileError: when a remedy cannot be assigned; nothing of that plan is taken in.
    """
    done = Taken()
    with register.write(recorded_at) as uow:
        done.new = _keep(uow, charter, file, index, period, by, as_of)
        done.judged = list(_judge(uow, charter, file, index, period))
        if not dry_run and done.new:
            uow.commit()
    lost = [one for one in file.criteria if one.score is not None and one.score < one.most and one.lead]
    for cited in cited_plans(charter):
        for_it = cited.plan.index
        if for_it is not None and (for_it.index, for_it.period) == (index, period) and lost:
            plan = PlanFile(file.name, file.digest, tuple(map(_remedy, lost)))
            done.remedies.append(
                import_plan(register, charter, cited, plan, as_of=as_of, recorded_at=recorded_at, dry_run=dry_run)
            )
    if not dry_run:
        done.judged = [_tell(register, charter, one, index, period, by, as_of, recorded_at) for one in done.judged]
    return done


def _keep(
    uow: UnitOfWork, charter: Charter, file: IndexFile, index: IndexName, period: str, by: str, as_of: datetime
) -> int:
    """Keep the points of every criterion that is new, with a line in the journal; refuse other points."""
    row = IndexScore
    mine = select(row).where(row.jurisdiction == charter.key, row.index_name == index, row.period == period)
    known = {one.criterion: one for one in uow.session.scalars(mine)}
    other = [
        f"{one.where}: tiêu chí {one.number} đã nhập {known[one.number].score or 'chưa có điểm'}/"
        f"{known[one.number].most}, tệp ghi {_said(one.score) or 'chưa có điểm'}/{_said(one.most)}"
        for one in file.criteria
        if one.number in known
        and (known[one.number].score, known[one.number].most) != (_said(one.score), _said(one.most))
    ]
    if other:
        raise OtherScores("\n".join(other))
    fresh = [one for one in file.criteria if one.number not in known]
    for one in fresh:
        uow.session.add(
            row(
                jurisdiction=charter.key,
                index_name=index,
                period=period,
                criterion=one.number,
                label=one.label,
                most=_said(one.most),
                score=_said(one.score),
                lead=one.lead,
                file=file.name,
                digest=file.digest,
                at=as_of,
            )
        )
    if fresh:
        points = {one.number: f"{_said(one.score) or '?'}/{_said(one.most)} {one.lead}".strip() for one in fresh}
        uow.note(
            "register", "import_index", "", "", f"{charter.key}/index/{index}/{period}", at=as_of, by=by,
            details={"file": file.name, "digest": file.digest, "points": points},
            cites="Mặc định: điểm chỉ số được công bố, nhập từ tệp",
        )  # fmt: skip
    return len(fresh)


def _said(points: Decimal | None) -> str:
    return "" if points is None else f"{points.normalize():f}"


def _remedy(one: Criterion) -> PlanItem:
    lost = one.most - (one.score or Decimal(0))
    what = f"Khắc phục tiêu chí {one.number} bị trừ {_said(lost).replace('.', ',')} điểm: {one.label}"
    return PlanItem(
        where=one.where,
        printed=one.number,
        number=one.slug,
        what=what,
        result="Nguyên nhân, biện pháp và kết quả khắc phục",
        leads=(one.lead,),
        coordinators=(),
        deadline=None,
        exclusive=False,
        watch="",
        note="",
    )


# ------------------------------------------------------------ who answers


def grounds(charter: Charter, index: IndexName, period: str) -> Iterator[tuple[Directive, Clause, Duty, IndexGround]]:
    """Yield the duties of a jurisdiction that a score of one publication sets off, with their guards."""
    for directive in charter.directives:
        for clause, duty in directive.duties():
            ground = duty.event.index if duty.event is not None else None
            if ground is not None and (ground.index, ground.period) == (index, period):
                yield directive, clause, duty, ground


def _judge(uow: UnitOfWork, charter: Charter, file: IndexFile, index: IndexName, period: str) -> Iterator[Judged]:
    for directive, clause, duty, ground in grounds(charter, index, period):
        rows = {
            row.performer: row
            for row in uow.session.scalars(
                select(Assignment).where(
                    Assignment.jurisdiction == charter.key,
                    Assignment.clause == clause.path,
                    Assignment.duty == duty.key,
                    Assignment.answered_by == "occur",
                    Assignment.key.startswith(f"{directive.full_key}/", autoescape=True),
                )
            )
        }
        for one in file.criteria:
            row = rows.get(one.lead)
            if row is None:
                why = "chưa đủ dữ liệu: chưa rõ đơn vị tham mưu" if not one.lead else "không phải nơi văn bản nêu"
                yield Judged(one.number, directive.label, "", "insufficient" if not one.lead else "spared", why)
                continue
            verdict, why = judge(one, ground, _before(uow, charter, one, ground), _was_late(uow, row, ground))
            why += f" [{charter.cite(ground.cites)}]"
            yield Judged(one.number, directive.label, row.key, verdict, why)


def judge(one: Criterion, ground: IndexGround, before: Decimal | None, late: bool) -> tuple[Verdict, str]:
    """Judge one criterion by one document's guard.

    Args:
        one: the criterion.
        ground: the guard.
        before: the points of the year before; None where they are not known.
        late: whether the unit was late with work of that year, in the sense of the guard.

    Returns:
        The verdict and its reason.
    """
    if one.score is None:
        return "insufficient", "chưa đủ dữ liệu: chưa có điểm"
    holds, why = _holds(one, one.score, ground, before)
    if holds is None:
        return "insufficient", f"chưa đủ dữ liệu: {why}"
    if not holds:
        return "spared", why
    if ground.after_lateness and not late:
        return "spared", f"{why}, nhưng đơn vị không có việc quá hạn tính lỗi trong năm"
    return "charged", why


def _holds(one: Criterion, score: Decimal, ground: IndexGround, before: Decimal | None) -> tuple[bool | None, str]:
    said = f"{_said(score)}/{_said(one.most)} điểm".replace(".", ",")
    if ground.when == "lost":
        return score < one.most, said
    if ground.when == "not_improved":
        if before is None:
            return None, "chưa có điểm của năm trước"
        return score <= before, f"{said}, năm trước {_said(before)}".replace(".", ",")
    if ground.below is None:
        return None, "chưa rõ thế nào là điểm thấp"
    return score * 100 < ground.below * one.most, f"{said}, ngưỡng {_said(ground.below)}%"


def _before(uow: UnitOfWork, charter: Charter, one: Criterion, ground: IndexGround) -> Decimal | None:
    """Return the points that a criterion of the same index had the year before, where its most were the same."""
    row = IndexScore
    year, dash, rest = ground.period.partition("-")
    found = uow.session.scalar(
        select(row).where(
            row.jurisdiction == charter.key,
            row.index_name == ground.index,
            row.period == f"{int(year) - 1}{dash}{rest}",
            row.criterion == one.number,
        )
    )
    return Decimal(found.score) if found is not None and found.score and Decimal(found.most) == one.most else None


def _was_late(uow: UnitOfWork, row: Assignment, ground: IndexGround) -> bool:
    """Tell whether the unit was late in the year of the index with work that it may be judged on."""
    year, work = int(ground.period[:4]), Assignment
    begin, end = at(date(year, 1, 1), time(0)), at(date(year + 1, 1, 1), time(0))
    late = select(work.id).where(
        work.jurisdiction == row.jurisdiction,
        or_(work.performer == row.performer, work.head == row.head),
        work.derived == 0,
        work.firm == 1,
        work.state != "revoked",
        work.announced_at > begin,
        work.announced_at <= end,
    )
    if ground.spares_objective:
        late = late.where(work.fault != "objective")
    return uow.session.scalar(late.limit(1)) is not None


def _tell(
    register: Register,
    charter: Charter,
    one: Judged,
    index: IndexName,
    period: str,
    by: str,
    as_of: datetime,
    recorded_at: datetime,
) -> Judged:
    """Tell of the event that a charged criterion is; told before, it is told once."""
    if one.verdict != "charged":
        return one
    event = f"{index}-{period}-{slug(one.criterion)}".lower()
    content = {"event": event, "what": f"{NAMES[index]} {period}, tiêu chí {one.criterion}: {one.why}"}
    act = Act(as_of, by, "occur", one.key, content, {"by": by, "on": one.key, "act": "occur", "with": content})
    with register.read(recorded_at) as uow:
        if uow.session.scalar(select(Assignment.id).where(Assignment.key == f"{one.key}/{event}")) is not None:
            return one
    (outcome,) = apply(register, charter, [act], recorded_at=recorded_at, proofs=False)
    return Judged(one.criterion, one.directive, one.key, one.verdict, one.why, outcome.refused)


__all__ = ["NAMES", "Judged", "NotAssigned", "OtherScores", "Taken", "import_index", "judge"]
