"""What if the policy were another one: what comes, goes and moves, for whom, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import orjson
import pytest

from config.calendar import Holiday
from config.policy import Policy
from tests.unit.duties import due as period_due
from tests.unit.duties import duty, schedule
from tests.usecases.changed import changed, ended, post
from tests.usecases.office import DIRECTIVE, policy, report, vn
from tests.usecases.recurring import charter_of
from workflows.acts import Act
from workflows.charter import Charter, NoSuchJurisdiction
from workflows.what_if import BEYOND, WhatIf, compare, what_if
from workflows.what_if.events import Difference
from workflows.what_if.lived import Lived, live
from workflows.what_if.names import Names
from workflows.what_if.plain import as_json
from workflows.what_if.told import tell
from workflows.working_time import ZONE

FIRST, LAST = date(2024, 3, 1), date(2024, 3, 22)
#: Who performs the periodic report, and who answers for each; the quarter's deadline is the end of 11/3/2024.
HEADS = {
    "tu_phap": "tu_phap",
    "tai_chinh": "tai_chinh",
    "dia_chinh": "dia_chinh",
    "van_hoa_xa_hoi": "van_hoa_xa_hoi",
    "quan_su": "chi_huy_truong_quan_su",
    "cong_an": "truong_cong_an",
}
MONITOR, AUTHORITY = "van_phong_thong_ke", "chu_tich"


def clock() -> Callable[[], datetime]:
    """Give a clock for what is recorded."""
    ticks = iter(range(10**6))
    begun = datetime(2026, 1, 1, tzinfo=ZONE)
    return lambda: begun + timedelta(seconds=next(ticks))


def lived(charter: Charter, *acts: Act) -> Lived:
    """Live through March, as long as a comparison does."""
    return live(charter, start=FIRST, until=LAST + BEYOND, acts=acts, clock=clock())


@pytest.fixture(scope="module")
def today() -> Lived:
    """Live through March under today's policy once; nobody acts."""
    return lived(changed())


@pytest.fixture(scope="module")
def tomorrow() -> Lived:
    """Live through March with the quarter's deadline a working day later."""
    return lived(changed(duty=due(date(2024, 3, 12)), version="sua"))


def due(day: date) -> dict[str, Any]:
    """Say that the report on the first quarter is due on another day."""
    (clause,) = (c for c in policy().jurisdictions["ba_bich"].directives["2024-kl-cchc"].clauses if c.path == "3.1.2")
    first, *rest = clause.duties[0].periods
    return {"periods": (first.model_copy(update={"deadline": day}), *rest)}


def compared(before: Lived, after: Lived, until: date = LAST) -> WhatIf:
    """Compare March."""
    return compare(before, after, start=FIRST, until=until)


def brief(one: Difference) -> str:
    """Write a difference as ``move warn: 04/03 08:00 -> 05/03 08:00``."""
    said = [f"{e.at.astimezone(ZONE):%d/%m %H:%M}" if e else "-" for e in (one.today, one.changed)]
    return f"{one.change} {one.events[-1].kind}: {' -> '.join(said)}"


def of_head(found: WhatIf, head: str) -> list[str]:
    """Return what is different for one head."""
    return [brief(one) for one in found.differences if head in one.heads]


def text(found: WhatIf) -> str:
    """Return what policy writers read."""
    return "\n".join(tell(found))


# ------------------------------------------------------------ deadlines


