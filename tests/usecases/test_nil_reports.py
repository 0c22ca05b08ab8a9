"""Reports that may say *không phát sinh*: silence is none, and what is listed must be whole."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from config.duty import Requires
from tests.unit.duties import due, duty, schedule
from tests.usecases.office import Office, fetch, report, small, vn
from tests.usecases.recurring import key, lines, office_of
from workflows.register.columns import NEVER
from workflows.register.tables import Report
from workflows.register.unit_of_work import Register

#: A Tuesday.
DAY = key("2024-04-02")
DAILY = duty(
    "periodic_report",
    what="Danh sách hồ sơ quá hạn",
    nil_report=True,
    schedules=(schedule("daily", due=due(same_day=True, at="17:00")),),
)
LISTED = DAILY.model_copy(update={"requires": Requires(sections=("Nguyên nhân",), attachments=("Danh sách hồ sơ",))})
FIGURE = {"name": "ho-so-qua-han", "value": 0, "nature": "estimated"}
SILENT = (
    "Báo cáo không có nội dung: hãy kèm số liệu (figures), mục (sections) hoặc phụ lục (attachments), hoặc ghi rõ "
    "không phát sinh (nil: true)."
)


@pytest.fixture
def office(empty_register: Register) -> Office:
    """Open an office that owes a list every working day, on either database."""
    return office_of(empty_register, DAILY)


@pytest.fixture
def lite_office(lite_register: Register) -> Office:
    """Open the same office on SQLite only."""
    return office_of(lite_register, DAILY)


@pytest.fixture
def listed_office(lite_register: Register) -> Office:
    """Open an office whose daily list has a section and an annex that it must contain."""
    return office_of(lite_register, LISTED)


def test_nothing_to_report_is_a_report(office: Office) -> None:
    """*Không phát sinh* by 17:00 hands the day in; the words are kept and stand in the journal."""
    office.yes("2024-04-02 16:59:59", "tu_phap", "report", DAY, nil=True)
    row = office.row(DAY)
    assert (row.state, row.received_at) == ("reported", vn("2024-04-02 16:59:59"))
    assert fetch(office.register, select(Report.content)) == [{"nil": True}]
    assert [line.details["nil"] for line in lines(office, "report", DAY)] == [True]
    office.pass_time("2024-04-03 00:00")
    assert lines(office, "cut_off", DAY) == []


def test_silence_is_no_report(office: Office) -> None:
    """A report that says nothing is refused, and at 17:00 the day is missed."""
    assert office.act("2024-04-02 16:00", "tu_phap", "report", DAY).refused == SILENT
    assert office.act("2024-04-02 16:01", "tu_phap", "report", DAY, nil=False, figures=[]).refused == SILENT
    office.pass_time("2024-04-02 17:00")
    row = office.row(DAY)
    assert (row.state, row.received_at, row.announced_at) == ("assigned", NEVER, vn("2024-04-02 17:00"))


def test_at_the_hour_it_is_late(lite_office: Office) -> None:
    """At 17:00 the day is over: *không phát sinh* then is a late report, not a missed one."""
    lite_office.yes("2024-04-02 17:00", "tu_phap", "report", DAY, nil=True)
    row = lite_office.row(DAY)
    assert (row.state, row.received_at >= row.deadline) == ("reported", True)
    assert len(lines(lite_office, "cut_off", DAY)) == 1


def test_any_content_is_a_report(lite_office: Office) -> None:
    """Figures, sections or annexes each make a report, a figure of zero among them: zero is said, not unknown."""
    for day, content in {
        2: {"figures": [FIGURE]},
        3: {"sections": ["Nguyên nhân"]},
        4: {"attachments": ["Danh sách hồ sơ"]},
    }.items():
        lite_office.yes(f"2024-04-0{day} 10:00", "tu_phap", "report", key(f"2024-04-0{day}"), **content)
        assert lite_office.row(key(f"2024-04-0{day}")).state == "reported"


def test_nothing_and_something_is_refused(lite_office: Office) -> None:
    """Who reports *không phát sinh* cannot hand in figures with it."""
    refused = lite_office.act("2024-04-02 10:00", "tu_phap", "report", DAY, nil=True, figures=[FIGURE]).refused
    assert refused == "Đã báo không phát sinh thì không kèm số liệu, mục hay phụ lục; hãy bỏ một trong hai."


def test_nothing_is_said_plainly(lite_office: Office) -> None:
    """*Không phát sinh* is true or false, parts are lists of names; anything else is refused and not guessed."""

    def refused(**content: object) -> str:
        return lite_office.act("2024-04-02 10:00", "tu_phap", "report", DAY, **content).refused

    for nil in ("true", 1, "không"):
        assert refused(nil=nil) == "Không phát sinh (nil) phải là true hoặc false."
    for listed in ("Nguyên nhân", [1], [" "], {"Nguyên nhân": 1}):
        assert refused(sections=listed) == "Danh sách mục (sections) phải là danh sách các tên."
        assert refused(attachments=listed) == "Danh sách phụ lục (attachments) phải là danh sách các tên."


def test_every_day_owes_its_own(lite_office: Office) -> None:
    """A daily list is owed on working days only, and each day's is missed or handed in for itself."""
    office = lite_office
    office.yes("2024-04-01 10:00", "tu_phap", "report", key("2024-04-01"), nil=True)
    office.yes("2024-04-03 10:00", "tu_phap", "report", key("2024-04-03"), nil=True)
    office.pass_time("2024-04-08 00:00")
    missed = [line.subject for line in office.register_lines() if line.trigger == "cut_off" and "#" not in line.subject]
    assert missed == [key(f"2024-04-0{day}") for day in (2, 4, 5)]
    # The 6th is a Saturday.
    keys = {line.subject for line in office.register_lines() if line.trigger == "open"}
    assert key("2024-04-06") not in keys


