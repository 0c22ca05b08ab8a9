"""Review: a proposal waits for its authority as a run, with the whole case on its page and a form to answer."""

from datetime import date, datetime
from json import JSONDecodeError
from typing import Literal
from uuid import UUID

from prefect import flow, get_run_logger, runtime, suspend_flow_run, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, ArtifactFilterKey
from prefect.input import RunInput
from prefect.states import Completed
from pydantic import Field, ValidationError

from flows import case_page, doors, head_page, picture
from flows.office import artifact_key, name_of, open_for
from workflows import clock, codes, reviews
from workflows.alarms import alarm
from workflows.case import Case, read_case
from workflows.effects.on_escalations import ANSWERS
from workflows.letters import happened
from workflows.office import Office
from workflows.register.tables import Escalation, Watermark
from workflows.reviews import Answer
from workflows.working_time import ZONE, day_of


class Decision(RunInput):
    """What the authority fills in. Nothing is filled in beforehand: an empty answer is none."""

    answer: Literal["Ban hành", "Không ban hành", "Yêu cầu giải trình trước", "Ấn định thời hạn mới"] = Field(
        title="Quyết định"
    )
    reason: str = Field(
        title="Lý do", description="Được ghi vào nhật ký và vào văn bản.", min_length=5, max_length=2000
    )
    code: str = Field(
        title="Mã xác nhận", description="Sáu chữ số đang hiện trên ứng dụng của ông/bà.", pattern=r"^\s*\d{6}\s*$"
    )
    deadline: str = Field(
        default="",
        title="Thời hạn mới",
        description="Chỉ khi ấn định thời hạn mới: ngày/tháng/năm, ví dụ 25/03/2024.",
        pattern=r"^\s*(\d{1,2}/\d{1,2}/\d{4})?\s*$",
    )


#: What the form calls each answer, to what the law calls it.
SAID = {words: answer for answer, words in ANSWERS.items()}
#: What an operator is told, once for each, of an answer that no form can give.
_MALFORMED = (
    "Lần chạy chờ quyết định nhận một câu trả lời không theo mẫu, tức là được ghi thẳng vào máy chủ Prefect, không qua "
    "trang. Sổ không thay đổi, đề xuất vẫn chờ. Hãy xem ai vào được máy chủ Prefect."
)
#: What an operator is told, once for each, of a run that asks for a proposal which waits in another run.
_STRAY = (
    "Lần chạy «{name}» hỏi về đề xuất này mà không do hệ thống mở cho nó: ai đó đã tạo bằng tay, hoặc đã sửa tham số "
    "của nó. Lần chạy ấy đã đóng, sổ không thay đổi, đề xuất vẫn chờ ở trang của mình. Nếu không phải người vận hành "
    "làm, hãy xem ai vào được máy chủ Prefect."
)


def _form(description: str) -> type[Decision]:
    """Return the form with what stands above it."""
    form: type[Decision] = type(Decision.__name__, (Decision,), {"__module__": __name__})
    form._description = description
    return form


@flow(
    name="quyet-dinh",
    description="Một đề xuất phê bình hoặc kiểm điểm chờ người có thẩm quyền trả lời; câu trả lời được ghi vào sổ.",
    persist_result=False,
)
def review_proposal(
    proposal: str, door: str, jurisdiction: str = "ba_bich", database: str | None = None, as_of: datetime | None = None
) -> str:
    """Wait for the answer to a proposal, and record it once it is proven to come from its authority.

    The register is asked first, each time the run wakes up: what was decided elsewhere, or lost its ground, is not
    asked again. Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        proposal: Mã của đề xuất.
        door: Mã của lần mở; hệ thống tự đặt.
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.
        as_of: Thời điểm quyết định; chỉ dùng cho sổ của một năm phát lại, để trống thì là bây giờ. Không trước lần quét
            hạn gần nhất.

    Returns:
        One sentence: what became of the proposal.
    """
    office = open_for(jurisdiction, database)
    try:
        while True:
            number, refusal, case = _look(office, proposal, door, as_of)
            if not number:
                return _closed(case_page.closed_sentence(case) or "Đề xuất này chờ ở một lần chạy khác.")
            _show(office, case)
            form = _form(case_page.form_description(case, refusal))
            try:
                given = suspend_flow_run(
                    wait_for_input=form, timeout=None, key=f"tra-loi-{runtime.flow_run.run_count}-{number}"
                )  # fmt: skip
            except (ValidationError, JSONDecodeError, TypeError):
                # Not the fields of the form, no fields at all, or no answer.
                _refuse(office, door, number, "Câu trả lời không theo mẫu.", malformed=True)
                continue
            said = _record(office, case, given, as_of)
            if not said:
                *_, case = _look(office, proposal, door, as_of)
                return _closed(case_page.closed_sentence(case))
            _refuse(office, door, number, said)
    finally:
        office.register.engine.dispose()


