"""Steps about consolidated reports: what is in them, who is missing, figures that cannot be, whose a lateness is."""

from datetime import datetime

from sqlalchemy import select

from rules.sentences import act, expect, then
from rules.steps.reports import NATURES
from rules.world import World
from workflows.consolidate import prepare
from workflows.letters import text as letter_text
from workflows.register.tables import JournalLine, Notice
from workflows.shares import share_of, spoken


def _labels(world: World, units: list[str]) -> str:
    return ", ".join(world.charter.label(one) for one in units) or "không nơi nào"


def _left(world: World, task: str) -> JournalLine:
    """The line with which a consolidated report left."""
    lines = [one for one in world.journal(subject=world.task(task)) if "included" in one.details]
    expect(bool(lines), f"{task} chưa được gửi.")
    return lines[-1]


def _notices(world: World, kind: str, task: str) -> list[Notice]:
    key = world.task(task)
    return world.read(select(Notice).where(Notice.kind == kind, Notice.subject == key).order_by(Notice.id))


@act("{who} nộp {task} lúc {at}, số liệu {nature} là {said}")
def _(world: World, who: str, task: str, at: datetime, nature: str, said: str) -> None:
    value, _, of = said.partition("/")
    figure = {"name": "ho-so-truc-tuyen", "value": value, "nature": NATURES[nature]} | ({"of": of} if of else {})
    world.act(at, world.post(who), "report", world.task(task), figures=[figure])


@act("lập danh sách tổng hợp lúc {at}")
def _(world: World, at: datetime) -> None:
    world.settle(at)
    world.touch()
    prepare(world.register, world.charter, as_of=at, recorded_at=at)
    world.send()


@then("{task} gồm {n} báo cáo, chưa có báo cáo của {said}")
def _(world: World, task: str, n: int, said: str) -> None:
    found = _left(world, task).details
    expect(len(found["included"]) == n, f"{task} gồm {len(found['included'])} báo cáo.")
    missing = _labels(world, [one["unit"] for one in found["missing_units"]])
    expect(missing == said, f"{task} nêu chưa có báo cáo của: {missing}.")


@then("{task} gồm đủ {n} báo cáo")
def _(world: World, task: str, n: int) -> None:
    found = _left(world, task).details
    expect(
        not found["missing_units"],
        f"Chưa có báo cáo của {_labels(world, [o['unit'] for o in found['missing_units']])}.",
    )
    expect(len(found["included"]) == n, f"{task} gồm {len(found['included'])} báo cáo.")


@then("thư gửi {who} về {task} nêu chưa có phần của {said}")
def _(world: World, who: str, task: str, said: str) -> None:
    told = [one for one in _notices(world, "report_arrived", task) if one.addressee == world.post(who)]
    expect(bool(told), f"Chưa có thư nào gửi {who}.")
    assert world.now is not None
    with world.register.read(world.now) as uow:
        _, body = letter_text(uow.session, world.charter, told[-1])
    expect(f"chưa có phần của: {said}." in body, f"Thư viết: {body}")


@then("{who} được báo {task} chưa có báo cáo của {said}")
def _(world: World, who: str, task: str, said: str) -> None:
    told = _notices(world, "feeders_missing", task)
    found = [(one.addressee, _labels(world, one.facts["missing"])) for one in told]
    shown = "; ".join(f"{world.charter.label(to)}: {missing}" for to, missing in found) or "chưa báo ai"
    expect(found == [(world.post(who), said)], f"Đã báo: {shown}.")


@then("không ai được báo {task} còn thiếu báo cáo")
def _(world: World, task: str) -> None:
    told = _notices(world, "feeders_missing", task)
    expect(not told, f"Đã báo {', '.join(world.charter.label(one.addressee) for one in told)}.")


@then("{task} bị đánh dấu bất hợp lý vì {said}")
def _(world: World, task: str, said: str) -> None:
    found = _implausible(world, task)
    expect(any(said in one for one in found), f"Số liệu của {task}: {'; '.join(found) or 'không bị đánh dấu'}.")


@then("{task} không bị đánh dấu bất hợp lý")
def _(world: World, task: str) -> None:
    found = _implausible(world, task)
    expect(not found, f"Số liệu của {task} bị đánh dấu: {'; '.join(found)}.")


@then("{who} được báo số liệu của {task} bất hợp lý")
def _(world: World, who: str, task: str) -> None:
    told = [one.addressee for one in _notices(world, "implausible", task)]
    expect(told == [world.post(who)], f"Người được báo: {', '.join(map(world.charter.label, told)) or 'không ai'}.")


@then("{rung} về {task} dừng lại vì {said}")
def _(world: World, rung: str, task: str, said: str) -> None:
    lines = world.journal("spare", assignment=world.task(task), rung=world.rung(rung))
    found = "; ".join(line.details["reason"] for line in lines) or "không dừng lại lần nào"
    expect(len(lines) == 1 and said in lines[0].details["reason"], f"{rung} về {task}: {found}.")


@then("phần chậm của {task} chia thành {said}")
def _(world: World, task: str, said: str) -> None:
    row = world.row(task)
    assert world.now is not None
    with world.register.read(world.now) as uow:
        found = share_of(uow, world.charter, row, world.now)
    expect(found is not None, f"{task} không phải là báo cáo tổng hợp đã chậm.")
    assert found is not None
    names = {one.performer: world.charter.label(one.performer) for one in found.every}
    shown = spoken(world.charter.calendar, found.every, names)
    expect(shown == said, f"Phần chậm của {task}: {shown}.")


def _implausible(world: World, task: str) -> list[str]:
    lines = world.journal(subject=world.task(task))
    return [one["said"] for line in lines for one in line.details.get("implausible", ())]
