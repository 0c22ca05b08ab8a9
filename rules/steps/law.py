"""Steps about the one law: asked for one work or for all, by the program or past it, it answers the same."""

from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from rules.names import find_state, find_trigger
from rules.sentences import act, expect, then
from rules.world import World
from state_machines.assignment import ASSIGNMENT
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from state_machines.statement import moves
from workflows.register.tables import Assignment


@act("người quản trị chuyển thẳng {task} sang trạng thái {said} trong cơ sở dữ liệu")
def _(world: World, task: str, said: str) -> None:
    state = find_state(ASSIGNMENT, said)
    world.remember()
    world.touch()
    try:
        with world.register.engine.begin() as connection:
            connection.execute(
                text("UPDATE assignment SET state = :state WHERE id = :id"),
                {"state": state, "id": world.row(task).id},
            )
    except DBAPIError as refusal:
        world.refuse(str(refusal.orig))


@then("xét từng nhiệm vụ hay xét cả loạt lúc {at} đều thấy {n} nhiệm vụ phải {said}")
def _(world: World, at: datetime, n: int, said: str) -> None:
    trigger = find_trigger(ASSIGNMENT, said)
    _same(world, trigger, at, SYSTEM, n)


@then("xét từng nhiệm vụ hay xét cả loạt đều thấy {who} được {said} {n} nhiệm vụ")
def _(world: World, who: str, said: str, n: int) -> None:
    trigger = find_trigger(ASSIGNMENT, said)
    assert world.now is not None
    _same(world, trigger, world.now, world.post(who), n)


def _same(world: World, trigger: str, at: datetime, by: str, n: int) -> None:
    """Compare the two readings of the law over the whole register."""
    machine = Machine(ASSIGNMENT)
    with world.register.read(at) as uow:
        rows = uow.session.scalars(select(Assignment)).all()
        one_by_one = {
            row.key for row in rows
            if any(rule.trigger == trigger for rule in machine.allowed(row, as_of=at, by=by))
        }  # fmt: skip
        where = moves(ASSIGNMENT, Assignment, trigger, as_of=at, by=by).where
        together = set(uow.session.scalars(select(Assignment.key).where(where)))
    apart = ", ".join(sorted(one_by_one ^ together))
    expect(one_by_one == together, f"Hai cách xét khác nhau ở: {apart}.")
    expect(len(together) == n, f"Thấy {len(together)} nhiệm vụ: {', '.join(sorted(together))}.")
