"""Evaluations: by which criteria, by whom, each kept; and the evaluator's own clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from config.organization import Vacancy
from tests.usecases.changed import changed, ended, opened, post
from tests.usecases.office import Office, fetch, report, vn
from tests.usecases.test_two_lines import LATE, both_lines
from workflows.channels import Letter, Simulated
from workflows.register.tables import Assignment
from workflows.register.tables_evaluation import Evaluation
from workflows.register.unit_of_work import Register
from workflows.show import show
from workflows.why import why

OfficeAt = Callable[..., Office]

Q1 = report("tu_phap")
OWED = Q1 + "#evaluation"
ALL_PASSED = {"content": "passed", "figures": "passed", "quality": "passed"}


def evaluations(office: Office) -> list[Evaluation]:
    """Return every evaluation, in order."""
    return fetch(office.register, select(Evaluation).order_by(Evaluation.assignment_id, Evaluation.number))


def reported(office: Office, when: str = "2024-03-06 09:00", key: str = Q1, by: str = "tu_phap") -> Office:
    """Have a report handed in and received at the route point within the hour."""
    office.yes(when, by, "report", key)
    office.yes(when[:-2] + "30", "van_phong_thong_ke", "receive", key)
    return office


def owed(office: Office, key: str = Q1) -> list[tuple[str, str]]:
    """Return the evaluations that were ever owed for a work, by suffix, with their states."""
    mine = Assignment.key.startswith(key + "#evaluation")
    found = fetch(office.register, select(Assignment).where(mine).order_by(Assignment.id))
    return [(one.key.removeprefix(key), one.state) for one in found]


# ------------------------------------------------------------ what an evaluation says


def test_an_evaluation_is_kept_with_its_criteria(office_at: OfficeAt) -> None:
    """Result, three criteria and the computed time stand in the register and on the journal line."""
    office = reported(office_at("2024-03-05 08:00"))
    office.yes("2024-03-08 09:00", "chu_tich", "evaluate", Q1, result="passed", **ALL_PASSED)
    (one,) = evaluations(office)
    assert (one.number, one.at, one.by, one.result) == (1, vn("2024-03-08 09:00"), "chu_tich", "passed")
    assert (one.content, one.figures, one.quality, one.timeliness) == ("passed", "passed", "passed", "on_time")
    (line,) = [line for line in office.register_lines() if line.trigger == "evaluate"]
    assert {name: line.details[name] for name in ALL_PASSED} == ALL_PASSED
    assert line.details["timeliness"] == "on_time"


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        ({"result": "passed"}, ""),
        ({"result": "failed"}, ""),
        ({"result": "passed", **ALL_PASSED}, ""),
        ({"result": "failed", **ALL_PASSED}, ""),
        ({"result": "failed", **ALL_PASSED, "quality": "failed"}, ""),
        ({"result": "passed", **ALL_PASSED, "content": "failed"}, "tiêu chí chưa đạt: nội dung"),
        ({"result": "passed", **ALL_PASSED, "quality": "tốt"}, "Tiêu chí phải là passed"),
        ({"result": "passed", "content": "passed"}, "còn thiếu: số liệu (figures), chất lượng (quality)"),
        ({"result": "failed", "figures": "failed", "quality": "passed"}, "còn thiếu: nội dung (content)"),
        ({"result": "passed", "timeliness": "on_time"}, "Đúng hạn hay quá hạn do sổ tính"),
        ({"result": "passed", "timely": True}, "Đúng hạn hay quá hạn do sổ tính"),
        ({"result": "đạt"}, "Kết quả đánh giá phải là passed"),
    ],
)
def test_what_an_evaluation_may_say(lite_office_at: OfficeAt, content: dict[str, object], refused: str) -> None:
    """All three criteria or none, each passed or failed, none failed where the whole passed; time is nobody's to say."""
    office = reported(lite_office_at("2024-03-05 08:00"))
    said = office.told(vn("2024-03-06 10:00"), "chu_tich", "evaluate", Q1, **content).refused
    assert refused in said
    assert bool(said) == bool(refused)
    assert len(evaluations(office)) == (0 if refused else 1)


@pytest.mark.parametrize(
    ("received", "timely"),
    [("2024-03-11 23:59", "on_time"), ("2024-03-12 00:00", "late"), ("2024-03-12 00:01", "late")],
)
def test_time_is_computed_from_the_instants(lite_office_at: OfficeAt, received: str, timely: str) -> None:
    """Received in the last minute of the deadline is in time, at 24:00 it is late, whoever evaluates and when."""
    office = lite_office_at("2024-03-11 08:00")
    office.yes("2024-03-11 09:00", "tu_phap", "report", Q1)
    office.yes(received, "van_phong_thong_ke", "receive", Q1)
    office.yes("2024-03-20 09:00", "chu_tich", "evaluate", Q1, result="passed")
    assert [one.timeliness for one in evaluations(office)] == [timely]


