"""Steps about what recurs, is counted, measured or set off by an event, and about who watches and takes over."""

from datetime import datetime

from sqlalchemy import select

from rules.names import plain
from rules.sentences import Slip, act, expect, say_at, then
from rules.steps.escalations import MODES
from rules.world import World
from workflows.register.tables import Escalation, Receipt

VERDICTS = {"đạt": "met", "chưa đạt": "not_met", "chưa đủ dữ liệu": "insufficient"}
LINES = {"Đảng": "party", "chính quyền": "administrative"}


def _figure(name: str, text: str) -> dict[str, str]:
    """Read ``162/376`` or ``30`` as a figure."""
    value, _, of = text.partition("/")
    return {"name": name, "value": value, "nature": "official"} | ({"of": of} if of else {})


@act("{who} ghi nhận một lần {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "record", world.task(task))


@act("{who} ghi nhận số liệu {said} của {task} lúc {at}")
def _(world: World, who: str, said: str, task: str, at: datetime) -> None:
    key = world.task(task)
    clause, duty = key.split("/")[2:4]
    found = world.directive.clause(clause)
    asked = found.duty(duty) if found is not None else None
    name = asked.target.figure if asked is not None and asked.target is not None else None
    world.act(at, world.post(who), "record", key, figures=[_figure(name or duty, said)])


@act("{who} báo không phát sinh cho {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "report", world.task(task), nil=True)


@act("{who} nộp danh sách cho {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "report", world.task(task), attachments=["Danh sách"])


@act("{who} báo sự kiện {event:said} là {said} cho {task} lúc {at}")
def _(world: World, who: str, event: str, said: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "occur", world.task(task), event=event, what=said)


@act("{who} giao lại {task} cho {said} lúc {at}")
def _(world: World, who: str, task: str, said: str, at: datetime) -> None:
    world.act(at, world.post(who), "reassign", world.task(task), officer=said)


@act("{who} xác nhận thời hạn của mọi kỳ của {task} lúc {at}")
def _(world: World, who: str, task: str, at: datetime) -> None:
    world.act(at, world.post(who), "confirm_deadline", world.task(task), series=True)


@act("{who} xác nhận đã đọc văn bản lúc {at}")
def _(world: World, who: str, at: datetime) -> None:
    post = world.post(who)
    sent = world.read(select(Receipt).where(Receipt.head == post))
    if not sent:
        raise Slip(f"Văn bản không gửi đến {who}; hãy chọn một nơi nhận của văn bản.")
    world.act(at, post, "read", sent[0].key)


@then("{task} đã ghi nhận {n} lần")
def _(world: World, task: str, n: int) -> None:
    row = world.row(task)
    expect(row.recorded == n, f"{task} đã ghi nhận {row.recorded} lần, cần {row.quota} lần.")


@then("chỉ tiêu của {task} được đánh giá là {judged} lúc {at}")
def _(world: World, task: str, judged: str, at: datetime) -> None:
    lines = [line for line in world.journal("assess", world.task(task)) if line.at == at]
    found = ", ".join(f"{line.details['verdict']} ({say_at(line.at)})" for line in world.journal("assess"))
    expect(
        [line.details["verdict"] for line in lines] == [VERDICTS[judged]], f"Các lần đánh giá: {found or 'không có'}."
    )


@then("số liệu vừa ghi của {task} cho thấy {judged}")
def _(world: World, task: str, judged: str) -> None:
    lines = world.journal("record", world.task(task))
    expect(bool(lines), f"{task} chưa có số liệu nào.")
    found = lines[-1].details.get("verdict")
    expect(found == VERDICTS[judged], f"Số liệu vừa ghi cho thấy: {found}.")


@then("{task} chuyển cho {who} từ {at}")
def _(world: World, task: str, who: str, at: datetime) -> None:
    row = world.row(task)
    lines = world.journal("hand_over", row.key)
    expect(row.head == world.post(who), f"Người đang chịu trách nhiệm là {world.charter.label(row.head)}.")
    expect([line.at for line in lines] == [at], f"Chuyển giao lúc: {', '.join(say_at(line.at) for line in lines)}.")


@then("không có bước chuyển giao nào của {task}")
def _(world: World, task: str) -> None:
    lines = world.journal("hand_over", world.row(task).key)
    expect(not lines, f"Đã chuyển giao lúc: {', '.join(say_at(line.at) for line in lines)}.")


@then("{who} phải đôn đốc về {task} chậm nhất {at}", about="#watch")
def _(world: World, who: str, task: str, at: datetime) -> None:
    row = world.find(world.task(task) + "#watch")
    expect(row is not None and row.state == "assigned", f"Chưa ai phải đôn đốc về {task}.")
    assert row is not None
    expect(row.head == world.post(who), f"Người phải đôn đốc là {world.charter.label(row.head)}.")
    expect(row.deadline == at, f"Hạn đôn đốc là {say_at(row.deadline)}.")


@then("không ai phải đôn đốc về {task}", about="#watch")
def _(world: World, task: str) -> None:
    expect(world.find(world.task(task) + "#watch") is None, f"Có người phải đôn đốc về {task}.")


@then("{rung} tuyến {line} về {task} gửi {who} lúc {at}")
def _(world: World, rung: str, line: str, task: str, who: str, at: datetime) -> None:
    found = _on_line(world, line, rung, task)
    expect(found is not None, f"Chưa có {rung} như vậy trên tuyến {line}.")
    assert found is not None
    expect(found.issued_at == at, f"{rung} trên tuyến {line} phát hành {say_at(found.issued_at)}.")
    expect(found.addressee == world.post(who), f"{rung} gửi đến {world.charter.label(found.addressee)}.")


@then("{rung} tuyến {line} về {task} trình {who} {verb} lúc {at}")
def _(world: World, rung: str, line: str, task: str, who: str, verb: str, at: datetime) -> None:
    found = _on_line(world, line, rung, task)
    expect(found is not None, f"Chưa có {rung} như vậy trên tuyến {line}.")
    assert found is not None
    expect(found.raised_at == at, f"{rung} trên tuyến {line} có từ {say_at(found.raised_at)}, {found.state}.")
    expect(found.mode == MODES[verb], f"{rung} không chờ {verb} mà là: {found.mode}.")
    expect(found.holder == world.post(who), f"{rung} trình {world.charter.label(found.holder)} {verb}.")


@then("văn bản gửi {who} với vai trò {said}")
def _(world: World, who: str, said: str) -> None:
    wording = world.charter.policy.national.wording
    sent = world.read(select(Receipt).where(Receipt.head == world.post(who)))
    found = [wording.label("recipient_roles", one.role) for one in sent]
    expect(plain(said) in map(plain, found), f"Văn bản gửi {who} với vai trò: {', '.join(found) or 'không gửi'}.")


@then("văn bản được {who} đọc lúc {at}")
def _(world: World, who: str, at: datetime) -> None:
    sent = world.read(select(Receipt).where(Receipt.head == world.post(who)))
    expect([one.read_at for one in sent] == [at], f"{who} đọc văn bản: {', '.join(say_at(o.read_at) for o in sent)}.")


def _on_line(world: World, line: str, rung: str, task: str) -> Escalation | None:
    found = world.read(
        select(Escalation)
        .where(
            Escalation.assignment_id == world.row(task).id,
            Escalation.rung == world.rung(rung),
            Escalation.line == LINES[line],
        )
        .order_by(Escalation.cycle.desc())
    )
    return next(iter(found), None)
