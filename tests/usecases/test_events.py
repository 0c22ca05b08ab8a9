"""Duties that an event brings forth: each event its own, with its deadline and its ladder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.unit.duties import directive, due, duty, event, schedule
from tests.usecases.office import Office, by_hand, fetch, story, vn
from tests.usecases.recurring import charter_of, key, lines, office_of
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Notice
from workflows.register.unit_of_work import Register

APOLOGY = duty(
    "on_event",
    key="xin-loi",
    what="Xin lỗi người dân",
    event=event(label="Hồ sơ trễ hẹn", working_days=2, provenance="default"),
)
#: The text gives no time: with the event the duty is breached.
REVIEW = duty("on_event", key="kiem-diem", what="Không để hồ sơ quá hạn", event=event())
ON_APOLOGY, ON_REVIEW = key(duty="xin-loi"), key(duty="kiem-diem")
FIRST = key("ho-so-1", "xin-loi")


@pytest.fixture
def office(empty_register: Register) -> Office:
    """Open an office that owes duties on two kinds of event, on either database."""
    return office_of(empty_register, APOLOGY, REVIEW)


@pytest.fixture
def lite_office(lite_register: Register) -> Office:
    """Open the same office on SQLite only."""
    return office_of(lite_register, APOLOGY, REVIEW)


def occur(office: Office, when: str, by: str = "tu_phap", on: str = ON_APOLOGY, name: str = "ho-so-1") -> str:
    """Tell of an event, and return why it was refused."""
    return office.act(when, by, "occur", on, event=name, what="Hồ sơ 17 trễ hai ngày").refused


def test_without_an_event_nothing_is_due(lite_office: Office) -> None:
    """A duty on an event is open and never due by itself, to the end of the term and after."""
    lite_office.pass_time("2024-07-31 00:00")
    row = lite_office.row(ON_APOLOGY)
    assert (row.state, row.deadline, row.cut_off_at, row.timetable) == ("assigned", NEVER, NEVER, "")


def test_an_event_brings_forth_a_duty_of_its_own(office: Office) -> None:
    """The duty opens at the instant of the event, says what happened, is due by its days, and its head is told."""
    assert occur(office, "2024-04-16 10:30") == ""
    row = office.row(FIRST)
    assert (row.kind, row.answered_by, row.derived, row.base_id, row.countable) == ("on_event", "report", 0, None, 0)
    assert (row.state, row.opens_at, row.head, row.authority) == (
        "assigned",
        vn("2024-04-16 10:30"),
        "tu_phap",
        "chu_tich",
    )
    # Two working days after Tuesday 16/4: Thursday is a holiday.
    assert (row.deadline, row.provenance, row.firm) == (vn("2024-04-20 00:00"), "default", 0)
    assert row.title == "Xin lỗi người dân: Hồ sơ 17 trễ hai ngày"
    assert (row.why["rule"], row.why["of"], row.why["told_by"]) == ("event", ON_APOLOGY, "tu_phap")
    (line,) = lines(office, "occur", ON_APOLOGY)
    assert (line.at, line.dest, line.details["opens"]) == (vn("2024-04-16 10:30"), "assigned", FIRST)
    (opened,) = lines(office, "open", FIRST)
    assert opened.at == vn("2024-04-16 10:30")
    assert [n.addressee for n in office.notices(kind="open", subject=FIRST)] == ["tu_phap"]


def test_it_is_reported_like_any_other_work(office: Office) -> None:
    """What an event brought forth is reported, received and evaluated; the duty on events waits for the next."""
    assert occur(office, "2024-04-16 10:30") == ""
    office.yes("2024-04-17 09:00", "tu_phap", "report", FIRST)
    office.yes("2024-04-17 10:00", "chu_tich", "evaluate", FIRST, result="passed")
    assert office.row(FIRST).result == "passed"
    assert office.row(ON_APOLOGY).state == "assigned"
    assert occur(office, "2024-04-22 10:30", name="ho-so-2") == ""
    assert office.row(key("ho-so-2", "xin-loi")).deadline == vn("2024-04-25 00:00")


def test_unanswered_it_is_cut_off_and_reminded(lite_office: Office) -> None:
    """The ladder of the duty runs from the deadline of the event; a default date of ours stops at the reminder."""
    assert occur(lite_office, "2024-04-16 10:30") == ""
    lite_office.pass_time("2024-05-31 00:00")
    assert story(lite_office.register, FIRST) == by_hand("""
    16/04/2024 10:30 open assigned deadline=20/04/2024T00:00 provenance=default
    17/04/2024 08:00 warn assigned working_days=1 addressee=tu_phap
    20/04/2024 00:00 cut_off assigned deadline=20/04/2024T00:00
    #explanation 20/04/2024 00:00 open assigned deadline=24/04/2024T17:00 provenance=default
    #rung-reminder 22/04/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
    #rung-reminder 22/04/2024 08:00 escalate issued mode=automatic addressee=tu_phap
    #explanation 24/04/2024 17:00 cut_off assigned deadline=24/04/2024T17:00
    """)


def test_a_time_that_was_confirmed_stands_for_the_events_to_come(lite_office: Office) -> None:
    """Confirmed for one event and all others, our default time is the authority's: whoever misses it climbs on."""
    assert occur(lite_office, "2024-04-16 10:30") == ""
    lite_office.yes("2024-04-16 11:00", "chu_tich", "confirm_deadline", FIRST, series=True)
    assert occur(lite_office, "2024-04-16 12:00", name="ho-so-2") == ""
    second = lite_office.row(key("ho-so-2", "xin-loi"))
    assert (second.firm, second.provenance) == (1, "default")
    assert second.why["confirmed"] == lite_office.row(FIRST).why["confirmed"]
    lite_office.pass_time("2024-04-24 08:00")
    urging = lite_office.rung(f"{second.key}#rung-urging")
    assert urging is not None
    assert urging.state == "drafted"


