"""Steps about reports: handed in, received at the route point, returned, explained, evaluated, with which figures."""

from datetime import datetime

from sqlalchemy import select

from rules.sentences import Slip, act, expect, say_at, then
from rules.world import World
from workflows.register.tables import Assignment, Figure, Report

NATURES = {"ước": "estimated", "chính thức": "official"}
VERDICTS = {"đạt": "passed", "chưa đạt": "failed"}
TIMELINESS = {"đúng hạn": "on_time", "quá hạn": "late"}


@act("{who} nộp {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "report", world.task(task))


@act("{who} nộp {task} lúc {at}, số liệu ghi là {nature}")
def _(world: World, who: str, task: str, at: datetime, nature: str) -> None:
    figures = [{"name": "ho-so-truc-tuyen", "value": 90, "of": 200, "nature": NATURES[nature]}]
    world.act(at, world.post(who), "report", world.task(task), figures=figures)


@act("{who} nộp số liệu chính thức của {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    figures = [{"name": "ho-so-truc-tuyen", "value": 97, "of": 210, "nature": "official"}]
    key = world.task(task) + "#official-figures"
    world.act(at, world.post(who), "report", key, figures=figures)


@act("{who} tiếp nhận {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "receive", world.task(task))


@act("{task} được nộp qua {via:who} lúc {at}")
def _(world: World, task: str, via: str, at: datetime) -> None:
    key = world.task(task)
    row = world.find(key)
    if row is None:
        raise Slip(f"Sổ không có {task}; hãy kiểm tra văn bản có giao việc này từ ngày đã giao hay không.")
    for by, what in ((row.head, "report"), (world.post(via), "receive")):
        if not world.refusals:
            world.act(at, by, what, key)


@act("{who} trả lại {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "return", world.task(task), reason=said)


@act("{who} đánh giá {task} là {verdict} lúc {at}")
def _(world: World, who: str, task: str, verdict: str, at: datetime) -> None:
    world.act(at, world.post(who), "evaluate", world.task(task), result=VERDICTS[verdict])


@act("{who} mở lại {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "reopen", world.task(task), reason=said)


@act("{who} giải trình về {task} với lý do {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    base = world.task(task)
    world.reach(at)
    owed = world.read(
        select(Assignment)
        .where(Assignment.key.startswith(base + "#"), Assignment.kind == "explanation", Assignment.state == "assigned")
        .order_by(Assignment.key)
    )
    key = owed[0].key if owed else base + "#explanation"
    world.act(at, world.post(who), "explain", key, reason=said)


@then("{task} được nhận với số liệu {nature}")
def _(world: World, task: str, nature: str) -> None:
    row = world.row(task)
    assert world.now is not None
    natures = world.read(
        select(Figure.nature)
        .join(Report, Report.id == Figure.report_id)
        .where(Report.assignment_id == row.id)
        .order_by(Report.version.desc())
    )
    expect(row.received_at <= world.now, f"{task} chưa được nhận.")
    expect(bool(natures) and natures[0] == NATURES[nature], f"Số liệu được nhận: {', '.join(natures) or 'không có'}.")


@then("{task} được nhận lúc {at}")
def _(world: World, task: str, at: datetime) -> None:
    row = world.row(task)
    expect(row.received_at == at, f"{task} được nhận {say_at(row.received_at)}.")


@then("{task} chưa được nhận")
def _(world: World, task: str) -> None:
    row = world.row(task)
    assert world.now is not None
    expect(row.received_at > world.now, f"{task} được nhận {say_at(row.received_at)}.")


@then("{who} phải gửi số liệu chính thức của {task} chậm nhất {at}", about="#official-figures")
def _(world: World, who: str, task: str, at: datetime) -> None:
    row = world.find(world.task(task) + "#official-figures")
    expect(row is not None and row.state == "assigned", f"Chưa ai phải gửi số liệu chính thức của {task}.")
    assert row is not None
    expect(row.head == world.post(who), f"Người phải gửi là {world.charter.label(row.head)}.")
    expect(row.deadline == at, f"Hạn gửi số liệu chính thức là {say_at(row.deadline)}.")


@then("chưa ai phải gửi số liệu chính thức của {task}", about="#official-figures")
def _(world: World, task: str) -> None:
    row = world.find(world.task(task) + "#official-figures")
    expect(row is None or row.state == "draft", f"Đã yêu cầu số liệu chính thức của {task}.")


@then("{task} được đánh giá là {timeliness}")
def _(world: World, task: str, timeliness: str) -> None:
    lines = world.journal("evaluate", world.task(task))
    expect(bool(lines), f"{task} chưa được đánh giá.")
    found = lines[-1].details["timeliness"]
    expect(found == TIMELINESS[timeliness], f"{task} được ghi là {'đúng hạn' if found == 'on_time' else 'quá hạn'}.")
