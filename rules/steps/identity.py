"""Steps about who acts: keys, signatures, one-time codes, and acts without them."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from rules.sentences import Slip, act, expect, given, say_at, then
from rules.steps.escalations import rung_key
from rules.world import PASSPHRASE, World
from workflows import codes, identity
from workflows.charter import OPERATOR
from workflows.register.tables import Notice


@given("mọi quyết định phải kèm chữ ký của người giữ chức danh")
def _(world: World) -> None:
    world.proofs = True


@given("{who} đã đăng ký khóa ký")
def _(world: World, who: str) -> None:
    post, path = world.post(who), world.home / "keys" / f"{world.post(who)}.pem"
    world.touch()
    public = identity.make_key(path, PASSPHRASE)
    assert world.now is not None
    try:
        with world.register.write(world.now) as uow:
            identity.enroll(uow, world.charter.key, post, public, valid_from=world.now)
            uow.commit()
    except SQLAlchemyError as fault:
        raise Slip(f"Không đăng ký được khóa của {who}: {fault}") from None
    world.keys[post] = path


@given("{who} đã đăng ký mã xác nhận")
def _(world: World, who: str) -> None:
    post = world.post(who)
    world.touch()
    assert world.now is not None
    with world.register.write(world.now) as uow:
        label = world.charter.label(post)
        world.phones[post] = codes.enroll(uow, world.charter.key, post, label, valid_from=world.now)
        uow.commit()


@act("{who} đồng ý {rung} về {task} vì {said} lúc {at}, nhập mã xác nhận của {other:who}")
def _(world: World, who: str, rung: str, task: str, said: str, at: datetime, other: str) -> None:
    _approve(world, who, rung, task, said, at, shown=_shown(world, other, at))


@act("{who} đồng ý {rung} về {task} vì {said} lúc {at}, nhập mã mà {other:who} thấy trước đó {n} phút")
def _(world: World, who: str, rung: str, task: str, said: str, at: datetime, other: str, n: int) -> None:
    _approve(world, who, rung, task, said, at, shown=_shown(world, other, at - timedelta(minutes=n)))


@act("có người nhập sai mã xác nhận của {who} {n} lần để đồng ý {rung} về {task} lúc {at}")
def _(world: World, who: str, n: int, rung: str, task: str, at: datetime) -> None:
    shown = _shown(world, who, at)
    for _ in range(n):
        wrong = f"{(int(shown) + 1) % 1_000_000:06}"
        _approve(world, who, rung, task, "mạo danh", at, shown=wrong)
        if not world.answered:
            raise AssertionError("Mã sai mà vẫn được nhận.")
    world.refusals = []


@then("người vận hành được báo {n} lần")
def _(world: World, n: int) -> None:
    told = world.read(select(Notice).where(Notice.addressee == OPERATOR))
    expect(len(told) == n, f"Người vận hành được báo {len(told)} lần: {[one.facts['said'] for one in told]}.")


@then("{who} được báo lại lúc {at} rằng đã trả lời {said} về {rung} của {task}")
def _(world: World, who: str, at: datetime, said: str, rung: str, task: str) -> None:
    told = world.read(select(Notice).where(Notice.kind == "decided", Notice.subject == rung_key(world, task, rung)))
    found = ", ".join(f"{world.charter.label(one.addressee)} «{one.facts['answer']}» {say_at(one.at)}" for one in told)
    expect(
        [(one.addressee, one.facts["answer"], one.at) for one in told] == [(world.post(who), said, at)],
        f"Đã báo lại: {found or 'chưa lần nào'}.",
    )


def _shown(world: World, who: str, at: datetime) -> str:
    address = world.phones.get(world.post(who))
    if address is None:
        raise Slip(f"{who} chưa có ứng dụng; hãy thêm bước «{who} đã đăng ký mã xác nhận» trước bước này.")
    return codes.shown(address, now=at)


def _approve(world: World, who: str, rung: str, task: str, said: str, at: datetime, *, shown: str) -> None:
    world.reach(at)
    world.act(at, world.post(who), "decide", rung_key(world, task, rung), code=shown, answer="approve", reason=said)
