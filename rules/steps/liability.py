"""Steps about who answered for what, who was commended, and how people were rated."""

import csv
from datetime import datetime

from sqlalchemy import select

from rules.sentences import Slip, act, expect, then
from rules.world import World
from state_machines.liability import LIABILITY
from workflows import ratings
from workflows.answerable import commendations_of, liabilities_of
from workflows.index_file import read_index
from workflows.index_scores import import_index
from workflows.plans_file import PlanFileError
from workflows.rate import NoScheme, Rated, Sheet, as_json, rate
from workflows.rate_products import BadPeriod, RatedPeriod, read_period
from workflows.register.tables import Assignment
from workflows.register.tables_liability import Liability
from workflows.register.tables_rating import Rating
from workflows.targets import LEVELS

KINDS = {
    "chính": "primary",
    "toàn diện": "overall",
    "trực tiếp": "direct",
    "cá nhân": "personal",
    "theo dõi": "monitoring",
}
UNKNOWN = "chưa đủ dữ liệu"


def _on(world: World, task: str) -> list[Liability]:
    row = world.row(task)
    return world.read(select(Liability).where(Liability.assignment_id == row.id).order_by(Liability.key))


def _said(world: World, found: list[Liability]) -> str:
    names = {code: name for name, code in KINDS.items()}
    told = (f"{world.charter.label(one.post)} ({names[one.kind]}, {LIABILITY.states[one.state]})" for one in found)
    return "; ".join(told) or "không có ai"


@then("{who} chịu trách nhiệm {said} về {task}")
def _(world: World, who: str, said: str, task: str) -> None:
    if said not in KINDS:
        raise Slip(f"Không có loại trách nhiệm «{said}»; hiện có: {', '.join(KINDS)}.")
    found, post = _on(world, task), world.post(who)
    there = any((one.post, one.kind, one.state) == (post, KINDS[said], "charged") for one in found)
    expect(there, f"Người chịu trách nhiệm về {task}: {_said(world, found)}.")


@then("{who} chịu trách nhiệm về {task} trước {before:who}")
def _(world: World, who: str, task: str, before: str) -> None:
    found, post = _on(world, task), world.post(who)
    told = [world.charter.label(one.answerable_to) for one in found if one.post == post]
    expect(world.charter.label(world.post(before)) in told, f"Chịu trách nhiệm trước: {'; '.join(told) or 'chưa có'}.")


@then("về {task} có đúng {n} người chịu trách nhiệm")
def _(world: World, task: str, n: int) -> None:
    found = _on(world, task)
    counted = sum(one.state == "charged" for one in found)
    expect(counted == n, f"Có {counted} người chịu trách nhiệm về {task}: {_said(world, found)}.")


@then("trách nhiệm của {who} về {task} ở trạng thái {said}")
def _(world: World, who: str, task: str, said: str) -> None:
    found, post = _on(world, task), world.post(who)
    states = [LIABILITY.states[one.state] for one in found if one.post == post]
    if said not in LIABILITY.states.values():
        raise Slip(f"Không có trạng thái «{said}»; hiện có: {', '.join(LIABILITY.states.values())}.")
    expect(said in states, f"Người chịu trách nhiệm về {task}: {_said(world, found)}.")


@then("tính đến {at}, {who} chịu trách nhiệm {n} lần trong năm")
def _(world: World, at: datetime, who: str, n: int) -> None:
    with world.register.read(at) as uow:
        found = liabilities_of(uow.session, world.charter, [world.post(who)], at)
    numbers = [one["number_in_year"] for one in found if one["number_in_year"]]
    last = numbers[-1] if numbers else 0
    expect(last == n, f"Tính đến lúc ấy là {last} lần.")


