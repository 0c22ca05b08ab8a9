"""Steps about the journal: two instants on each line, nothing changed, and whoever tries is found out."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from rules.names import find_trigger
from rules.sentences import Slip, act, expect, say_at, then
from rules.world import World
from state_machines.assignment import ASSIGNMENT
from workflows.register.verify import verify

STATEMENTS = {
    "sửa": "UPDATE journal SET cites = cites || ' (đã sửa)' WHERE seq = :seq",
    "xóa": "DELETE FROM journal WHERE seq = :seq",
}
GUARDS = {"sqlite": ("journal_no_UPDATE", "journal_no_DELETE"), "postgresql": ("journal_no_change",)}


def _touch(world: World, verb: str, seq: int) -> None:
    world.touch()
    try:
        with world.register.engine.begin() as connection:
            touched = connection.execute(text(STATEMENTS[verb]), {"seq": seq}).rowcount
    except DBAPIError as refusal:
        world.refuse(str(refusal.orig))
        return
    if not touched:
        raise Slip(f"Nhật ký không có dòng thứ {seq}.")


@act("người quản trị {changed} thẳng một dòng nhật ký trong cơ sở dữ liệu")
def _(world: World, changed: str) -> None:
    world.remember()
    _touch(world, changed, world.mark)


@act("người quản trị tháo khóa bảo vệ rồi {changed} thẳng dòng nhật ký thứ {n}")
def _(world: World, changed: str, n: int) -> None:
    with world.register.engine.begin() as connection:
        for guard in GUARDS[connection.dialect.name]:
            on = " ON journal" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {guard}{on}"))
    _touch(world, changed, n)
    if world.refusals:
        raise Slip(f"Chưa tháo được khóa bảo vệ: {world.answer}")


@then("nhật ký còn nguyên vẹn")
def _(world: World) -> None:
    found = verify(world.register)
    expect(not found, "; ".join(one.message for one in found))


@then("việc kiểm tra nhật ký báo {said}")
def _(world: World, said: str) -> None:
    found = [one.message for one in verify(world.register)]
    expect(said in found, f"Việc kiểm tra báo: {'; '.join(found) or 'nguyên vẹn'}.")


@then("nhật ký không thêm dòng nào", answers_refusal=True)
def _(world: World) -> None:
    new = world.register.journal_lines() - world.mark
    expect(new == 0, f"Nhật ký thêm {new} dòng.")


@then("nhật ký thêm {n} dòng")
def _(world: World, n: int) -> None:
    new = world.register.journal_lines() - world.mark
    expect(new == n, f"Nhật ký thêm {new} dòng.")


@then("dòng {said} của {task} có thời điểm pháp lý {at} và thời điểm ghi nhận {recorded:at}")
def _(world: World, said: str, task: str, at: datetime, recorded: datetime) -> None:
    trigger = find_trigger(ASSIGNMENT, said)
    lines = world.journal(trigger, world.task(task))
    found = "; ".join(f"{say_at(one.at)}, ghi {say_at(one.recorded_at)}" for one in lines) or "không có"
    expect([(one.at, one.recorded_at) for one in lines] == [(at, recorded)], f"Dòng nhật ký: {found}.")


@then("mọi dòng nhật ký đều ghi căn cứ")
def _(world: World) -> None:
    lines = world.journal()
    bare = [str(one.seq) for one in lines if not one.cites.strip()]
    expect(bool(lines) and not bare, f"Các dòng không có căn cứ: {', '.join(bare) or 'nhật ký trống'}.")


@then("dòng {said} của {task} ghi căn cứ {cites:said}")
def _(world: World, said: str, task: str, cites: str) -> None:
    trigger = find_trigger(ASSIGNMENT, said)
    found = [one.cites for one in world.journal(trigger, world.task(task))]
    expect(bool(found) and all(cites in one for one in found), f"Căn cứ được ghi: {'; '.join(found) or 'không có'}.")
