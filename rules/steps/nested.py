"""Steps about nested reports: the sections that a report is nothing without, and the ratios that it declares."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from rules import names
from rules.sentences import Slip, act, expect, then
from rules.steps.reports import whole
from rules.world import World
from workflows.asked import asked
from workflows.import_plan import import_plan
from workflows.plans import cited_plans
from workflows.plans_file import COLUMNS, read_plan
from workflows.register.tables import Assignment, Notice

LEVELS = {"tỉnh": "province", "thị xã": "district", "đơn vị": "unit"}
#: Tasks of a plan are given until the end of a year that no scenario reaches.
_UNTIL = date(2024, 12, 31)


@act("{who} nộp {task} thiếu mục {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    key = world.task(task)
    sections = whole(world, key).get("sections", [])
    kept = [one for one in sections if not names.plain(one).startswith(names.plain(said))]
    if len(kept) == len(sections):
        raise Slip(f"{task} không có mục lồng ghép «{said}»; hiện có: {'; '.join(sections) or 'không có mục nào'}.")
    world.act(at, world.post(who), "report", key, sections=kept)


@act("{who} nộp {task} lúc {at}, khai hoàn thành {n} trên {of:n} nhiệm vụ của {source}")
def _(world: World, who: str, task: str, at: datetime, n: int, of: int, source: str) -> None:
    key = world.task(task)
    row = world.find(key)
    found = asked(world.charter, row) if row is not None else None
    nested = () if found is None else found.duty.requires.nested
    named = next((one.figure for one in nested if one.level == LEVELS[source]), None)
    if named is None:
        raise Slip(f"{task} không có mục lồng ghép nào về nhiệm vụ của {source}.")
    figure = {"name": named, "value": n, "of": of, "nature": "estimated"}
    world.act(at, world.post(who), "report", key, **whole(world, key), figures=[figure])


@act("nhập kế hoạch {said}, giao {who} {n} nhiệm vụ, lúc {at}")
def _(world: World, said: str, who: str, n: int, at: datetime) -> None:
    world.reach(at)
    world.touch()
    world.remember()
    plans = {one.key: one for one in cited_plans(world.charter)}
    cited = plans[names.pick(said, {key: one.plan.label for key, one in plans.items()}, "kế hoạch")]
    organization = world.charter.jurisdiction.organization
    performer = names.find_performer(organization, who)
    cells: dict[str, str] = {"kết quả": "Báo cáo kết quả", "chủ trì": performer, "thời hạn": f"{_UNTIL:%d/%m/%Y}"}
    rows = [{"stt": str(one), "việc": f"Nhiệm vụ thứ {one}"} | cells for one in range(1, n + 1)]
    file = world.home / f"{cited.plan.key}.csv"
    lines = [",".join(COLUMNS), *(",".join(row.get(name, "") for name in COLUMNS) for row in rows)]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    import_plan(world.register, world.charter, cited, read_plan(file, organization), as_of=at, recorded_at=at)
    world.settle(at)


@act("{who} hoàn thành {n} nhiệm vụ của kế hoạch {said} lúc {at}")
def _(world: World, who: str, n: int, said: str, at: datetime) -> None:
    plans = {one.key: one.plan.label for one in cited_plans(world.charter)}
    source = names.pick(said, plans, "kế hoạch")
    performer = names.find_performer(world.charter.jurisdiction.organization, who)
    mine = (Assignment.source == source, Assignment.performer == performer, Assignment.state == "assigned")
    rows = world.read(select(Assignment).where(*mine).order_by(Assignment.key))
    if len(rows) < n:
        raise Slip(f"{who} chỉ còn {len(rows)} nhiệm vụ của kế hoạch «{said}» chưa tiếp nhận.")
    for row in rows[:n]:
        world.act(at, row.head, "acknowledge", row.key, officer="can_bo_chuyen_mon")
        world.act(at, row.head, "report", row.key)
        world.act(at, row.authority, "evaluate", row.key, result="passed")


@then("{task} khai {n} trên {of:n} nhiệm vụ của {source}, sổ ghi {done:n} trên {given:n}")
def _(world: World, task: str, n: int, of: int, source: str, done: int, given: int) -> None:
    found = _compared(world, task, source)
    declared, register = found["declared"], found["register"] or {"value": None, "of": None}
    said = (declared["value"], declared["of"], register["value"], register["of"])
    expect(
        said == (str(n), str(of), done, given),
        f"Báo cáo khai {said[0]} trên {said[1]}, sổ ghi {said[2]} trên {said[3]}.",
    )


@then("chưa đủ dữ liệu để so số khai của {task} về nhiệm vụ của {source}")
def _(world: World, task: str, source: str) -> None:
    found = _compared(world, task, source)
    expect(found["register"] is None, f"Sổ có số để so: {found['register']}.")


@then("{who} được báo số tự khai của {task} khác sổ")
def _(world: World, who: str, task: str) -> None:
    told = [world.charter.label(one.addressee) for one in _told(world, task, "figures_differ")]
    wanted = world.charter.label(world.post(who))
    expect(wanted in told, f"Được báo: {', '.join(told) or 'không ai'}.")


@then("không có lời báo nào về số tự khai của {task}")
def _(world: World, task: str) -> None:
    told = [world.charter.label(one.addressee) for one in _told(world, task, "figures_differ")]
    expect(not told, f"Được báo: {', '.join(told)}.")


@then("{who} được báo {task} thiếu mục {said}")
def _(world: World, who: str, task: str, said: str) -> None:
    post = world.post(who)
    told = [str(one.facts["reason"]) for one in _told(world, task, "incomplete") if one.addressee == post]
    expect(any(names.plain(said) in names.plain(one) for one in told), f"Được báo thiếu: {'; '.join(told) or 'không'}.")


def _told(world: World, task: str, kind: str) -> list[Notice]:
    return world.read(select(Notice).where(Notice.kind == kind, Notice.subject == world.row(task).key))


def _compared(world: World, task: str, source: str) -> dict[str, Any]:
    lines = world.journal("report", world.task(task))
    found = lines[-1].details.get("compared", []) if lines else []
    mine = next((one for one in found if one["source"] == LEVELS[source]), None)
    expect(mine is not None, f"{task} không khai số nào về nhiệm vụ của {source}.")
    assert mine is not None
    return dict(mine)
