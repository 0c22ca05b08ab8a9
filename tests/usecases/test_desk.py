"""The clerk's desk: from what was typed to one line in the register, under the clerk's own code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from sqlalchemy import select

from config.duty import Deadline, Target
from config.organization import Clerk, Vacancy
from tests.unit.duties import CITES, due, duty, event, schedule
from tests.usecases.office import DIRECTIVE, Office, fetch, report, vn, with_organization
from tests.usecases.recurring import key, office_of
from workflows import codes, desk
from workflows.charter import Charter
from workflows.desk_entry import KINDS, BadEntry, Entry, Figure, What, read_instant
from workflows.register import tables
from workflows.register.tables import Authenticator, Notice
from workflows.register.unit_of_work import Register

OfficeAt = Callable[..., Office]
CLERK = "van_phong_thong_ke"
SENT, ARRIVED = "Đã nộp báo cáo", "Báo cáo đã đến nơi tiếp nhận"
DAY_BEFORE = "2024-03-11 09:00"
DAY_AFTER = "2024-03-13 09:00"
#: The clauses of the office that the tests share.
SMALL = {"2.2.2", "3.1", "3.1.2", "3.2.2"}


def phone(office: Office, post: str = CLERK) -> str:
    """Enrol the codes of a post, and return what its phone was given."""
    with office.register.write(office.now) as uow:
        address = codes.enroll(uow, office.charter.key, post, "thử", valid_from=office.now)
        uow.commit()
    return address


def prepared(office: Office, what: str, subject: str, clerk: str = CLERK, **typed: Any) -> desk.Prepared:
    """Say what an entry would record now."""
    entry = Entry(what, subject, typed.pop("at", office.now), **typed)
    with office.register.write(office.now) as uow:
        return desk.prepare(uow, office.charter, entry, clerk, office.now)


def entered(office: Office, code: str, what: str, subject: str, clerk: str = CLERK, **typed: Any) -> desk.Entered:
    """Record an entry now under a code."""
    entry = Entry(what, subject, typed.pop("at", office.now), **typed)
    return desk.record(office.register, office.charter, entry, clerk, code, office.now)


def alarms(office: Office) -> list[str]:
    """Return what operators were told."""
    return [one.facts["said"] for one in fetch(office.register, select(Notice).where(Notice.kind == "alarm"))]


def test_every_choice_of_the_form_is_known() -> None:
    """What the form offers is what the desk can record, each to a trigger that the law knows."""
    assert get_args(What) == tuple(KINDS)
    assert not {kind.trigger for kind in KINDS.values()} & {"sign", "waive", "decide", "evaluate"}


def test_a_preview_says_what_will_stand_in_the_register(office_at: OfficeAt) -> None:
    """The preview names work, performer, instant, deadline and whether it is in time; the register stays as it is."""
    office = office_at(DAY_BEFORE)
    before = office.register.journal_lines()

    found = prepared(office, SENT, report("tu_phap"), text="Đủ đề cương", sections=("Đề cương",))

    told = dict(found.told)
    assert found.refused == ""
    assert told["Nhiệm vụ"] == "Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024"
    assert told["Người thực hiện"] == "Công chức Tư pháp - Hộ tịch xã"
    assert told["Thời điểm"] == "09 giờ 00 ngày 11/03/2024"
    assert told["Hạn"] == "24 giờ ngày 11/03/2024"
    assert told["Đúng hay chậm"] == "Đúng hạn."
    assert (told["Nội dung hoặc lý do"], told["Các mục"]) == ("Đủ đề cương", "Đề cương")
    assert (told["Sau khi ghi"], told["Người ghi sổ"]) == ("đã báo cáo", "Công chức Văn phòng - Thống kê xã")
    assert office.register.journal_lines() == before
    assert office.row(report("tu_phap")).state == "assigned"


@pytest.mark.parametrize(
    ("at", "timing"),
    [
        ("2024-03-08 16:00", "Đúng hạn, sớm 1 ngày làm việc."),
        ("2024-03-11 23:59", "Đúng hạn."),
        ("2024-03-12 00:00", "Chậm 1 ngày làm việc."),
        ("2024-03-18 10:00", "Chậm 5 ngày làm việc."),
    ],
)
def test_in_time_or_late_in_working_days(lite_office_at: OfficeAt, at: str, timing: str) -> None:
    """Up to 24:00 of the day it is in time, from then on it is late by working days."""
    office = lite_office_at("2024-03-01 00:00")
    office.now = vn(at)
    assert dict(prepared(office, SENT, report("tu_phap")).told)["Đúng hay chậm"] == timing


def test_told_late_counts_from_the_telling_and_the_preview_says_so(lite_office_at: OfficeAt) -> None:
    """A unit's word after the cut-off cannot undo the breach: the preview says from when it counts."""
    office = lite_office_at(DAY_AFTER)
    told = dict(prepared(office, SENT, report("tu_phap"), at=vn("2024-03-11 16:00")).told)
    assert told["Đúng hay chậm"] == "Chậm 2 ngày làm việc, vì tính là nhận lúc 09 giờ 00 ngày 13/03/2024."


