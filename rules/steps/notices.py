"""Steps about letters: who was told what, when, and whether it arrived."""

from datetime import datetime

from sqlalchemy import select

from rules.sentences import act, expect, given, say_at, then
from rules.world import World
from workflows.letters import text as letter_text
from workflows.register.tables import Assignment, Notice


def _notices(world: World, kind: str, task: str, **wanted: object) -> list[Notice]:
    """The notices of a kind about an assignment or what hangs on it."""
    key = world.task(task)
    found = world.read(
        select(Notice)
        .join(Assignment, Assignment.id == Notice.assignment_id)
        .where(Notice.kind == kind, (Assignment.key == key) | Assignment.key.startswith(key + "#"))
        .order_by(Notice.id)
    )
    return [one for one in found if all(getattr(one, name) == value for name, value in wanted.items())]


@given("{who} không có kênh nhận thư chính thức")
def _(world: World, who: str) -> None:
    world.unreachable.add(world.post(who))


@act("máy chủ thư ngừng từ {at}")
def _(world: World, at: datetime) -> None:
    world.reach(at)
    world.mail_down = True


@act("máy chủ thư hoạt động lại lúc {at}")
def _(world: World, at: datetime) -> None:
    world.reach(at)
    world.mail_down = False
    world.settle(at)


@then("{who} được nhắc trước hạn về {task} lúc {at}", about="remind_before")
def _(world: World, who: str, task: str, at: datetime) -> None:
    lines = world.journal("warn", world.task(task))
    post = world.post(who)
    found = ", ".join(f"{world.charter.label(one.details['addressee'])} {say_at(one.at)}" for one in lines)
    expect(
        any(one.at == at and one.details["addressee"] == post for one in lines),
        f"Đã nhắc trước hạn: {found or 'chưa lần nào'}.",
    )


@then("về {task} có đúng {n} lần nhắc trước hạn", about="remind_before")
def _(world: World, task: str, n: int) -> None:
    lines = world.journal("warn", world.task(task))
    found = ", ".join(say_at(line.at) for line in lines)
    expect(len(lines) == n, f"Có {len(lines)} lần nhắc trước hạn: {found}.")


@then("{who} được gửi bản sao {rung} về {task}")
def _(world: World, who: str, rung: str, task: str) -> None:
    copies = _notices(world, world.rung(rung), task, copy=1)
    found = ", ".join(world.charter.label(one.addressee) for one in copies)
    expect(world.post(who) in [one.addressee for one in copies], f"Bản sao gửi: {found or 'không ai'}.")


@then("{who} chưa nhận được {rung} về {task}")
def _(world: World, who: str, rung: str, task: str) -> None:
    arrived = _notices(world, world.rung(rung), task, addressee=world.post(who), state="delivered")
    expect(not arrived, f"Văn bản {rung} đã đến {who} {', '.join(say_at(one.delivered_at) for one in arrived)}.")


@then("{who} nhận được {rung} về {task} lúc {at}")
def _(world: World, who: str, rung: str, task: str, at: datetime) -> None:
    arrived = _notices(world, world.rung(rung), task, addressee=world.post(who), state="delivered")
    found = ", ".join(say_at(one.delivered_at) for one in arrived) or "chưa đến"
    expect([one.delivered_at for one in arrived] == [at], f"Văn bản {rung} đến {who}: {found}.")


@then("{who} được báo phải tống đạt {rung} về {task} bằng giấy")
def _(world: World, who: str, rung: str, task: str) -> None:
    told = _notices(world, "to_serve", task)
    rungs = [one for one in told if one.facts.get("rung") == world.rung(rung)]
    found = ", ".join(world.charter.label(one.addressee) for one in rungs)
    expect([one.addressee for one in rungs] == [world.post(who)], f"Người được báo: {found or 'không ai'}.")


@then("thư {rung} gửi {who} về {task} nêu {said}")
def _(world: World, rung: str, who: str, task: str, said: str) -> None:
    told = _notices(world, world.rung(rung), task, addressee=world.post(who))
    expect(bool(told), f"Chưa có thư {rung} nào gửi {who}.")
    assert world.now is not None
    with world.register.read(world.now) as uow:
        subject, body = letter_text(uow.session, world.charter, told[-1])
    expect(said in f"{subject}\n{body}", f"Thư viết: {subject}. {body}")