def test_a_deadline_moved_by_a_day_moves_everything_of_exactly_those_who_report(today: Lived, tomorrow: Lived) -> None:
    """Reminders, cut-off, explanation, rungs and the papers about them move by a working day; nothing else does."""
    found = compared(today, tomorrow)
    assert set(found.heads) == {*HEADS.values(), MONITOR, AUTHORITY}
    for head in HEADS.values():
        assert of_head(found, head) == [
            "move warn: 04/03 08:00 -> 05/03 08:00",
            "move warn: 06/03 08:00 -> 07/03 08:00",
            "move warn: 08/03 08:00 -> 11/03 08:00",
            "move cut_off: 12/03 00:00 -> 13/03 00:00",
            "move open: 12/03 00:00 -> 13/03 00:00",
            "move escalate: 12/03 08:00 -> 13/03 08:00",
            "move escalate: 14/03 08:00 -> 15/03 08:00",
            "move cut_off: 14/03 17:00 -> 15/03 17:00",
        ]
    assert of_head(found, MONITOR) == ["move open: 14/03 08:00 -> 15/03 08:00"] * 6
    assert of_head(found, AUTHORITY) == [
        *["move pass_on: 15/03 17:00 -> 18/03 17:00"] * 6,
        *["move cut_off: 18/03 17:00 -> 19/03 17:00"] * 6,
    ]
    assert {one.work.key for one in found.differences} == {report(performer) for performer in HEADS}


def test_a_moved_deadline_is_told_once_with_why_under_both_policies(today: Lived, tomorrow: Lived) -> None:
    """The cause names the six works, both deadlines, and the sentences of `why` that are not the same."""
    found = compared(today, tomorrow)
    (cause,) = found.causes
    assert set(cause.assignments) == {report(performer) for performer in HEADS}
    (facet,) = cause.facets
    assert (facet.name, facet.today, facet.changed) == (
        "deadline", "2024-03-12T00:00:00+07:00", "2024-03-13T00:00:00+07:00",
    )  # fmt: skip
    assert any("10/03/2024 (Chủ nhật)" in sentence for sentence in cause.today)
    assert any("Hạn tính đến hết 12/03/2024" in sentence for sentence in cause.changed)
    assert {one.because for one in found.differences} == {(1,)}


def test_the_writer_reads_a_summary_then_the_cause_then_the_lines(today: Lived, tomorrow: Lived) -> None:
    """Heads for whom the same is different stand together; each line says what, when, and about which work."""
    said = text(compared(today, tomorrow)).splitlines()
    assert said[1] == "Khác 66 điểm ở 8 chức danh: dời 66."
    assert "      Thời hạn: 24 giờ ngày 11/03/2024 → 24 giờ ngày 12/03/2024" in said
    heading = next(n for n, line in enumerate(said) if line.startswith("Chỉ huy trưởng") and "dời 8" in line)
    assert "Công chức Tư pháp - Hộ tịch xã" in said[heading]
    assert said[heading].endswith("(mỗi chức danh dời 8)")
    assert said[heading + 1 : heading + 3] == [
        "  dời   Nhắc trước hạn, còn 5 ngày làm việc: 08 giờ 00 ngày 04/03/2024 → 08 giờ 00 ngày 05/03/2024",
        "          · Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024 "
        "[mục 3.1, tiểu mục 1.2] (1)",
    ]
    whose = next(line for line in said if "[mục 3.1, tiểu mục 1.2]: " in line)
    assert "Ban Chỉ huy Quân sự xã" in whose, "a paper that the monitor signs says whose work it is about"


def test_what_moves_past_the_last_day_is_moved_and_not_gone(today: Lived, tomorrow: Lived) -> None:
    """At the edge: the reminder of 12/3 moves to the day after the last one; what is later on both sides is left out."""
    found = compared(today, tomorrow, until=date(2024, 3, 12))
    assert of_head(found, "tu_phap")[-1] == "move escalate: 12/03 08:00 -> 13/03 08:00"
    assert found.counts()["go"] == 0
    found = compared(today, tomorrow, until=date(2024, 3, 11))
    assert of_head(found, "tu_phap")[-1] == "move warn: 08/03 08:00 -> 11/03 08:00"


def test_the_comparison_has_two_sides(today: Lived, tomorrow: Lived) -> None:
    """Read the other way round, what comes goes and what moves moves back."""
    found = compared(tomorrow, today)
    assert of_head(found, "tu_phap")[0] == "move warn: 05/03 08:00 -> 04/03 08:00"
    assert found.counts() == compared(today, tomorrow).counts()


