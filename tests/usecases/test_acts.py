"""Years in which people act early, in time, late, wrongly and not at all; what must follow is written by hand."""

from __future__ import annotations

from tests.usecases.office import DIRECTIVE, by_hand, live, report, small, story
from workflows.register.unit_of_work import Register
from workflows.replay import Replayed

ARRIVED = "evidence=replay: mô phỏng: đến ngay"


def begins(head: str) -> str:
    """The first quarter of whoever does nothing before its deadline."""
    return f"""
    12/01/2024 00:00 open assigned deadline=12/03/2024T00:00 provenance=document
    04/03/2024 08:00 warn assigned working_days=5 addressee={head}
    06/03/2024 08:00 warn assigned working_days=3 addressee={head}
    08/03/2024 08:00 warn assigned working_days=1 addressee={head}
    """


def misses(head: str) -> str:
    """The first quarter of whoever misses it, up to the reminder."""
    return f"""
    {begins(head)}
    12/03/2024 00:00 cut_off assigned deadline=12/03/2024T00:00
    #explanation 12/03/2024 00:00 open assigned deadline=14/03/2024T17:00 provenance=default
    #rung-reminder 12/03/2024 08:00 deliver delivered addressee={head} {ARRIVED}
    #rung-reminder 12/03/2024 08:00 escalate issued mode=automatic addressee={head}
    """


def urged(head: str, signed: str = "14:00") -> str:
    """The first quarter up to the proposal of a criticism, when the monitor signs on the 14th."""
    return f"""
    {misses(head)}
    #rung-urging 14/03/2024 08:00 escalate drafted mode=to_sign addressee={head} holder=van_phong_thong_ke
    #rung-urging#signature 14/03/2024 08:00 open assigned deadline=15/03/2024T17:00 provenance=default
    #rung-urging 14/03/2024 {signed} deliver delivered addressee={head} {ARRIVED}
    #rung-urging 14/03/2024 {signed} sign issued
    #rung-urging#signature 14/03/2024 {signed} sign reported
    #explanation 14/03/2024 17:00 cut_off assigned deadline=14/03/2024T17:00
    #rung-criticism 20/03/2024 08:00 escalate proposed mode=proposal addressee={head} holder=chu_tich
    #rung-criticism#decision 20/03/2024 08:00 open assigned deadline=25/03/2024T17:00 provenance=default
    """


def refusals(done: Replayed) -> list[str]:
    """What the law said no to."""
    return [one.refused for one in done.outcomes if one.refused]