def test_the_first_evaluation_stays_after_a_reopening(office_at: OfficeAt) -> None:
    """Opened again and evaluated again, the work has two evaluations; the first says what it said."""
    office = reported(office_at("2024-03-05 08:00"))
    office.yes("2024-03-07 09:00", "chu_tich", "evaluate", Q1, result="passed", **ALL_PASSED)
    office.yes("2024-03-08 09:00", "chu_tich", "reopen", Q1, reason="số liệu sai")
    reported(office, "2024-03-11 09:00")
    office.yes("2024-03-12 09:00", "chu_tich", "evaluate", Q1, result="failed", **ALL_PASSED | {"figures": "failed"})
    found = [(one.number, one.result, one.figures) for one in evaluations(office)]
    assert found == [(1, "passed", "passed"), (2, "failed", "failed")]
    assert office.row(Q1).result == "failed"
    with office.register.read(office.now) as uow:
        early = show(uow.session, office.charter, Q1, as_of=vn("2024-03-08 00:00"))["evaluations"]
        late = show(uow.session, office.charter, Q1, as_of=office.now)["evaluations"]
    assert [one["result"] for one in early] == ["passed"]
    assert [(one["number"], one["by"], one["criteria"]["figures"]) for one in late] == [
        (1, "chu_tich", "passed"),
        (2, "chu_tich", "failed"),
    ]


def test_the_same_evaluation_told_twice_is_one(lite_office_at: OfficeAt) -> None:
    """Told again it happened once: one row, one line."""
    office = reported(lite_office_at("2024-03-05 08:00"))
    for _ in range(2):
        said = {"result": "passed", **ALL_PASSED}
        assert office.told(vn("2024-03-06 10:00"), "chu_tich", "evaluate", Q1, **said).refused == ""
    assert len(evaluations(office)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evaluation SET result = 'failed'",
        "DELETE FROM evaluation",
        "INSERT INTO evaluation SELECT id, assignment_id, number, at, recorded_at, by, 'failed', content, figures, quality, "
        "timeliness FROM evaluation",
    ],
)
def test_the_database_itself_keeps_evaluations(office_at: OfficeAt, statement: str) -> None:
    """Raw SQL neither changes an evaluation, nor removes it, nor puts another in its place."""
    office = reported(office_at("2024-03-05 08:00"))
    office.yes("2024-03-07 09:00", "chu_tich", "evaluate", Q1, result="passed")
    with office.register.engine.connect() as connection, pytest.raises(DBAPIError):
        connection.exec_driver_sql(statement)
    assert [one.result for one in evaluations(office)] == ["passed"]


# ------------------------------------------------------------ by whom


def acting(**vacant: str) -> dict[str, dict[str, object]]:
    """Say of posts that they are vacant since March, and who acts for them."""
    since = date(2024, 3, 1)
    return {
        key: {"vacancies": (Vacancy(**{"from": since, "until": date(2024, 12, 31), "acting": by}),)}
        for key, by in vacant.items()
    }


def test_whoever_acts_for_the_authority_does_not_judge_their_own(empty_register: Register) -> None:
    """The head who acts for the vacant authority evaluates, returns, reopens others' work, and none of their own."""
    office = opened(empty_register, changed(**acting(chu_tich="tu_phap")))
    reported(office)
    reported(office, "2024-03-07 09:00", report("tai_chinh"), "tai_chinh")
    for trigger, said in (
        ("evaluate", {"result": "passed"}),
        ("return", {"reason": "thiếu"}),
        ("revoke", {"reason": "x"}),
    ):
        refused = office.told(vn("2024-03-08 09:00"), "tu_phap", trigger, Q1, **said).refused
        assert refused.endswith("không ai xét việc của mình (GĐ-69)."), trigger
    office.yes("2024-03-08 09:00", "tu_phap", "evaluate", report("tai_chinh"), result="passed")


def test_an_officer_who_acts_for_the_authority_does_not_judge_their_own(lite_register: Register) -> None:
    """Who was named for the work and acts for the authority later judges it no more than its head does."""
    office = opened(lite_register, changed(**acting(chu_tich="pho_chu_tich")))
    office.yes("2024-02-20 09:00", "tu_phap", "acknowledge", Q1, officer="pho_chu_tich")
    reported(office)
    refused = office.told(vn("2024-03-08 09:00"), "pho_chu_tich", "evaluate", Q1, result="passed").refused
    assert "không ai xét việc của mình" in refused