def test_other_programs_get_the_same_as_json(today: Lived, tomorrow: Lived) -> None:
    """One object, its instants with +07:00, its posts and assignments by key."""
    found = orjson.loads(orjson.dumps(as_json(compared(today, tomorrow))))
    assert set(found) == {
        "jurisdiction", "from", "until", "today", "changed", "counts", "heads", "causes", "differences", "refused",
    }  # fmt: skip
    assert (found["jurisdiction"], found["from"], found["until"]) == ("ba_bich", "2024-03-01", "2024-03-22")
    assert (found["counts"], found["changed"]) == ({"come": 0, "go": 0, "move": 66}, {"policy": "sua"})
    assert {"post": MONITOR, "label": "Công chức Văn phòng - Thống kê xã", "come": 0, "go": 0, "move": 6} in (
        found["heads"]
    )
    (rung,) = (d for d in found["differences"] if d["subject"] == report("tu_phap") + "#rung-urging")
    assert rung == {
        "change": "move",
        "kind": "escalate",
        "what": "Đôn đốc",
        "subject": report("tu_phap") + "#rung-urging",
        "about": report("tu_phap"),
        "title": "Báo cáo định kỳ về công tác cải cách hành chính năm 2024 – Quý I năm 2024",
        "clause": "mục 3.1, tiểu mục 1.2",
        "performer": "tu_phap",
        "because": [1],
        "today": {"at": "2024-03-14T08:00:00+07:00", "to": "tu_phap", "holder": MONITOR, "mode": "to_sign"},
        "changed": {"at": "2024-03-15T08:00:00+07:00", "to": "tu_phap", "holder": MONITOR, "mode": "to_sign"},
    }
    assert found["causes"][0]["facets"][0]["name"] == "deadline"


def test_a_series_of_deadlines_is_told_once() -> None:
    """Where every day of a month is due an hour earlier, one cause says so, however many periods there are."""

    def daily(at: str) -> Charter:
        every = schedule("daily", due=period_due(same_day=True, at=at))
        return charter_of(duty("periodic_report", schedules=(every,)))

    before, after = daily("17:00"), daily("16:00")
    days = {"start": date(2024, 4, 1), "until": date(2024, 4, 12)}
    found = what_if(before.policy, after.policy, "ba_bich", **days, clock=clock())
    (cause,) = found.causes
    # 12/04/2024 is the tenth working day.
    assert "10 kỳ (từ Ngày 01/04/2024 đến Ngày 12/04/2024)" in cause.says
    assert (len(cause.assignments), len(cause.facets)) == (10, 10)
    assert "      … và 4 chỗ khác như vậy; lý do của kỳ đầu tiên:" in text(found).splitlines()
    assert [brief(one) for one in found.differences if one.events[0].kind == "cut_off"][:2] == [
        "move cut_off: 01/04 17:00 -> 01/04 16:00",
        "move cut_off: 02/04 17:00 -> 02/04 16:00",
    ]


# ------------------------------------------------------------ nothing


def test_the_same_policy_makes_nothing_different(today: Lived) -> None:
    """Compared with itself a policy gives no difference and no cause, and that is said."""
    found = compared(today, lived(changed()))
    assert (found.differences, found.causes, found.refused) == ([], [], [])
    said = text(found)
    assert "Không có gì khác" in said
    assert "hai chính sách có nội dung như nhau" in said


def test_a_change_that_makes_nothing_different_in_these_days_is_named_as_such(today: Lived) -> None:
    """A later review of accountability is never reached while the urging letter lies unsigned; the change is told."""
    after = lived(changed(ladder={"accountability_review": {"working_days": 16}}, version="sua"))
    said = text(compared(today, after))
    assert "hai chính sách khác nhau" in said
    assert "Có sửa nhưng trong khoảng ngày này không làm gì khác đi:" in said
    assert "nấc «Kiểm điểm» sau hạn 15 ngày làm việc → 16 ngày làm việc" in said


