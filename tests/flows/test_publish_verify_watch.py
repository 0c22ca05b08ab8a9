"""Publishing, proving the journal and keeping watch as flow runs, and the deployments that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from sqlalchemy import func, select, text

from config.loader import load_policy, packaged_root
from flows.publish import publish
from flows.server import POOL, ROOT
from flows.verify import verify_journal
from flows.watch import keep_watch
from tests.flows.conftest import OnDisk, Prefect
from workflows import clock
from workflows.charter import OPERATOR, Charter
from workflows.register.tables import Assignment, JournalLine, Notice
from workflows.register.unit_of_work import Register
from workflows.sweep import sweep

pytestmark = pytest.mark.xdist_group("prefect")

BEGINNING = datetime(2024, 1, 11, 17, tzinfo=UTC)  # 12/01/2024, 00:00 in Vietnam


def run_of(state: Any) -> Any:
    """Read a finished run back from the server."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return client.read_flow_run(state.state_details.flow_run_id)


def table_of(run: Any) -> list[dict[str, Any]]:
    """Read the table that a run shows; empty without one."""
    import orjson
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

    with get_client(sync_client=True) as client:
        mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
        found = client.read_artifacts(artifact_filter=mine)
    return [row for one in found if one.type == "table" for row in orjson.loads(one.data)]


def alarms(at: OnDisk) -> list[str]:
    """Read what the operator is to be told."""
    with at.register.read(clock.now()) as uow:
        told = uow.session.scalars(
            select(Notice).where(Notice.kind == "alarm", Notice.addressee == OPERATOR).order_by(Notice.id)
        )
        return [str(one.facts["said"]) for one in told]


@pytest.fixture
def unassigned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OnDisk]:
    """Give a register in which nothing was assigned yet, as the settings of the environment name it."""
    url = f"sqlite:///{tmp_path / 'namro.db'}"
    monkeypatch.setenv("NAMRO_DATABASE_URL", url)
    monkeypatch.setenv("NAMRO_KEY_DIR", str(tmp_path / "keys"))
    monkeypatch.setenv("NAMRO_ANCHOR_FILE", str(tmp_path / "anchors.jsonl"))
    register = Register.open(url, key_file=tmp_path / "keys" / "seal.key", anchors=tmp_path / "anchors.jsonl")
    yield OnDisk(url, register, Charter(load_policy(packaged_root()), "ba_bich"))
    register.engine.dispose()


def test_publishing_shows_who_is_to_do_what_by_when(prefect: Prefect, unassigned: OnDisk) -> None:
    """A run of publishing is named in Vietnamese, and its table says the work, who, by when, on which clause."""
    run = run_of(publish(as_of=BEGINNING, return_state=True))
    assert run.name == "Giao việc – Xã Ba Bích – 24 giờ ngày 11/01/2024"
    assert re.fullmatch(r"\d+ nhiệm vụ mới, \d+ đã mở\.", run.state.message), run.state.message
    (row,) = [
        row
        for row in table_of(run)
        if row["Nhiệm vụ"].endswith("Quý I năm 2024") and row["Người đứng đầu"] == "Trưởng Công an xã"
    ]
    assert row["Hạn"] == "24 giờ ngày 11/03/2024"
    assert "mục 3.1, tiểu mục 1.2" in row["Căn cứ"]


def test_publishing_again_creates_nothing(prefect: Prefect, unassigned: OnDisk) -> None:
    """A second run at the same instant adds no row and no line; a wider horizon adds what it newly reaches."""
    publish(as_of=BEGINNING, days=30)
    before = _counts(unassigned)
    again = run_of(publish(as_of=BEGINNING, days=30, return_state=True))
    assert (_counts(unassigned), again.state.message, table_of(again)) == (before, "Không có nhiệm vụ mới.", [])
    publish(as_of=BEGINNING, days=365)
    assert _counts(unassigned)[0] > before[0]


def _counts(at: OnDisk) -> tuple[int, int]:
    with at.register.read(clock.now()) as uow:
        return tuple(
            uow.session.scalar(select(func.count()).select_from(one)) or 0 for one in (Assignment, JournalLine)
        )  # type: ignore[return-value]


