"""Ratings in the register: the advice is laid before whoever decides, and what was decided is kept beside it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from state_machines.errors import Refused
from state_machines.law import SYSTEM
from state_machines.machine import Machine
from state_machines.rating import RATING
from workflows.acts import Act
from workflows.charter import Charter
from workflows.holders import holder_of
from workflows.rate import Given, Rated, Sheet, as_json, rate
from workflows.rate_products import RatedPeriod
from workflows.register.tables_rating import Rating
from workflows.register.unit_of_work import Register, UnitOfWork
from workflows.targets import LEVELS

RATINGS = Machine(RATING)
#: What stands between the jurisdiction and the period in the key of a rating.
MARK = "/rating/"


class TooEarly(ValueError):
    """A period that is not over yet; the message says until when it runs."""


@dataclass(slots=True)
class Proposed:
    """What was laid before the authorities.

    Attributes:
        sheet: the advice.
        new: keys of the ratings that are new.
        again: keys of those that were computed again and came out otherwise.
        kept: keys of those that were decided already and stay as they are.
    """

    sheet: Sheet
    new: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def key_of(jurisdiction: str, period: str, post: str) -> str:
    """Return the key of a rating: ``<jurisdiction>/rating/<period>/<post>``."""
    return f"{jurisdiction}{MARK}{period}/{post}"


def is_rating(key: str) -> bool:
    """Tell whether a key is that of a rating."""
    return key.count("/") == 3 and MARK in key


def find(uow: UnitOfWork, charter: Charter, key: str) -> Rating | None:
    """Return the rating of a key in a jurisdiction, or None."""
    return uow.session.scalar(select(Rating).where(Rating.key == key, Rating.jurisdiction == charter.key))


def propose(
    register: Register,
    charter: Charter,
    period: RatedPeriod,
    *,
    as_of: datetime,
    recorded_at: datetime,
    given: Given | None = None,
) -> Proposed:
    """Keep the advice for a period that is over; what was decided stays, what came out the same is not written again.

    Args:
        register: where.
        charter: the jurisdiction's policy.
        period: the period.
        as_of: the instant (aware).
        recorded_at: the instant at which it is recorded (aware).
        given: what a person has judged.

    Raises:
        TooEarly: when the period still runs.
        NoScheme: when no rules of rating were in force.
    """
    if as_of < period.ends_at:
        raise TooEarly(f"Kỳ «{period.key}» đến hết ngày {period.last:%d/%m/%Y} mới kết thúc; chưa lập phiếu được.")
    with register.write(recorded_at) as uow:
        done = Proposed(rate(uow.session, charter, period, as_of=as_of, given=given))
        for one in done.sheet.rated:
            _keep(uow, charter, done, one, as_of)
        uow.commit()
    return done


def _keep(uow: UnitOfWork, charter: Charter, done: Proposed, one: Rated, as_of: datetime) -> None:
    period, cites = done.sheet.period, done.sheet.cites
    key, basis = key_of(charter.key, period.key, one.post), as_json(one, charter)
    details = {"post": one.post, "advice": one.level, "score_from": basis["score_from"], "score_to": basis["score_to"]}
    row = find(uow, charter, key)
    if row is None:
        row = Rating(
            key=key,
            jurisdiction=charter.key,
            period=period.key,
            period_ends_at=period.ends_at,
            post=one.post,
            holder=holder_of(charter.jurisdiction.organization, one.post, period.ends_at),
            authority=_authority(charter, one, period),
            scheme=done.sheet.scheme.label,
            advice=one.level or "",
            basis=basis,
            computed_at=as_of,
            policy=charter.policy.version,
            cites=cites,
        )
        uow.session.add(row)
        uow.note("rating", "create", "", RATING.initial, key, at=as_of, by=SYSTEM, details=details, cites=cites)
        done.new.append(key)
    elif row.state == "decided":
        done.kept.append(key)
    elif row.basis != basis:
        rule = RATINGS.fire(row, "compute", as_of=as_of, by=SYSTEM)
        row.advice, row.basis, row.computed_at, row.policy = one.level or "", basis, as_of, charter.policy.version
        uow.record("rating", rule, key, at=as_of, by=SYSTEM, details=details, cites=cites)
        done.again.append(key)


def _authority(charter: Charter, one: Rated, period: RatedPeriod) -> str:
    """Return who decides: whom the post answers to; of an officer who holds no post, the head of the work."""
    if charter.jurisdiction.organization.post(one.post) is not None:
        return charter.chain.above(one.post, period.last)
    return next((product.head for product in one.products if product.officer == one.post), "")


def check(row: Rating, act: Act) -> None:
    """Check what a decision carries.

    Raises:
        Refused: when its level is none.
    """
    level = act.content.get("level")
    if level is not None and level not in LEVELS:
        known = ", ".join(f"{code} ({words})" for code, words in LEVELS.items())
        raise Refused("rating", act.act, row.state, f"Mức xếp loại phải là một trong: {known}.")


def decide(row: Rating, act: Act) -> None:
    """Keep what was decided, by whom, and why."""
    row.level, row.reason = str(act.content["level"]), str(act.content["reason"])
    row.decided_at, row.decided_by = act.at, act.by
