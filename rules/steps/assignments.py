"""Steps about assignments: whether they are there, for whom, until when, in what state, late or not."""

from datetime import date, datetime

from rules.names import find_state
from rules.sentences import act, expect, say_at, then
from rules.world import World
from state_machines.assignment import ASSIGNMENT
from workflows.register.columns import NEVER
from workflows.working_time import end_of_day


@act("{who} nhận {task} và phân công {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "acknowledge", world.task(task), officer=said)


@act("{who} nhận {task} mà không phân công ai lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "acknowledge", world.task(task))


@act("{who} tạm dừng {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "suspend", world.task(task), reason=said)


@act("{who} cho tiếp tục {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "resume", world.task(task))


@act("{who} thu hồi {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "revoke", world.task(task), reason=said)


@act("{who} công nhận {task} không thể hoàn thành vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "declare_impossible", world.task(task), reason=said)


@act("{who} chấp thuận kiến nghị cấp trên về {task} vì {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "endorse_referral", world.task(task), reason=said)


@act("{who} xác nhận thời hạn của {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "confirm_deadline", world.task(task))


@then("văn bản không giao {task}")
def _(world: World, task: str) -> None:
    key = world.task(task)
    expect(world.find(key) is None, f"Sổ có {task} ({key}).")


@then("{task} đến hạn {at}")
def _(world: World, task: str, at: datetime) -> None:
    row = world.row(task)
    expect(row.cut_off_at == at, f"{task} đến hạn {say_at(row.cut_off_at)}.")


@then("hạn gốc của {task} vẫn là hết ngày {day}")
def _(world: World, task: str, day: date) -> None:
    row = world.row(task)
    expect(row.deadline == end_of_day(day), f"Hạn gốc của {task} là {say_at(row.deadline)}.")


@then("{task} không có thời hạn")
def _(world: World, task: str) -> None:
    row = world.row(task)
    expect(row.cut_off_at == NEVER and row.deadline == NEVER, f"{task} đến hạn {say_at(row.cut_off_at)}.")


@then("{task} ở trạng thái {said}")
def _(world: World, task: str, said: str) -> None:
    wanted, found = find_state(ASSIGNMENT, said), world.row(task).state
    expect(found == wanted, f"{task} đang ở trạng thái «{ASSIGNMENT.states[found]}».")


@then("{task} bị ghi nhận quá hạn từ {at}")
def _(world: World, task: str, at: datetime) -> None:
    lines = world.journal("cut_off", world.task(task))
    found = ", ".join(say_at(line.at) for line in lines) or "chưa bao giờ"
    expect([line.at for line in lines] == [at], f"{task} bị ghi nhận quá hạn: {found}.")


@then("{task} không bị ghi nhận quá hạn")
def _(world: World, task: str) -> None:
    lines = world.journal("cut_off", world.row(task).key)
    expect(not lines, f"{task} bị ghi nhận quá hạn từ {', '.join(say_at(line.at) for line in lines)}.")


@then("{task} không còn bị coi là quá hạn")
def _(world: World, task: str) -> None:
    row = world.row(task)
    expect(row.received_at < row.deadline, f"{task} được nhận {say_at(row.received_at)}, sau hạn.")
    expect(row.announced_at < row.cut_off_at, f"{task} vẫn bị chốt quá hạn {say_at(row.announced_at)}.")


@then("{who} phải giải trình về {task} chậm nhất {at}", about="#explanation")
def _(world: World, who: str, task: str, at: datetime) -> None:
    row = world.find(world.task(task) + "#explanation")
    expect(row is not None and row.state == "assigned", f"Chưa ai phải giải trình về {task}.")
    assert row is not None
    label = world.charter.label(row.head)
    expect(row.head == world.post(who), f"Người phải giải trình là {label}.")
    expect(row.deadline == at, f"Hạn giải trình là {say_at(row.deadline)}.")


@then("không ai phải giải trình về {task}", about="#explanation")
def _(world: World, task: str) -> None:
    row = world.find(world.task(task) + "#explanation")
    expect(
        row is None or row.state == "revoked",
        f"{world.charter.label(row.head) if row else ''} đang phải giải trình về {task}.",
    )