def test_the_head_on_the_other_line_does_not_judge(lite_register: Register) -> None:
    """Whoever answers on the other line evaluates neither as that head, nor when acting for the authority."""
    office = opened(lite_register, both_lines(**acting(chu_tich="bi_thu_chi_bo")))
    reported(office, key=LATE, by="truong_cong_an")
    refused = office.told(vn("2024-03-08 09:00"), "bi_thu_chi_bo", "evaluate", LATE, result="passed").refused
    assert "không ai xét việc của mình" in refused


# ------------------------------------------------------------ the evaluator's clock


def test_the_authority_owes_an_evaluation_from_the_next_morning(office_at: OfficeAt) -> None:
    """Arrived on Wednesday, told on Thursday at 08:00, due five working days after the arrival at 17:00."""
    office = reported(office_at("2024-03-05 08:00"))
    office.pass_time("2024-03-07 07:59")
    assert owed(office) == [("#evaluation", "draft")]
    office.pass_time("2024-03-07 08:00")
    row = office.row(OWED)
    assert (row.state, row.head, row.performer, row.monitor) == ("assigned", "chu_tich", "chu_tich", "")
    assert (row.opens_at, row.deadline) == (vn("2024-03-07 08:00"), vn("2024-03-13 17:00"))
    (told,) = office.notices(kind="evaluation")
    assert (told.addressee, told.subject, told.at) == ("chu_tich", OWED, vn("2024-03-07 08:00"))


def test_overdue_the_authority_is_reminded_and_the_unit_is_not_charged(office_at: OfficeAt) -> None:
    """At 17:00 of the fifth day the evaluation is overdue: one reminder; the report is neither late nor overdue."""
    office = reported(office_at("2024-03-05 08:00"))
    office.pass_time("2024-03-13 16:59")
    assert office.notices(kind="evaluation_overdue") == []
    office.pass_time("2024-03-14 08:00")
    (told,) = office.notices(kind="evaluation_overdue")
    assert (told.addressee, told.at) == ("chu_tich", vn("2024-03-13 17:00"))
    assert [line for line in office.story(Q1) if "#explanation" in line or "#rung" in line] == []
    assert " cut_off " not in "\n".join(line for line in office.story(Q1) if not line.startswith("#"))
    with office.register.read(office.now) as uow:
        assert show(uow.session, office.charter, Q1, as_of=office.now)["time_status"] == "early"


def test_an_overdue_evaluation_stands_on_every_letter(lite_office_at: OfficeAt) -> None:
    """The next letter to the authority lists what is overdue, without the one that is told in it anyway."""
    letters: list[Letter] = []

    class Kept(Simulated):
        def send(self, letter: Letter) -> str:
            """Keep the letter."""
            letters.append(letter)
            return super().send(letter)

    office = reported(lite_office_at("2024-03-05 08:00"))
    office.pass_time("2024-03-14 08:00")
    reported(office, "2024-03-14 09:00", report("tai_chinh"), "tai_chinh")
    office.pass_time("2024-03-15 07:59")
    office.sweep(vn("2024-03-15 08:00"))
    office.now = vn("2024-03-15 08:00")
    office.send(Kept())
    (mine,) = [letter for letter in letters if letter.post == "chu_tich"]
    assert "Chờ đánh giá: " in mine.body
    assert "Chưa đánh giá:" in mine.body
    assert f"quá hạn đánh giá từ 17 giờ 00 ngày 13/03/2024 (mã {OWED})" in mine.body


@pytest.mark.parametrize(
    ("when", "state"),
    [("2024-03-06 10:00", "revoked"), ("2024-03-08 09:00", "reported"), ("2024-03-20 09:00", "reported")],
)
@pytest.mark.parametrize("act", ["evaluate", "return"])
def test_the_evaluation_or_the_return_ends_what_is_owed(
    lite_office_at: OfficeAt, act: str, when: str, state: str
) -> None:
    """Before it was told it falls away; told, or even overdue, it is settled by the evaluation or the return."""
    office = reported(lite_office_at("2024-03-05 08:00"))
    said = {"result": "passed"} if act == "evaluate" else {"reason": "thiếu phụ lục"}
    office.yes(when, "chu_tich", act, Q1, **said)
    assert owed(office) == [("#evaluation", state)]
    row = office.row(OWED)
    assert row.closed_at == vn(when)
    if state == "reported":
        assert row.received_at == vn(when)


