"""The doors to proposals, kept with Prefect: one run waits for each, and what is lost, ended or out of date is mended.

The register says which proposals wait (`workflows.reviews`). Prefect is asked only what became of the runs, and nothing
that it answers moves a proposal.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Completed, Crashed
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from flows import case_page
from workflows import reviews
from workflows.alarms import alarm
from workflows.case import Case, read_case
from workflows.letters import happened
from workflows.office import Office
from workflows.register.columns import LONG_AGO, NEVER
from workflows.register.tables import Door, Escalation

#: How long a run may take between the pages that people wait for; one that takes longer has lost its process.
STARTS_WITHIN = timedelta(minutes=10)
#: How long a run may lie ready to be started: a worker that is switched off overnight is no forgery.
STARTED_WITHIN = timedelta(days=4)
#: How long a run takes at most to put up its form once it waits.
SETTLES_WITHIN = timedelta(minutes=1)
#: On the doors of a replayed year, which decide at an instant of their own.
REPLAYED = "phat-lai"
#: Doors of one proposal that may break within a time before it rests: a page that always breaks is not made anew every
#: five minutes.
MOST_BROKEN, RESTS_FOR = 5, timedelta(hours=1)
#: What an operator is advised, by what became of a run.
FAULT = "Nếu lặp lại, hãy xem nhật ký của tiến trình thực hiện."
TOUCHED = "Nếu không phải người vận hành làm, hãy xem ai vào được máy chủ Prefect."
#: States of a run that has ended, and what an operator is told of each.
ENDED = {
    StateType.COMPLETED: "bị đánh dấu đã xong",
    StateType.CANCELLED: "bị hủy",
    StateType.FAILED: "bị đánh dấu thất bại, hết thời gian chờ hoặc dừng vì lỗi",
    StateType.CRASHED: "dừng giữa chừng",
}


@dataclass(slots=True)
class Kept:
    """What was done about the doors of a jurisdiction.

    Attributes:
        opened: labels of the proposals that were given a run, with the number of the run.
        waiting: how many runs wait now.
        closed: sentences why a run waits no more.
        mended: sentences about runs that ended without a decision.
    """

    opened: list[tuple[str, str]] = field(default_factory=list)
    waiting: int = 0
    closed: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)


def deployment_of(jurisdiction: str) -> str:
    """Return the name of the deployment whose runs are the doors of a jurisdiction."""
    return f"quyet-dinh/quyet-dinh-{jurisdiction.replace('_', '-')}"


def keep(
    office: Office,
    client: SyncPrefectClient,
    *,
    database: str | None,
    as_of: datetime | None,
    now: Callable[[], datetime],
) -> Kept:
    """See to it that every proposal that waits has one run that waits, and that no other run does.

    Whatever happens between two of its steps, the next call goes on from there: a door is noted before its run is
    made, and the run is made under the door's key.

    Args:
        office: the register and its policy.
        client: the Prefect server.
        database: URL that the runs are told; None for the one of their settings.
        as_of: the instant that the runs decide at; None for the present. Only a replayed year has one of its own.
        now: gives the present instant.

    Raises:
        ObjectNotFound: when the deployment is not registered.
    """
    deployment = client.read_deployment_by_name(deployment_of(office.charter.key))
    done = Kept()
    with office.register.read(now()) as uow:
        standing = [(door.key, door.run, reviews.waits(uow, door)) for door in reviews.standing(uow, office.charter)]
    for key, number, waits in standing:
        if number:
            _look_at(office, client, key, number, deployment.id, waits=waits, now=now(), done=done)
        elif not waits:
            _shut_unnoted(office, client, key)
            _end(office, key, "outdated", now())
    with office.register.write(now()) as uow:
        doors = [(door.key, door.run) for door in reviews.open_doors(uow, office.charter)]
        uow.commit()
    done.waiting = len(doors)
    for key, number in doors:
        if number or _keeps_failing(office, key, now()):
            continue
        try:
            done.opened.append(_open(office, client, key, deployment.id, database=database, as_of=as_of, now=now()))
        except (SQLAlchemyError, ValueError, LookupError) as fault:
            # One case that cannot be shown must not keep the others from their authorities.
            done.mended.append(_untellable(office, key, fault, now()))
    return done


def _keeps_failing(office: Office, key: str, now: datetime) -> bool:
    """Tell whether the doors of a proposal were lost so often of late that another is better left for later."""
    with office.register.read(now) as uow:
        door = reviews.door_of(uow, key)
        assert door is not None  # noqa: S101 - it was noted just now
        broken = (
            select(func.count())
            .select_from(Door)
            .where(Door.escalation_id == door.escalation_id, Door.ended == "broken", Door.ended_at > now - RESTS_FOR)
        )
        return uow.session.execute(broken).scalar_one() >= MOST_BROKEN


def _untellable(office: Office, key: str, fault: Exception, now: datetime) -> str:
    """Tell the operator of a proposal whose page could not be made; return what was said."""
    said = f"Không mở được trang của đề xuất {key}: {fault}. Các đề xuất khác không bị ảnh hưởng; hãy xem lại."
    with office.register.write(now) as uow:
        alarm(uow, office.charter.key, f"door-untellable-{now:%Y%m%d}", key.rpartition("@")[0], said, at=now)
        uow.commit()
    return said


def _shut_unnoted(office: Office, client: SyncPrefectClient, key: str) -> None:
    """Close the run of a door whose number nobody came to note, where there is one."""
    with office.register.read(LONG_AGO) as uow:
        door = reviews.door_of(uow, key)
        assert door is not None  # noqa: S101 - doors are never removed
        wanted = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=[_token(office, door)]))
    for run in client.read_flow_runs(flow_run_filter=wanted):
        if run.state_type not in ENDED:
            client.set_flow_run_state(run.id, Completed(message=_why_closed(office, key, LONG_AGO)), force=True)


def _token(office: Office, door: Door) -> str:
    """Return the key under which Prefect makes one run for a door, however often it is asked.

    One server may serve several registers: an office's own, and that of a replayed year.
    """
    return f"{register_of(office)}|{door.key}|{door.opened_at.isoformat()}"


def _look_at(
    office: Office, client: SyncPrefectClient, key: str, number: str, deployment: UUID, *,
    waits: bool, now: datetime, done: Kept,
) -> None:  # fmt: skip
    """Look at the run of one door: leave it, close it, or note that it was lost."""
    run = _read(client, number)
    if not waits:
        sentence = _why_closed(office, key, now)
        # First the page, then the note of it: whoever is interrupted in between closes the page once more.
        if run is not None and run.state_type not in ENDED:
            client.set_flow_run_state(run.id, Completed(message=sentence), force=True)
            done.closed.append(sentence)
        _end(office, key, "closed", now)
        return
    what = _lost(client, run, deployment, now)
    if not what:
        return
    breaks = (StateType.FAILED, StateType.CRASHED)
    broken = run.state_type.value.lower() if run is not None and run.state_type in breaks else ""
    if run is not None and run.state_type not in ENDED:
        client.set_flow_run_state(run.id, Crashed(message="Đã mở lại bằng một lần chạy khác."), force=True)
    with office.register.write(now) as uow:
        door = reviews.door_of(uow, key)
        assert door is not None  # noqa: S101 - doors are never removed
        if not reviews.waits(uow, door):  # It was answered while Prefect was being asked: the next look closes it.
            return
        subject = uow.session.get_one(Escalation, door.escalation_id).key
        said = (
            f"Lần chạy chờ quyết định «{run.name if run else number}» {what}, mà sổ chưa có quyết định nào. Sổ không "
            f"thay đổi và đề xuất được mở lại. {FAULT if broken else TOUCHED}"
        )
        # A page that breaks again and again is told once a day; what somebody did is told each time.
        once = f"door-{broken}-{now:%Y%m%d}" if broken else f"door-{number}"
        alarm(uow, office.charter.key, once, subject, said, at=now)
        reviews.end(uow, door, "broken" if broken else "lost")
        uow.commit()
    done.mended.append(said)


def _lost(client: SyncPrefectClient, run: FlowRun | None, deployment: UUID, now: datetime) -> str:
    """Say what became of a run that should be waiting; empty where it is."""
    if run is None:
        return "bị xóa"
    if run.state_type in ENDED:
        return ENDED[run.state_type]
    since = run.state.timestamp if run.state is not None else None
    if run.state is None or since is None:
        return "không có trạng thái"
    begun = run.state_type in (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
    if since + (STARTS_WITHIN if begun else STARTED_WITHIN) < now and run.state_type != StateType.PAUSED:
        return f"đứng yên từ {happened(since)}"
    if run.state_type == StateType.SCHEDULED:
        start = run.state.state_details.scheduled_time
        if start is None or start > now + STARTS_WITHIN:
            return f"bị hẹn lại đến {happened(start)}" if start else "bị hẹn lại mà không có giờ chạy"
    if run.state_type == StateType.PAUSED and since + SETTLES_WITHIN < now and (shut := _shut(client, run)):
        return shut
    return "không còn thuộc lịch chạy nào" if run.deployment_id != deployment else ""


def _shut(client: SyncPrefectClient, run: FlowRun) -> str:
    """Say why a run that waits cannot be answered on its page; empty where it can."""
    keys = (run.state.state_details.run_input_keyset if run.state is not None else None) or {}
    if not {"schema", "response"} <= keys.keys():
        return "không còn mẫu để trả lời"
    common = keys["schema"].removesuffix("schema")
    there = {given.key for given in client.filter_flow_run_input(run.id, common, limit=10, exclude_keys=set())}
    if keys["schema"] not in there:
        return "không còn mẫu để trả lời"
    return "có sẵn một câu trả lời không qua trang" if keys["response"] in there else ""


def _open(
    office: Office, client: SyncPrefectClient, key: str, deployment: UUID, *,
    database: str | None, as_of: datetime | None, now: datetime,
) -> tuple[str, str]:  # fmt: skip
    """Make the run of a door; asked twice, Prefect gives the same one."""
    with office.register.read(now) as uow:
        door = reviews.door_of(uow, key)
        assert door is not None  # noqa: S101 - it was noted just now
        token = _token(office, door)
        case = read_case(
            uow, office.charter, uow.session.get_one(Escalation, door.escalation_id).key, as_of=as_of or now
        )
    run = client.create_flow_run_from_deployment(
        deployment,
        parameters={
            "proposal": case.key,
            "door": key,
            "jurisdiction": office.charter.key,
            "database": database,
            "as_of": as_of.isoformat() if as_of else None,
        },
        name=name_of(case),
        tags=["de-xuat", case.rung, office.charter.key.replace("_", "-"), *([REPLAYED] if as_of else [])],
        idempotency_key=token,
    )
    with office.register.write(now) as uow:
        door = reviews.door_of(uow, key)
        if door is not None and door.ended_at == NEVER:
            door.run = str(run.id)
            uow.commit()
    return run.name, str(run.id)


def name_of(case: Case) -> str:
    """Return what the run of a proposal is called."""
    return f"{case.rung_label} – {case.addressee.label} – chờ {case.holder.label}"


def _why_closed(office: Office, key: str, now: datetime) -> str:
    with office.register.read(now) as uow:
        door = reviews.door_of(uow, key)
        assert door is not None  # noqa: S101 - doors are never removed
        case = read_case(uow, office.charter, uow.session.get_one(Escalation, door.escalation_id).key, as_of=now)
    return case_page.closed_sentence(case) or "Đề xuất đã được trình lại ở một lần chạy khác."


def _end(office: Office, key: str, how: str, now: datetime) -> None:
    with office.register.write(now) as uow:
        door: Door | None = reviews.door_of(uow, key)
        if door is not None:
            reviews.end(uow, door, how)
            uow.commit()


def register_of(office: Office) -> str:
    """Return what tells a register from others on the same server, and gives nothing of it away."""
    return hashlib.sha256(str(office.register.engine.url).encode()).hexdigest()[:12]


def _read(client: SyncPrefectClient, number: str) -> FlowRun | None:
    try:
        return client.read_flow_run(UUID(number))
    except ObjectNotFound:
        return None
