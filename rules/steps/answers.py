"""Steps about how an act was answered."""

from rules.names import plain
from rules.sentences import expect, then
from rules.world import World


@then("việc đó bị từ chối vì {said}", answers_refusal=True)
def _(world: World, said: str) -> None:
    expect(bool(world.answer), "Việc đó đã được chấp nhận.")
    expect(plain(said) in plain(world.answer), f"Việc đó bị từ chối vì lý do khác: {world.answer}")
    world.refusals = []


@then("việc đó được chấp nhận", answers_refusal=True)
def _(world: World) -> None:
    expect(not world.answer, f"Việc đó bị từ chối: {world.answer}")


@then("lời từ chối ghi rõ {said}", answers_refusal=True)
def _(world: World, said: str) -> None:
    expect(plain(said) in plain(world.answer), f"Lời từ chối là: {world.answer}")
