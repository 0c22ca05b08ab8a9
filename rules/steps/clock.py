"""Steps about time passing: instants, downtime, sweeps that run again."""

from datetime import datetime

from rules.sentences import act, expect, say_at, then, when
from rules.world import World


@act("đến {at}")
def _(world: World, at: datetime) -> None:
    world.remember()
    world.no_earlier(at)
    world.settle(at)


@act("hệ thống ngừng chạy từ {at}")
def _(world: World, at: datetime) -> None:
    world.no_earlier(at)
    world.reach(at)
    world.stopped = True


@act("hệ thống chạy lại lúc {at}")
def _(world: World, at: datetime) -> None:
    world.no_earlier(at)
    world.reach(at)
    world.remember()
    world.stopped = False
    world.sweep(at)


@when("hệ thống quét lại với thời điểm {at}")
def _(world: World, at: datetime) -> None:
    world.remember()
    world.sweep(at)


@then("lần quét đó không làm gì")
def _(world: World) -> None:
    swept = world.swept
    assert swept is not None
    expect(not swept.moved and not swept.notices, f"Lần quét đã làm: {swept.moved}, {swept.notices} thông báo.")
    new = world.register.journal_lines() - world.mark
    expect(new == 0, f"Nhật ký thêm {new} dòng.")


@then("lần quét đó chuyển {n} nhiệm vụ")
def _(world: World, n: int) -> None:
    swept = world.swept
    assert swept is not None
    moved = sum(swept.moved.values())
    expect(moved == n, f"Lần quét chuyển {moved} nhiệm vụ ({swept.moved}) lúc {say_at(swept.as_of)}.")