def test_an_entry_is_recorded_under_the_clerks_code(office_at: OfficeAt) -> None:
    """With the clerk's code the act stands in the journal as its performer's, entered by the clerk."""
    office = office_at(DAY_BEFORE)
    code = codes.shown(phone(office), now=office.now)
    figures = (Figure("ho-so-truc-tuyen", "162", "376", "ước"),)

    done = entered(office, code, SENT, "tu_phap/2024-Q1", evidence="Báo cáo số 12/BC", figures=figures)

    assert done.sentence == (
        "Đã ghi: Công chức Tư pháp - Hộ tịch xã: báo cáo, 09 giờ 00 ngày 11/03/2024, việc «Báo cáo định kỳ về công "
        "tác cải cách hành chính năm 2024 – Quý I năm 2024»; đúng hạn."
    )
    (line,) = [one for one in office.register_lines() if one.trigger == "report"]
    assert (line.subject, line.trigger, line.by, line.at) == (report("tu_phap"), "report", "tu_phap", office.now)
    assert (line.details["entered_by"], line.details["evidence"]) == (CLERK, "Báo cáo số 12/BC")
    (figure,) = fetch(office.register, select(tables.Figure))
    assert (figure.name, figure.value, figure.of, figure.nature) == ("ho-so-truc-tuyen", "162", "376", "estimated")


def test_a_wrong_code_records_nothing_and_is_told(office_at: OfficeAt) -> None:
    """Without the right code nothing is recorded; the failure is counted, and an operator reads of it."""
    office = office_at(DAY_BEFORE)
    right = codes.shown(phone(office), now=office.now)
    before = office.register.journal_lines()

    done = entered(office, f"{(int(right) + 1) % 10**6:06d}", SENT, report("tu_phap"))

    assert done.wrong_code.startswith("Mã xác nhận không đúng")
    assert (done.sentence, done.refused) == ("", "")
    assert office.register.journal_lines() == before
    assert office.row(report("tu_phap")).state == "assigned"
    assert fetch(office.register, select(Authenticator.failures)) == [1]
    (said,) = alarms(office)
    assert "nhân danh Công chức Văn phòng - Thống kê xã" in said
    assert right not in said


def test_a_code_serves_once_and_for_its_own_post(lite_office_at: OfficeAt) -> None:
    """A code that was used, and the code of another post, are not taken."""
    office = lite_office_at(DAY_BEFORE)
    code, other = codes.shown(phone(office), now=office.now), codes.shown(phone(office, "chu_tich"), now=office.now)
    assert entered(office, code, SENT, report("tu_phap")).sentence
    assert "đã dùng rồi" in entered(office, code, SENT, report("tai_chinh")).wrong_code
    assert entered(office, other, SENT, report("tai_chinh")).wrong_code
    assert office.row(report("tai_chinh")).state == "assigned"


def test_a_refused_entry_uses_the_code_up(office_at: OfficeAt) -> None:
    """A code that was typed for an entry which the law refuses cannot be picked up for another."""
    office = office_at(DAY_BEFORE)
    code, before = codes.shown(phone(office), now=office.now), office.register.journal_lines()

    done = entered(office, code, SENT, report("tu_phap"), by="tai_chinh")

    assert "người đứng đầu" in done.refused
    assert "đã dùng rồi" in entered(office, code, SENT, report("tu_phap")).wrong_code
    assert office.register.journal_lines() == before


