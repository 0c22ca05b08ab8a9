"""Proposals and the doors to them: what waits, for whom, who alone answers, and that one answer counts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from config.organization import Vacancy
from tests.usecases.office import Office, fetch, policy, report, vn, with_organization
from workflows import codes, reviews
from workflows.act import apply
from workflows.acts import Outcome
from workflows.charter import OPERATOR, Charter
from workflows.register.columns import NEVER
from workflows.register.tables import Door, JournalLine
from workflows.reviews import Answer, act_of

OfficeAt = Callable[..., Office]
WORK = report("tu_phap")
PROPOSAL = WORK + "#rung-criticism"
REASON = "Đã nhắc ba lần mà không báo cáo"
NOT_ASKED = "chưa đăng ký mã xác nhận"


def proposed(office_at: OfficeAt) -> Office:
    """Return an office in which the criticism of one unit waits for the authority since 08:00 of the 20th."""
    office = office_at("2024-03-14 10:00")
    office.yes("2024-03-14 10:00", "van_phong_thong_ke", "sign", WORK + "#rung-urging")
    office.pass_time("2024-03-20 10:00")
    return office


def phone(office: Office, post: str = "chu_tich", jurisdiction: str = "ba_bich") -> str:
    """Enrol a post, and return what its application is given."""
    with office.register.write(office.now) as uow:
        address = codes.enroll(uow, jurisdiction, post, post, valid_from=vn("2024-01-12 00:00"))
        uow.commit()
    return address


def answered(
    office: Office, proof: str, answer: str = "approve", *, by: str = "chu_tich", at: datetime | None = None,
    charter: Charter | None = None, deadline: date | None = None,
) -> Outcome:  # fmt: skip
    """Answer the proposal now."""
    given = Answer(by, answer, REASON, deadline, proof)
    when = at or office.now
    return reviews.answer(office.register, charter or office.charter, PROPOSAL, given, at=when, recorded_at=office.now)


def opened(office: Office) -> list[tuple[str, str]]:
    """Open what waits; return proposal's round and holder of each door, as short texts."""
    with office.register.write(office.now) as uow:
        found = [(door.key.removeprefix(WORK), door.holder) for door in reviews.open_doors(uow, office.charter)]
        uow.commit()
    return found


def still_leads(office: Office, key: str) -> bool:
    """Tell whether a door still leads to what it was opened for."""
    with office.register.read(office.now) as uow:
        door = reviews.door_of(uow, WORK + key)
        assert door is not None
        return reviews.waits(uow, door)


def close(office: Office, key: str) -> None:
    """Note that a door has ended."""
    with office.register.write(office.now) as uow:
        door = reviews.door_of(uow, WORK + key)
        assert door is not None
        reviews.end(uow, door, "closed")
        uow.commit()


def decisions(office: Office) -> list[JournalLine]:
    """Return what was decided about the proposal."""
    return [line for line in office.register_lines() if (line.subject, line.trigger) == (PROPOSAL, "decide")]


def alarms(office: Office) -> list[str]:
    """Return what the operator is told."""
    return [str(notice.facts["said"]) for notice in office.notices(addressee=OPERATOR)]


# ------------------------------------------------------------ the doors


def test_a_proposal_that_waits_has_one_door(office_at: OfficeAt) -> None:
    """However often it is asked, one door; after that one was lost, another; none for letters and what is decided."""
    office = proposed(office_at)
    assert opened(office) == opened(office) == [("#rung-criticism@1", "chu_tich")]
    with office.register.read(office.now) as uow:
        assert [door.key for door in reviews.standing(uow, office.charter)] == [PROPOSAL + "@1"]
        assert reviews.standing(uow, Charter(policy(), "cam_giang")) == []
    close(office, "#rung-criticism@1")
    assert not still_leads(office, "#rung-criticism@1")
    assert opened(office) == [("#rung-criticism@2", "chu_tich")]
    assert answered(office, codes.shown(phone(office), now=office.now)).refused == ""
    assert not still_leads(office, "#rung-criticism@2")
    close(office, "#rung-criticism@2")
    assert opened(office) == []


def test_a_refused_answer_is_counted_once(office_at: OfficeAt) -> None:
    """The answer of a number is refused once; told again of the same number, the door awaits the same next one."""
    office = proposed(office_at)
    opened(office)
    for number, said, expected in ((1, "một", (2, "một")), (1, "lại", (2, "một")), (2, "hai", (3, "hai"))):
        with office.register.write(office.now) as uow:
            door = reviews.door_of(uow, PROPOSAL + "@1")
            assert door is not None
            reviews.refuse(uow, door, number, said)
            uow.commit()
        (door,) = fetch(office.register, select(Door))
        assert (door.next_answer, door.said, door.ended_at) == (*expected, NEVER)