def _show(office: Office, case: Case) -> None:
    """Put the case, and what else lies with whom it is about, on the page of the run; once, however often it wakes."""
    key, run = reviews.dossier(case.key, case.rung_label), UUID(str(runtime.flow_run.id))
    wanted = ArtifactFilter(
        flow_run_id=ArtifactFilterFlowRunId(any_=[run]),
        key=ArtifactFilterKey(any_=[key]),
    )
    with get_client(sync_client=True) as client:
        if client.read_artifacts(artifact_filter=wanted):
            return
    with office.register.read(clock.now()) as uow:
        head = head_page.head_page(uow, office.charter, case.addressee.key, as_of=case.as_of)
    theirs = head_page.page_key(office.charter.key, case.addressee.key)
    page = case_page.case_page(case, picture.as_data_uri(picture.timeline_svg(case)))
    links = (
        f"[Mọi việc của {case.addressee.label}](/artifacts/key/{theirs}) · "
        f"[Các lần quét](/artifacts/key/{artifact_key('tom-tat', office.charter.key)})"
    )
    title = f"{case.rung_label} – {case.addressee.label}"
    create_markdown_artifact(head, key=theirs, description=f"Việc của {case.addressee.label}")
    create_markdown_artifact(f"{page}\n\n{links}", key=key, description=f"Hồ sơ đề xuất: {title}")


def _look(office: Office, proposal: str, door: str, as_of: datetime | None) -> tuple[int, str, Case]:
    """Return the number of the answer that is awaited (0 for none), why the last was refused, and the case."""
    now = clock.now()
    with office.register.read(now) as uow:
        mine = reviews.door_of(uow, door)
        case = read_case(uow, office.charter, proposal, as_of=as_of or now)
        ours = mine is not None and uow.session.get_one(Escalation, mine.escalation_id).key == proposal
        if mine is None or not ours or not reviews.waits(uow, mine):
            return 0, "", case
        number, said, known = mine.next_answer, mine.said, mine.run
    run = str(runtime.flow_run.id)
    if known in ("", run):
        return number, said, case
    # Whoever answers on this run's page may have been shown another case than the one that its parameters name.
    with office.register.write(now) as uow:
        told = _STRAY.format(name=runtime.flow_run.name)
        alarm(uow, office.charter.key, f"stray-{run}", case.key, told, at=now)
        uow.commit()
    return 0, "", case


def _record(office: Office, case: Case, given: Decision, as_of: datetime | None) -> str:
    """Record an answer; return why it was refused, empty where it was recorded.

    A code that was typed has been seen by Prefect: it serves no other answer, also where this one was refused.
    """
    now = clock.now().replace(microsecond=0)
    at = _instant(office, as_of, now)
    with office.register.read(now) as uow:
        by = reviews.decider(office.charter, reviews.escalation_of(uow, case.key), day_of(at))
    until, code = given.deadline.strip(), given.code.strip()
    try:
        day = _day(until) if SAID[given.answer] == "new_date" else None
    except ValueError:
        _use_up(office, by, code)
        return f"«{until}» không phải ngày; ấn định thời hạn mới thì phải ghi ngày/tháng/năm, ví dụ 25/03/2024."
    reply = Answer(by, SAID[given.answer], given.reason.strip(), day, code)
    outcome = reviews.answer(office.register, office.charter, case.key, reply, at=at, recorded_at=now)
    if outcome.refused and not outcome.unproven:
        _use_up(office, by, code)
    return outcome.refused


def _day(typed: str) -> date:
    return datetime.strptime(typed, "%d/%m/%Y").date()


