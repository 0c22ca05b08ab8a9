"""Forgeries past the form, by somebody who reaches the Prefect server but holds nobody's code: the register stands.

Everything is done with plain HTTP, as anybody could who has the page open.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import orjson
import pytest
from prefect.client.schemas.actions import WorkPoolUpdate
from prefect.client.schemas.objects import FlowRun, StateType

from config.loader import load_policy, packaged_root
from flows import doors
from flows.launch import SIGNED
from flows.review import open_reviews
from flows.server import POOL, wait_for
from tests.flows import story
from tests.flows.conftest import Told
from tests.flows.crash import run_once
from tests.flows.story import AUTHORITY, NOW, PATIENCE, PROPOSAL, START, UNTIL, WORK, Story
from workflows import clock, codes, reviews
from workflows.act import apply
from workflows.acts import Act, Outcome
from workflows.charter import Charter
from workflows.register.tables import Door
from workflows.replay import replay
from workflows.reviews import Answer
from workflows.sweep import sweep
from workflows.working_time import ZONE

pytestmark = pytest.mark.xdist_group("prefect")

REASON = "Đã nhắc ba lần mà không báo cáo"
#: Whose criticism waits where every urging letter was signed.
PERFORMERS = ("cong_an", "dia_chinh", "quan_su", "tai_chinh", "tu_phap", "van_hoa_xa_hoi")


def proposal_of(performer: str) -> str:
    """Return the key of the criticism of a performer."""
    return PROPOSAL.replace("tu_phap", performer)


class Attacker:
    """Whoever has the page: what the browser may ask of the server, and nothing else."""

    def __init__(self) -> None:
        """Ask the server for the token that it gives to every page."""
        client = str(uuid.uuid4())
        self.http = httpx.Client(base_url=os.environ["PREFECT_API_URL"], timeout=30)
        answer = self.http.get("/csrf-token", params={"client": client})
        if answer.is_success:
            token = answer.json()["token"]
            self.http.headers.update({"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": client})

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Ask for something that the server grants."""
        for _ in range(20):
            answer = self.http.request(method, path, json=body)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(0.5)  # Its database was busy; it asks to come again.
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def keys(self, run: UUID) -> dict[str, str]:
        """Read under which keys a waiting run is told its answer."""
        read = self.ask("GET", f"/flow_runs/{run}")
        found: dict[str, str] = read["state"]["state_details"]["run_input_keyset"]
        return found

    def write(self, run: UUID, given: Any) -> None:
        """Write an answer straight, past the form and past its schema."""
        value = given if isinstance(given, str) else orjson.dumps(given).decode()
        self.ask("POST", f"/flow_runs/{run}/input", {"key": self.keys(run)["response"], "value": value})

    def set_state(self, run: UUID, kind: str, name: str | None = None, *, force: bool = True, **details: Any) -> None:
        """Set the state of a run."""
        state = {"type": kind, "name": name or kind.title(), "state_details": details}
        self.ask("POST", f"/flow_runs/{run}/set_state", {"state": state, "force": force})

    def wake(self, run: UUID) -> None:
        """Let a waiting run go on, as the button of the page does."""
        self.set_state(run, "SCHEDULED", "Resuming", force=False, scheduled_time=clock.now().isoformat())


@pytest.fixture
def attacker(told: Told) -> Iterator[Attacker]:
    """Give somebody who reaches the server."""
    somebody = Attacker()
    yield somebody
    somebody.http.close()


@dataclass
class Forgeries:
    """What must hold after each forgery: the journal as before, the proposals waiting, the operator told once more."""

    of: Story
    last: int
    alarms: int

    def had_no_effect(self, *proposals: str, told: int = 1) -> list[str]:
        """Check it, and return what the operator was told of it."""
        assert self.of.last() == self.last
        assert {self.of.proposal(key).state for key in proposals} == {"proposed"}
        now = self.of.alarms()
        assert len(now) == self.alarms + told, now[self.alarms :]
        said, self.alarms = now[self.alarms :], len(now)
        return said