def test_handed_in_early_in_time_and_late(empty_register: Register) -> None:
    """On time is decided where the route point receives, by the last second of the rolled deadline."""
    register = empty_register
    done = live(register, small(), "2024-03-22", "nop_bao_cao.jsonl")
    assert refusals(done) == []

    def of(performer: str) -> list[str]:
        return story(register, report(performer))

    # Estimates before the window closes; the official figures are asked for the moment it has closed.
    assert of("tu_phap") == by_hand(f"""
        {begins("tu_phap")}
        08/03/2024 15:30 report reported
        11/03/2024 16:00 receive reported
        #official-figures 15/03/2024 00:00 open assigned deadline=18/03/2024T17:00 provenance=default
        #official-figures 18/03/2024 10:00 report reported
        20/03/2024 09:00 evaluate evaluated result=passed timeliness=on_time
        """)
    # Early: nobody is reminded of what has arrived.
    assert of("tai_chinh") == by_hand("""
        12/01/2024 00:00 open assigned deadline=12/03/2024T00:00 provenance=document
        01/02/2024 09:00 report reported
        01/02/2024 10:00 receive reported
        """)
    # A day late: reminded, then the receipt ends the ladder; the explanation stays owed and is given.
    assert of("dia_chinh") == by_hand(f"""
        {misses("dia_chinh")}
        12/03/2024 14:00 report reported
        #rung-urging 12/03/2024 14:00 void void reason=đã nhận được báo cáo
        12/03/2024 15:00 receive reported
        #explanation 13/03/2024 09:00 explain reported
        """)
    # Sent at 23:30, received by the route point next morning: late, and the cut-off says what had been sent.
    assert of("van_hoa_xa_hoi") == by_hand(f"""
        {begins("van_hoa_xa_hoi")}
        11/03/2024 23:30 report reported
        12/03/2024 00:00 cut_off reported deadline=12/03/2024T00:00 reported=11/03/2024T23:30
        #explanation 12/03/2024 00:00 open assigned deadline=14/03/2024T17:00 provenance=default
        12/03/2024 07:45 receive reported
        #explanation 14/03/2024 17:00 cut_off assigned deadline=14/03/2024T17:00
        """)
    assert of("quan_su") == by_hand(f"""
        {begins("chi_huy_truong_quan_su")}
        11/03/2024 20:00 report reported
        11/03/2024 23:59:59 receive reported
        """)
    # The reminder could not be delivered until the 15th: the letter that follows waits for that, plus a day.
    assert of("cong_an") == by_hand(f"""
        {begins("truong_cong_an")}
        12/03/2024 00:00 cut_off assigned deadline=12/03/2024T00:00
        #explanation 12/03/2024 00:00 open assigned deadline=14/03/2024T17:00 provenance=default
        #rung-reminder 12/03/2024 08:00 escalate issued mode=automatic addressee=truong_cong_an
        #rung-reminder 12/03/2024 10:00 undelivered issued failure=hộp thư đầy
        #explanation 14/03/2024 17:00 cut_off assigned deadline=14/03/2024T17:00
        #rung-reminder 15/03/2024 10:00 deliver delivered evidence=giấy ký nhận số 12
        #rung-urging 18/03/2024 08:00 escalate drafted mode=to_sign addressee=truong_cong_an holder=van_phong_thong_ke
        #rung-urging#signature 18/03/2024 08:00 open assigned deadline=19/03/2024T17:00 provenance=default
        #rung-urging#signature 19/03/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=20/03/2024T17:00
        #rung-urging#signature 20/03/2024 17:00 cut_off assigned deadline=20/03/2024T17:00
        """)
    # The directive begins with the first report of all.
    assert story(register, DIRECTIVE) == ["12/01/2024 00:00 publish assigned", "01/02/2024 09:00 begin in_progress"]


