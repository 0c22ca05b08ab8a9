"""Consolidated reports: they leave on time and name who is missing; whoever only waited for others is spared."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from sqlalchemy import select

from tests.usecases.office import DIRECTIVE, Office, fetch, report, vn
from workflows.consolidate import Gathered, Prepared, gather, prepare
from workflows.fan_in import as_data
from workflows.happenings import happenings
from workflows.letters import text
from workflows.register.columns import NEVER
from workflows.register.tables import Assignment, Escalation
from workflows.register.verify import verify
from workflows.shares import Shares, share_of
from workflows.show import show
from workflows.telling import told
from workflows.why import why

OfficeAt = Callable[..., Office]
OTHERS = ("tu_phap", "tai_chinh", "dia_chinh", "van_hoa_xa_hoi")
Q1 = f"{DIRECTIVE}/3.2.2/tong-hop/van_phong_thong_ke/2024-Q1"
URGING = f"{Q1}#rung-urging"


def gathered(office: Office, as_of: str, key: str = Q1) -> Gathered | None:
    """Return a fan-in at an instant."""
    with office.register.read(office.now) as uow:
        (row,) = uow.session.scalars(select(Assignment).where(Assignment.key == key))
        return gather(uow.session, office.charter, row, vn(as_of))


def shared(office: Office, as_of: str, key: str = Q1) -> Shares | None:
    """Return whose a lateness is at an instant."""
    with office.register.read(office.now) as uow:
        (row,) = uow.session.scalars(select(Assignment).where(Assignment.key == key))
        return share_of(uow, office.charter, row, vn(as_of))


def send(office: Office, when: str, *performers: str) -> None:
    """Let reports of the first quarter come in."""
    for performer in performers:
        office.yes(when, office.row(report(performer)).head, "report", report(performer))


def list_up(office: Office, when: str) -> list[Prepared]:
    """Prepare the lists of a day."""
    office.pass_time(when)
    return prepare(office.register, office.charter, as_of=vn(when), recorded_at=office.now)


def confirmed(office: Office) -> Office:
    """Let the authority confirm the upward date, so that it climbs."""
    office.yes("2024-03-15 08:00", "chu_tich", "confirm_deadline", Q1)
    return office


def rung(office: Office) -> Escalation:
    """Return the urging about the consolidated report."""
    found = office.rung(URGING)
    assert found is not None
    return found


@pytest.mark.proves("co_che_7")
def test_what_is_in_late_and_missing_at_any_instant(office_at: OfficeAt) -> None:
    """By instants alone: before it left what had arrived by then, afterwards what had arrived before it left."""
    office = office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS)
    send(office, "2024-03-14 10:00", "quan_su")
    office.yes("2024-03-19 16:00", "van_phong_thong_ke", "report", Q1)
    send(office, "2024-03-19 16:01", "cong_an")

    at_nine = gathered(office, "2024-03-08 09:00")
    assert at_nine is not None
    assert [one.performer for one in at_nine.included] == sorted(OTHERS)
    assert [one.performer for one in at_nine.missing] == ["cong_an", "quan_su"]
    assert at_nine.left_at is None

    later = gathered(office, "2024-03-14 10:00")
    assert later is not None
    assert [one.performer for one in later.included if one.late] == ["quan_su"]

    left = gathered(office, "2024-03-19 16:00")
    assert left is not None
    assert (left.left_at, [one.performer for one in left.missing]) == (vn("2024-03-19 16:00"), ["cong_an"])

    after = gathered(office, "2024-03-19 16:01")
    assert after is not None
    assert ([one.performer for one in after.arrived_after], after.missing) == (["cong_an"], ())
    assert after.not_included == after.arrived_after


def test_a_report_that_is_none_has_no_feeders(lite_office_at: OfficeAt) -> None:
    """A report of one's own, and what hangs on a consolidated one, are made from nothing."""
    office = lite_office_at("2024-03-08 00:00")
    assert gathered(office, "2024-03-08 00:00", report("tu_phap")) is None
    assert shared(office, "2024-03-08 00:00", report("tu_phap")) is None


