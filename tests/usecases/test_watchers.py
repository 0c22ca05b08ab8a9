"""Who watches performers below them owes a duty of their own when one is late; rungs that fall at once; copies."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from config.duty import Watch
from tests.usecases.changed import changed, opened, post, unit
from tests.usecases.office import report, story, vn
from workflows.charter import Charter
from workflows.register.tables import Assignment
from workflows.register.unit_of_work import Register

Q1 = report("tu_phap")
WATCH = Q1 + "#watch"


def watched(**rest: Any) -> Charter:
    """Return Ba Bích where the home affairs office watches the justice officer and the military command."""
    said = {"by": "phong_noi_vu_huyen", "over": ("tu_phap", "quan_su"), "provenance": "document",
            "cites": ({"source": "gd_38"},)}  # fmt: skip
    duty = {"watch": Watch.model_validate(said, strict=False)} | rest.pop("duty", {})
    return changed(duty=duty, **rest)


def test_the_watcher_is_told_and_owes_a_duty(empty_register: Register) -> None:
    """At the cut-off the watcher owes to show that it urged, two working days later, and hears who is late."""
    office = opened(empty_register, watched())
    office.pass_time("2024-03-12 00:00")
    row = office.row(WATCH)
    assert (row.kind, row.answered_by, row.head, row.performer) == (
        "watching", "report", "truong_phong_noi_vu", "truong_phong_noi_vu",
    )  # fmt: skip
    assert (row.state, row.opens_at, row.cut_off_at) == ("assigned", vn("2024-03-12 00:00"), vn("2024-03-13 17:00"))
    assert (row.derived, row.countable, row.timetable) == (1, 0, "")
    assert "GĐ-38" in row.cites
    assert office.row(Q1).cites in row.cites
    (told,) = office.notices(kind="watching", subject=Q1)
    assert (told.addressee, told.facts["watch"]) == ("truong_phong_noi_vu", WATCH)
    assert office.notices(kind="open", subject=WATCH) == []


def test_only_whom_it_watches(lite_register: Register) -> None:
    """Performers outside the watcher's field give rise to nothing."""
    office = opened(lite_register, watched())
    office.pass_time("2024-03-12 00:00")
    assert office.row(report("tai_chinh")).watcher == ""
    assert [one for one in story(lite_register, report("tai_chinh")) if "#watch" in one] == []
    assert office.row(report("quan_su") + "#watch").head == "truong_phong_noi_vu"


def test_the_watcher_answers_and_is_judged_like_others(lite_register: Register) -> None:
    """It reports what it did, the authority evaluates; late, it is announced as late, but climbs no ladder."""
    office = opened(lite_register, watched())
    office.pass_time("2024-03-12 09:00")
    assert office.act("2024-03-12 09:00", "tu_phap", "report", WATCH).refused
    office.yes("2024-03-12 10:00", "truong_phong_noi_vu", "report", WATCH, sections=["Đã gọi điện, gửi công văn"])
    office.yes("2024-03-12 11:00", "chu_tich", "evaluate", WATCH, result="passed")
    office.pass_time("2024-03-20 00:00")
    late = office.row(report("quan_su") + "#watch")
    assert late.announced_at == late.cut_off_at
    assert [one for one in story(lite_register, late.key) if "rung" in one or "#explanation" in one] == []


def test_a_late_report_does_not_release_the_watcher(lite_register: Register) -> None:
    """What was late was to be urged: the duty stays when the report comes late."""
    office = opened(lite_register, watched())
    office.yes("2024-03-12 09:00", "tu_phap", "report", Q1)
    assert office.row(WATCH).state == "assigned"


def test_a_breach_that_never_was_takes_the_duty_with_it(lite_register: Register) -> None:
    """The route point proves that it came in time: nothing was to be urged."""
    office = opened(lite_register, watched())
    office.pass_time("2024-03-12 09:00")
    assert not office.told(vn("2024-03-11 09:00"), "van_phong_thong_ke", "receive", Q1).refused
    assert office.row(WATCH).state == "revoked"