def test_what_is_not_clear_fails_the_run_and_is_told(
    prefect: Prefect, unassigned: OnDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A directive that the clarity gate refuses is not assigned: the run fails with file and line, the operator is told once."""
    import shutil

    copy = tmp_path / "policy"
    shutil.copytree(packaged_root(), copy)
    file = copy / "jurisdictions" / "ba_bich" / "directives" / "2024-kl-cchc.yaml"
    content = file.read_text("utf-8")
    before, duty, after = content.partition("- key: bao-cao\n")
    file.write_text(before + duty + re.sub(r"^ +result: .*\n", "", after, count=1, flags=re.MULTILINE), "utf-8")
    monkeypatch.setenv("NAMRO_POLICY_DIR", str(copy))
    run = run_of(publish(as_of=BEGINNING, return_state=True))
    assert run.state.type.value == "FAILED"
    assert (
        "có văn bản chưa giao được vì chưa đủ rõ: jurisdictions/ba_bich/directives/2024-kl-cchc.yaml:"
        in run.state.message
    )
    publish(as_of=BEGINNING, return_state=True)
    (told,) = alarms(unassigned)
    assert "chưa rõ kết quả" in told


def test_a_whole_journal_is_proved_with_its_counts(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A run over a whole journal says how many lines, seals and anchors agree, and changes nothing."""
    before = _counts(ba_bich)
    run = run_of(verify_journal(return_state=True))
    assert run.name.startswith("Kiểm tra nhật ký – Xã Ba Bích – ")
    said = re.fullmatch(
        r"Nhật ký nguyên vẹn: (\d+) dòng, (\d+) niêm phong, (\d+) mốc neo, khớp từng dòng một\.", run.state.message
    )
    assert said, run.state.message
    assert int(said[1]) == before[1] == ba_bich.register.journal_lines()
    assert said[2] == said[3] == "1"
    assert _counts(ba_bich) == before
    assert alarms(ba_bich) == []


def test_a_touched_line_fails_the_run_and_is_told(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A line that somebody changed fails the run with the line's number, and the operator is told once."""
    with ba_bich.register.engine.begin() as connection:
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("UPDATE journal SET \"by\" = 'ai-do' WHERE seq = 3"))
    run = run_of(verify_journal(return_state=True))
    assert run.state.type.value == "FAILED"
    assert run.state.message.startswith("Nhật ký không còn nguyên vẹn: dòng 3 đã bị sửa sau khi niêm phong.")
    assert table_of(run)[0]["Dòng"] == 3
    verify_journal(return_state=True)
    assert len(alarms(ba_bich)) == 1


def test_a_register_of_another_key_fails_the_run(
    prefect: Prefect, ba_bich: OnDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not even an alarm can be recorded the run itself says that the seals do not hold."""
    monkeypatch.setenv("NAMRO_KEY_DIR", str(tmp_path / "other"))
    run = run_of(verify_journal(return_state=True))
    assert run.state.type.value == "FAILED"
    assert "niêm phong của lô 1 không đúng khóa" in run.state.message
    watched = run_of(keep_watch(return_state=True))
    assert watched.state.type.value == "FAILED"
    assert "Không ghi được cảnh báo vào sổ" in watched.state.message


def test_silence_is_found_and_told_once(prefect: Prefect, ba_bich: OnDisk) -> None:
    """A watch over a register that nobody sweeps shows it in a table and queues one alarm, however often it looks."""
    run = run_of(keep_watch(return_state=True))
    assert run.name.startswith("Trông coi – Xã Ba Bích – ")
    assert any("Chưa có lần quét hạn nào" in row["Điều cần xử lý"] for row in table_of(run))
    told = alarms(ba_bich)
    assert sum("Chưa có lần quét hạn nào" in one for one in told) == 1
    run_of(keep_watch(return_state=True))
    assert alarms(ba_bich) == told


def test_what_is_stuck_in_prefect_is_found(prefect: Prefect, ba_bich: OnDisk) -> None:
    """Failed, late and endless runs of our deployments and a pool without a worker are told; fresh ones are not."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolCreate
    from prefect.states import Failed, Running, Scheduled

    from flows.enforce import enforce_cutoffs
    from flows.watch import prefect_findings

    now = clock.now()
    with get_client(sync_client=True) as client:
        # A pool of its own beginning: a worker of another test may have served it a moment ago.
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"), overwrite=True)
        client.delete_work_pool(POOL)
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))
        flow = client.create_flow(enforce_cutoffs)
        name = "trong-coi-thu"
        deployment = client.create_deployment(flow_id=flow, name=name)
        try:
            for late in (timedelta(hours=3), timedelta(minutes=31), timedelta(minutes=29)):
                client.create_flow_run_from_deployment(deployment, state=Scheduled(scheduled_time=now - late))
            failed = client.create_flow_run_from_deployment(deployment)
            client.set_flow_run_state(failed.id, Running(), force=True)
            client.set_flow_run_state(failed.id, Failed(message="hết chỗ trên đĩa\nTraceback"), force=True)
            waited = client.create_flow_run_from_deployment(deployment)
            client.set_flow_run_state(waited.id, Running(), force=True)
            expired = "The flow was paused and never resumed."
            client.set_flow_run_state(waited.id, Failed(message=expired), force=True)
            running = client.create_flow_run_from_deployment(deployment)
            client.set_flow_run_state(running.id, Running(), force=True)

            def told(when: datetime) -> dict[str, str]:
                return {
                    one.what: one.said
                    for one in prefect_findings(client, when)
                    if name in one.subject or one.what not in {"run_late", "run_failed"}
                }

            soon, later = told(clock.now()), told(clock.now() + timedelta(minutes=31))
        finally:
            client.delete_deployment(deployment)
    assert soon["run_late"].startswith(f"2 lần chạy của «{name}» đã đến giờ từ")
    assert soon["run_failed"].startswith(f"1 lần chạy của «{name}» bị lỗi trong một ngày qua")
    assert "hết chỗ trên đĩa. Hãy mở trang" in soon["run_failed"]
    assert "no_worker" in soon
    assert "run_endless" not in soon
    assert f"prefect flow-run delete {running.id}" in later["run_endless"]


