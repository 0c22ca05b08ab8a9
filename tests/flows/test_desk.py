"""The clerk's desk as a form: what it asks, what it shows, and how it ends without a code."""

from __future__ import annotations

import inspect
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from flows import desk as flow
from flows.desk import CodeForm, code_form, enter_record, preview
from flows.server import ROOT, Process, wait_for
from tests.flows.conftest import OnDisk, Prefect
from tests.flows.story import PATIENCE
from tests.flows.test_enforce import journal, pages_of, run_of
from workflows import clock, codes, desk
from workflows.desk_entry import KINDS, Entry
from workflows.register.tables import Authenticator
from workflows.working_time import ZONE

WORK = "ba_bich/2024-kl-cchc/3.1.2/bao-cao/tu_phap/2024-Q1"
#: Who keeps the register today: the successor of the office and statistics official.
CLERK = "chanh_van_phong"
SENT = "Đã nộp báo cáo"
TITLE = "Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024"


def schema() -> dict[str, Any]:
    """Return the form that Prefect builds from the signature."""
    from prefect.utilities.callables import parameter_schema

    return parameter_schema(enter_record).model_dump()


def test_the_form_is_vietnamese() -> None:
    """Every field has a Vietnamese title and a description; choices are closed; nothing is asked twice."""
    form = schema()
    fields = form["properties"]
    assert list(fields) == list(inspect.signature(enter_record.fn).parameters)
    titles = [field["title"] for field in fields.values()]
    assert titles[:3] == ["Việc cần ghi", "Mã của việc", "Người ghi sổ"]
    assert len(set(titles)) == len(titles)
    assert not set(titles) & set(fields)
    assert all(field["description"] for field in fields.values())
    assert fields["what"]["enum"] == list(KINDS)
    assert form["required"] == ["what", "subject", "clerk"]
    figure = form["definitions"]["FigureLine"]
    assert figure["title"] == "Số liệu"
    assert [one["title"] for one in figure["properties"].values()] == [
        "Tên số liệu",
        "Giá trị",
        "Trên tổng số",
        "Chính thức hay ước",
    ]


def test_no_code_is_a_parameter() -> None:
    """What everybody can read on the page of a run holds no code: it is asked for when the run waits."""
    assert not any("code" in name or "proof" in name for name in schema()["properties"])


def test_the_code_is_asked_for_in_vietnamese() -> None:
    """The form of the waiting run asks for six digits, without a default, and says what for and why again."""
    found = desk.Prepared("Việc", told=(("Việc ghi", SENT), ("Nội dung hoặc lý do", "a_b *c* <script>\n# d")))
    form = code_form(found, "Mã không đúng.")
    asked = form.model_json_schema()
    assert asked["required"] == ["code"]
    assert asked["properties"]["code"]["title"] == "Mã xác nhận"
    assert asked["properties"]["code"]["pattern"] == r"^\s*\d{6}\s*$"
    assert asked["title"] == "Xác nhận của người ghi sổ"
    assert "default" not in asked["properties"]["code"]
    assert issubclass(form, CodeForm)
    page = form._description or ""
    assert "- Việc ghi: **Đã nộp báo cáo**" in page
    assert "- Nội dung hoặc lý do: **a\\_b \\*c\\* &lt;script> # d**" in page
    assert page.startswith("> **Chưa ghi.** Mã không đúng.")
    assert "Chưa ghi.**" not in (code_form(found)._description or "")


def test_a_refusal_is_shown_as_a_sentence() -> None:
    """The page of what cannot be recorded says so first, then the law's own words."""
    page = preview(desk.Prepared("Việc", refused="Chưa đến ngày mở nhiệm vụ."))
    assert page.startswith("## Không ghi được")
    assert "> Chưa đến ngày mở nhiệm vụ." in page
    assert page.endswith("Sổ không thay đổi.")