def test_it_leaves_with_the_names_of_the_missing(office_at: OfficeAt) -> None:
    """The journal line lists what is in and who is missing since when; the letter to the route point says so."""
    office = office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS)
    send(office, "2024-03-14 10:00", "quan_su")
    office.yes("2024-03-19 16:00", "van_phong_thong_ke", "report", Q1, included=["cong_an"])
    (line,) = [one for one in office.register_lines() if (one.subject, one.trigger) == (Q1, "report")]
    assert line.details["included"] == ["dia_chinh", "quan_su", "tai_chinh", "tu_phap", "van_hoa_xa_hoi"]
    assert line.details["included_late"] == ["quan_su"]
    assert line.details["missing_units"] == [{"unit": "cong_an", "since": "2024-03-12T00:00:00+07:00"}]
    (notice,) = office.notices(kind="report_arrived", subject=Q1)
    with office.register.read(office.now) as uow:
        _, body = text(uow.session, office.charter, notice)
    assert " Báo cáo chưa có phần của: Công an xã. Đề nghị xác nhận" in body
    assert verify(office.register) == []


def test_a_later_version_includes_what_came_in_between(lite_office_at: OfficeAt) -> None:
    """Sent once more, it is made from what had arrived by then; both lines stay."""
    office = lite_office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS, "quan_su")
    office.yes("2024-03-19 10:00", "van_phong_thong_ke", "report", Q1)
    send(office, "2024-03-19 11:00", "cong_an")
    office.yes("2024-03-19 12:00", "van_phong_thong_ke", "report", Q1)
    lines = [one for one in office.register_lines() if (one.subject, one.trigger) == (Q1, "report")]
    assert [len(one.details["included"]) for one in lines] == [5, 6]
    found = gathered(office, "2024-03-19 12:00")
    assert found is not None
    assert (len(found.included), found.left_at) == (6, vn("2024-03-19 12:00"))


def test_what_the_route_point_receives_unannounced_is_listed_too(lite_office_at: OfficeAt) -> None:
    """A paper that nobody announced leaves when it arrives; one that was announced had left before."""
    office = lite_office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS)
    office.yes("2024-03-19 10:00", "truong_phong_noi_vu", "receive", Q1)
    (line,) = [one for one in office.register_lines() if (one.subject, one.trigger) == (Q1, "receive")]
    assert [one["unit"] for one in line.details["missing_units"]] == ["cong_an", "quan_su"]
    h1 = Q1.replace("Q1", "H1")
    office.yes("2024-06-14 10:00", "van_phong_thong_ke", "report", h1)
    office.yes("2024-06-14 11:00", "truong_phong_noi_vu", "receive", h1)
    (line,) = [one for one in office.register_lines() if (one.subject, one.trigger) == (h1, "receive")]
    assert "included" not in line.details


@pytest.mark.parametrize(("act", "waited_for"), [("revoke", False), ("declare_impossible", False), ("suspend", True)])
def test_what_ended_is_missed_by_nobody(lite_office_at: OfficeAt, act: str, waited_for: bool) -> None:
    """What was revoked or cannot be done is no feeder any more; what is suspended is named, as it is not there."""
    office = lite_office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS, "quan_su")
    office.yes("2024-03-08 10:00", "chu_tich", act, report("cong_an"), reason="giao nơi khác")
    found = gathered(office, "2024-03-19 10:00")
    assert found is not None
    assert [one.performer for one in found.missing] == (["cong_an"] if waited_for else [])


def test_on_the_morning_of_the_deadline_the_consolidator_is_told_once(office_at: OfficeAt) -> None:
    """The day before nobody is told; that day one notice, however often the list is made; the letter says what to do."""
    office = office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS)
    assert list_up(office, "2024-03-18 23:59") == []
    first, again = list_up(office, "2024-03-19 07:15"), list_up(office, "2024-03-19 09:00")
    assert [(one.gathered.key, one.to, one.told) for one in first] == [(Q1, "van_phong_thong_ke", True)]
    assert [(one.gathered.key, one.told) for one in again] == [(Q1, False)]
    assert [one.performer for one in first[0].gathered.missing] == ["cong_an", "quan_su"]
    (notice,) = office.notices(kind="feeders_missing")
    with office.register.read(office.now) as uow:
        subject, body = text(uow.session, office.charter, notice)
    assert subject.startswith("Chưa đủ báo cáo để tổng hợp: ")
    assert "Đến 07 giờ 15 ngày 19/03/2024 chưa có báo cáo của: Công an xã, Ban Chỉ huy Quân sự xã." in body
    assert "vẫn gửi chậm nhất 24 giờ ngày 19/03/2024" in body
    office.send()
    assert [one.state for one in office.notices(kind="feeders_missing")] == ["delivered"]


