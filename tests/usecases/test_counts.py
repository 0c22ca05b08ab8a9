"""Counts: so many times a week or month; each occurrence is recorded, and the one that fills the count reports it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.unit.duties import duty, schedule
from tests.usecases.office import Office, fetch, vn
from tests.usecases.recurring import key, lines, office_of
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Figure, Report
from workflows.register.unit_of_work import Register

APRIL = key("2024-04")
TWICE_A_MONTH = duty("count", what="Kiểm tra đột xuất", at_least=2, schedules=(schedule("monthly"),))
END_OF_APRIL = "2024-05-01 00:00"


@pytest.fixture
def office(empty_register: Register) -> Office:
    """Open an office that owes two inspections a month, on either database."""
    return office_of(empty_register, TWICE_A_MONTH)


@pytest.fixture
def lite_office(lite_register: Register) -> Office:
    """Open the same office on SQLite only."""
    return office_of(lite_register, TWICE_A_MONTH)


def versions(office: Office, on: str = APRIL) -> int:
    """Count what was kept of an assignment."""
    return len(fetch(office.register, select(Report.id).where(Report.assignment_id == office.row(on).id)))


def test_one_of_two_is_not_enough(office: Office) -> None:
    """A month with one inspection of two is missed at its end, and the journal says how many there were."""
    office.yes("2024-04-10 09:00", "tu_phap", "record", APRIL)
    row = office.row(APRIL)
    assert (row.state, row.recorded, row.quota, row.received_at) == ("assigned", 1, 2, NEVER)
    assert [line.details["recorded"] for line in lines(office, "record", APRIL)] == [1]
    office.pass_time(END_OF_APRIL)
    row = office.row(APRIL)
    assert (row.state, row.announced_at) == ("assigned", vn(END_OF_APRIL))
    assert office.row(f"{APRIL}#explanation").state == "assigned"


def test_the_second_of_two_reports_the_month(office: Office) -> None:
    """The inspection that fills the count hands the month in, in time, and nothing more is due."""
    office.yes("2024-04-10 09:00", "tu_phap", "record", APRIL)
    office.yes("2024-04-25 15:00", "tu_phap", "record", APRIL)
    row = office.row(APRIL)
    assert (row.state, row.recorded, row.reported_at) == ("reported", 2, vn("2024-04-25 15:00"))
    assert (row.received_at, row.receipt) == (vn("2024-04-25 15:00"), 1)
    first, second = lines(office, "record", APRIL)
    assert (first.source, first.dest, first.details["recorded"]) == ("assigned", "assigned", 1)
    assert (second.source, second.dest, second.details["recorded"]) == ("assigned", "reported", 2)
    office.pass_time(END_OF_APRIL)
    assert lines(office, "cut_off", APRIL) == []


def test_more_than_was_asked_for_is_kept(office: Office) -> None:
    """A third inspection of two is kept with its figures, and does not change when the month was handed in."""
    for day in (10, 11):
        office.yes(f"2024-04-{day} 09:00", "tu_phap", "record", APRIL)
    seen = [{"name": "noi-kiem-tra", "value": 3, "nature": "official"}]
    office.yes("2024-04-12 09:00", "tu_phap", "record", APRIL, figures=seen)
    row = office.row(APRIL)
    assert (row.state, row.recorded, row.received_at) == ("reported", 3, vn("2024-04-11 09:00"))
    assert versions(office) == 3
    assert fetch(office.register, select(Figure.value)) == ["3"]


@pytest.mark.parametrize(
    ("when", "late"),
    [("2024-04-30 23:59:59", False), (END_OF_APRIL, True)],
)
def test_the_last_second_of_the_month_decides(office: Office, when: str, late: bool) -> None:
    """The second inspection counts for its month to 23:59:59 of the last day, and from 00:00 it is late."""
    office.yes("2024-04-10 09:00", "tu_phap", "record", APRIL)
    office.yes(when, "tu_phap", "record", APRIL)
    office.pass_time("2024-05-02 00:00")
    row = office.row(APRIL)
    assert (row.state, row.received_at) == ("reported", vn(when))
    assert (row.received_at >= row.deadline) is late
    assert len(lines(office, "cut_off", APRIL)) == late


def test_a_filled_count_is_evaluated_and_an_unfilled_one_is_not(office: Office) -> None:
    """The authority evaluates a month once its count is full; sent back to work, the next inspection fills it again."""
    office.yes("2024-04-10 09:00", "tu_phap", "record", APRIL)
    assert office.act("2024-04-10 10:00", "chu_tich", "evaluate", APRIL, result="passed").refused
    office.yes("2024-04-11 09:00", "tu_phap", "record", APRIL)
    office.yes("2024-04-12 09:00", "chu_tich", "evaluate", APRIL, result="failed")
    (line,) = lines(office, "evaluate", APRIL)
    assert line.details["timeliness"] == "on_time"
    office.yes("2024-04-15 09:00", "chu_tich", "reopen", APRIL, reason="Một cuộc không đúng đối tượng")
    assert office.row(APRIL).received_at == NEVER
    office.yes("2024-04-22 09:00", "tu_phap", "record", APRIL)
    row = office.row(APRIL)
    assert (row.state, row.recorded, row.received_at) == ("reported", 3, vn("2024-04-22 09:00"))


def test_told_after_the_cut_off_it_counts_from_then(office: Office) -> None:
    """An inspection of April that is told of in May, after the cut-off was announced, undoes no breach."""
    office.yes("2024-04-10 09:00", "tu_phap", "record", APRIL)
    office.pass_time("2024-05-06 10:00")
    outcome = office.told(vn("2024-04-20 09:00"), "tu_phap", "record", APRIL)
    assert outcome.refused == ""
    row = office.row(APRIL)
    assert (row.state, row.recorded) == ("reported", 2)
    assert (row.reported_at, row.received_at) == (vn("2024-04-20 09:00"), vn("2024-05-06 10:00"))
    assert row.announced_at == vn(END_OF_APRIL)


def test_told_before_the_cut_off_is_announced_it_is_in_time(lite_office: Office) -> None:
    """Two inspections told of in the wrong order fill the month with the later of the two."""
    office = lite_office
    office.yes("2024-04-25 09:00", "tu_phap", "record", APRIL)
    outcome = office.told(vn("2024-04-03 09:00"), "tu_phap", "record", APRIL)
    assert outcome.refused == ""
    row = office.row(APRIL)
    assert (row.state, row.received_at, row.reported_at) == ("reported", *[vn("2024-04-25 09:00")] * 2)


def test_a_late_one_ends_the_ladder(lite_office: Office) -> None:
    """Filled in May, April's count climbs no further, and stays late."""
    office = lite_office
    office.yes("2024-04-10 09:00", "tu_phap", "record", APRIL)
    office.pass_time("2024-05-02 08:00")
    assert office.rung(f"{APRIL}#rung-reminder") is not None
    office.yes("2024-05-02 10:00", "tu_phap", "record", APRIL)
    office.pass_time("2024-05-31 00:00")
    urging = office.rung(f"{APRIL}#rung-urging")
    assert urging is not None
    assert urging.state == "void"
    row = office.row(APRIL)
    assert row.received_at >= row.deadline