def test_climbing_with_every_answer_there_is(empty_register: Register) -> None:
    """A signed letter is followed by a proposal, and each of its answers by what is settled, at the settled instant."""
    register = empty_register
    done = live(register, small(), "2024-04-16", "leo_thang.jsonl")

    def of(performer: str) -> list[str]:
        return story(register, report(performer))

    # Approved, delivered, and then silence: the review is proposed after fifteen working days, and stays there.
    assert of("tu_phap") == by_hand(f"""
        {urged("tu_phap")}
        #rung-criticism 21/03/2024 09:00 decide issued answer=approve reason=không có lý do khách quan
        #rung-criticism 21/03/2024 09:00 deliver delivered addressee=tu_phap {ARRIVED}
        #rung-criticism#decision 21/03/2024 09:00 decide reported
        #rung-accountability_review 01/04/2024 08:00 escalate proposed mode=proposal addressee=tu_phap holder=chu_tich
        #rung-accountability_review#decision 01/04/2024 08:00 open assigned deadline=04/04/2024T17:00 provenance=default
        #rung-accountability_review#decision 04/04/2024 17:00 cut_off assigned deadline=04/04/2024T17:00
        """)
    # Refused with a reason: counts as answered, and the review still comes; approved, it is the last rung.
    assert of("tai_chinh") == by_hand(f"""
        {urged("tai_chinh")}
        #rung-criticism 22/03/2024 10:00 decide refused answer=refuse reason=đã nhắc trực tiếp
        #rung-criticism#decision 22/03/2024 10:00 decide reported
        #rung-accountability_review 01/04/2024 08:00 escalate proposed mode=proposal addressee=tai_chinh holder=chu_tich
        #rung-accountability_review#decision 01/04/2024 08:00 open assigned deadline=04/04/2024T17:00 provenance=default
        #rung-accountability_review 02/04/2024 09:00 decide issued answer=approve reason=vẫn chưa nộp
        #rung-accountability_review 02/04/2024 09:00 deliver delivered addressee=tai_chinh {ARRIVED}
        #rung-accountability_review#decision 02/04/2024 09:00 decide reported
        """)
    # Asked to explain: the proposal comes back with the explanation; the review waits three days after delivery.
    assert of("dia_chinh") == by_hand(f"""
        {urged("dia_chinh")}
        #rung-criticism 21/03/2024 10:00 decide explanation_asked answer=ask_explanation reason=chưa rõ nguyên nhân
        #rung-criticism#decision 21/03/2024 10:00 decide reported
        #rung-criticism#explanation 21/03/2024 10:00 open assigned deadline=26/03/2024T17:00 provenance=default
        #rung-criticism 25/03/2024 09:00 propose_again proposed
        #rung-criticism#decision.2 25/03/2024 09:00 open assigned deadline=28/03/2024T17:00 provenance=default
        #rung-criticism#explanation 25/03/2024 09:00 explain reported
        #rung-criticism 28/03/2024 16:00 decide issued answer=approve reason=giải trình chưa thỏa đáng
        #rung-criticism 28/03/2024 16:00 deliver delivered addressee=dia_chinh {ARRIVED}
        #rung-criticism#decision.2 28/03/2024 16:00 decide reported
        #rung-accountability_review 02/04/2024 08:00 escalate proposed mode=proposal addressee=dia_chinh holder=chu_tich
        #rung-accountability_review#decision 02/04/2024 08:00 open assigned deadline=05/04/2024T17:00 provenance=default
        #rung-accountability_review#decision 05/04/2024 17:00 cut_off assigned deadline=05/04/2024T17:00
        """)
    # A new date, a Saturday, hence Monday the 1st; missed again: a second cycle, and the first date stays on record.
    assert of("van_hoa_xa_hoi") == by_hand(f"""
        {urged("van_hoa_xa_hoi")}
        #rung-criticism 22/03/2024 11:00 decide deferred answer=new_date reason=lũ cuốn hỏng hồ sơ
        #rung-criticism#decision 22/03/2024 11:00 decide reported
        25/03/2024 08:00 warn assigned working_days=5 addressee=van_hoa_xa_hoi
        27/03/2024 08:00 warn assigned working_days=3 addressee=van_hoa_xa_hoi
        29/03/2024 08:00 warn assigned working_days=1 addressee=van_hoa_xa_hoi
        02/04/2024 00:00 cut_off assigned deadline=12/03/2024T00:00
        #explanation.2 02/04/2024 00:00 open assigned deadline=04/04/2024T17:00 provenance=default
        #rung-reminder.2 02/04/2024 08:00 deliver delivered addressee=van_hoa_xa_hoi {ARRIVED}
        #rung-reminder.2 02/04/2024 08:00 escalate issued mode=automatic addressee=van_hoa_xa_hoi
        #rung-urging.2 04/04/2024 08:00 escalate drafted mode=to_sign addressee=van_hoa_xa_hoi holder=van_phong_thong_ke
        #rung-urging.2#signature 04/04/2024 08:00 open assigned deadline=05/04/2024T17:00 provenance=default
        #explanation.2 04/04/2024 17:00 cut_off assigned deadline=04/04/2024T17:00
        #rung-urging.2#signature 05/04/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=08/04/2024T17:00
        #rung-urging.2#signature 08/04/2024 17:00 cut_off assigned deadline=08/04/2024T17:00
        """)
    # Silence of the authority: the proposal stays, nothing climbs; answered late it counts from then.
    assert of("quan_su") == by_hand(f"""
        {urged("chi_huy_truong_quan_su")}
        #rung-criticism#decision 25/03/2024 17:00 cut_off assigned deadline=25/03/2024T17:00
        #rung-criticism 09/04/2024 09:00 decide issued answer=approve reason=không có lý do khách quan
        #rung-criticism 09/04/2024 09:00 deliver delivered addressee=chi_huy_truong_quan_su {ARRIVED}
        #rung-criticism#decision 09/04/2024 09:00 decide reported
        #rung-accountability_review 12/04/2024 08:00 escalate proposed mode=proposal addressee=chi_huy_truong_quan_su holder=chu_tich
        #rung-accountability_review#decision 12/04/2024 08:00 open assigned deadline=17/04/2024T17:00 provenance=default
        """)
    # The monitor was silent: the letter passed to the authority, and is no longer the monitor's to sign.
    assert of("cong_an") == by_hand(f"""
        {misses("truong_cong_an")}
        #rung-urging 14/03/2024 08:00 escalate drafted mode=to_sign addressee=truong_cong_an holder=van_phong_thong_ke
        #rung-urging#signature 14/03/2024 08:00 open assigned deadline=15/03/2024T17:00 provenance=default
        #explanation 14/03/2024 17:00 cut_off assigned deadline=14/03/2024T17:00
        #rung-urging#signature 15/03/2024 17:00 pass_on assigned silent=van_phong_thong_ke addressee=chu_tich due=18/03/2024T17:00
        #rung-urging#signature 18/03/2024 17:00 cut_off assigned deadline=18/03/2024T17:00
        #rung-urging 19/03/2024 09:00 deliver delivered addressee=truong_cong_an {ARRIVED}
        #rung-urging 19/03/2024 09:00 sign issued
        #rung-urging#signature 19/03/2024 09:00 sign reported
        #rung-criticism 21/03/2024 08:00 escalate proposed mode=proposal addressee=truong_cong_an holder=chu_tich
        #rung-criticism#decision 21/03/2024 08:00 open assigned deadline=26/03/2024T17:00 provenance=default
        #rung-criticism#decision 26/03/2024 17:00 cut_off assigned deadline=26/03/2024T17:00
        """)
    assert refusals(done) == [
        "Chỉ người đang giữ văn bản để ký hoặc quyết định mới được ký văn bản; «Công chức Văn phòng - Thống kê xã» không giữ vai trò đó."
    ]