# ------------------------------------------------------------ ladder and calendar


def test_a_rung_left_out_goes_and_what_it_held_up_comes(today: Lived) -> None:
    """Without the urging letter nobody waits for a signature, and criticism is proposed on its own day."""
    found = compared(today, lived(changed(ladder={"urging": None}, version="sua")))
    for head in HEADS.values():
        assert of_head(found, head) == ["go escalate: 14/03 08:00 -> -", "come escalate: - -> 20/03 08:00"]
    come = next(one for one in found.differences if one.change == "come")
    assert come.changed is not None
    assert (come.changed.mode, come.changed.holder) == ("proposal", AUTHORITY)
    assert found.counts(MONITOR) == {"come": 0, "go": 6, "move": 0}
    (cause,) = found.causes
    assert (cause.kind, cause.says) == ("ladder", "«Thang đôn đốc mặc định»: bỏ nấc «Đôn đốc»")
    assert "thêm  Phê bình (đề xuất chờ quyết định): 08 giờ 00 ngày 20/03/2024; chờ Chủ tịch" in text(found)


def test_a_copy_to_somebody_else_comes_at_them(today: Lived) -> None:
    """A reminder that is copied to the deputy is a further letter for the deputy, and for nobody else."""
    after = lived(changed(ladder={"reminder": {"copies": ("deputy_in_charge",)}}, version="sua"))
    found = compared(today, after)
    assert found.heads == ["pho_chu_tich"]
    assert set(of_head(found, "pho_chu_tich")) == {
        "come letter: - -> 12/03 08:00",
        "come letter: - -> 20/03 08:00",  # of the consolidated report
    }
    assert "thêm  Thư để biết: Nhắc nhở: 08 giờ 00 ngày 12/03/2024" in text(found)


def with_holiday(day: date) -> Charter:
    """Return Ba Bích with one holiday more."""
    charter = changed(version="sua")
    years = tuple(
        year.model_copy(update={"holidays": (*year.holidays, Holiday(date=day, name="Ngày nghỉ thêm"))})
        if year.year == day.year
        else year
        for year in charter.policy.national.calendar.years
    )
    national = charter.policy.national
    calendar = national.calendar.model_copy(update={"years": years})
    return Charter(replace(charter.policy, national=replace(national, calendar=calendar)), "ba_bich")


def test_a_holiday_more_moves_what_is_counted_across_it_and_names_the_day(today: Lived) -> None:
    """A day off after the deadline moves the urging letter and the explanation, not the reminder of the day before."""
    found = compared(today, lived(with_holiday(date(2024, 3, 13))))
    assert of_head(found, "tu_phap") == [
        "move open: 12/03 00:00 -> 12/03 00:00",  # what moves is by when the explanation is due
        "move escalate: 14/03 08:00 -> 15/03 08:00",
        "move cut_off: 14/03 17:00 -> 15/03 17:00",
    ]
    owed = next(one for one in found.differences if brief(one).startswith("move open"))
    assert [e.due for e in owed.events] == [vn("2024-03-14 17:00"), vn("2024-03-15 17:00")]
    (cause,) = found.causes
    assert cause.says == "Lịch làm việc: thêm ngày nghỉ 13/03/2024 (Ngày nghỉ thêm)"
    assert {one.because for one in found.differences} == {(1,)}


# ------------------------------------------------------------ who does it


