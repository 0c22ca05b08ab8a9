"""Work that comes again: each period its own assignment, and one word of the authority for the whole series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from config.organization import Vacancy
from tests.unit.duties import due, duty, schedule
from tests.usecases.office import Office, fetch, vn
from tests.usecases.recurring import charter_of, key, lines, office_of
from workflows.charter import Charter
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import Register

#: The hour is a default of ours: nobody climbs past a reminder on it until the authority confirms it.
DAILY = duty(
    "periodic_report",
    key="ngay",
    performers=("tu_phap", "dia_chinh"),
    schedules=(schedule("daily", due=due(same_day=True, at="17:00", provenance="default")),),
)
WEEKLY = duty(
    "periodic_report",
    key="tuan",
    schedules=(schedule("weekly", due=due(same_day=True, at="17:00", provenance="default")),),
)
MONTHLY = duty(
    "periodic_report",
    key="thang",
    schedules=(schedule("monthly", due=due(working_day_of_next_month=5, provenance="default")),),
)
#: A month and a half, so that a series is long enough and a test is not.
TERM = (date(2024, 4, 1), date(2024, 5, 15))
#: Working days of the term: 19 in April (18, 29 and 30 off), 11 in May (1 off, Saturday 4 worked in exchange).
WORKING_DAYS = 30


@pytest.fixture
def office(empty_register: Register) -> Office:
    """Open an office that owes daily, weekly and monthly reports, on either database."""
    return office_of(empty_register, DAILY, WEEKLY, MONTHLY, term=TERM)


@pytest.fixture
def lite_office(lite_register: Register) -> Office:
    """Open the same office on SQLite only."""
    return office_of(lite_register, DAILY, WEEKLY, MONTHLY, term=TERM)


def series(office: Office, of: str, performer: str = "tu_phap") -> list[Assignment]:
    """Return every period of a duty, in order."""
    begins = key(duty=of, performer=performer) + "/"
    rows = select(Assignment).where(Assignment.key.startswith(begins), Assignment.derived == 0)
    return fetch(office.register, rows.order_by(Assignment.opens_at))


def confirm(office: Office, when: str, on: str, by: str = "chu_tich", **content: object) -> str:
    """Let the authority confirm a date, and return why it was refused."""
    return office.act(when, by, "confirm_deadline", on, **content).refused


def test_each_period_opens_with_its_first_day_and_is_due_by_its_rule(office: Office) -> None:
    """A day is due at 17:00, a week at 17:00 of its last working day, a month on the fifth of the next (GĐ-05)."""
    daily = series(office, "ngay")
    assert [row.opens_at for row in daily[:3]] == [vn(f"2024-04-0{day} 00:00") for day in (1, 2, 3)]
    assert [row.deadline for row in daily[:3]] == [vn(f"2024-04-0{day} 17:00") for day in (1, 2, 3)]
    weekly = {row.period: row for row in series(office, "tuan")}
    assert (weekly["2024-W16"].opens_at, weekly["2024-W16"].deadline) == (
        vn("2024-04-15 00:00"),
        vn("2024-04-19 17:00"),
    )
    # The week of 29/4 ends on Saturday 4/5, worked in exchange for the Monday.
    assert weekly["2024-W18"].deadline == vn("2024-05-04 17:00")
    monthly = {row.period: row for row in series(office, "thang")}
    # 2, 3, 4 (worked in exchange), 6 and 7 May.
    assert (monthly["2024-04"].opens_at, monthly["2024-04"].deadline) == (
        vn("2024-04-01 00:00"),
        vn("2024-05-08 00:00"),
    )
    assert list(monthly) == ["2024-04", "2024-05"]
    office.pass_time("2024-04-03 12:00")
    assert [row.state for row in series(office, "ngay")[:4]] == ["assigned", "assigned", "assigned", "draft"]


def test_assigning_again_brings_nothing_twice(office: Office) -> None:
    """However often it is assigned, each period stands once."""
    before = len(fetch(office.register, select(Assignment.id)))
    office.assign()
    assert len(fetch(office.register, select(Assignment.id))) == before
    # Every working day for two performers; seven weeks; two months.
    assert before == 2 * WORKING_DAYS + 7 + 2


def test_one_word_confirms_the_whole_series(office: Office) -> None:
    """The authority confirms every day still to come of one performer's daily report at once, each journalled.

    The two days that had passed stay what they were: nobody is judged afterwards on a date that was only ours.
    """
    chosen = key("2024-04-03", "ngay")
    assert confirm(office, "2024-04-03 09:00", chosen, series=True) == ""
    every = series(office, "ngay")
    assert [row.period for row in every if not row.firm] == ["2024-04-01", "2024-04-02"]
    rows = [row for row in every if row.firm]
    assert {row.why["confirmed"]["by"] for row in rows} == {"chu_tich"}
    written = [line for line in office.register_lines() if line.trigger == "confirm_deadline"]
    assert {line.subject for line in written} == {row.key for row in rows}
    assert len(written) == len(rows) == WORKING_DAYS - 2
    assert {line.dest for line in written} == {"draft", "assigned"}
    assert [line.details for line in written if line.subject == chosen] == [{"series": True}]
    assert {line.details["series"] for line in written if line.subject != chosen} == {chosen}
    assert {line.at for line in written} == {vn("2024-04-03 09:00")}
    others = [*series(office, "ngay", "dia_chinh"), *series(office, "tuan"), *series(office, "thang")]
    assert {row.firm for row in others} == {0}


def test_without_the_word_only_one_is_confirmed(lite_office: Office) -> None:
    """A confirmation is of the one period it names, unless it says that it means them all."""
    assert confirm(lite_office, "2024-04-03 09:00", key("2024-04-03", "ngay")) == ""
    assert confirm(lite_office, "2024-04-03 09:01", key("2024-04-04", "ngay"), series=False) == ""
    assert [row.period for row in series(lite_office, "ngay") if row.firm] == ["2024-04-03", "2024-04-04"]


def test_a_date_may_be_confirmed_before_its_period_opens(lite_office: Office) -> None:
    """The authority need not wait for a period to begin to make its date its own."""
    assert confirm(lite_office, "2024-04-03 09:00", key("2024-05", "thang")) == ""
    row = lite_office.row(key("2024-05", "thang"))
    assert (row.firm, row.state) == (1, "draft")


def test_only_the_authority_confirms(lite_office: Office) -> None:
    """Neither the performer nor the monitor makes a date firm, for one period or for all."""
    for by in ("tu_phap", "van_phong_thong_ke"):
        refused = confirm(lite_office, "2024-04-03 09:00", key("2024-04-03", "ngay"), by=by, series=True)
        assert refused.startswith("Chỉ người có thẩm quyền")
    assert {row.firm for row in series(lite_office, "ngay")} == {0}


def test_what_stood_still_after_the_reminder_climbs_on(office: Office) -> None:
    """A missed week stops at the reminder; confirming the series leaves it there, confirming it by name lets it climb."""
    first, second = key("2024-W14", "tuan"), key("2024-W15", "tuan")
    office.pass_time("2024-04-12 12:00")
    assert (office.rung(f"{first}#rung-reminder").state, office.rung(f"{first}#rung-urging")) == ("delivered", None)  # type: ignore[union-attr]
    assert confirm(office, "2024-04-12 12:00", second, series=True) == ""
    assert office.rung(f"{first}#rung-urging") is None
    assert confirm(office, "2024-04-12 12:00", first) == ""
    urging = office.rung(f"{first}#rung-urging")
    assert urging is not None
    assert urging.state == "scheduled"
    office.pass_time("2024-04-17 08:00")
    assert [office.rung(f"{week}#rung-urging").state for week in (first, second)] == ["drafted", "drafted"]  # type: ignore[union-attr]
    # The daily reports were not confirmed: theirs end with the reminder.
    assert office.rung(f"{key('2024-04-01', 'ngay')}#rung-urging") is None


def test_what_is_closed_is_left_alone(lite_office: Office) -> None:
    """A period that was revoked has no date to confirm, and does not stop the others."""
    revoked = key("2024-04-10", "ngay")
    lite_office.yes("2024-04-02 09:00", "chu_tich", "revoke", revoked, reason="Nghỉ phép")
    assert confirm(lite_office, "2024-04-03 09:00", key("2024-04-03", "ngay"), series=True) == ""
    assert [row.period for row in series(lite_office, "ngay") if not row.firm] == [
        "2024-04-01",
        "2024-04-02",
        "2024-04-10",
    ]
    assert lines(lite_office, "confirm_deadline", revoked) == []


def test_a_second_word_finds_nothing_left_to_confirm(lite_office: Office) -> None:
    """Confirmed again, only the period that is named says so once more."""
    for minute in ("00", "01"):
        assert confirm(lite_office, f"2024-04-03 09:{minute}", key("2024-04-03", "ngay"), series=True) == ""
    written = [line for line in lite_office.register_lines() if line.trigger == "confirm_deadline"]
    assert len(written) == WORKING_DAYS - 2 + 1


def test_whoever_acts_for_the_authority_is_named(lite_register: Register) -> None:
    """Where a deputy sits in for the authority, every line says for whom the date was confirmed."""
    before = charter_of(DAILY, term=TERM)
    place = before.jurisdiction
    away = Vacancy(**{"from": date(2024, 4, 2), "until": date(2024, 4, 10), "acting": "pho_chu_tich"})
    posts = tuple(
        post.model_copy(update={"vacancies": (away,)}) if post.key == "chu_tich" else post
        for post in place.organization.posts
    )
    seated = replace(place, organization=place.organization.model_copy(update={"posts": posts}))
    charter = Charter(replace(before.policy, jurisdictions={"ba_bich": seated}), "ba_bich")
    office = Office(lite_register, charter, vn("2024-04-01 00:00"))
    office.assign()
    on = key("2024-04-03", "ngay")
    assert confirm(office, "2024-04-03 09:00", on, by="pho_chu_tich", series=True) == ""
    written = [line for line in office.register_lines() if line.trigger == "confirm_deadline"]
    assert len(written) == WORKING_DAYS - 2
    assert {(line.by, line.details["for"]) for line in written} == {("pho_chu_tich", "chu_tich")}


def test_what_hangs_on_a_period_is_not_its_series(lite_office: Office) -> None:
    """An explanation that is owed for a missed day keeps its own date of ours."""
    lite_office.pass_time("2024-04-03 09:00")
    assert confirm(lite_office, "2024-04-03 09:00", key("2024-04-03", "ngay"), series=True) == ""
    owed = lite_office.row(key("2024-04-01", "ngay") + "#explanation")
    assert (owed.derived, owed.firm) == (1, 0)