def beginning(of: Story) -> Forgeries:
    """Remember how things stand."""
    return Forgeries(of, of.last(), len(of.alarms()))


@pytest.fixture(scope="module")
def all_missed(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tell the story of a quarter in which six criticisms come to wait for the same authority."""
    home = tmp_path_factory.mktemp("all-missed")
    register = story.open_register(f"sqlite:///{home / 'namro.db'}", told.keys)
    charter = Charter(load_policy(packaged_root()), "ba_bich")
    urged = [f"{WORK.replace('tu_phap', one)}#rung-urging" for one in PERFORMERS]
    signed = [Act(SIGNED.at, SIGNED.by, "sign", letter) for letter in urged]
    replay(register, charter, start=START, until=UNTIL, acts=signed, clock=clock.now)
    secrets = {}
    with register.write(clock.now()) as uow:
        for post in (AUTHORITY, "pho_chu_tich", "van_phong_thong_ke"):
            secrets[post] = codes.enroll(uow, "ba_bich", post, charter.label(post), valid_from=uow.recorded_at)
        uow.commit()
    (home / "secrets.json").write_bytes(orjson.dumps(secrets))
    register.engine.dispose()
    return home


@pytest.fixture
def six(all_missed: Path, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    """Give a story of one's own in which six criticisms wait, and whose runs are entered by hand: the pool rests."""
    monkeypatch.setenv("NAMRO_KEY_DIR", str(told.keys))
    with story.get_client(sync_client=True) as client:
        mine = story.copy(all_missed, tmp_path / "six", told.keys, client)
        mine.by_hand = True
        client.update_work_pool(POOL, WorkPoolUpdate(is_paused=True))
        try:
            yield mine
        finally:
            client.update_work_pool(POOL, WorkPoolUpdate(is_paused=False))
            mine.register.engine.dispose()


def open_all(of: Story) -> dict[str, FlowRun]:
    """Open what waits, and wait until each proposal's run waits; return them by performer."""
    open_reviews(jurisdiction="ba_bich", database=of.url, as_of=NOW)
    return {key.split("/")[4]: run for key, run in waiting(of).items()}


def waiting(of: Story) -> dict[str, FlowRun]:
    """Wait until every door's run waits for its answer; return the runs by proposal."""
    found: dict[str, FlowRun] = {}

    def all_there() -> bool:
        standing = {door.key.partition("@")[0]: door.run for door in of.doors() if not door.ended}
        of.work(*map(UUID, standing.values()))
        found.update({key: of.client.read_flow_run(UUID(run)) for key, run in standing.items()})
        return all(run.state_type == StateType.PAUSED for run in found.values())

    wait_for(all_there, PATIENCE, "the runs never came to wait", lambda: None)
    return found


def test_no_answer_past_the_form_decides(a_story: Story, attacker: Attacker) -> None:
    """Invented, malformed, another's and used codes, written straight into the server: refused, told, asked again."""
    run = a_story.open()
    forged = beginning(a_story)
    right = {"answer": "Ban hành", "reason": REASON, "code": "123456", "deadline": ""}

    attacker.write(run.id, right)
    attacker.wake(run.id)
    a_story.asked_again(run, 2)
    (said,) = forged.had_no_effect(PROPOSAL)
    assert "nhân danh Chủ tịch Ủy ban nhân dân xã" in said
    assert "Sổ không thay đổi" in said

    bad: list[Any] = [["Ban hành", REASON, "123456"], right | {"reason": "x" * 200_000}, None]
    for number, given in enumerate(bad, start=3):
        if given is not None:
            attacker.write(run.id, given)
        attacker.wake(run.id)
        a_story.asked_again(run, number)
        (said,) = forged.had_no_effect(PROPOSAL)
        assert "không theo mẫu" in said

    deputys = a_story.code("pho_chu_tich")
    a_story.answer(run, answer="Ban hành", reason=REASON, code=deputys)
    a_story.asked_again(run, 6)
    assert "Mã xác nhận không đúng" in forged.had_no_effect(PROPOSAL)[0]

    used = a_story.code()
    with a_story.register.write(clock.now()) as uow:
        assert codes.take(uow, "ba_bich", AUTHORITY, used, now=clock.now()) == ""
        uow.commit()
    a_story.answer(run, answer="Ban hành", reason=REASON, code=used)
    a_story.asked_again(run, 7)
    assert "đã dùng rồi" in forged.had_no_effect(PROPOSAL)[0]

    a_story.answer(run, answer="Không ban hành", reason=REASON, code=a_story.code())
    a_story.ended(run)
    (decided,) = a_story.decisions()
    assert (decided.by, decided.details["answer"]) == (AUTHORITY, "refuse")


def test_no_state_of_a_run_decides(six: Story, attacker: Attacker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marked done, cancelled, failed, put off, stripped of its form, deleted, redeployed: told, and it waits again."""
    monkeypatch.setattr(doors, "SETTLES_WITHIN", timedelta(0))
    before = open_all(six)
    assert sorted(before) == sorted(PERFORMERS)
    forged = beginning(six)
    runs = {performer: run.id for performer, run in before.items()}

    attacker.set_state(runs["cong_an"], "COMPLETED")
    attacker.set_state(runs["dia_chinh"], "CANCELLED")
    attacker.set_state(runs["quan_su"], "CRASHED")
    attacker.set_state(runs["tai_chinh"], "SCHEDULED", scheduled_time="2099-01-01T00:00:00Z")
    attacker.ask("DELETE", f"/flow_runs/{runs['tu_phap']}")
    attacker.write(runs["van_hoa_xa_hoi"], {"answer": "Ban hành", "reason": REASON, "code": "123456"})

    after = open_all(six)
    said = forged.had_no_effect(*map(proposal_of, PERFORMERS), told=6)
    for words in ("đánh dấu đã xong", "bị hủy", "dừng giữa chừng", "bị hẹn lại", "bị xóa", "có sẵn một câu trả lời"):
        assert sum(words in one for one in said) == 1, words
    assert not {run.id for run in after.values()} & set(runs.values())

    runs = {performer: run.id for performer, run in after.items()}
    keys = attacker.keys(runs["cong_an"])
    attacker.ask("DELETE", f"/flow_runs/{runs['cong_an']}/input/{keys['schema']}")
    attacker.set_state(runs["dia_chinh"], "PAUSED", "Suspended")
    attacker.set_state(runs["quan_su"], "FAILED")
    redeploy(attacker)

    open_reviews(jurisdiction="ba_bich", database=six.url, as_of=NOW)
    said = forged.had_no_effect(*map(proposal_of, PERFORMERS), told=6)
    for words, times in (("không còn mẫu", 2), ("đánh dấu thất bại", 1), ("không còn thuộc lịch chạy nào", 3)):
        assert sum(words in one for one in said) == times, words
    again = {door.run: door for door in six.doors() if not door.ended}
    assert not set(again) & set(map(str, runs.values()))
    *others, last = again
    for number in others:  # They would wait as well; one is enough to be seen.
        attacker.ask("DELETE", f"/flow_runs/{number}")
    run = six.until(six.client.read_flow_run(UUID(last)), lambda now: now.state_type == StateType.PAUSED)
    assert run.deployment_id == six.client.read_deployment_by_name(doors.deployment_of("ba_bich")).id


def redeploy(attacker: Attacker) -> None:
    """Delete the deployment of the decisions, and make the same one again."""
    told = attacker.ask("GET", f"/deployments/name/{doors.deployment_of('ba_bich')}")
    attacker.ask("DELETE", f"/deployments/{told['id']}")
    kept = (
        "name", "flow_id", "parameter_openapi_schema", "parameters", "tags", "pull_steps", "work_queue_name",
        "work_pool_name", "description", "path", "version", "entrypoint", "job_variables", "enforce_parameter_schema",
    )  # fmt: skip
    attacker.ask("POST", "/deployments/", {name: told[name] for name in kept})


def made_by_hand(attacker: Attacker, **parameters: Any) -> UUID:
    """Make a run of the deployment of the decisions, as the button of its page does."""
    deployment = attacker.ask("GET", f"/deployments/name/{doors.deployment_of('ba_bich')}")["id"]
    made = attacker.ask(
        "POST", f"/deployments/{deployment}/create_flow_run",
        {"parameters": {"jurisdiction": "ba_bich"} | parameters, "state": {"type": "SCHEDULED"}},
    )  # fmt: skip
    return UUID(made["id"])


def leave(of: Story, *performers: str) -> None:
    """Let only some proposals wait: the others were refused."""
    for one in set(PERFORMERS) - set(performers):
        given = Answer(AUTHORITY, "refuse", REASON)
        act = reviews.act_of(proposal_of(one), given, at=NOW)
        (done,) = apply(of.register, of.charter, [act], recorded_at=clock.now(), proofs=False)
        assert done.refused == ""


def test_no_parameter_of_a_run_decides(six: Story, attacker: Attacker) -> None:
    """A run made by hand or pointed at another proposal asks nobody; an instant dated back dates no decision back."""
    leave(six, "cong_an", "tu_phap")
    runs = open_all(six)
    doors_ = {door.key.split("/")[4]: door.key for door in six.doors()}
    forged = beginning(six)
    mine, other = proposal_of("tu_phap"), proposal_of("cong_an")
    long_before = "2024-02-01T08:00:00+07:00"

    stray = made_by_hand(attacker, proposal=mine, door=doors_["tu_phap"], database=six.url, as_of=long_before)
    crossed = made_by_hand(attacker, proposal=mine, door=doors_["cong_an"], database=six.url)
    for run in (stray, crossed):
        assert message_of(six, six.client.read_flow_run(run)) == "Đề xuất này chờ ở một lần chạy khác."
    (said,) = forged.had_no_effect(mine, other)
    assert "không do hệ thống mở cho nó" in said

    # The authority answers about one, on a page whose parameters somebody made those of the other.
    read = attacker.ask("GET", f"/flow_runs/{runs['tu_phap'].id}")["parameters"]
    turned = read | {"proposal": other, "door": doors_["cong_an"]}
    attacker.ask("PATCH", f"/flow_runs/{runs['tu_phap'].id}", {"parameters": turned})
    six.answer(runs["tu_phap"], answer="Ban hành", reason=REASON, code=six.code())
    six.ended(runs["tu_phap"])
    (said,) = forged.had_no_effect(mine, other)
    assert "sửa tham số" in said
    again = open_all(six)["tu_phap"]
    (said,) = forged.had_no_effect(mine, other)
    assert "đánh dấu đã xong" in said

    read = attacker.ask("GET", f"/flow_runs/{again.id}")["parameters"]
    attacker.ask("PATCH", f"/flow_runs/{again.id}", {"parameters": read | {"as_of": long_before}})
    code = six.code()
    six.answer(again, answer="Ban hành", reason=REASON, code=code)
    six.ended(again)
    (decided,) = six.decisions()
    assert decided.at == six.proposal().raised_at
    assert decided.at.astimezone(ZONE) == datetime(2024, 3, 20, 8, tzinfo=ZONE)

    # What was typed for the one is tried on the other.
    forged = beginning(six)
    attacker.write(runs["cong_an"].id, {"answer": "Ban hành", "reason": REASON, "code": code, "deadline": ""})
    attacker.wake(runs["cong_an"].id)
    six.until(runs["cong_an"], lambda now: now.state_type == StateType.PAUSED and bool(door_of(six, "cong_an").said))
    (said,) = forged.had_no_effect(other)
    assert "đã dùng rồi" in said


def door_of(of: Story, performer: str) -> Door:
    """Return the last door to the criticism of a performer."""
    return [door for door in of.doors() if door.key.split("/")[4] == performer][-1]


def message_of(of: Story, run: FlowRun) -> str:
    """Wait until a run has ended, and return what it says then."""
    state = of.ended(run).state
    assert state is not None
    assert state.name == "Completed"
    return str(state.message)


def test_what_the_register_knows_closes_the_page(six: Story) -> None:
    """Decided elsewhere, void, asked for an explanation: the run ends and says so; two answers at once count as one."""
    leave(six, "cong_an", "dia_chinh", "quan_su", "tai_chinh", "tu_phap")
    runs = open_all(six)

    def say(performer: str, answer: str) -> Outcome:
        given = Answer(AUTHORITY, answer, REASON, proof=six.code())
        return reviews.answer(six.register, six.charter, proposal_of(performer), given, at=NOW, recorded_at=clock.now())

    assert say("cong_an", "approve").refused == ""
    for performer in ("dia_chinh", "quan_su"):
        arrived = datetime(2024, 3, 11, 16, tzinfo=ZONE)
        key = WORK.replace("tu_phap", performer)
        raw = {"proof": six.code("van_phong_thong_ke")}
        act = Act(arrived, "van_phong_thong_ke", "receive", key, {}, raw | {"by": "van_phong_thong_ke"})
        (done,) = apply(six.register, six.charter, [act], recorded_at=clock.now())
        assert done.refused == ""
        assert six.proposal(proposal_of(performer)).state == "void"
    last, alarms = six.last(), six.alarms()
    six.answer(runs["quan_su"], answer="Ban hành", reason=REASON, code=six.code())
    assert "không còn căn cứ" in message_of(six, runs["quan_su"])
    assert six.last() == last

    kept = open_reviews(jurisdiction="ba_bich", database=six.url, as_of=NOW)
    assert "đã ban hành phê bình lúc 10 giờ 00 ngày 20/03/2024" in message_of(six, runs["cong_an"])
    assert "không còn căn cứ" in message_of(six, runs["dia_chinh"])
    assert (kept.waiting, kept.mended, len(kept.closed)) == (2, [], 2)

    six.answer(runs["tai_chinh"], answer="Yêu cầu giải trình trước", reason=REASON, code=six.code())
    assert "trình lại khi có giải trình" in message_of(six, runs["tai_chinh"])
    six.answer(runs["tu_phap"], answer="Ban hành", reason=REASON, code=six.code())
    with ThreadPoolExecutor(1) as worker:
        worker.submit(copy_context().run, run_once, str(runs["tu_phap"].id))
        while six.client.read_flow_run(runs["tu_phap"].id).state_type == StateType.SCHEDULED:
            time.sleep(0.02)
        elsewhere = say("tu_phap", "refuse")
    told = message_of(six, runs["tu_phap"])
    (decided,) = six.decisions()
    assert bool(elsewhere.refused) == (decided.details["answer"] == "approve")
    assert ("đã ban hành" if elsewhere.refused else "không ban hành") in told
    assert six.alarms() == alarms

    later = datetime(2024, 3, 29, 10, tzinfo=ZONE)
    sweep(six.register, six.charter, as_of=later, recorded_at=clock.now())
    assert six.proposal(proposal_of("tai_chinh")).state == "proposed"
    open_reviews(jurisdiction="ba_bich", database=six.url, as_of=later)
    (again,) = [run for key, run in waiting(six).items() if key == proposal_of("tai_chinh")]
    assert again.id != runs["tai_chinh"].id
    assert door_of(six, "tai_chinh").round == 2
