"""Steps about evaluations: who owes one until when, by which criteria, and that every one is kept."""

from datetime import datetime

from sqlalchemy import select

from rules.sentences import act, expect, say_at, then
from rules.steps.reports import TIMELINESS, VERDICTS
from rules.world import World
from workflows.register.tables import Assignment, Notice
from workflows.register.tables_evaluation import Evaluation


@act(
    "{who} đánh giá {task} là {verdict} lúc {at}, với nội dung {content:verdict}, số liệu {figures:verdict}, "
    "chất lượng {quality:verdict}"
)
def _(world: World, who: str, task: str, verdict: str, at: datetime, content: str, figures: str, quality: str) -> None:
    criteria = {"content": VERDICTS[content], "figures": VERDICTS[figures], "quality": VERDICTS[quality]}
    world.act(at, world.post(who), "evaluate", world.task(task), result=VERDICTS[verdict], **criteria)


@act("{who} đánh giá {task} là {verdict} lúc {at}, chỉ ghi nội dung {content:verdict}")
def _(world: World, who: str, task: str, verdict: str, at: datetime, content: str) -> None:
    said = {"result": VERDICTS[verdict], "content": VERDICTS[content]}
    world.act(at, world.post(who), "evaluate", world.task(task), **said)


@act("{who} đánh giá {task} là {verdict} lúc {at}, tự ghi là {timeliness}")
def _(world: World, who: str, task: str, verdict: str, at: datetime, timeliness: str) -> None:
    said = {"result": VERDICTS[verdict], "timeliness": TIMELINESS[timeliness]}
    world.act(at, world.post(who), "evaluate", world.task(task), **said)


@then("lần đánh giá thứ {n} của {task} là {verdict}")
def _(world: World, n: int, task: str, verdict: str) -> None:
    mine = select(Evaluation).where(Evaluation.assignment_id == world.row(task).id).order_by(Evaluation.number)
    results = [one.result for one in world.read(mine)]
    told = ", ".join("đạt" if one == "passed" else "chưa đạt" for one in results)
    expect(0 < n <= len(results) and results[n - 1] == VERDICTS[verdict], f"Các lần đánh giá: {told or 'chưa có'}.")


@then("{who} phải đánh giá {task} chậm nhất {at}", about="#evaluation")
def _(world: World, who: str, task: str, at: datetime) -> None:
    owed = _owed(world, task)
    expect(owed is not None, f"Không ai đang phải đánh giá {task}.")
    assert owed is not None
    expect(owed.head == world.post(who), f"Người phải đánh giá là {world.charter.label(owed.head)}.")
    expect(owed.deadline == at, f"Hạn đánh giá là {say_at(owed.deadline)}.")


@then("không ai phải đánh giá {task}", about="#evaluation")
def _(world: World, task: str) -> None:
    owed = _owed(world, task)
    label = world.charter.label(owed.head) if owed is not None else ""
    expect(owed is None, f"{label} đang phải đánh giá {task}.")


@then("{who} được nhắc vì quá hạn đánh giá {task} lúc {at}", about="#evaluation")
def _(world: World, who: str, task: str, at: datetime) -> None:
    key = world.task(task) + "#evaluation"
    told = world.read(select(Notice).where(Notice.kind == "evaluation_overdue", Notice.subject.startswith(key)))
    found = ", ".join(f"{world.charter.label(one.addressee)} {say_at(one.at)}" for one in told)
    post = world.post(who)
    expect(any((one.addressee, one.at) == (post, at) for one in told), f"Đã nhắc: {found or 'chưa ai'}.")


def _owed(world: World, task: str) -> Assignment | None:
    row = world.row(task)
    mine = (Assignment.base_id == row.id, Assignment.kind == "evaluation", Assignment.state == "assigned")
    return next(iter(world.read(select(Assignment).where(*mine))), None)