def test_several_periods_and_several_tasks(empty_register: Register) -> None:
    """Missing twice in a row brings the criticism forward, three times the review; so do three late in a quarter."""
    register = empty_register
    done = live(register, small(), "2025-01-31", "nhieu_ky.jsonl")
    assert refusals(done) == []

    def rungs(key: str) -> list[str]:
        return [line for line in story(register, key) if "#rung-criticism" in line or "#rung-account" in line]

    assert rungs(report("tu_phap")) == by_hand("""
        #rung-criticism 20/03/2024 08:00 escalate proposed mode=proposal addressee=tu_phap holder=chu_tich
        #rung-criticism#decision 20/03/2024 08:00 open assigned deadline=25/03/2024T17:00 provenance=default
        #rung-criticism#decision 25/03/2024 17:00 cut_off assigned deadline=25/03/2024T17:00
        """)
    # The second in a row: at once, but not before two days after the letter of Thursday the 13th.
    assert rungs(report("tu_phap", "2024-H1")) == by_hand("""
        #rung-criticism 17/06/2024 08:00 escalate proposed mode=proposal addressee=tu_phap holder=chu_tich
        #rung-criticism#decision 17/06/2024 08:00 open assigned deadline=20/06/2024T17:00 provenance=default
        #rung-criticism 18/06/2024 10:00 decide refused answer=refuse reason=mới bị phê bình quý I
        #rung-criticism#decision 18/06/2024 10:00 decide reported
        #rung-accountability_review 01/07/2024 08:00 escalate proposed mode=proposal addressee=tu_phap holder=chu_tich
        #rung-accountability_review#decision 01/07/2024 08:00 open assigned deadline=04/07/2024T17:00 provenance=default
        #rung-accountability_review#decision 04/07/2024 17:00 cut_off assigned deadline=04/07/2024T17:00
        """)
    # The third in a row: the review three days after the criticism was delivered, not on the 1st of October.
    assert rungs(report("tu_phap", "2024-Q3")) == by_hand(f"""
        #rung-criticism 17/09/2024 08:00 escalate proposed mode=proposal addressee=tu_phap holder=chu_tich
        #rung-criticism#decision 17/09/2024 08:00 open assigned deadline=20/09/2024T17:00 provenance=default
        #rung-criticism 17/09/2024 14:00 decide issued answer=approve reason=ba kỳ liền không nộp
        #rung-criticism 17/09/2024 14:00 deliver delivered addressee=tu_phap {ARRIVED}
        #rung-criticism#decision 17/09/2024 14:00 decide reported
        #rung-accountability_review 20/09/2024 08:00 escalate proposed mode=proposal addressee=tu_phap holder=chu_tich
        #rung-accountability_review#decision 20/09/2024 08:00 open assigned deadline=25/09/2024T17:00 provenance=default
        #rung-accountability_review#decision 25/09/2024 17:00 cut_off assigned deadline=25/09/2024T17:00
        """)
    # A letter that was waived with a reason counts as if delivered then.
    assert story(register, report("tu_phap", "2024"))[8:] == by_hand("""
        #rung-urging 13/12/2024 08:00 escalate drafted mode=to_sign addressee=tu_phap holder=van_phong_thong_ke
        #rung-urging#signature 13/12/2024 08:00 open assigned deadline=16/12/2024T17:00 provenance=default
        #rung-urging 13/12/2024 09:00 waive waived reason=đã đôn đốc ba lần trong năm
        #rung-urging#signature 13/12/2024 09:00 void revoked reason=đã đôn đốc ba lần trong năm
        #explanation 13/12/2024 17:00 cut_off assigned deadline=13/12/2024T17:00
        #rung-criticism 17/12/2024 08:00 escalate proposed mode=proposal addressee=tu_phap holder=chu_tich
        #rung-criticism#decision 17/12/2024 08:00 open assigned deadline=20/12/2024T17:00 provenance=default
        #rung-criticism#decision 20/12/2024 17:00 cut_off assigned deadline=20/12/2024T17:00
        """)
    # Received late, but before the next period was cut off: the proposal falls, and it is not two in a row.
    assert rungs(report("tai_chinh")) == by_hand("""
        #rung-criticism 20/03/2024 08:00 escalate proposed mode=proposal addressee=tai_chinh holder=chu_tich
        #rung-criticism#decision 20/03/2024 08:00 open assigned deadline=25/03/2024T17:00 provenance=default
        #rung-criticism#decision 25/03/2024 17:00 cut_off assigned deadline=25/03/2024T17:00
        #rung-criticism 22/04/2024 09:00 void void reason=đã nhận được báo cáo
        #rung-criticism#decision 22/04/2024 09:00 void revoked reason=đã nhận được báo cáo
        """)
    assert rungs(report("tai_chinh", "2024-H1")) == by_hand("""
        #rung-criticism 19/06/2024 08:00 escalate proposed mode=proposal addressee=tai_chinh holder=chu_tich
        #rung-criticism#decision 19/06/2024 08:00 open assigned deadline=24/06/2024T17:00 provenance=default
        #rung-criticism#decision 24/06/2024 17:00 cut_off assigned deadline=24/06/2024T17:00
        """)
    # One late item of the quarter changes nothing …
    assert rungs(report("van_hoa_xa_hoi", "2024"))[0] == (
        "#rung-criticism 19/12/2024 08:00 escalate proposed mode=proposal addressee=van_hoa_xa_hoi holder=chu_tich"
    )
    # … the second and third, on dates that the authority had confirmed, make three: the 8th, not the 10th.
    for key in (f"{DIRECTIVE}/2.2.2/bien-phap/van_hoa_xa_hoi", f"{DIRECTIVE}/3.1/tham-muu/van_hoa_xa_hoi"):
        assert story(register, key) == by_hand(f"""
            12/01/2024 00:00 open assigned deadline=01/01/2025T00:00 provenance=inferred
            02/12/2024 09:00 confirm_deadline assigned
            24/12/2024 08:00 warn assigned working_days=5 addressee=van_hoa_xa_hoi
            26/12/2024 08:00 warn assigned working_days=3 addressee=van_hoa_xa_hoi
            30/12/2024 08:00 warn assigned working_days=1 addressee=van_hoa_xa_hoi
            01/01/2025 00:00 cut_off assigned deadline=01/01/2025T00:00
            #explanation 01/01/2025 00:00 open assigned deadline=06/01/2025T17:00 provenance=default
            #rung-reminder 02/01/2025 08:00 deliver delivered addressee=van_hoa_xa_hoi {ARRIVED}
            #rung-reminder 02/01/2025 08:00 escalate issued mode=automatic addressee=van_hoa_xa_hoi
            #rung-urging 06/01/2025 08:00 escalate drafted mode=to_sign addressee=van_hoa_xa_hoi holder=van_phong_thong_ke
            #rung-urging#signature 06/01/2025 08:00 open assigned deadline=07/01/2025T17:00 provenance=default
            #rung-urging 06/01/2025 09:00 deliver delivered addressee=van_hoa_xa_hoi {ARRIVED}
            #rung-urging 06/01/2025 09:00 sign issued
            #rung-urging#signature 06/01/2025 09:00 sign reported
            #explanation 06/01/2025 17:00 cut_off assigned deadline=06/01/2025T17:00
            #rung-criticism 08/01/2025 08:00 escalate proposed mode=proposal addressee=van_hoa_xa_hoi holder=chu_tich
            #rung-criticism#decision 08/01/2025 08:00 open assigned deadline=13/01/2025T17:00 provenance=default
            #rung-criticism#decision 13/01/2025 17:00 cut_off assigned deadline=13/01/2025T17:00
            """)