def test_the_same_entry_twice_is_one_line(lite_office_at: OfficeAt) -> None:
    """An entry that stands in the register is recognised in the preview and under a new code, and not recorded."""
    office = lite_office_at(DAY_BEFORE)
    address, at = phone(office), office.now
    assert entered(office, codes.shown(address, now=office.now), SENT, report("tu_phap"), at=at).sentence
    before = office.register.journal_lines()
    office.now += timedelta(minutes=5)

    assert prepared(office, SENT, report("tu_phap"), at=at).repeated
    again = entered(office, codes.shown(address, now=office.now), SENT, report("tu_phap"), at=at)
    assert (again.repeated, again.sentence) == (True, "")
    assert office.register.journal_lines() == before


def test_a_clerk_who_is_the_route_point_is_proven_by_the_code(office_at: OfficeAt) -> None:
    """The route point that enters its own receipt, dated back, undoes a breach; another clerk needs its proof."""
    office = office_at(DAY_AFTER)
    in_time = vn("2024-03-11 16:00")
    route_point = office.row(report("tu_phap")).route_point
    assert route_point == CLERK
    clerks = (Clerk(post=CLERK), Clerk(post="pho_chu_tich"))
    office.charter = with_organization(lambda found: found.model_copy(update={"clerks": clerks}), SMALL)
    other = codes.shown(phone(office, "pho_chu_tich"), now=office.now)
    refused = entered(office, other, ARRIVED, report("tu_phap"), clerk="pho_chu_tich", at=in_time)
    assert "Chưa chứng minh được" in refused.refused

    done = entered(office, codes.shown(phone(office), now=office.now), ARRIVED, report("tu_phap"), at=in_time)

    assert done.sentence.endswith("; đúng hạn.")
    assert office.row(report("tu_phap")).received_at == in_time


@pytest.mark.parametrize(
    ("clerk", "words"),
    [
        ("khong_co", "không phải chức danh hay đơn vị nào"),
        ("ubnd_xa", "phải là một chức danh"),
        ("chu_tich_ubnd_huyen", "thuộc cơ quan cấp trên"),
        ("chanh_van_phong", "không có ai giữ chức danh"),
    ],
)
def test_only_a_post_in_office_enters(lite_office_at: OfficeAt, clerk: str, words: str) -> None:
    """A unit, a body above, a post that does not exist that day or not at all is no clerk."""
    office = lite_office_at(DAY_BEFORE)
    assert words in prepared(office, SENT, report("tu_phap"), clerk=clerk).refused
    assert words in entered(office, "000000", SENT, report("tu_phap"), clerk=clerk).refused
    assert alarms(office) == []


def test_an_empty_post_enters_nothing(lite_office_at: OfficeAt) -> None:
    """While nobody holds a post, nobody enters under its name."""
    office = lite_office_at(DAY_BEFORE)

    def empty(organization: Any) -> Any:
        vacant = (Vacancy.model_validate({"from": vn("2024-03-01 00:00").date()}),)
        posts = tuple(p.model_copy(update={"vacancies": vacant}) if p.key == CLERK else p for p in organization.posts)
        return organization.model_copy(update={"posts": posts})

    office.charter = with_organization(empty, SMALL)
    assert "không có ai giữ chức danh" in prepared(office, SENT, report("tu_phap")).refused


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (f"  {DIRECTIVE}/3.1.2/bao-cao/tu_phap/2024-Q1 ", report("tu_phap")),
        ("tu_phap/2024-Q1", report("tu_phap")),
        ("2024-kl-cchc/3.1.2/bao-cao/quan_su/2024-Q1", report("quan_su")),
    ],
)
def test_a_key_may_be_typed_in_part(lite_office_at: OfficeAt, typed: str, meant: str) -> None:
    """The beginning or the end of a key is enough where only one work has it."""
    found = prepared(lite_office_at(DAY_BEFORE), SENT, typed)
    assert found.act is not None
    assert found.act.on == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Chưa ghi mã của việc"),
        ("2024-Q1", "có thể là: "),
        (f"{DIRECTIVE}/3.1.2/bao-cao/tu_phap/2024-Q9", "Gần nhất: "),
        (DIRECTIVE, "có thể là: "),
        ("chu_tich", "không phải là nơi để ghi «đã nộp báo cáo»"),
    ],
)
def test_a_key_that_is_none_says_what_was_meant(lite_office_at: OfficeAt, typed: str, words: str) -> None:
    """A key that nothing bears, or several, is refused with those it may be."""
    assert words in prepared(lite_office_at(DAY_BEFORE), SENT, typed).refused


