"""Steps about who acts: keys, signatures, and acts without them."""

from sqlalchemy.exc import SQLAlchemyError

from tests.steps.sentences import Slip, given
from tests.steps.world import PASSPHRASE, World
from workflows import identity


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