def test_there_is_nothing_to_tell_when_all_are_in_or_it_has_left(lite_office_at: OfficeAt) -> None:
    """A full list tells nobody; a report that has left is on no list; after the deadline it is too late for one."""
    office = lite_office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS, "quan_su", "cong_an")
    (one,) = list_up(office, "2024-03-19 07:15")
    assert (len(one.gathered.included), one.told) == (6, False)
    office.yes("2024-03-19 08:00", "van_phong_thong_ke", "report", Q1)
    assert list_up(office, "2024-03-19 08:01") == []
    assert list_up(office, "2024-03-20 07:15") == []
    assert office.notices(kind="feeders_missing") == []


def test_show_and_why_tell_who_is_missing(lite_office_at: OfficeAt) -> None:
    """As data, for a terminal and in sentences, all at the instant asked about."""
    office = lite_office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS)
    send(office, "2024-03-14 10:00", "quan_su")
    office.pass_time("2024-03-22 17:00")
    with office.register.read(office.now) as uow:
        found = show(uow.session, office.charter, Q1, as_of=office.now)
        answer = why(uow.session, office.charter, Q1, as_of=office.now)["people"]
        assert show(uow.session, office.charter, report("tu_phap"), as_of=office.now)["consolidation"] is None
    data = found["consolidation"]
    assert [one["unit"] for one in data["missing"]] == ["cong_an"]
    assert (data["left_at"], len(data["included"])) == (None, 5)
    # Both were missing for 17.5 hours, the police alone for 50 more; the report itself is 22.5 hours late.
    assert {one["post"]: one["fraction"] for one in data["shares"]} == {
        "van_phong_thong_ke": "0", "truong_cong_an": "47/54", "chi_huy_truong_quan_su": "7/54",
    }  # fmt: skip
    assert sum(one["seconds"] for one in data["shares"]) == 22.5 * 3600
    lines = list(told(found, office.charter))
    assert "  chưa gửi: Công an xã" in lines
    assert "Tổng hợp từ 6 báo cáo cùng kỳ; đã gồm 5 báo cáo (GĐ-70)." in answer
    assert "Chưa gửi: Công an xã (đã quá hạn 24 giờ ngày 11/03/2024)." in answer


def test_who_only_waited_is_reminded_and_spared(office_at: OfficeAt) -> None:
    """The ladder stops after the reminder, with the reason and the shares in the journal, once."""
    office = confirmed(office_at("2024-03-15 00:00"))
    office.pass_time("2024-05-31 08:00")
    lines = [one for one in office.register_lines() if one.subject.startswith(f"{Q1}#rung-")]
    assert [(one.trigger, one.source, one.dest) for one in lines if one.subject == URGING] == [
        ("spare", "scheduled", "scheduled")
    ]
    (spared,) = [one for one in lines if one.trigger == "spare"]
    assert spared.at == vn("2024-03-22 08:00")
    assert spared.cites.endswith("GĐ-74")
    assert spared.details["reason"].startswith("toàn bộ phần chậm là của nơi khác: ")
    assert {one["post"] for one in spared.details["shares"]} == {
        "van_phong_thong_ke", "tu_phap", "tai_chinh", "dia_chinh", "van_hoa_xa_hoi",
        "chi_huy_truong_quan_su", "truong_cong_an",
    }  # fmt: skip
    assert (rung(office).spared, rung(office).due_at) == (1, NEVER)
    reminder = office.rung(f"{Q1}#rung-reminder")
    assert reminder is not None
    assert reminder.state == "delivered"
    told_ = happenings(office.register, office.charter, recorded_at=office.now)
    (one,) = [one for one in told_ if one.trigger == "spare"]
    assert one.following == "Xét lại khi nơi còn thiếu đã gửi báo cáo"
    with office.register.read(office.now) as uow:
        sentences = why(uow.session, office.charter, URGING, as_of=office.now)["date"]
    assert any(one.startswith("Nấc này đứng yên: toàn bộ phần chậm là của nơi khác (") for one in sentences)
    assert verify(office.register) == []