def test_revoked_work_takes_the_duty_with_it(lite_register: Register) -> None:
    """The duty falls with the work it is about."""
    office = opened(lite_register, watched())
    office.pass_time("2024-03-12 09:00")
    office.yes("2024-03-12 10:00", "chu_tich", "revoke", Q1, reason="giao nhầm")
    assert office.row(WATCH).state == "revoked"


def test_missed_again_is_watched_again(empty_register: Register) -> None:
    """A second cycle of the breach gives rise to a second duty."""
    office = opened(empty_register, watched())
    office.yes("2024-03-12 09:00", "tu_phap", "report", Q1)
    office.yes("2024-03-12 14:00", "van_phong_thong_ke", "return", Q1, reason="thiếu phụ lục")
    office.pass_time("2024-03-13 00:00")
    assert office.row(WATCH + ".2").opens_at == vn("2024-03-13 00:00")
    assert len(office.notices(kind="watching", subject=Q1)) == 2


def test_a_ladder_that_asks_nothing_of_watchers(lite_register: Register) -> None:
    """Where the ladder gives no time for it, the watcher only gets copies."""
    office = opened(lite_register, watched(ladder={"watching": None}))
    office.pass_time("2024-03-14 08:00")
    assert [one for one in story(lite_register, Q1) if "#watch" in one] == []
    assert office.notices(kind="watching") == []
    urging = office.rung(Q1 + "#rung-urging")
    assert urging
    assert urging.copies == "pho_chu_tich,truong_phong_noi_vu"


def test_nobody_watches_themselves(lite_register: Register) -> None:
    """A unit that watches all, and its own head wherever that head performs, owes nothing for its own work."""
    said = {"by": "cong_an", "provenance": "document", "cites": ({"source": "gd_38"},)}
    duty = {"watch": Watch.model_validate(said, strict=False)}
    office = opened(lite_register, watched(duty=duty))
    assert office.row(report("cong_an")).watcher == ""
    assert office.row(report("quan_su")).watcher == "truong_cong_an"
    same_head = changed(duty=duty, cong_an={"head": "chi_huy_truong_quan_su"})
    people = {p.performer: same_head.row(p)["watcher"] for p in same_head.plan(same_head.directives[0]) if p.occasion}
    assert people["quan_su"] == ""


def test_copies_of_an_automatic_rung(empty_register: Register) -> None:
    """Whom the ladder copies on the reminder gets a copy; who is not there is skipped; nobody gets it twice."""
    ladder = {"reminder": {"copies": ("deputy_in_charge", "watcher", "officer")}}
    office = opened(empty_register, watched(ladder=ladder))
    office.pass_time("2024-03-13 08:00")
    kinds = [(n.addressee, n.copy) for n in office.notices(kind="reminder", subject=Q1 + "#rung-reminder")]
    assert kinds == [("tu_phap", 0), ("pho_chu_tich", 1), ("truong_phong_noi_vu", 1)]
    plain = office.notices(kind="reminder", subject=report("tai_chinh") + "#rung-reminder")
    assert [(n.addressee, n.copy) for n in plain] == [("tai_chinh", 0), ("pho_chu_tich", 1)]


def test_a_copy_is_no_delivery(lite_register: Register) -> None:
    """The rung is delivered with the addressee's letter, once, however many copies go out."""
    office = opened(lite_register, watched(ladder={"reminder": {"copies": ("watcher",)}}))
    office.pass_time("2024-03-13 08:00")
    delivered = [one for one in story(lite_register, Q1) if one.startswith("#rung-reminder") and " deliver " in one]
    assert len(delivered) == 1


AT_ONCE = {"reminder": None, "urging": None, "criticism": None}