def test_a_duty_given_to_another_goes_at_one_head_and_comes_at_the_other(today: Lived) -> None:
    """The change of hands is told once; its lines go at one head, come at a post that only the changed policy has."""
    performers = ("moi", *(one for one in HEADS if one != "tu_phap"))
    moi = post("moi", "ubnd_xa", answers_to=({"to": AUTHORITY},))
    found = compared(today, lived(changed(posts=(moi,), duty={"performers": performers}, version="sua")))
    assert found.counts("tu_phap") == {"come": 0, "go": 8, "move": 0}
    assert found.counts("moi") == {"come": 8, "go": 0, "move": 0}
    assert found.counts("tai_chinh") == {"come": 0, "go": 0, "move": 0}
    given, organized = found.causes
    assert given.says.endswith(": giao Chức danh moi, không giao Công chức Tư pháp - Hộ tịch xã nữa")
    assert organized.says == "Tổ chức bộ máy: thêm chức danh Chức danh moi"
    assert {one.work.performer: one.because for one in found.differences} == {"moi": (1, 2), "tu_phap": (1,)}
    assert "Chức danh moi (thêm 8)" in text(found)


def test_another_head_of_the_same_unit_is_told_at_both(today: Lived) -> None:
    """What moves from one post to another counts at both, and its line names both."""
    found = compared(today, lived(changed(version="sua", cong_an={"head": "pho_chu_tich"})))
    # Eight about the report that is late, and the directive itself, which is sent to the unit.
    assert found.counts("truong_cong_an") == found.counts("pho_chu_tich") == {"come": 0, "go": 0, "move": 9}
    facets = {facet.name: (facet.today, facet.changed) for facet in found.causes[0].facets}
    assert facets["head"] == ("truong_cong_an", "pho_chu_tich")
    assert found.causes[-1].says == "Công an xã: người đứng đầu Trưởng Công an xã → Phó Chủ tịch Ủy ban nhân dân xã"
    assert all(one.because for one in found.differences if one.work.performer == "cong_an")
    assert "gửi Trưởng Công an xã → Phó Chủ tịch Ủy ban nhân dân xã" in text(found)
    assert "được kể ở cả hai" in text(found)


def test_a_renamed_duty_is_gone_and_come(today: Lived) -> None:
    """A duty under another name is another duty: the old one is told as gone, the new one as come, each once."""
    found = compared(today, lived(changed(duty={"key": "bao-cao-moi"}, version="sua")))
    assert [cause.change for cause in found.causes] == ["go", "come"]
    assert all("nhiệm vụ «Báo cáo định kỳ" in cause.says for cause in found.causes)
    assert found.counts("tu_phap") == {"come": 8, "go": 8, "move": 0}


def test_an_office_that_ends_on_another_day_is_named_where_work_passes_on() -> None:
    """What is handed over moves with the day on which the post ends; the line says from whom, the cause which post."""
    posts = (post("moi", "ubnd_xa", answers_to=({"to": AUTHORITY},)),)
    before = changed(clauses={"3.1.2"}, posts=posts, tu_phap=ended(date(2024, 3, 4), "moi"))
    after = changed(clauses={"3.1.2"}, posts=posts, tu_phap=ended(date(2024, 3, 5), "moi"), version="sua")
    found = what_if(before.policy, after.policy, "ba_bich", start=FIRST, until=date(2024, 3, 5), clock=clock())
    handed = [one for one in found.differences if one.events[0].kind == "hand_over"]
    assert {brief(one) for one in handed} == {"move hand_over: 04/03 00:00 -> 05/03 00:00"}
    assert {(event.previous, event.to) for one in handed for event in one.events} == {("tu_phap", "moi")}
    cause = next(one for one in found.causes if one.kind == "organization")
    assert cause.says == "Công chức Tư pháp - Hộ tịch xã: kết thúc từ 04/03/2024 → 05/03/2024"
    assert all(cause.number in one.because for one in handed)


def test_two_posts_of_one_name_are_told_apart_by_their_keys() -> None:
    """Where two posts bear one name their keys stand beside it; a post known to one policy only has its name there."""
    alike = changed(quan_su={"label": "Trưởng Công an xã"}, posts=(post("moi", "ubnd_xa"),))
    names = Names(changed(tu_phap={"label": "Công chức Tư pháp"}), alike)
    assert names.label("truong_cong_an") == "Trưởng Công an xã (mã truong_cong_an)"
    assert names.label("quan_su").endswith("(mã quan_su)")
    assert names.label("moi") == "Chức danh moi"
    assert names.label("tu_phap") == "Công chức Tư pháp (sửa thành «Công chức Tư pháp - Hộ tịch xã»)"
    assert names.label("can_bo_a") == "can_bo_a"