@pytest.mark.parametrize(
    ("by", "post"),
    [
        ("", "tu_phap"),
        ("tu_phap", "tu_phap"),
        ("công chức tư pháp - hộ tịch xã", "tu_phap"),
        ("Công chức Tư pháp - Hộ tịch xã", "tu_phap"),
    ],
)
def test_the_performer_may_be_named_in_words(lite_office_at: OfficeAt, by: str, post: str) -> None:
    """Nobody named means the head of the work; a name in Vietnamese is as good as a key, also with loose accents."""
    found = prepared(lite_office_at(DAY_BEFORE), SENT, report("tu_phap"), by=by)
    assert found.refused == ""
    assert found.act is not None
    assert found.act.by == post


def test_a_unit_stands_for_its_head_and_a_slip_is_answered(lite_office_at: OfficeAt) -> None:
    """A unit is read as the post that heads it; a name that is nobody's is answered with the nearest."""
    office = lite_office_at(DAY_BEFORE)
    found = prepared(office, SENT, report("cong_an"), by="cong_an")
    assert found.act is not None
    assert (found.act.by, found.refused) == ("truong_cong_an", "")
    wrong = prepared(office, SENT, report("cong_an"), by="Trưởng công an xả")
    assert "Gần nhất: Trưởng Công an xã" in wrong.refused


def test_an_officer_is_named(office_at: OfficeAt) -> None:
    """Receipt of a work names its officer, who may then act; without an officer the law refuses with its sentence."""
    office = office_at(DAY_BEFORE)
    what = "Đã nhận việc, giao cán bộ"
    assert "cán bộ được phân công" in prepared(office, what, report("tu_phap")).refused
    code = codes.shown(phone(office), now=office.now)
    assert entered(office, code, what, report("tu_phap"), officer="can_bo_03").sentence
    assert office.row(report("tu_phap")).officer == "can_bo_03"
    assert prepared(office, SENT, report("tu_phap"), by="can_bo_03").refused == ""


def test_an_explanation_finds_the_work_it_is_owed_for(office_at: OfficeAt) -> None:
    """The key of the report is enough to enter the explanation that its cut-off opened."""
    office = office_at(DAY_AFTER)
    code = codes.shown(phone(office), now=office.now)
    done = entered(office, code, "Đã giải trình", report("tu_phap"), text="Chờ số liệu của thôn")
    assert "giải trình" in done.sentence
    assert office.row(f"{report('tu_phap')}#explanation").state == "reported"


def test_paper_that_was_served_is_recorded_for_its_server(office_at: OfficeAt) -> None:
    """A letter served by hand is recorded with its evidence, which the law demands; so is why it was not."""
    office = office_at("2024-03-11 23:00")
    office.pass_time(DAY_AFTER, send=False)
    what = "Đã tống đạt bằng giấy"
    assert "bằng chứng" in prepared(office, what, report("tu_phap")).refused
    address = phone(office)
    missed = entered(
        office, codes.shown(address, now=office.now), "Không tống đạt được", report("tu_phap"), text="Đi vắng"
    )
    assert missed.refused == ""
    office.now += timedelta(minutes=5)
    code = codes.shown(address, now=office.now)

    assert entered(office, code, what, report("tu_phap"), evidence="Giấy ký nhận số 12").refused == ""

    rung = office.rung(f"{report('tu_phap')}#rung-reminder")
    assert rung is not None
    assert rung.state == "delivered"
    told = [line for line in office.register_lines() if line.subject == rung.key and line.trigger == "deliver"]
    assert [(line.by, line.details["entered_by"]) for line in told] == [(rung.clerk, CLERK)]


def test_a_directive_that_was_read(lite_office_at: OfficeAt) -> None:
    """An addressee's word that a directive was read is entered for the addressee."""
    office = lite_office_at(DAY_BEFORE)
    found = prepared(office, "Đã đọc văn bản", f"{DIRECTIVE}#receipt-tu_phap")
    assert found.refused == ""
    assert found.act is not None
    assert found.act.by == "tu_phap"
    assert dict(found.told)["Sau khi ghi"] == "đã đọc"


def test_a_field_that_is_not_of_this_entry_is_refused(lite_office_at: OfficeAt) -> None:
    """What was typed into a field that the entry does not have is not lost in silence."""
    office = lite_office_at(DAY_BEFORE)
    assert "không có ô «Tên sự kiện»" in prepared(office, SENT, report("tu_phap"), event="ho-so-1").refused