@pytest.mark.xdist_group("prefect")
def test_what_the_law_refuses_ends_with_its_sentence(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A run that the law refuses asks for no code, ends with the sentence under a name of its own, and leaves the register alone."""
    before = journal(ba_bich)

    state = enter_record(SENT, "tu_phap/2024-Q1", CLERK, at="11/03/2024 16:30", by="tai_chinh", return_state=True)
    run = run_of(state)

    assert run.name == f"Ghi sổ – {SENT} – {TITLE}"
    assert (run.state.type.value, run.state.name) == ("COMPLETED", "Không ghi")
    assert run.state.message.startswith("Không ghi: ")
    assert "người đứng đầu" in run.state.message
    assert run.state.message.removeprefix("Không ghi: ") in pages_of(run)["markdown"]
    assert journal(ba_bich) == before


@pytest.mark.xdist_group("prefect")
def test_an_instant_that_is_none_ends_with_its_sentence(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A day without its hour is answered with how to write it; a key that is none names the run all the same."""
    run = run_of(enter_record(SENT, "khong-co", CLERK, at="11/03/2024", return_state=True))
    assert run.name == f"Ghi sổ – {SENT} – khong-co"
    assert "ví dụ 11/03/2024 16:30" in run.state.message


@pytest.mark.xdist_group("prefect")
def test_what_was_recorded_before_asks_for_no_code(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A run that is tried again after its entry was recorded completes, and records nothing twice."""
    now = clock.now()
    with ba_bich.register.write(now) as uow:
        address = codes.enroll(uow, "ba_bich", CLERK, "thử", valid_from=now)
        uow.commit()
    entry = Entry(SENT, WORK, datetime(2024, 3, 11, 16, 30, tzinfo=ZONE))
    done = desk.record(ba_bich.register, ba_bich.charter, entry, CLERK, codes.shown(address, now=now), now)
    assert done.refused == ""
    before = journal(ba_bich)

    run = run_of(enter_record(SENT, WORK, CLERK, at="11/03/2024 16:30", return_state=True))

    assert (run.state.type.value, run.state.message) == ("COMPLETED", flow.ALREADY)
    assert journal(ba_bich) == before


@pytest.mark.xdist_group("prefect")
def test_a_waiting_run_takes_the_clerks_code(prefect: Prefect, ba_bich: OnDisk, tmp_path: Path) -> None:
    """A run waits, refuses wrong codes each counted once however often it wakes up, and records under the right one."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolCreate
    from prefect.client.schemas.objects import State
    from prefect.client.schemas.responses import SetStateStatus
    from prefect.utilities.callables import parameter_schema

    pool, now = "ghi-so-thu", clock.now()
    with ba_bich.register.write(now) as uow:
        address = codes.enroll(uow, "ba_bich", CLERK, "thử", valid_from=now)
        uow.commit()
    settings = prefect.environment | {
        "NAMRO_DATABASE_URL": ba_bich.url,
        "NAMRO_KEY_DIR": str(tmp_path / "keys"),
        "NAMRO_ANCHOR_FILE": str(tmp_path / "anchors.jsonl"),
        "PREFECT_WORKER_QUERY_SECONDS": "1",
    }
    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name=pool, type="process"), overwrite=True)
        deployment = client.create_deployment(
            flow_id=client.create_flow(enter_record),
            name="ghi-so-thu",
            entrypoint="flows.desk:enter_record",
            pull_steps=[{"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}],
            work_pool_name=pool,
            parameter_openapi_schema=parameter_schema(enter_record).model_dump(),
        )
        given = {"what": SENT, "subject": WORK, "clerk": CLERK, "at": "11/03/2024 16:30"}
        run = client.create_flow_run_from_deployment(deployment, parameters=given)
        worker = Process.start(
            "worker", ["prefect", "worker", "start", "--pool", pool], tmp_path / "worker.log", settings
        )

        def state() -> State[Any]:
            found = client.read_flow_run(run.id).state
            assert found is not None
            return found

        def answer(form: int, code: str) -> None:
            # The run stands as suspended a moment before its form does: until then an answer is not accepted.
            asked = f"ma-1-{form}"
            wait_for(
                lambda: state().state_details.pause_key == asked, PATIENCE, "the run asks for no code", lambda: None
            )
            assert counted() == form - 1
            accepted = SetStateStatus.ACCEPT
            wait_for(
                lambda: client.resume_flow_run(run.id, run_input={"code": code}).status == accepted,
                PATIENCE,
                "the answer is not accepted",
                lambda: None,
            )

        def counted() -> int:
            with ba_bich.register.read(clock.now()) as uow:
                return uow.session.scalars(select(Authenticator.failures)).one()

        try:
            for form in (1, 2):
                answer(form, f"{(int(codes.shown(address, now=clock.now())) + 1) % 10**6:06d}")
            before = journal(ba_bich)
            answer(3, codes.shown(address, now=clock.now()))
            wait_for(lambda: state().is_final(), PATIENCE, "the run does not end", lambda: None)
            ended = state()
            shown = pages_of(run)
        finally:
            worker.stop()
            client.delete_deployment(deployment)
    assert ended.name == "Completed"
    assert (ended.message or "").startswith(
        "Đã ghi: Công chức Tư pháp - Hộ tịch xã: báo cáo, 16 giờ 30 ngày 11/03/2024"
    )
    (line,) = [line for line in journal(ba_bich)[len(before) :] if line[3] == "report"]
    assert (line[2], line[4]["entered_by"]) == (WORK, CLERK)
    assert "- Thời điểm: **16 giờ 30 ngày 11/03/2024**" in shown["markdown"]