def _use_up(office: Office, post: str, code: str) -> None:
    now = clock.now()
    with office.register.write(now) as uow:
        if not codes.take(uow, office.charter.key, post, code, now=now):
            uow.commit()


def _instant(office: Office, as_of: datetime | None, now: datetime) -> datetime:
    """Return when an answer is given: now, or where a replayed year stands, never before what was swept already.

    The parameters of a run can be rewritten by whoever reaches the server; nobody dates a decision back by them.
    """
    if as_of is None:
        return now
    as_of = as_of if as_of.tzinfo is not None else as_of.replace(tzinfo=ZONE)
    with office.register.read(now) as uow:
        swept = uow.session.get(Watermark, office.charter.key)
        return min(max(as_of, swept.as_of) if swept is not None else as_of, now)


def _refuse(office: Office, door: str, number: int, said: str, *, malformed: bool = False) -> None:
    with office.register.write(clock.now()) as uow:
        mine = reviews.door_of(uow, door)
        if mine is not None:
            reviews.refuse(uow, mine, number, said)
            if malformed:
                subject = uow.session.get_one(Escalation, mine.escalation_id).key
                alarm(uow, office.charter.key, f"malformed-{door}-{number}", subject, _MALFORMED, at=uow.recorded_at)
            uow.commit()


def _closed(sentence: str) -> str:
    get_run_logger().info("%s", sentence)
    # Prefect shows the sentence with the run.
    return Completed(message=sentence, data=sentence)  # type: ignore[return-value]


@task(task_run_name="keep-doors-{jurisdiction}", cache_policy=NO_CACHE, persist_result=False)
def keep_doors(jurisdiction: str, database: str | None, as_of: datetime | None) -> doors.Kept:
    """Open a run for every proposal that waits, and mend what became of the runs before.

    Args:
        jurisdiction: which one.
        database: its register; None for the one of the settings.
        as_of: the instant that the runs decide at; None for the present.
    """
    office = open_for(jurisdiction, database)
    try:
        with get_client(sync_client=True) as client:
            return doors.keep(office, client, database=database, as_of=as_of, now=clock.now)
    finally:
        office.register.engine.dispose()


def _run_name() -> str:
    given = runtime.flow_run.parameters
    return f"Mở xem xét – {name_of(given['jurisdiction'])} – {happened(runtime.flow_run.scheduled_start_time)}"


@flow(
    name="mo-xem-xet",
    description="Mở một trang chờ quyết định cho mỗi đề xuất; trang bị mất, bị hủy hay hết thời gian thì mở lại.",
    flow_run_name=_run_name,
    persist_result=False,
)
def open_reviews(
    jurisdiction: str = "ba_bich", database: str | None = None, as_of: datetime | None = None
) -> doors.Kept:
    """See to it that each proposal that waits for its authority has its page, whatever was done to it in Prefect.

    Prefect shows the descriptions below on its form, so they are in Vietnamese.

    Args:
        jurisdiction: Mã địa phương trong chính sách, ví dụ ba_bich.
        database: Địa chỉ sổ theo dõi, không kèm mật khẩu; để trống thì theo NAMRO_DATABASE_URL.
        as_of: Thời điểm quyết định; chỉ dùng cho sổ của một năm phát lại.

    Returns:
        What was done; the completed run says it in a sentence.
    """
    kept = keep_doors(jurisdiction, database, as_of)
    outcome = outcome_of(kept)
    get_run_logger().info("%s", outcome)
    for sentence in kept.mended:
        get_run_logger().warning("%s", sentence)
    # Prefect shows the sentence with the run, and hands the data to whoever called.
    return Completed(message=outcome, data=kept)  # type: ignore[return-value]


def outcome_of(kept: doors.Kept) -> str:
    """Say in one sentence what was done about the doors."""
    if not (kept.waiting or kept.closed or kept.mended):
        return "Không có đề xuất nào chờ quyết định."
    parts = [f"{kept.waiting} đề xuất đang chờ quyết định"]
    parts += [f"{len(kept.opened)} trang mới mở"] if kept.opened else []
    parts += [f"{len(kept.closed)} trang đóng lại"] if kept.closed else []
    parts += [f"{len(kept.mended)} trang bị mất đã báo người vận hành"] if kept.mended else []
    return ", ".join(parts) + "."
