"""What turns a case: returned, told late, suspended, revoked, reopened, impossible, confirmed; and acts told out of order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tests.usecases.office import DIRECTIVE, Office, by_hand, report, vn
from workflows.working_time import ZONE

OfficeAt = Callable[..., Office]
Q1 = report("tu_phap")
MONITOR = "van_phong_thong_ke"
MISSED = "2024-03-12 08:00"


def after(office: Office, key: str, since: str) -> list[str]:
    """The story of a key from an instant on."""

    def when(line: str) -> datetime:
        words = line.split()[1:3] if line.startswith("#") else line.split()[:2]
        return datetime.strptime(" ".join(words)[:16], "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)

    return [line for line in office.story(key) if when(line) >= vn(since)]


def test_returned_before_the_deadline(lite_office_at: OfficeAt) -> None:
    """A report sent back in time is owed by the same deadline, and warned of again."""
    office = lite_office_at("2024-03-01 00:00")
    office.yes("2024-03-01 09:00", MONITOR, "receive", Q1)
    office.yes("2024-03-05 09:00", MONITOR, "return", Q1, reason="thiếu phụ lục")
    office.pass_time("2024-03-12 08:00")
    assert after(office, Q1, "2024-03-01 09:00") == by_hand("""
        01/03/2024 09:00 receive reported
        05/03/2024 09:00 return returned
        06/03/2024 08:00 warn returned working_days=3 addressee=tu_phap
        08/03/2024 08:00 warn returned working_days=1 addressee=tu_phap
        12/03/2024 00:00 cut_off returned deadline=12/03/2024T00:00
        #explanation 12/03/2024 00:00 open assigned deadline=14/03/2024T17:00 provenance=default
        #rung-reminder 12/03/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
        #rung-reminder 12/03/2024 08:00 escalate issued mode=automatic addressee=tu_phap
        """)


def test_returned_after_the_deadline(lite_office_at: OfficeAt) -> None:
    """A report sent back when its time is over is late from the end of that day; the first deadline stays on record."""
    office = lite_office_at("2024-03-01 00:00")
    office.yes("2024-03-11 09:00", MONITOR, "receive", Q1)
    office.yes("2024-03-13 09:00", "chu_tich", "return", Q1, reason="sai biểu mẫu")
    office.pass_time("2024-03-15 00:00")
    assert after(office, Q1, "2024-03-11 09:00") == by_hand("""
        11/03/2024 09:00 receive reported
        13/03/2024 09:00 return returned
        14/03/2024 00:00 cut_off returned deadline=12/03/2024T00:00
        #explanation 14/03/2024 00:00 open assigned deadline=18/03/2024T17:00 provenance=default
        #rung-reminder 14/03/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
        #rung-reminder 14/03/2024 08:00 escalate issued mode=automatic addressee=tu_phap
        """)


def test_a_report_told_late_but_dated_in_time_voids_the_breach(office_at: OfficeAt) -> None:
    """A receipt of the 8th recorded on the 15th undoes the breach: the letter and the explanation fall, lateness too."""
    office = office_at("2024-03-15 00:00")
    outcome = office.told(vn("2024-03-08 15:00"), MONITOR, "receive", Q1)
    assert outcome.refused == ""
    office.pass_time("2024-04-15 00:00")
    row = office.row(Q1)
    assert row.received_at == vn("2024-03-08 15:00")
    assert row.announced_at.year == 1970
    rung = office.rung(Q1 + "#rung-urging")
    assert rung is not None
    assert rung.state == "void"
    assert office.rung(Q1 + "#rung-criticism") is None
    voided = [line for line in office.story(Q1) if " void " in line]
    assert sorted(line.split()[0] + " " + line.rpartition("reason=")[2] for line in voided) == [
        "#explanation báo cáo đã được nhận trong hạn",
        "#rung-urging báo cáo đã được nhận trong hạn",
        "#rung-urging#signature báo cáo đã được nhận trong hạn",
    ]
    # The explanation had run out on the 14th unanswered; it falls with the breach it was owed for.
    assert office.row(Q1 + "#explanation").state == "revoked"


def test_suspended_and_resumed(lite_office_at: OfficeAt) -> None:
    """The clock stops with five working days left and runs again with five; nothing is warned of in between."""
    office = lite_office_at("2024-03-01 00:00")
    # Monday the 4th: the 5th, 6th, 7th, 8th and 11th are left.
    office.yes("2024-03-04 09:00", "chu_tich", "suspend", Q1, reason="bão")
    office.yes("2024-03-18 09:00", "chu_tich", "resume", Q1)
    office.pass_time("2024-03-26 08:00")
    assert after(office, Q1, "2024-03-04 08:00") == by_hand("""
        04/03/2024 08:00 warn assigned working_days=5 addressee=tu_phap
        04/03/2024 09:00 suspend suspended
        18/03/2024 09:00 resume assigned
        20/03/2024 08:00 warn assigned working_days=3 addressee=tu_phap
        22/03/2024 08:00 warn assigned working_days=1 addressee=tu_phap
        26/03/2024 00:00 cut_off assigned deadline=26/03/2024T00:00
        #explanation 26/03/2024 00:00 open assigned deadline=28/03/2024T17:00 provenance=default
        #rung-reminder 26/03/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
        #rung-reminder 26/03/2024 08:00 escalate issued mode=automatic addressee=tu_phap
        """)


def test_suspended_while_late_keeps_the_lateness(lite_office_at: OfficeAt) -> None:
    """A stop ends the ladder; resumed without time left the work is cut off again that day, on its first deadline."""
    office = lite_office_at(MISSED)
    office.yes("2024-03-13 09:00", "chu_tich", "suspend", Q1, reason="bão")
    office.yes("2024-03-18 09:00", "chu_tich", "resume", Q1)
    office.pass_time("2024-03-19 08:00")
    assert after(office, Q1, "2024-03-13 09:00") == by_hand("""
        13/03/2024 09:00 suspend suspended
        #rung-urging 13/03/2024 09:00 void void reason=nhiệm vụ đang tạm dừng
        #explanation 14/03/2024 17:00 cut_off assigned deadline=14/03/2024T17:00
        18/03/2024 09:00 resume assigned
        19/03/2024 00:00 cut_off assigned deadline=12/03/2024T00:00
        #explanation.2 19/03/2024 00:00 open assigned deadline=21/03/2024T17:00 provenance=default
        #rung-reminder.2 19/03/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
        #rung-reminder.2 19/03/2024 08:00 escalate issued mode=automatic addressee=tu_phap
        """)


def test_revoked_ends_everything_that_hangs_on_it(office_at: OfficeAt) -> None:
    """Revoked after its letter was drafted: letter, signature and explanation fall; nothing climbs any more."""
    office = office_at("2024-03-14 09:00")
    office.yes("2024-03-14 10:00", "chu_tich", "revoke", Q1, reason="giao nhầm")
    office.pass_time("2024-05-01 00:00")
    assert after(office, Q1, "2024-03-14 10:00") == by_hand("""
        14/03/2024 10:00 revoke revoked
        #explanation 14/03/2024 10:00 void revoked reason=giao nhầm
        #rung-urging 14/03/2024 10:00 void void reason=giao nhầm
        #rung-urging#signature 14/03/2024 10:00 void revoked reason=giao nhầm
        """)


def test_official_figures_fall_with_the_work_they_were_asked_for(lite_office_at: OfficeAt) -> None:
    """Nobody is cut off for official figures of a report whose assignment was revoked."""
    office = lite_office_at("2024-03-01 00:00")
    figures = [{"name": "ho-so", "value": 1, "nature": "estimated"}]
    office.yes("2024-03-08 09:00", MONITOR, "receive", Q1, figures=figures)
    office.yes("2024-03-11 09:00", "chu_tich", "revoke", Q1, reason="giao nhầm")
    office.pass_time("2024-03-20 00:00")
    assert [line for line in office.story(Q1) if "#official-figures" in line and " void " not in line] == []


def test_a_revoked_period_is_not_a_missed_one(lite_office_at: OfficeAt) -> None:
    """What was revoked after its cut-off does not make the next period the second missed in a row."""
    office = lite_office_at("2024-03-14 09:00")
    office.yes("2024-03-14 10:00", "chu_tich", "revoke", Q1, reason="giao nhầm")
    h1 = report("tu_phap", "2024-H1")
    office.yes("2024-06-13 09:00", MONITOR, "sign", h1 + "#rung-urging")
    office.send()
    rung = office.rung(h1 + "#rung-criticism")
    assert rung is not None
    # +7 working days from Monday the 10th of June, not two days after the letter.
    assert rung.due_at == vn("2024-06-19 08:00")


def test_declared_impossible(lite_office_at: OfficeAt) -> None:
    """Accepted as impossible, the work is closed for good: its ladder falls, and it can neither be reported nor reopened."""
    office = lite_office_at("2024-03-14 09:00")
    office.yes("2024-03-14 10:00", "chu_tich", "declare_impossible", Q1, reason="trụ sở bị lũ cuốn")
    office.pass_time("2024-04-01 00:00")
    assert [line.split()[0] for line in after(office, Q1, "2024-03-14 10:00")] == [
        "14/03/2024", "#explanation", "#rung-urging", "#rung-urging#signature",
    ]  # fmt: skip
    assert office.act("2024-04-01 09:00", "tu_phap", "report", Q1).refused.startswith(
        "Không thể báo cáo khi nhiệm vụ đang ở trạng thái «không thể hoàn thành»"
    )


def test_reopened_with_a_date(lite_office_at: OfficeAt) -> None:
    """The authority opens an evaluated report again: warned, cut off and reminded on the new date; late against the first."""
    office = lite_office_at("2024-03-01 00:00")
    office.yes("2024-03-05 09:00", MONITOR, "receive", Q1)
    office.yes("2024-03-13 09:00", "chu_tich", "evaluate", Q1, result="passed")
    office.yes("2024-03-15 09:00", "chu_tich", "reopen", Q1, reason="số liệu sai", deadline="2024-03-22")
    office.pass_time("2024-03-25 08:00")
    assert after(office, Q1, "2024-03-13 09:00") == by_hand("""
        13/03/2024 09:00 evaluate evaluated result=passed timeliness=on_time
        15/03/2024 09:00 reopen in_progress
        19/03/2024 08:00 warn in_progress working_days=3 addressee=tu_phap
        21/03/2024 08:00 warn in_progress working_days=1 addressee=tu_phap
        23/03/2024 00:00 cut_off in_progress deadline=12/03/2024T00:00
        #explanation 23/03/2024 00:00 open assigned deadline=27/03/2024T17:00 provenance=default
        #rung-reminder 25/03/2024 08:00 deliver delivered addressee=tu_phap evidence=replay: mô phỏng: đến ngay
        #rung-reminder 25/03/2024 08:00 escalate issued mode=automatic addressee=tu_phap
        """)
    assert office.act("2024-03-25 09:00", "tu_phap", "evaluate", Q1, result="passed").refused != ""


def test_a_confirmed_date_climbs_and_an_inferred_one_does_not(lite_office_at: OfficeAt) -> None:
    """Confirmed after its reminder was delivered, a date of ours goes on to the letter; unconfirmed it never does."""
    office = lite_office_at("2024-01-12 00:00")
    office.now = vn("2025-01-02 08:00")
    office.sweep(office.now)
    office.send()
    mine, other = (f"{DIRECTIVE}/2.2.2/bien-phap/{post}" for post in ("tu_phap", "dia_chinh"))
    # Three working days after the 31st of December: the 6th of January; it is confirmed on the 7th, so the day after.
    office.yes("2025-01-07 09:00", "chu_tich", "confirm_deadline", mine)
    office.pass_time("2025-01-15 00:00")
    assert after(office, mine, "2025-01-07 09:00") == by_hand("""
        07/01/2025 09:00 confirm_deadline assigned
        #rung-urging 08/01/2025 08:00 escalate drafted mode=to_sign addressee=tu_phap holder=van_phong_thong_ke
        #rung-urging#signature 08/01/2025 08:00 open assigned deadline=09/01/2025T17:00 provenance=default
        #rung-urging#signature 09/01/2025 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=10/01/2025T17:00
        #rung-urging#signature 10/01/2025 17:00 cut_off assigned deadline=10/01/2025T17:00
        """)
    assert [line for line in office.story(other) if "#rung-urging" in line] == []
    refused = office.act("2025-01-15 09:00", MONITOR, "confirm_deadline", other).refused
    assert refused.startswith("Chỉ người có thẩm quyền")


def test_asked_to_explain_then_given_a_new_date_then_missed_again(lite_office_at: OfficeAt) -> None:
    """Every missed cut-off owes an explanation of its own, also after the authority had asked for one in between."""
    office = lite_office_at("2024-03-14 09:00")
    office.yes("2024-03-14 10:00", MONITOR, "sign", Q1 + "#rung-urging")
    office.send()
    proposal = Q1 + "#rung-criticism"
    office.yes("2024-03-21 09:00", "chu_tich", "decide", proposal, answer="ask_explanation", reason="chưa rõ")
    office.yes("2024-03-22 09:00", "tu_phap", "explain", Q1 + "#rung-criticism#explanation", reason="ốm")
    office.yes(
        "2024-03-25 09:00", "chu_tich", "decide", proposal, answer="new_date", reason="ốm", deadline="2024-03-29"
    )
    office.pass_time("2024-04-01 08:00")
    lines = after(office, Q1, "2024-03-30 00:00")
    assert "30/03/2024 00:00 cut_off assigned deadline=12/03/2024T00:00" in lines
    assert any(line.startswith("#rung-reminder.2 01/04/2024 08:00 escalate") for line in lines)
    assert sum("#explanation" in line and " open " in line for line in lines) == 1


def test_delivery_cannot_be_dated_before_the_letter_went_out(lite_office_at: OfficeAt) -> None:
    """A letter signed on the 18th cannot have been delivered on the 14th: the next rung would come unwarned."""
    office = lite_office_at("2024-03-14 09:00")
    office.yes("2024-03-18 14:00", "chu_tich", "sign", Q1 + "#rung-urging")
    outcome = office.told(vn("2024-03-14 08:30"), MONITOR, "deliver", Q1 + "#rung-urging", evidence="giấy ký nhận")
    assert outcome.refused != ""


def test_a_letter_is_not_signed_before_it_was_drafted(lite_office_at: OfficeAt) -> None:
    """A signature dated before its draft is no signature."""
    office = lite_office_at("2024-03-14 09:00")
    outcome = office.told(vn("2024-03-12 09:00"), MONITOR, "sign", Q1 + "#rung-urging")
    assert outcome.refused != ""


def test_nothing_is_reported_before_it_was_asked_for(lite_office_at: OfficeAt) -> None:
    """A report dated before its period opened is refused, also once the period is open."""
    office = lite_office_at("2024-06-15 00:00")
    outcome = office.told(vn("2024-06-14 09:00"), "tu_phap", "report", report("tu_phap", "2024-Q3"))
    assert outcome.refused != ""


def test_deliver_with_a_failure_is_told_as_not_delivered(lite_office_at: OfficeAt) -> None:
    """The act `deliver` carries evidence or failure, as the contract has it; with a failure the rung stays undelivered."""
    office = lite_office_at("2024-03-14 09:00")
    office.yes("2024-03-14 10:00", MONITOR, "sign", Q1 + "#rung-urging")
    outcome = office.act("2024-03-14 11:00", MONITOR, "deliver", Q1 + "#rung-urging", failure="hộp thư đầy")
    assert outcome.refused == ""
    rung = office.rung(Q1 + "#rung-urging")
    assert rung is not None
    assert rung.state == "issued"
    office.yes("2024-03-19 11:00", MONITOR, "deliver", Q1 + "#rung-urging", evidence="giấy ký nhận")
    following = office.rung(Q1 + "#rung-criticism")
    assert following is not None
    assert following.due_at == vn("2024-03-21 08:00")


def test_two_people_report_in_the_same_second(lite_office_at: OfficeAt) -> None:
    """Head and officer hand in at one instant (a file with days only): both are kept, neither breaks the other."""
    office = lite_office_at("2024-03-01 00:00")
    office.yes("2024-03-01 08:00", "tu_phap", "acknowledge", Q1, officer="can_bo_1")
    office.yes("2024-03-04 00:00", "tu_phap", "report", Q1)
    office.yes("2024-03-04 00:00", "can_bo_1", "report", Q1)
    assert sum(" report " in f" {line} " for line in office.story(Q1)) == 2