def test_a_rung_without_days_falls_with_the_cut_off(empty_register: Register) -> None:
    """Straight to accountability review: proposed at 24:00 of the deadline itself, its paper beside it."""
    review = {"working_days": 0, "gap_working_days": 0}
    office = opened(empty_register, watched(ladder=AT_ONCE | {"accountability_review": review}))
    office.pass_time("2024-03-11 23:59:59")
    assert office.rung(Q1 + "#rung-accountability_review") is None
    office.pass_time("2024-03-12 00:00")
    rung = office.rung(Q1 + "#rung-accountability_review")
    assert rung
    assert (rung.state, rung.raised_at, rung.holder) == ("proposed", vn("2024-03-12 00:00"), "chu_tich")
    paper = office.row(rung.key + "#decision")
    assert (paper.head, paper.cut_off_at) == ("chu_tich", vn("2024-03-15 17:00"))


def test_an_automatic_rung_without_days(lite_register: Register) -> None:
    """Issued with the cut-off, delivered at once, and the next rung keeps its own day."""
    office = opened(lite_register, watched(ladder={"reminder": {"working_days": 0}}))
    office.pass_time("2024-03-12 00:00")
    reminder, urging = office.rung(Q1 + "#rung-reminder"), office.rung(Q1 + "#rung-urging")
    assert reminder
    assert urging
    assert (reminder.state, reminder.delivered_at) == ("delivered", vn("2024-03-12 00:00"))
    assert urging.due_at == vn("2024-03-14 08:00")


@pytest.mark.parametrize(("firm", "first"), [(1, "scheduled"), (0, None)])
def test_a_soft_date_never_climbs_past_its_soft_rung_even_at_once(
    lite_register: Register, firm: int, first: str | None
) -> None:
    """A ladder that begins with accountability review is for firm dates; confirmed, the date climbs it after all."""
    office = opened(lite_register, watched(ladder=AT_ONCE))
    with lite_register.write(office.now) as uow:
        row = uow.session.scalars(select(Assignment).where(Assignment.key == Q1)).one()
        row.firm = firm
        uow.commit()
    office.pass_time("2024-03-12 00:00")
    rung = office.rung(Q1 + "#rung-accountability_review")
    assert (rung.state if rung else None) == first
    if not firm:
        office.yes("2024-03-13 09:00", "chu_tich", "confirm_deadline", Q1)
        confirmed = office.rung(Q1 + "#rung-accountability_review")
        assert confirmed
        assert confirmed.due_at == vn("2024-04-01 08:00")


def test_further_addressees_of_a_first_rung(empty_register: Register) -> None:
    """Head and named officer of a rung that stands first both get the letter, once the authority approved it."""
    office = opened(empty_register, watched(ladder=AT_ONCE, duty={"needs_officer": True}))
    office.yes("2024-03-01 09:00", "tu_phap", "acknowledge", Q1, officer="can_bo_7")
    office.pass_time("2024-04-02 08:00")
    rung = office.rung(Q1 + "#rung-accountability_review")
    assert rung
    assert (rung.addressee, rung.copies) == ("tu_phap", "can_bo_7")
    office.yes("2024-04-02 09:00", "chu_tich", "decide", rung.key, answer="approve", reason="quá chậm")
    told = [(n.addressee, n.copy) for n in office.notices(kind="accountability_review")]
    assert told == [("tu_phap", 0), ("can_bo_7", 1)]


def test_a_watcher_of_another_body(lite_register: Register) -> None:
    """The watcher may be any unit; its deputy and field are of no concern."""
    chief = post("truong_ban", "ban_theo_doi", answers_to=({"to": "chu_tich"},))
    said = {"by": "ban_theo_doi", "provenance": "document", "cites": ({"source": "gd_38"},)}
    duty = {"watch": Watch.model_validate(said, strict=False)}
    charter = watched(posts=(chief,), units=(unit("ban_theo_doi", "truong_ban"),), duty=duty)
    office = opened(lite_register, charter)
    assert {office.row(report(one)).watcher for one in ("tu_phap", "cong_an")} == {"truong_ban"}