def test_the_next_version_may_not_be_silent_either(lite_office: Office) -> None:
    """A report that was handed in is not replaced by an empty one."""
    lite_office.yes("2024-04-02 10:00", "tu_phap", "report", DAY, nil=True)
    assert lite_office.act("2024-04-02 11:00", "tu_phap", "report", DAY).refused == SILENT
    lite_office.yes("2024-04-02 12:00", "tu_phap", "report", DAY, figures=[FIGURE])
    assert len(fetch(lite_office.register, select(Report.id))) == 2


def test_a_report_with_required_parts_is_whole_or_refused(listed_office: Office) -> None:
    """Where parts are required, the refusal names those that are missing; whole, or with nothing to report, it passes."""
    office = listed_office
    refused = office.act("2024-04-02 09:00", "tu_phap", "report", DAY, figures=[FIGURE]).refused
    assert refused == "Báo cáo còn thiếu: Nguyên nhân, Danh sách hồ sơ."
    refused = office.act("2024-04-02 09:30", "tu_phap", "report", DAY, attachments=["danh sách hồ sơ"]).refused
    assert refused == "Báo cáo còn thiếu: Nguyên nhân."
    # Told with more words, in other letters, or composed differently, it is the same part.
    parts = {"sections": ["NGUYÊN  NHÂN và cách khắc phục"], "attachments": ["Danh sa\u0301ch hồ sơ ngày 02/4"]}
    office.yes("2024-04-02 10:00", "tu_phap", "report", DAY, **parts)
    office.yes("2024-04-03 10:00", "tu_phap", "report", key("2024-04-03"), nil=True)
    assert [office.row(one).state for one in (DAY, key("2024-04-03"))] == ["reported", "reported"]


def test_nothing_is_said_only_where_it_may_be(lite_register: Register) -> None:
    """A report that does not take *không phát sinh*, a count and a task refuse it."""
    plain = duty("periodic_report", key="bao-cao", schedules=(schedule("weekly", due=due(same_day=True)),))
    counted = duty("count", key="dem", at_least=1, schedules=(schedule("weekly"),))
    office = office_of(lite_register, plain, counted)
    for act, on in (("report", key("2024-W14", "bao-cao")), ("record", key("2024-W14", "dem"))):
        refused = office.act("2024-04-02 10:00", "tu_phap", act, on, nil=True).refused
        assert refused.startswith("Việc này không nhận báo cáo «không phát sinh»")
    office.yes("2024-04-02 10:00", "tu_phap", "report", key("2024-W14", "bao-cao"))


def test_other_reports_are_not_held_up_for_a_part(lite_register: Register) -> None:
    """A report in time stays in time where its list lacks a part; the journal names the part for whoever checks it."""
    office = Office(lite_register, small(), vn("2024-01-12 00:00"))
    office.assign()
    office.yes("2024-03-08 10:00", "tu_phap", "report", report("tu_phap"), sections=["Phần khác"])
    (line,) = lines(office, "report", report("tu_phap"))
    assert line.details["missing"] == ["Đề cương"]
    office.yes("2024-03-08 11:00", "van_hoa_xa_hoi", "report", report("van_hoa_xa_hoi"))
    (line,) = lines(office, "report", report("van_hoa_xa_hoi"))
    assert "missing" not in line.details


def test_at_the_route_point_it_is_not_silent_either(lite_register: Register) -> None:
    """What arrives unannounced at the route point is received with what it says, or with nothing to report."""
    routed = DAILY.model_copy(update={"via": "van_phong_thong_ke"})
    office = office_of(lite_register, routed)
    assert office.act("2024-04-02 09:00", "van_phong_thong_ke", "receive", DAY).refused == SILENT
    office.yes("2024-04-02 10:00", "van_phong_thong_ke", "receive", DAY, nil=True)
    assert (office.row(DAY).state, office.row(DAY).receipt) == ("reported", 1)
    assert fetch(office.register, select(Report.content)) == [{"nil": True}]
    # A report that was sent has said it already.
    tomorrow = key("2024-04-03")
    office.yes("2024-04-03 09:00", "tu_phap", "report", tomorrow, nil=True)
    office.yes("2024-04-03 10:00", "van_phong_thong_ke", "receive", tomorrow)
    assert office.row(tomorrow).received_at == vn("2024-04-03 10:00")