def test_nothing_arose(lite_register: Register) -> None:
    """A report that nothing arose is entered where the duty takes one."""
    listed = duty(
        "periodic_report", nil_report=True, schedules=(schedule("daily", due=due(same_day=True, at="17:00")),)
    )
    office = office_of(lite_register, listed)
    office.pass_time("2024-04-02 10:00")
    assert "Báo cáo không có nội dung" in prepared(office, SENT, key("2024-04-02")).refused
    found = prepared(office, "Đã báo không phát sinh", key("2024-04-02"))
    assert found.refused == ""
    assert found.act is not None
    assert found.act.content == {"nil": True}


def test_an_event_is_entered_with_what_happened(lite_register: Register) -> None:
    """An event brings forth its duty; the preview names it."""
    apology = duty("on_event", key="xin-loi", event=event(label="Trễ hẹn", working_days=2, provenance="default"))
    office = office_of(lite_register, apology)
    office.pass_time("2024-04-16 10:00")
    found = prepared(office, "Đã phát sinh sự kiện", key(duty="xin-loi"), event="ho-so-1", text="Trễ hai ngày")
    assert found.refused == ""
    assert dict(found.told)["Việc phát sinh"] == key("ho-so-1", "xin-loi")


def test_a_figure_of_a_target_is_judged_in_the_preview(lite_register: Register) -> None:
    """A target's figure needs no name; a comma is a decimal, and the preview tells the verdict with its reason."""
    target = Target(
        type="ratio_min",
        value=Decimal(80),
        indicator="Hồ sơ",
        provenance="document",
        cites=CITES,
        figure="truc-tuyen",
    )
    deadline = Deadline(on=datetime(2024, 5, 31).date(), provenance="document", cites=CITES)
    office = office_of(lite_register, duty("target", target=target, deadline=deadline))
    office.pass_time("2024-04-16 10:00")
    what = "Ghi một lần thực hiện hoặc số liệu"
    told = dict(prepared(office, what, key(), figures=(Figure("", "170,5", "200"),)).told)
    assert told["Số liệu"] == "truc-tuyen = 170,5 trên 200 (chính thức)"
    assert told["Đánh giá chỉ tiêu"].startswith("Đạt")
    twofold = prepared(office, what, key(), figures=(Figure("", "1.705", "2.000"),))
    assert "có thể hiểu hai cách" in twofold.refused


def test_a_work_of_another_jurisdiction_is_not_ours(lite_office_at: OfficeAt) -> None:
    """The desk of one jurisdiction enters nothing into the works of another."""
    office = lite_office_at(DAY_BEFORE)
    place = office.charter.jurisdiction
    office.charter = Charter(replace(office.charter.policy, jurisdictions={"cho_khac": place}), "cho_khac")
    assert prepared(office, SENT, report("tu_phap")).refused


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("11/03/2024 16:30", "2024-03-11 16:30"),
        (" 11/3/2024  8:05 ", "2024-03-11 08:05"),
        ("11/03/2024 16h30", "2024-03-11 16:30"),
        ("11/03/2024 16 giờ", "2024-03-11 16:00"),
        ("01/01/2024 00:00", "2024-01-01 00:00"),
    ],
)
def test_an_instant_is_read_as_people_write_it(typed: str, read: str) -> None:
    """Day, month, year and hour, in Vietnam's time."""
    assert read_instant(typed) == vn(read)


@pytest.mark.parametrize("typed", ["", "11/03/2024", "31/02/2024 08:00", "11/03/2024 24:00", "hôm qua", "2024-03-11"])
def test_an_instant_that_is_none_says_how_to_write_it(typed: str) -> None:
    """A day without an hour is not guessed: the hour decides whether it is late."""
    with pytest.raises(BadEntry, match=r"ví dụ 11/03/2024 16:30"):
        read_instant(typed)


def test_tomorrow_has_not_happened(lite_office_at: OfficeAt) -> None:
    """The law's own sentence stands in the preview."""
    office = lite_office_at(DAY_BEFORE)
    found = prepared(office, SENT, report("tu_phap"), at=office.now + timedelta(seconds=1))
    assert found.refused.startswith("Việc này chưa xảy ra")