def test_one_occurrence_is_counted_once(office: Office) -> None:
    """The same inspection told twice, at the same instant by the same post, is one inspection."""
    for _ in range(2):
        office.yes("2024-04-10 09:00", "tu_phap", "record", APRIL)
    assert (office.row(APRIL).recorded, versions(office)) == (1, 1)


def test_a_month_begins_on_its_first_day(lite_office: Office) -> None:
    """May's inspections are recorded from 1/5; on 30/4 the month has not been opened yet."""
    office = lite_office
    refused = office.act("2024-04-30 23:59", "tu_phap", "record", key("2024-05")).refused
    assert refused == (
        "Không thể ghi nhận kết quả khi nhiệm vụ đang ở trạng thái «chưa mở»; việc này chỉ làm được từ "
        "«đã giao», «đang thực hiện», «đã báo cáo»."
    )
    office.yes("2024-05-01 00:00", "tu_phap", "record", key("2024-05"))


def test_a_named_officer_records_as_well(lite_office: Office) -> None:
    """The officer whom the head named may record; whoever follows the work may not."""
    office = lite_office
    office.yes("2024-04-02 09:00", "tu_phap", "acknowledge", APRIL, officer="cb_017")
    office.yes("2024-04-03 09:00", "cb_017", "record", APRIL)
    refused = office.act("2024-04-04 09:00", "van_phong_thong_ke", "record", APRIL).refused
    assert refused.startswith("Chỉ người đứng đầu hoặc cán bộ được phân công mới được ghi nhận kết quả")
    office.yes("2024-04-05 09:00", "tu_phap", "record", APRIL)
    assert office.row(APRIL).state == "reported"


def test_a_count_is_not_reported(lite_office: Office) -> None:
    """A count is shown by what was done; a report that says so is refused."""
    refused = lite_office.act("2024-04-20 09:00", "tu_phap", "report", APRIL).refused
    assert "Việc này phải được tiếp nhận" in refused


def test_an_officer_is_replaced_and_the_liability_stays(lite_office: Office) -> None:
    """The head gives the work to another officer: the first may no longer record, the head still answers."""
    office = lite_office
    office.yes("2024-04-02 09:00", "tu_phap", "acknowledge", APRIL, officer="cb_017")
    office.yes("2024-04-03 09:00", "tu_phap", "reassign", APRIL, officer="cb_018")
    (line,) = lines(office, "reassign", APRIL)
    assert (line.details["officer_before"], line.details["officer"]) == ("cb_017", "cb_018")
    row = office.row(APRIL)
    assert (row.officer, row.head, row.state) == ("cb_018", "tu_phap", "in_progress")
    assert "cb_017" in office.act("2024-04-04 09:00", "cb_017", "record", APRIL).refused
    office.yes("2024-04-04 09:00", "cb_018", "record", APRIL)


def test_whoever_judges_is_not_made_its_officer(lite_office: Office) -> None:
    """Neither the monitor nor the authority may be named, at first or afterwards (promise 6)."""
    office = lite_office
    office.yes("2024-04-02 09:00", "tu_phap", "acknowledge", APRIL, officer="cb_017")
    for judge in ("van_phong_thong_ke", "chu_tich"):
        refused = office.act("2024-04-03 09:00", "tu_phap", "reassign", APRIL, officer=judge).refused
        assert "không thể là cán bộ thực hiện chính việc đó" in refused
    assert office.row(APRIL).officer == "cb_017"


def test_a_weekly_count_ends_on_sunday(lite_register: Register) -> None:
    """One support day a week: each week is its own, from Monday to 24:00 of Sunday."""
    office = office_of(lite_register, duty("count", at_least=1, schedules=(schedule("weekly"),)))
    office.yes("2024-04-07 23:59:59", "tu_phap", "record", key("2024-W14"))
    office.pass_time("2024-04-15 00:00")
    rows = fetch(office.register, select(Assignment).order_by(Assignment.key))
    assert rows[0].key == key("2024-W14")
    assert rows[0].state == "reported"
    assert office.row(key("2024-W15")).announced_at == vn("2024-04-15 00:00")
    # The term ends on Sunday 30/6: the week that ends with it is whole.
    assert [row.period for row in rows if "#" not in row.key] == [f"2024-W{week}" for week in range(14, 27)]