def test_a_schedule_that_rests_is_found(prefect: Prefect, ba_bich: OnDisk) -> None:
    """Missing, paused, switched off or deleted: each is told with the command that mends it, and mended is silent."""
    import shlex

    from prefect.client.orchestration import get_client

    from flows import backlog
    from flows.server import Process
    from flows.watch import declared_for, schedule_findings

    name, now = "quet-han-ba-bich", clock.now()
    backlog.make_pool()
    declared, unread = declared_for("ba_bich", now)
    assert unread == []
    assert {one["name"] for one in declared} == {f"{one}-ba-bich" for one, times in TIMES.items() if times}
    assert declared_for("cam_giang", now) == ([], [])

    with get_client(sync_client=True) as client:

        def told() -> list[str]:
            mine = [one for one in schedule_findings(client, declared, now) if one.subject.startswith(f"{name}/")]
            assert len({one.subject for one in mine}) == len(mine)
            return [one.said for one in mine]

        def mend(said: list[str]) -> None:
            commands = [one for one in re.findall("«(.+?)»", " ".join(said)) if one.startswith("prefect deploy")]
            log = ba_bich.register.anchors.parent / "deploy.log"
            for command in dict.fromkeys(commands):
                Process.start("deploy", shlex.split(command), log, prefect.environment).finish(120, lambda: None)

        (missing,) = told()
        assert missing.startswith(f"Lịch «{name}» chưa được đăng ký hoặc đã bị xóa trên máy chủ Prefect")
        mend([missing])
        try:
            deployment = client.read_deployment_by_name(f"quet-han/{name}")
            assert told() == []
            first, second, _ = sorted(deployment.schedules, key=lambda one: one.slug or "")
            client.update_deployment_schedule(deployment.id, first.id, active=False)
            (off,) = told()
            assert off.startswith(f"Lịch «{name}» có giờ chạy «chot-han-24-gio» bị tắt, nên không tự chạy đủ.")
            mend([off])
            assert told() == []
            client.delete_deployment_schedule(deployment.id, second.id)
            (gone,) = told()
            assert gone.startswith(f"Lịch «{name}» thiếu giờ chạy «cuoi-gio-lam-viec»")
            client.pause_deployment(deployment.id)
            paused, still = told()
            assert paused.startswith(f"Lịch «{name}» đang bị tạm dừng")
            assert still == gone
            mend([paused])
            assert told() == []
            assert keep_watch(return_state=True).is_completed()
            assert not [one for one in alarms(ba_bich) if f"«{name}»" in one]
            assert [one for one in alarms(ba_bich) if "«mo-xem-xet-ba-bich» chưa được đăng ký" in one]
        finally:
            client.delete_deployment(client.read_deployment_by_name(f"quet-han/{name}").id)