def test_asked_for_an_explanation_it_comes_back_through_another_door(office_at: OfficeAt) -> None:
    """While the unit explains, nobody is asked; proposed again, the old door leads nowhere and a new one does."""
    office = proposed(office_at)
    opened(office)
    assert answered(office, codes.shown(phone(office), now=office.now), "ask_explanation").refused == ""
    assert not still_leads(office, "#rung-criticism@1")
    office.yes("2024-03-22 09:00", "tu_phap", "explain", PROPOSAL + "#explanation", reason="thiếu người")
    office.pass_time("2024-03-22 10:00")
    assert not still_leads(office, "#rung-criticism@1")
    close(office, "#rung-criticism@1")
    assert opened(office) == [("#rung-criticism@2", "chu_tich")]


def test_a_report_that_was_in_time_leaves_nothing_to_decide(office_at: OfficeAt) -> None:
    """Told late of a report that arrived in time, the register asks nobody any more, and no code decides."""
    office = proposed(office_at)
    address = phone(office)
    opened(office)
    arrived = office.told(vn("2024-03-11 16:00"), "van_phong_thong_ke", "receive", WORK)
    assert arrived.refused == ""
    rung = office.rung(PROPOSAL)
    assert rung is not None
    assert rung.state == "void"
    assert not still_leads(office, "#rung-criticism@1")
    assert answered(office, codes.shown(address, now=office.now)).refused
    assert (decisions(office), alarms(office)) == ([], [])


def test_passed_on_the_proposal_waits_for_the_new_holder_alone(office_at: OfficeAt) -> None:
    """When the holder's post ends, the old door leads nowhere; the successor is asked, and the old code decides nothing."""

    def change(organization: Any) -> Any:
        ends = {"valid_until": date(2024, 3, 22), "successors": ("pho_chu_tich",)}
        posts = tuple(p.model_copy(update=ends) if p.key == "chu_tich" else p for p in organization.posts)
        return organization.model_copy(update={"posts": posts})

    office = proposed(office_at)
    old, new = phone(office), phone(office, "pho_chu_tich")
    opened(office)
    assert "Mã xác nhận" not in answered(office, codes.shown(new, now=office.now), by="pho_chu_tich").refused
    office.charter = with_organization(change, {"2.2.2", "3.1", "3.1.2", "3.2.2"})
    office.pass_time("2024-03-22 09:00")
    assert not still_leads(office, "#rung-criticism@1")
    close(office, "#rung-criticism@1")
    assert opened(office) == [("#rung-criticism@2", "pho_chu_tich")]
    assert "đã kết thúc trước ngày 22/03/2024" in answered(office, codes.shown(old, now=office.now)).refused
    assert answered(office, codes.shown(old, now=office.now), by="pho_chu_tich").refused
    assert decisions(office) == []
    assert answered(office, codes.shown(new, now=office.now), by="pho_chu_tich").refused == ""


# ------------------------------------------------------------ whose answer it is


def test_only_the_holder_s_own_code_decides(office_at: OfficeAt) -> None:
    """No code, a wrong one, a deputy's, a deputy with his own: nothing; the operator is told; the right one decides."""
    office = proposed(office_at)
    address, deputys = phone(office), phone(office, "pho_chu_tich")
    own, other = codes.shown(address, now=office.now), codes.shown(deputys, now=office.now)
    before = office.register_lines()[-1].seq
    for proof, by in (("", "chu_tich"), ("12345", "chu_tich"), (other, "chu_tich"), (other, "pho_chu_tich"), ("", "")):
        assert answered(office, proof, by=by).refused
    assert office.register_lines()[-1].seq == before
    assert len(alarms(office)) == 2, alarms(office)
    assert answered(office, own).refused == ""
    (line,) = decisions(office)
    assert (line.by, line.details["answer"], line.details["reason"]) == ("chu_tich", "approve", REASON)
    assert "proof" not in line.details
    assert own not in str(line.details)


def test_a_post_of_the_same_name_elsewhere_is_another_post(office_at: OfficeAt) -> None:
    """Two communes in one register both have a chairman: the code of the one decides nothing in the other."""
    office = proposed(office_at)
    theirs = phone(office, jurisdiction="cam_giang")
    elsewhere = Charter(policy(), "cam_giang")
    assert "chu_tich" in {post.key for post in elsewhere.jurisdiction.organization.posts}
    done = answered(office, codes.shown(theirs, now=office.now), charter=elsewhere)
    assert done.refused
    assert decisions(office) == []
    phone(office)
    assert answered(office, codes.shown(theirs, now=office.now)).refused
    assert decisions(office) == []


def test_what_the_law_refuses_uses_up_no_code(office_at: OfficeAt) -> None:
    """A new date in the past, or none, is refused; the same code then serves for the answer that was meant."""
    office = proposed(office_at)
    code = codes.shown(phone(office), now=office.now)
    assert answered(office, code, "new_date").refused
    assert answered(office, code, "new_date", deadline=date(2024, 3, 1)).refused
    assert answered(office, code, "ban_hanh").refused
    assert answered(office, code, "new_date", deadline=date(2024, 3, 29)).refused == ""
    assert alarms(office) == []