@act("{who} biểu dương về {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "commend", world.task(task), reason=said)


@then("{who} được biểu dương về {task} vì {said}")
def _(world: World, who: str, task: str, said: str) -> None:
    assert world.now is not None
    with world.register.read(world.now) as uow:
        found = commendations_of(uow.session, world.charter, [world.post(who)], world.now)
    told = [one["reason"] for one in found if one["about"] == world.task(task)]
    expect(said in told, f"Biểu dương về {task}: {'; '.join(told) or 'chưa có'}.")


@act("{who} nhập điểm chỉ số cải cách hành chính năm {n} lúc {at}:")
def _(world: World, who: str, n: int, at: datetime, datatable: list[list[str]]) -> None:
    world.settle(at)
    world.touch()
    world.home.mkdir(parents=True, exist_ok=True)
    path = world.home / "diem.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(datatable)
    try:
        read = read_index(path, world.charter.jurisdiction.organization)
    except PlanFileError as fault:
        raise Slip("; ".join(one.message for one in fault.faults)) from None
    done = import_index(
        world.register, world.charter, read, index="par", period=str(n), by=world.post(who), as_of=at, recorded_at=at
    )
    if refused := [one.refused for one in done.judged if one.refused]:
        world.refuse("; ".join(refused))


@then("sổ có việc {said} của {who} theo {plan:said}")
def _(world: World, said: str, who: str, plan: str) -> None:
    row = Assignment
    source = f"{world.directive.full_key}/{plan}"
    found = world.read(select(row).where(row.source == source, row.derived == 0).order_by(row.key))
    told = "; ".join(f"{one.title} ({world.charter.label(one.head)})" for one in found) or "chưa có việc nào"
    there = any(one.head == world.post(who) and said in one.title for one in found)
    expect(there, f"Việc theo {plan}: {told}.")


# ------------------------------------------------------------ ratings


def _period(text: str) -> RatedPeriod:
    try:
        return read_period(text)
    except BadPeriod as fault:
        raise Slip(str(fault)) from None


def _sheet(world: World, period: str) -> Sheet:
    now = world.now
    assert now is not None
    with world.register.read(now) as uow:
        return rate(uow.session, world.charter, _period(period), as_of=now)


def _rated(world: World, period: str, who: str) -> Rated:
    post = world.post(who)
    found = next((one for one in _sheet(world, period).rated if one.post == post), None)
    return found or Rated(post, False, None, None, None, UNKNOWN)


@then("xếp loại kỳ {said} theo {rules:said}")
def _(world: World, said: str, rules: str) -> None:
    try:
        label = _sheet(world, said).scheme.label
    except NoScheme as fault:
        label = str(fault)
    expect(rules in label, f"Kỳ {said} xếp loại theo {label}.")


@then("mức xếp loại tham khảo kỳ {said} của {who} là {level:said}")
def _(world: World, said: str, who: str, level: str) -> None:
    found = _rated(world, said, who)
    told = LEVELS[found.level] if found.level else UNKNOWN
    expect(told == level, f"Mức tham khảo là «{told}»{f': {found.why}' if found.why else ''}.")


@then("điểm xếp loại tham khảo kỳ {said} của {who} là {points:said}")
def _(world: World, said: str, who: str, points: str) -> None:
    found = as_json(_rated(world, said, who), world.charter)
    ends = dict.fromkeys((found["score_from"], found["score_to"]))
    told = UNKNOWN if None in ends else "–".join(f"{end:g}".replace(".", ",") for end in ends)
    expect(told == points, f"Điểm tham khảo là «{told}».")


@act("lập phiếu xếp loại kỳ {said} lúc {at}")
def _(world: World, said: str, at: datetime) -> None:
    world.settle(at)
    world.touch()
    try:
        ratings.propose(world.register, world.charter, _period(said), as_of=at, recorded_at=at)
    except (NoScheme, ratings.TooEarly) as fault:
        world.refuse(str(fault))


@act("{who} xếp loại {other:who} kỳ {said} mức {level:said} vì {reason:said} lúc {at}")
def _(world: World, who: str, other: str, said: str, level: str, reason: str, at: datetime) -> None:
    codes = {words: code for code, words in LEVELS.items()}
    if level not in codes:
        raise Slip(f"Không có mức «{level}»; hiện có: {', '.join(codes)}.")
    key = ratings.key_of(world.jurisdiction, _period(said).key, world.post(other))
    world.act(at, world.post(who), "rate", key, level=codes[level], reason=reason)


@then("xếp loại kỳ {said} của {who} được quyết định là {level:said}")
def _(world: World, said: str, who: str, level: str) -> None:
    key = ratings.key_of(world.jurisdiction, _period(said).key, world.post(who))
    found = next(iter(world.read(select(Rating).where(Rating.key == key))), None)
    told = LEVELS.get(found.level, "chưa quyết định") if found is not None else "chưa có phiếu"
    expect(told == level, f"Xếp loại kỳ {said} là «{told}».")