def test_without_time_it_is_breached_at_once(office: Office) -> None:
    """Where the text gives no time, the duty is open and cut off at the instant of the event, and explained for."""
    assert occur(office, "2024-04-20 09:15", on=ON_REVIEW) == ""
    breach = key("ho-so-1", "kiem-diem")
    row = office.row(breach)
    # A Saturday: the event is what counts, not the day of the week.
    happened = vn("2024-04-20 09:15")
    assert (row.opens_at, row.deadline, row.cut_off_at, row.announced_at) == (happened,) * 4
    assert row.firm == 1
    assert [line.at for line in lines(office, "cut_off", breach)] == [happened]
    owed = office.row(f"{breach}#explanation")
    assert (owed.state, owed.deadline) == ("assigned", vn("2024-04-24 17:00"))
    assert {n.kind for n in fetch(office.register, select(Notice).where(Notice.subject == breach))} == {
        "open",
        "cut_off",
    }
    office.pass_time("2024-04-22 08:00")
    reminder = office.rung(f"{breach}#rung-reminder")
    assert reminder is not None
    assert reminder.raised_at == vn("2024-04-22 08:00")


def test_no_rung_is_dated_back_to_an_event_told_later(lite_office: Office) -> None:
    """Told of a month later, the breach stands from the event; the reminder comes with the next sweep, not before."""
    lite_office.pass_time("2024-05-20 10:00")
    content = {"event": "ho-so-1", "what": "Phát hiện sau"}
    outcome = lite_office.told(vn("2024-04-16 09:15"), "van_phong_thong_ke", "occur", ON_REVIEW, **content)
    assert outcome.refused == ""
    breach = key("ho-so-1", "kiem-diem")
    assert lite_office.row(breach).announced_at == vn("2024-04-16 09:15")
    assert lines(lite_office, "escalate", f"{breach}#rung-reminder") == []
    lite_office.pass_time("2024-05-20 10:00")
    reminder = lite_office.rung(f"{breach}#rung-reminder")
    assert reminder is not None
    assert reminder.raised_at == vn("2024-05-20 10:00")


def test_the_same_event_happens_once(office: Office) -> None:
    """An event told of twice is refused with when it was said to happen; the very same act changes nothing."""
    assert occur(office, "2024-04-16 10:30") == ""
    assert occur(office, "2024-04-16 10:30") == ""
    refused = occur(office, "2024-04-17 08:00", by="van_phong_thong_ke")
    assert refused == ("Sự kiện «ho-so-1» đã được ghi nhận, xảy ra lúc 10 giờ 30 ngày 16/04/2024; mỗi lần một tên.")
    assert len(lines(office, "occur", ON_APOLOGY)) == 1
    # Another duty on the same event is another matter.
    assert occur(office, "2024-04-17 08:30", on=ON_REVIEW) == ""


def test_who_does_follows_or_judges_the_work_may_tell(lite_office: Office) -> None:
    """The performer, the monitor and the authority tell of an event; whoever has no part in it does not."""
    for number, by in enumerate(("tu_phap", "van_phong_thong_ke", "chu_tich")):
        assert occur(lite_office, "2024-04-16 10:30", by=by, name=f"ho-so-{number}") == ""
    refused = occur(lite_office, "2024-04-16 10:30", by="dia_chinh", name="ho-so-9")
    assert refused.startswith("Chỉ người thực hiện, người theo dõi, đầu mối hoặc người có thẩm quyền mới được")


