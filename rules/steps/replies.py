"""Steps about what a unit says for itself: told beforehand, found to be whose fault, more time, beyond authority."""

from datetime import date, datetime

from sqlalchemy import select

from rules.names import find_state
from rules.sentences import act, expect, say_at, then
from rules.world import World
from state_machines.referral import REFERRAL
from workflows.register.tables_referral import Referral

FAULTS = {"nguyên nhân khách quan": "objective", "lỗi chủ quan": "subjective"}


def _referral(world: World, task: str) -> Referral:
    row = world.row(task)
    found = world.read(select(Referral).where(Referral.assignment_id == row.id).order_by(Referral.id.desc()))
    expect(bool(found), f"Chưa có đề xuất kiến nghị nào về {task}.")
    return found[0]


@act("{who} báo trước không làm được {task} với lý do {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "explain", world.task(task), reason=said)


@act("{who} giải trình về {task} với lý do {said} và tự nêu là {fault} lúc {at}")
def _(world: World, who: str, task: str, said: str, fault: str, at: datetime) -> None:
    key = world.task(task) + "#explanation"
    world.act(at, world.post(who), "explain", key, reason=said, claimed_fault=FAULTS[fault])


@act("{who} kết luận {fault} về {task} vì {said} lúc {at}")
def _(world: World, who: str, fault: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "find_fault", world.task(task), fault=FAULTS[fault], basis=said)


@act("{who} xin gia hạn {task} đến hết ngày {day} vì {said} lúc {at}")
def _(world: World, who: str, task: str, day: date, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "request_extension", world.task(task), deadline=day.isoformat(), reason=said)


@act("{who} cho gia hạn {task} đến hết ngày {day} vì {said} lúc {at}")
def _(world: World, who: str, task: str, day: date, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "grant_extension", world.task(task), deadline=day.isoformat(), reason=said)


@act("{who} từ chối gia hạn {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "refuse_extension", world.task(task), reason=said)


@act("{who} đề xuất kiến nghị {body:said} về {task} vì {said} lúc {at}")
def _(world: World, who: str, body: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "propose_referral", world.task(task), to=body, matter=said)


@act("{who} chấp thuận mà chưa gửi kiến nghị cấp trên về {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "endorse_referral", world.task(task), reason=said, petition=False)


@act("{who} bác kiến nghị cấp trên về {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "refuse_referral", world.task(task), reason=said)


@act("{who} gửi kiến nghị lên cấp trên về {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "petition", world.task(task))


@act("{who} ghi nhận cấp trên trả lời {said} về {task} lúc {at}")
def _(world: World, who: str, said: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "answer_referral", world.task(task), answer=said)


@then("{task} phải gửi qua {who}")
def _(world: World, task: str, who: str) -> None:
    row = world.row(task)
    expect(row.route_point == world.post(who), f"{task} gửi qua {world.charter.label(row.route_point) or 'không ai'}.")


@then("{task} được kết luận là {fault}")
def _(world: World, task: str, fault: str) -> None:
    found = world.row(task).fault
    words = next((words for words, code in FAULTS.items() if code == found), "chưa kết luận")
    expect(found == FAULTS[fault], f"Nguyên nhân chậm của {task}: {words}.")


@then("{task} chưa có kết luận về nguyên nhân")
def _(world: World, task: str) -> None:
    found = world.row(task).fault
    expect(not found, f"Nguyên nhân chậm của {task} đã được kết luận: {found}.")


@then("việc ghi nhận quá hạn của {task} đã được hủy")
def _(world: World, task: str) -> None:
    row, lines = world.row(task), world.journal("cut_off", world.task(task))
    expect(bool(lines), f"{task} chưa từng bị ghi nhận quá hạn.")
    expect(row.announced_at < row.opens_at, f"{task} vẫn bị chốt quá hạn {say_at(row.announced_at)}.")


@then("việc kiến nghị về {task} ở trạng thái {said}")
def _(world: World, task: str, said: str) -> None:
    wanted, found = find_state(REFERRAL, said), _referral(world, task).state
    expect(found == wanted, f"Kiến nghị về {task} đang ở trạng thái «{REFERRAL.states[found]}».")


@then("{who} được nhắc lần {n} về kiến nghị của {task} lúc {at}")
def _(world: World, who: str, n: int, task: str, at: datetime) -> None:
    lines = world.journal("remind", _referral(world, task).key)
    found = [(line.details["addressee"], line.details["reminded"], line.at) for line in lines]
    said = ", ".join(f"lần {n_} {world.charter.label(to)} {say_at(when)}" for to, n_, when in found) or "chưa lần nào"
    expect((world.post(who), n, at) in found, f"Đã nhắc về kiến nghị: {said}.")