def test_the_next_report_has_its_own_clock(lite_office_at: OfficeAt) -> None:
    """Sent back and handed in again, the evaluation of the second report is another duty, counted from its arrival."""
    office = reported(lite_office_at("2024-03-05 08:00"))
    office.yes("2024-03-07 09:00", "van_phong_thong_ke", "return", Q1, reason="thiếu phụ lục")
    reported(office, "2024-03-08 09:00")
    office.pass_time("2024-03-11 08:00")
    assert owed(office) == [("#evaluation", "reported"), ("#evaluation.2", "assigned")]
    assert office.row(OWED + ".2").deadline == vn("2024-03-15 17:00")


def test_what_is_revoked_needs_no_evaluation(lite_office_at: OfficeAt) -> None:
    """With the work falls what is owed for it."""
    office = reported(lite_office_at("2024-03-05 08:00"))
    office.pass_time("2024-03-07 08:00")
    office.yes("2024-03-08 09:00", "chu_tich", "revoke", Q1, reason="không còn cần")
    assert owed(office) == [("#evaluation", "revoked")]


def test_what_is_owed_is_answered_on_its_own_key_too(lite_office_at: OfficeAt) -> None:
    """The key of what is owed leads to the work: the same law, the same proof, one evaluation."""
    office = reported(lite_office_at("2024-03-05 08:00"))
    office.pass_time("2024-03-07 08:00")
    refused = office.told(vn("2024-03-07 09:00"), "tu_phap", "evaluate", OWED, result="passed").refused
    assert refused.startswith("Chỉ người có thẩm quyền")
    office.yes("2024-03-07 09:00", "chu_tich", "evaluate", OWED, result="passed")
    assert (office.row(Q1).state, office.row(OWED).state) == ("evaluated", "reported")


def test_a_receipt_told_later_gives_the_evaluator_more_time_and_never_less(lite_office_at: OfficeAt) -> None:
    """The clock runs from the arrival that counts; once told, it is never shortened."""
    office = lite_office_at("2024-03-05 08:00")
    office.yes("2024-03-06 09:00", "tu_phap", "report", Q1)
    assert office.row(OWED).deadline == vn("2024-03-13 17:00")
    office.yes("2024-03-08 09:00", "van_phong_thong_ke", "receive", Q1)
    assert office.row(OWED).deadline == vn("2024-03-15 17:00")
    office.yes("2024-03-08 10:00", "tai_chinh", "report", report("tai_chinh"))
    assert office.told(vn("2024-03-07 10:00"), "van_phong_thong_ke", "receive", report("tai_chinh")).refused == ""
    assert office.row(report("tai_chinh") + "#evaluation").deadline == vn("2024-03-15 17:00")


def test_no_date_where_the_ladder_sets_none(lite_register: Register) -> None:
    """A ladder without the entry sets the evaluator no clock."""
    office = opened(lite_register, changed(ladder={"evaluation": None}))
    reported(office)
    office.pass_time("2024-03-20 08:00")
    assert owed(office) == []


def test_why_that_day(lite_office_at: OfficeAt) -> None:
    """`why` names the default, counts the days from the arrival and says whose duty it is."""
    office = reported(lite_office_at("2024-03-05 08:00"))
    office.pass_time("2024-03-07 08:00")
    with office.register.read(office.now) as uow:
        told = "\n".join(str(one) for one in why(uow.session, office.charter, OWED, as_of=office.now).values())
    assert "5 ngày làm việc sau khi báo cáo đến, lúc 17:00" in told
    assert "GĐ-65" in told
    assert "người có thẩm quyền mà đơn vị gửi báo cáo chịu trách nhiệm trước" in told


def test_the_successor_of_the_authority_owes_it(lite_register: Register) -> None:
    """What is owed passes to the successor; what was settled before stays with whoever evaluated."""
    chair = post("chu_tich_moi", "ubnd_xa", answers_to=({"to": "chu_tich_ubnd_huyen"},), valid_from=date(2024, 4, 1))
    office = opened(lite_register, changed(posts=(chair,), chu_tich=ended(date(2024, 4, 1), "chu_tich_moi")))
    reported(office)
    reported(office, "2024-03-07 09:00", report("tai_chinh"), "tai_chinh")
    office.yes("2024-03-12 09:00", "chu_tich", "evaluate", report("tai_chinh"), result="passed")
    office.pass_time("2024-04-02 08:00")
    assert (office.row(OWED).head, office.row(report("tai_chinh") + "#evaluation").head) == ("chu_tich_moi", "chu_tich")
    office.yes("2024-04-02 09:00", "chu_tich_moi", "evaluate", Q1, result="passed")
    assert office.row(OWED).state == "reported"
