"""Steps about rungs: what was sent to whom, what waits for whom, what became of it."""

from collections.abc import Sequence
from datetime import date, datetime

from rules.names import find_state
from rules.sentences import act, expect, say_at, then
from rules.world import World
from state_machines.escalation import ESCALATION
from workflows.register.tables import Escalation, JournalLine

PAPERS = {"ký": "#signature", "quyết định": "#decision"}
MODES = {"ký": "to_sign", "quyết định": "proposal"}


def rung_key(world: World, task: str, rung: str) -> str:
    """The key of the rung that lies with somebody, else of the latest cycle."""
    found = world.escalation(task, rung)
    return found.key if found is not None else f"{world.task(task)}#rung-{world.rung(rung)}"


def _raised(world: World, task: str, rung: str) -> list[JournalLine]:
    return world.journal("escalate", assignment=world.task(task), rung=world.rung(rung))


def _said(lines: Sequence[JournalLine]) -> str:
    return ", ".join(say_at(line.at) for line in lines) or "chưa bao giờ"


def _there(world: World, task: str, rung: str) -> Escalation:
    found = world.escalation(task, rung)
    expect(found is not None and bool(_raised(world, task, rung)), f"Chưa có {rung} nào về {task}.")
    assert found is not None
    return found


@act("{who} ký {rung} về {task} lúc {at}")
def _(world: World, who: str, rung: str, task: str, at: datetime) -> None:
    world.reach(at)
    world.act(at, world.post(who), "sign", rung_key(world, task, rung))


@act("{who} bỏ qua {rung} về {task} vì {said} lúc {at}")
def _(world: World, who: str, rung: str, task: str, said: str, at: datetime) -> None:
    world.reach(at)
    world.act(at, world.post(who), "waive", rung_key(world, task, rung), reason=said)


@act("{who} đồng ý {rung} về {task} vì {said} lúc {at}")
def _(world: World, who: str, rung: str, task: str, said: str, at: datetime) -> None:
    world.reach(at)
    world.act(at, world.post(who), "decide", rung_key(world, task, rung), answer="approve", reason=said)


@act("{who} đồng ý {rung} về {task} vì {said} lúc {at}, ký bằng khóa của {other:who}")
def _(world: World, who: str, rung: str, task: str, said: str, at: datetime, other: str) -> None:
    world.reach(at)
    world.act(
        at, world.post(who), "decide", rung_key(world, task, rung),
        key_of=world.post(other), answer="approve", reason=said,
    )  # fmt: skip


@act("{who} từ chối {rung} về {task} vì {said} lúc {at}")
def _(world: World, who: str, rung: str, task: str, said: str, at: datetime) -> None:
    world.reach(at)
    world.act(at, world.post(who), "decide", rung_key(world, task, rung), answer="refuse", reason=said)


@act("{who} yêu cầu giải trình trước khi {rung} về {task} vì {said} lúc {at}")
def _(world: World, who: str, rung: str, task: str, said: str, at: datetime) -> None:
    world.reach(at)
    world.act(at, world.post(who), "decide", rung_key(world, task, rung), answer="ask_explanation", reason=said)


@act("{who} cho hạn mới đến hết ngày {day} thay cho {rung} về {task} vì {said} lúc {at}")
def _(world: World, who: str, day: date, rung: str, task: str, said: str, at: datetime) -> None:
    world.reach(at)
    world.act(
        at, world.post(who), "decide", rung_key(world, task, rung),
        answer="new_date", reason=said, deadline=day.isoformat(),
    )  # fmt: skip


@act("{who} tống đạt {rung} về {task} với bằng chứng {said} lúc {at}")
def _(world: World, who: str, rung: str, task: str, said: str, at: datetime) -> None:
    world.reach(at)
    world.act(at, world.post(who), "deliver", rung_key(world, task, rung), evidence=said)


@then("{who} bị {rung} về {task} lúc {at}")
def _(world: World, who: str, rung: str, task: str, at: datetime) -> None:
    found = _there(world, task, rung)
    expect(
        found.state in ("issued", "delivered"),
        f"Nấc này đang ở trạng thái «{ESCALATION.states[found.state]}».",
    )
    expect(found.issued_at == at, f"Nấc {rung} được ban hành {say_at(found.issued_at)}.")
    expect(found.addressee == world.post(who), f"Người bị {rung} là {world.charter.label(found.addressee)}.")


@then("{rung} về {task} được trình {who} {verb} lúc {at}")
def _(world: World, rung: str, task: str, who: str, verb: str, at: datetime) -> None:
    lines = _raised(world, task, rung)
    expect([line.at for line in lines] == [at], f"Nấc {rung} về {task} được mở: {_said(lines)}.")
    details = lines[0].details
    expect(details["mode"] == MODES[verb], f"Nấc {rung} không chờ {verb} mà là: {details['mode']}.")
    expect(details["holder"] == world.post(who), f"Nấc này trình {world.charter.label(details['holder'])}.")


@then("{who} phải {verb} {rung} về {task} chậm nhất {at}", about="#paper")
def _(world: World, who: str, verb: str, rung: str, task: str, at: datetime) -> None:
    paper = world.find(rung_key(world, task, rung) + PAPERS[verb])
    expect(paper is not None, f"Không có {rung} nào về {task} chờ {verb}.")
    assert paper is not None
    expect(paper.state == "assigned", f"Văn bản {rung} về {task} không còn chờ {verb}.")
    expect(paper.head == world.post(who), f"Người phải {verb} là {world.charter.label(paper.head)}.")
    expect(paper.cut_off_at == at, f"Hạn {verb} là {say_at(paper.cut_off_at)}.")


@then("{rung} về {task} chuyển từ {silent:who} lên {who} lúc {at}")
def _(world: World, rung: str, task: str, silent: str, who: str, at: datetime) -> None:
    lines = world.journal("pass_on", assignment=world.task(task), rung=world.rung(rung))
    expect([line.at for line in lines] == [at], f"Việc chuyển lên xảy ra: {_said(lines)}.")
    found = lines[0].details
    expect(found["silent"] == world.post(silent), f"Người im lặng là {world.charter.label(found['silent'])}.")
    expect(found["addressee"] == world.post(who), f"Chuyển lên {world.charter.label(found['addressee'])}.")


@then("chưa có {rung} nào về {task}")
def _(world: World, rung: str, task: str) -> None:
    lines = _raised(world, task, rung)
    expect(not lines, f"Đã có {rung} về {task}: {_said(lines)}.")


@then("về {task} có đúng {n} lượt {rung}")
def _(world: World, task: str, n: int, rung: str) -> None:
    lines = _raised(world, task, rung)
    expect(len(lines) == n, f"Có {len(lines)} lượt {rung} về {task}: {_said(lines)}.")


@then("{rung} về {task} ở trạng thái {said}")
def _(world: World, rung: str, task: str, said: str) -> None:
    wanted, found = find_state(ESCALATION, said), _there(world, task, rung).state
    expect(found == wanted, f"{rung} về {task} đang ở trạng thái «{ESCALATION.states[found]}».")


@then("{rung} về {task} chấm dứt vì {said}")
def _(world: World, rung: str, task: str, said: str) -> None:
    lines = world.journal("void", assignment=world.task(task), rung=world.rung(rung))
    found = "; ".join(line.details["reason"] for line in lines) or "chưa chấm dứt"
    expect([line.details["reason"] for line in lines] == [said], f"{rung} về {task}: {found}.")