# ------------------------------------------------------------ directives


def test_a_directive_that_begins_on_another_day_is_told_as_that() -> None:
    """Its assignments open later with it: one cause, and no cause for each of them."""
    effective = policy().jurisdictions["ba_bich"].directives["2024-kl-cchc"].effective_from
    directive = {"effective_from": effective.model_copy(update={"on": date(2024, 1, 15)})}
    before, after = changed(), changed(directive=directive, version="sua")
    days = {"start": date(2024, 1, 8), "until": date(2024, 1, 19)}
    found = what_if(before.policy, after.policy, "ba_bich", **days, clock=clock())
    (cause,) = found.causes
    assert (cause.kind, cause.change) == ("directive", "move")
    assert "có hiệu lực từ 12/01/2024 → 15/01/2024" in cause.says
    assert {one.events[0].kind for one in found.differences} == {"letter"}
    assert {one.work.key for one in found.differences} == {DIRECTIVE}


def test_a_directive_that_the_gate_refuses_goes_as_a_whole_with_file_and_line(today: Lived) -> None:
    """What became unclear is said where it stands; everything of that directive goes, told once."""
    found = compared(today, lived(changed(duty={"result": None}, version="sua")))
    (cause,) = found.causes
    assert (cause.kind, cause.change) == ("directive", "go")
    (said,) = cause.changed
    assert said.startswith("jurisdictions/ba_bich/directives/2024-kl-cchc.yaml:")
    assert "chưa rõ kết quả" in said
    assert found.counts()["come"] == found.counts()["move"] == 0
    assert {one.because for one in found.differences} == {(1,)}


# ------------------------------------------------------------ acts


def test_an_act_that_only_one_policy_refuses_is_a_difference_of_its_own() -> None:
    """Who is no performer any more may not report; refused by both is no difference; after the last day is unused."""

    def act(when: str, by: str, on: str) -> Act:
        return Act(vn(when), by, "report", on)

    acts = [
        act("2024-03-07 09:00", "tu_phap", report("tu_phap")),
        act("2024-03-07 10:00", "tai_chinh", report("dia_chinh")),
        act("2024-03-23 00:00", "tai_chinh", report("tai_chinh")),
    ]
    others = tuple(one for one in HEADS if one != "tu_phap")
    before, after = changed(clauses={"3.1.2"}), changed(clauses={"3.1.2"}, duty={"performers": others}, version="sua")
    found = what_if(
        before.policy, after.policy, "ba_bich", start=FIRST, until=date(2024, 3, 7), acts=acts, clock=clock()
    )
    refused = [(one.act.by, bool(one.today), bool(one.changed), one.differs) for one in found.refused]
    assert refused == [("tu_phap", False, True, True), ("tai_chinh", True, True, False)]
    assert [one.at for one in found.unused] == [vn("2024-03-23 00:00")]
    (cause,) = (cause for cause in found.causes if cause.kind == "act")
    assert "«báo cáo» của Công chức Tư pháp - Hộ tịch xã lúc 09 giờ 00 ngày 07/03/2024" in cause.says
    assert cause.says.endswith("bị từ chối")
    assert cause.changed[0].startswith("Từ chối: ")


def test_a_jurisdiction_that_the_changed_policy_does_not_have_is_refused() -> None:
    """Nothing is replayed; the message names those there are."""
    other = Policy(policy().root, "sua", policy().national, {})
    with pytest.raises(NoSuchJurisdiction, match="Không có địa phương «ba_bich»"):
        what_if(policy(), other, "ba_bich", start=FIRST, until=LAST, clock=clock())