def test_no_decision_is_dated_before_its_proposal(office_at: OfficeAt) -> None:
    """From the second on in which it was raised a decision may be dated, not before, and not in the future."""
    office = proposed(office_at)
    code = codes.shown(phone(office), now=office.now)
    assert "trước khi việc này phát sinh" in answered(office, code, at=vn("2024-03-20 07:59")).refused
    assert "Việc này chưa xảy ra" in answered(office, code, at=office.now + timedelta(seconds=1)).refused
    assert decisions(office) == []
    assert answered(office, code, at=vn("2024-03-20 08:00")).refused == ""


def test_five_wrong_codes_lock_the_post_and_the_operator_is_told(lite_office_at: OfficeAt) -> None:
    """Each wrong code is told; the fifth locks, so that even the right one waits a quarter of an hour."""
    office = proposed(lite_office_at)
    address = phone(office)
    for n in range(codes.MOST_FAILURES):
        assert "Mã xác nhận không đúng" in answered(office, f"00000{n}").refused
    assert len(alarms(office)) == codes.MOST_FAILURES
    assert "đang bị khóa" in answered(office, codes.shown(address, now=office.now)).refused
    office.now += codes.LOCKED_FOR
    assert answered(office, codes.shown(address, now=office.now)).refused == ""


def test_a_code_of_one_proposal_serves_for_no_other(lite_office_at: OfficeAt) -> None:
    """What was typed for one proposal decides nothing about another, and is told, also after a mistake in that hour."""
    office = lite_office_at("2024-03-14 10:00")
    for unit in ("tu_phap", "cong_an"):
        office.yes("2024-03-14 10:00", "van_phong_thong_ke", "sign", report(unit) + "#rung-urging")
    office.pass_time("2024-03-21 10:00")
    code = codes.shown(phone(office), now=office.now)
    other = report("cong_an") + "#rung-criticism"

    def try_on_the_other(proof: str) -> Outcome:
        act = act_of(other, Answer("chu_tich", "approve", REASON, proof=proof), at=office.now)
        (done,) = apply(office.register, office.charter, [act], recorded_at=office.now)
        return done

    assert "Mã xác nhận không đúng" in try_on_the_other("000000").refused
    assert len(alarms(office)) == 1
    assert answered(office, code).refused == ""
    done = try_on_the_other(code)
    assert (done.unproven, "đã dùng rồi" in done.refused) == (True, True)
    assert len(alarms(office)) == 2
    rung = office.rung(other)
    assert rung is not None
    assert rung.state == "proposed"


def test_of_two_answers_at_once_one_counts(office_at: OfficeAt) -> None:
    """Two answers at the same instant, each with a good code: one stands in the journal, the other is told so."""
    office = proposed(office_at)
    address = phone(office)
    proofs = [codes.shown(address, now=office.now - timedelta(seconds=back)) for back in (30, 0)]
    told: list[Outcome] = []
    ready = threading.Barrier(2)

    def give(answer: str, proof: str) -> None:
        ready.wait()
        told.append(answered(office, proof, answer))

    both = [threading.Thread(target=give, args=pair) for pair in zip(("approve", "refuse"), proofs, strict=True)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    (line,) = decisions(office)
    (won,) = [one for one in told if not one.refused]
    (lost,) = [one for one in told if one.refused]
    assert line.details["answer"] == won.act.content["answer"]
    assert lost.act.content["answer"] != line.details["answer"]
    assert lost.refused


def test_of_whom_the_answer_is_asked(lite_office_at: OfficeAt) -> None:
    """Of the holder; of who acts while that post is empty, on those days only; of the successor once it has ended."""
    office = proposed(lite_office_at)
    empty = {"from": "2024-03-21", "until": "2024-03-23", "acting": "pho_chu_tich", "cites": [{"source": "gd_34"}]}

    def change(organization: Any) -> Any:
        told: dict[str, Any] = {
            "vacancies": (Vacancy.model_validate(empty, strict=False),),
            "valid_until": date(2024, 4, 1),
            "successors": ("tai_chinh",),
        }
        posts = tuple(p.model_copy(update=told) if p.key == "chu_tich" else p for p in organization.posts)
        return organization.model_copy(update={"posts": posts})

    charter = with_organization(change)
    with office.register.read(office.now) as uow:
        waiting = reviews.escalation_of(uow, PROPOSAL)
        asked = {
            day: reviews.decider(charter, waiting, date.fromisoformat(day))
            for day in ("2024-03-20", "2024-03-21", "2024-03-22", "2024-03-23", "2024-03-31", "2024-04-01")
        }
    assert asked == {
        "2024-03-20": "chu_tich", "2024-03-21": "pho_chu_tich", "2024-03-22": "pho_chu_tich", "2024-03-23": "chu_tich",
        "2024-03-31": "chu_tich", "2024-04-01": "tai_chinh",
    }  # fmt: skip
