"""A process that does one step of the story and kills itself at a named point of it.

``python -m tests.flows.crash POINT STEP …`` wraps one function of the product in this process only; the product knows
nothing of it. Without a point (``-``) the step is done to its end. With ``--wait`` it says when it is ready, and goes on
when it is told a line.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pkgutil import resolve_name
from typing import Any, Literal
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.exceptions import Pause
from prefect.flow_engine import run_flow

from flows.enforce import enforce_cutoffs
from flows.office import open_for
from flows.review import open_reviews, review_proposal
from workflows.deliver import Delivered, deliver

COMMIT = "workflows.register.unit_of_work:UnitOfWork.commit"
ANCHOR = "workflows.register.unit_of_work:Register.anchor"
MAKE_RUN = "prefect.client.orchestration:SyncPrefectClient.create_flow_run_from_deployment"
SEND = "workflows.channels:Mail.send"


@dataclass(frozen=True)
class Point:
    """Where a process dies.

    Attributes:
        what: ``module:attribute`` of the function that it calls last.
        when: whether it dies before that function does anything, or after it has done all.
        call: at which call of it.
    """

    what: str
    when: Literal["before", "after"]
    call: int = 1


POINTS = {
    "sweep-before-its-commit": Point(COMMIT, "before"),
    "sweep-committed-not-anchored": Point(ANCHOR, "before"),
    "sweep-committed-no-page": Point(COMMIT, "after"),
    "door-noted-no-run": Point(MAKE_RUN, "before"),
    "run-made-not-noted": Point(MAKE_RUN, "after"),
    "answer-read-not-recorded": Point(COMMIT, "before"),
    "decided-run-not-ended": Point(COMMIT, "after"),
    "letter-taken-not-sent": Point(SEND, "before"),
    "letter-sent-not-recorded": Point(SEND, "after"),
}


def deadly(point: Point) -> None:
    """Let this process kill itself at a point, as the machine would: nothing is closed, nothing is told."""
    where, _, name = point.what.partition(":")
    owner, _, attribute = name.rpartition(".")
    holder = resolve_name(f"{where}:{owner}")
    called = [0]
    before: Callable[..., Any] = getattr(holder, attribute)

    @wraps(before)
    def dies(*args: Any, **kwargs: Any) -> Any:
        called[0] += 1
        if called[0] == point.call and point.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = before(*args, **kwargs)
        if called[0] == point.call:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(holder, attribute, dies)


def run_once(number: str) -> None:
    """Do what a worker does with a run: enter its flow once, until it waits or ends.

    Args:
        number: number of the run.
    """
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(UUID(number))
    with suppress(Pause):
        run_flow(review_proposal, flow_run=run, return_type="state")


def deliver_at(url: str, instant: datetime) -> Delivered:
    """Drain the outbox as the flow does, at an instant of the story."""
    office = open_for("ba_bich", url)
    try:
        return deliver(office.register, office.charter, office.channel(), at=instant, recorded_at=instant)
    finally:
        office.register.engine.dispose()


STEPS: dict[str, Callable[..., Any]] = {
    "sweep": lambda at, url=None: enforce_cutoffs(as_of=datetime.fromisoformat(at), database=url),
    "open": lambda at, url: open_reviews(database=url, as_of=datetime.fromisoformat(at)),
    "run": run_once,
    "deliver": lambda at, url: deliver_at(url, datetime.fromisoformat(at)),
}


def main(arguments: list[str]) -> None:
    """Do a step, and die on the way where told to."""
    wait = "--wait" in arguments
    point, step, *rest = [one for one in arguments if one != "--wait"]
    if point != "-":
        deadly(POINTS[point])
    if wait:
        print("ready", flush=True)
        sys.stdin.readline()
    STEPS[step](*rest)


if __name__ == "__main__":
    main(sys.argv[1:])
