"""A year in a moment: the same use cases on a simulated clock and a database of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from workflows import assign, deliver, sweep
from workflows.act import apply
from workflows.acts import Act, Outcome
from workflows.channels import Channel, Simulated
from workflows.charter import Charter
from workflows.register.unit_of_work import Register
from workflows.working_time import at, end_of_day

#: How often one instant may come again, as letters of one instant can give rise to rungs of the same.
STILL = 20
#: How a replay lets a sweep be done; the flows put their own in its place.
Sweeper = Callable[[datetime], sweep.Swept]


@dataclass(slots=True)
class Replayed:
    """What a replay did.

    Attributes:
        assigned: what was assigned at its start.
        outcomes: what became of each act.
        instants: the instants at which something was done.
        unused: acts after the last day, which were not applied.
    """

    assigned: assign.Assigned
    outcomes: list[Outcome] = field(default_factory=list)
    instants: list[datetime] = field(default_factory=list)
    unused: list[Act] = field(default_factory=list)


def replay(
    register: Register,
    charter: Charter,
    *,
    start: date,
    until: date,
    acts: Iterable[Act] = (),
    clock: Callable[[], datetime],
    sweeper: Sweeper | None = None,
    each: Callable[[datetime], None] | None = None,
) -> Replayed:
    """Let a stretch of time pass in an empty register.

    Time jumps from one instant at which something is due, or was done, to the next. At one instant what people did
    comes first, then the sweep, then the letters, which arrive at once unless an act says what became of them.

    Args:
        register: an empty register of its own.
        charter: the jurisdiction's policy.
        start: first day.
        until: last day, included.
        acts: what people did.
        clock: gives the instant at which things are recorded.
        sweeper: does a sweep; None for the plain one.
        each: told every instant, for progress.
    """
    recorded = clock()
    begin, end = at(start, time(0)), end_of_day(until)
    done = Replayed(assign.assign(register, charter, as_of=begin, recorded_at=recorded, until=until))
    waiting = sorted(acts, key=lambda act: act.at)
    hold = {act.on for act in waiting if act.act in ("deliver", "undelivered")}
    sweeps = sweeper or (lambda t: sweep.sweep(register, charter, as_of=t, recorded_at=clock()))
    for instant in _instants(register, charter, begin, end, waiting, clock):
        due = [act for act in waiting if act.at <= instant]
        del waiting[: len(due)]
        done.outcomes += apply(register, charter, due, recorded_at=max(clock(), instant), proofs=False)
        sweeps(instant)
        simulated = Simulated()
        deliver.deliver(register, charter, _always(simulated), at=instant, recorded_at=clock(), hold=hold)
        done.instants.append(instant)
        if each is not None:
            each(instant)
    done.unused = waiting
    return done


def _always(channel: Channel) -> Callable[[str], Channel]:
    return lambda _post: channel


def _instants(
    register: Register,
    charter: Charter,
    begin: datetime,
    end: datetime,
    waiting: list[Act],
    clock: Callable[[], datetime],
) -> Iterator[datetime]:
    """Yield each instant at which something is due or done, in order; the first is the beginning."""
    now, still = begin, 0
    yield now
    while True:
        with register.read(clock()) as uow:
            due = sweep.next_due(uow, charter)
        candidates = [t for t in (due, waiting[0].at if waiting else None) if t is not None]
        if not candidates or (following := max(min(candidates), now)) >= end:
            return
        still = still + 1 if following == now else 0
        if still > STILL:
            raise RuntimeError(f"replay stands still at {now.isoformat()}: something is due that no sweep moves")
        now = following
        yield now
