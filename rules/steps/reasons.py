"""Steps about why: which clause gave a date, which days were skipped, which chain was walked."""

from rules.sentences import expect, then
from rules.world import World
from workflows.why import why


@then("hỏi vì sao về hạn của {task} thì được trả lời {said}")
def _(world: World, task: str, said: str) -> None:
    _answer(world, world.row(task).key, "date", said)


@then("hỏi vì sao về người chịu trách nhiệm của {task} thì được trả lời {said}")
def _(world: World, task: str, said: str) -> None:
    _answer(world, world.row(task).key, "people", said)


@then("hỏi vì sao về {rung} đối với {task} thì được trả lời {said}")
def _(world: World, rung: str, task: str, said: str) -> None:
    found = world.escalation(task, rung)
    expect(found is not None, f"Chưa có {rung} nào về {task}.")
    assert found is not None
    _answer(world, found.key, "date", said)


@then("{task} ghi phiên bản chính sách đang áp dụng")
def _(world: World, task: str) -> None:
    row, version = world.row(task), world.charter.policy.version
    expect(row.policy == version, f"Nhiệm vụ ghi phiên bản {row.policy}, đang áp dụng {version}.")


@then("{task} ghi nguồn của thời hạn là {said}")
def _(world: World, task: str, said: str) -> None:
    found = world.charter.policy.national.wording.label("provenance", world.row(task).provenance)
    expect(found == said, f"Nguồn của thời hạn là «{found}».")


def _answer(world: World, key: str, about: str, said: str) -> None:
    assert world.now is not None
    with world.register.read(world.now) as uow:
        found = why(uow.session, world.charter, key, as_of=world.now)[about]
    expect(any(said in sentence for sentence in found), "Câu trả lời là: " + " ".join(found))