def test_an_event_has_a_name_and_says_what_happened(lite_office: Office) -> None:
    """Without a name, with one that can be no key, or without what happened, the event is refused."""
    assert occur(lite_office, "2024-04-16 10:30", name="") == (
        "Để ghi nhận sự kiện phát sinh nhiệm vụ cần có: tên của sự kiện (event)."
    )
    for name in ("Hồ sơ 17", "ho so", "ho_so", "-a", "a--b", "a" * 65, 17, "ho-so-1\n"):
        refused = lite_office.act("2024-04-16 10:30", "tu_phap", "occur", ON_APOLOGY, event=name, what="x").refused
        assert refused.startswith(f"Tên sự kiện «{name}» không dùng làm mã được")
    refused = lite_office.act("2024-04-16 10:30", "tu_phap", "occur", ON_APOLOGY, event="a").refused
    assert refused.endswith("cần có: điều đã xảy ra (what).")
    assert fetch(lite_office.register, select(Assignment).where(Assignment.key.startswith(ON_APOLOGY + "/"))) == []


def test_other_work_awaits_no_event(lite_register: Register) -> None:
    """A report awaits no event, and what an event brought forth brings forth nothing itself."""
    weekly = duty("periodic_report", schedules=(schedule("weekly", due=due(same_day=True)),))
    office = office_of(lite_register, weekly, APOLOGY)
    assert occur(office, "2024-04-16 10:00") == ""
    for on in (key("2024-W16"), FIRST):
        assert occur(office, "2024-04-16 10:30", on=on) == "Nhiệm vụ này không phát sinh theo sự kiện."


@pytest.mark.parametrize(
    ("when", "refused"),
    [
        ("2024-03-31 23:59:59", True),
        ("2024-04-01 00:00", False),
        ("2024-06-30 23:59:59", False),
        ("2024-07-01 00:00", True),
    ],
)
def test_only_an_event_of_its_term_counts(lite_register: Register, when: str, refused: bool) -> None:
    """An event before the directive takes effect, or after its term, brings forth nothing under it (GĐ-14)."""
    office = office_of(lite_register, APOLOGY)
    office.pass_time("2024-07-02 00:00")
    content = {"event": "ho-so-1", "what": "Hồ sơ trễ"}
    said = office.told(vn(when), "tu_phap", "occur", ON_APOLOGY, **content).refused
    assert bool(said) is refused, said


def test_what_the_policy_no_longer_asks_for_brings_forth_nothing(lite_office: Office) -> None:
    """Where today's policy has no such duty any more, an event is refused with the reason."""
    lite_office.charter = charter_of(REVIEW)
    assert occur(lite_office, "2024-04-16 10:30") == (
        "Chính sách hiện hành không còn nhiệm vụ theo sự kiện này; không phát sinh thêm việc được."
    )


def test_a_duty_with_a_ladder_of_its_own_climbs_that_one(lite_register: Register) -> None:
    """What an event brings forth climbs the ladder of its duty, not the directive's."""
    apology = APOLOGY.model_copy(update={"ladder": "rieng"})
    office = office_of(lite_register, REVIEW)
    found = directive(date(2024, 4, 1), date(2024, 6, 30), REVIEW, apology)
    policy = office.charter.policy
    series = policy.national.ladders["default"]
    own = series.entries[0].value.model_copy(update={"key": "rieng", "remind_before": ()})
    entry = series.entries[0].model_copy(update={"value": own})
    ladders = {"rieng": series.model_copy(update={"key": "rieng", "entries": (entry,)})}
    place = replace(policy.jurisdictions["ba_bich"], directives={found.key: found}, ladders=ladders)
    office.charter = type(office.charter)(replace(policy, jurisdictions={"ba_bich": place}), "ba_bich")
    office.assign()
    assert occur(office, "2024-04-16 10:30") == ""
    assert occur(office, "2024-04-16 10:30", on=ON_REVIEW) == ""
    timetables = [office.row(one).timetable for one in (FIRST, key("ho-so-1", "kiem-diem"))]
    assert len(set(timetables)) == 2
    office.pass_time("2024-04-20 00:00")
    assert lines(office, "warn", FIRST) == []


def test_striving_breaks_no_duty(lite_register: Register) -> None:
    """Under a clause that only strives, what an event brought forth is late and never climbs."""
    office = Office(lite_register, charter_of(APOLOGY, modality="strive"), vn("2024-04-01 00:00"))
    office.assign()
    assert occur(office, "2024-04-16 10:30") == ""
    office.pass_time("2024-05-31 00:00")
    assert len(lines(office, "cut_off", FIRST)) == 1
    assert office.rung(f"{FIRST}#rung-reminder") is None