def test_with_a_share_of_ones_own_the_ladder_climbs(office_at: OfficeAt) -> None:
    """Feeders two working days late do not spare whoever is half an hour later still: the urging is drafted."""
    office = office_at("2024-03-11 00:00")
    send(office, "2024-03-13 17:00", *OTHERS, "quan_su", "cong_an")
    confirmed(office)
    office.pass_time("2024-03-22 08:00")
    found = shared(office, "2024-03-22 08:00")
    assert found is not None
    # Two working days of the lateness are the feeders', a third of a day each; half an hour is left.
    assert found.own.seconds == 1800
    assert {one.seconds for one in found.others} == {Fraction(2 * 27000, 6)}
    assert rung(office).state == "drafted"


def test_in_time_and_late_feeders_part_the_ladder(lite_office_at: OfficeAt) -> None:
    """The same report, the same lateness: feeders in time leave it all to the consolidator, and the urging comes."""
    office = lite_office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS, "quan_su", "cong_an")
    confirmed(office)
    office.pass_time("2024-03-22 08:00")
    found = shared(office, "2024-03-22 08:00")
    assert found is not None
    assert (found.others, found.own.fraction, found.own.post) == ((), 1, "van_phong_thong_ke")
    assert (rung(office).state, rung(office).spared) == ("drafted", 0)


@pytest.mark.parametrize(("until", "state"), [("2024-04-02 23:59", "scheduled"), ("2024-04-03 08:00", "drafted")])
def test_after_the_wait_ones_own_time_counts(lite_office_at: OfficeAt, until: str, state: str) -> None:
    """The feeder was 9 working days and 1.5 hours late; from then the consolidator has the 6 days the dates meant."""
    office = lite_office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS, "quan_su")
    confirmed(office)
    send(office, "2024-03-25 09:00", "cong_an")
    assert rung(office).due_at == vn("2024-03-26 08:00")
    office.pass_time(until)
    assert rung(office).state == state
    spared = [one for one in office.register_lines() if one.trigger == "spare"]
    assert len(spared) == 1


@pytest.mark.parametrize("act", ["revoke", "declare_impossible", "suspend"])
def test_a_wait_for_nobody_is_none(lite_office_at: OfficeAt, act: str) -> None:
    """Once nobody is to be waited for any more, the whole lateness is the consolidator's own."""
    office = lite_office_at("2024-03-08 00:00")
    send(office, "2024-03-08 09:00", *OTHERS, "quan_su")
    confirmed(office)
    office.pass_time("2024-03-25 09:00")
    assert rung(office).due_at == NEVER
    office.yes("2024-03-25 10:00", "chu_tich", act, report("cong_an"), reason="giao nơi khác")
    office.pass_time("2024-03-26 08:00")
    assert rung(office).state == "drafted"


def test_downtime_spares_as_well(lite_office_at: OfficeAt) -> None:
    """A sweep that comes weeks late weighs the rungs before it lets any of them fall."""
    office = lite_office_at("2024-03-15 00:00")
    confirmed(office)
    office.pass_time("2024-03-20 08:00")
    office.now = vn("2024-04-15 09:00")
    office.sweep(office.now)
    assert (rung(office).state, rung(office).spared) == ("scheduled", 1)


def test_not_late_has_no_shares(lite_office_at: OfficeAt) -> None:
    """Up to its last instant, and when it left in time, there is nothing to share."""
    office = lite_office_at("2024-03-19 00:00")
    assert shared(office, "2024-03-20 00:00") is None
    office.yes("2024-03-19 16:00", "van_phong_thong_ke", "report", Q1)
    office.pass_time("2024-03-25 08:00")
    assert shared(office, "2024-03-25 08:00") is None


def test_as_data_of_another_report_is_none(lite_office_at: OfficeAt) -> None:
    """Only a consolidated report is made from others."""
    office = lite_office_at("2024-03-19 00:00")
    (row,) = fetch(office.register, select(Assignment).where(Assignment.key == report("tu_phap")))
    with office.register.read(office.now) as uow:
        assert as_data(uow.session, office.charter, row, vn("2024-03-20 00:00")) is None