def test_a_list_of_schedules_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    """Without prefect.yaml, or with one that is none, nobody knows what should run: that is told, and breaks nothing."""
    from flows.watch import declared_for

    for content in (None, "deployments: [", "deployments: 3", "name: namro", "- a", ""):
        file = tmp_path / "prefect.yaml"
        if content is not None:
            file.write_text(content, "utf-8")
        declared, (one,) = declared_for("ba_bich", clock.now(), file)
        assert (declared, one.what) == ([], "no_schedules"), content
        assert "Hãy khôi phục tệp này" in one.said


def test_a_healthy_office_says_so(prefect: Prefect, ba_bich: OnDisk) -> None:
    """After a sweep at the present instant the register itself gives the watch nothing to tell."""
    from workflows.deliver import deliver
    from workflows.watch import findings

    now = clock.now()
    sweep(ba_bich.register, ba_bich.charter, as_of=now, recorded_at=now)
    deliver(ba_bich.register, ba_bich.charter, lambda _: None, at=now, recorded_at=now, most=10**6)
    assert {one.what for one in findings(ba_bich.register, ba_bich.charter, now)} <= {"waiting"}


WITHOUT_LIMIT = {"quyet-dinh", "ghi-so"}
TIMES = {
    "giao-viec": {"0 6 * * *"},
    "quet-han": {"5 0 * * *", "0 8 * * 1-6", "5 17 * * 1-5"},
    "gui-thong-bao": {"30,45 7 * * 1-6", "*/15 8-16 * * 1-6", "0,15,30 17 * * 1-6"},
    "quyet-dinh": set(),
    "mo-xem-xet": {"*/5 * * * *"},
    "ghi-so": set(),
    "doc-hop-thu": {"*/5 7-17 * * 1-6"},
    "kiem-tra-nhat-ky": {"30 6 * * *"},
    "trong-coi": {"40 * * * *"},
}


def test_the_deployments_of_a_jurisdiction() -> None:
    """Each deployment names its flow by module, runs in Vietnam's time at the hours of its duty, and is described."""
    told = YAML(typ="safe").load((ROOT / "prefect.yaml").read_text("utf-8"))
    assert [d["name"] for d in told["deployments"]] == [f"{name}-ba-bich" for name in TIMES]
    for deployment, (name, crons) in zip(told["deployments"], TIMES.items(), strict=True):
        assert re.fullmatch(r"flows\.\w+:\w+", deployment["entrypoint"]), name
        assert deployment["description"].startswith("**"), name
        assert deployment["tags"] == [name, "ba-bich"]
        assert deployment["parameters"] == {"jurisdiction": "ba_bich"}
        assert deployment["work_pool"] == {"name": POOL}
        schedules = deployment.get("schedules", [])
        assert {one["cron"] for one in schedules} == crons, name
        assert {one["timezone"] for one in schedules} <= {"Asia/Ho_Chi_Minh"}
        limit = {"limit": 1, "collision_strategy": "ENQUEUE"}
        assert deployment.get("concurrency_limit") == (None if name in WITHOUT_LIMIT else limit), name


def test_another_jurisdiction_is_a_few_lines() -> None:
    """What a jurisdiction adds to prefect.yaml is a line for each deployment: name, tags and parameters only."""
    lines = (ROOT / "prefect.yaml").read_text("utf-8").splitlines()
    mine = [line for line in lines if line.lstrip().startswith("- {<<: *") and "ba-bich" in line]
    assert len(mine) == len(TIMES)
    for line in mine:
        name = line.split("*", 1)[1].split(",")[0]
        said = f"  - {{<<: *{name}, name: {name}-ba-bich, tags: [{name}, ba-bich], parameters: *ba_bich}}"
        assert line == said
