"""Who may enter what: clerks for anybody, any other post only for itself and the unit that it heads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from config.organization import Clerk, Organization, Post, Vacancy
from tests.usecases.office import DIRECTIVE, Office, charter, report, vn, with_organization
from tests.usecases.test_desk import CLERK, DAY_BEFORE, SENT, SMALL, entered, phone, prepared
from tests.usecases.test_inbox import act, answer, put, read
from workflows import codes
from workflows.clerks import clerks_on

OfficeAt = Callable[..., Office]
POLICE, CHIEF, DEPUTY, CONSTABLE = "cong_an", "truong_cong_an", "pho_truong_cong_an", "chien_si"
ACKNOWLEDGED = "Đã nhận việc, giao cán bộ"
NOT_FOR_OTHERS = "chỉ ghi được việc của chính mình hoặc của đơn vị mình đứng đầu"


def organize(office: Office, *clerks: str, vacant: dict[str, str | None] | None = None, until: str = "") -> None:
    """Give the police two more posts, name the clerks, and empty some posts, each with who acts for it."""

    def change(found: Organization) -> Organization:
        since = {"from": date(2024, 3, 1), "until": date.fromisoformat(until) if until else None}
        posts = [
            *found.posts,
            *(
                Post(key=key, label=label, unit=POLICE, valid_from=date(2023, 1, 1))
                for key, label in ((DEPUTY, "Phó Trưởng Công an xã"), (CONSTABLE, "Chiến sĩ Công an xã"))
            ),
        ]
        for index, post in enumerate(posts):
            if post.key in (vacant or {}):
                empty = Vacancy.model_validate({**since, "acting": (vacant or {})[post.key]})
                posts[index] = post.model_copy(update={"vacancies": (empty,)})
        return found.model_copy(update={"posts": tuple(posts), "clerks": tuple(Clerk(post=key) for key in clerks)})

    office.charter = with_organization(change, SMALL)


def refused(office: Office, enters: str, work: str, what: str = SENT, **typed: Any) -> str:
    """Say why a post may not enter an act about the work of a performer; empty where it may."""
    return prepared(office, what, report(work), clerk=enters, **typed).refused


def test_a_clerk_enters_for_anybody(office_at: OfficeAt) -> None:
    """What came in from any unit is entered by the clerk whom the policy names."""
    office = office_at(DAY_BEFORE)
    assert [refused(office, CLERK, work) for work in ("tu_phap", "quan_su", POLICE)] == ["", "", ""]


def test_a_head_enters_for_its_own_unit_and_nobody_elses(office_at: OfficeAt) -> None:
    """The head enters what its unit and its officer did; the head of another unit, or one above, does not."""
    office = office_at(DAY_BEFORE)
    organize(office, CLERK)
    assert refused(office, CHIEF, POLICE) == ""
    assert refused(office, CHIEF, POLICE, by=POLICE) == ""
    for other in ("chi_huy_truong_quan_su", "chu_tich"):
        assert NOT_FOR_OTHERS in refused(office, other, POLICE)
    office.yes("2024-03-11 09:00", CHIEF, "acknowledge", report(POLICE), officer=CONSTABLE)
    assert refused(office, CHIEF, POLICE, by=CONSTABLE) == ""
    assert NOT_FOR_OTHERS in refused(office, "chi_huy_truong_quan_su", POLICE, by=CONSTABLE)


def test_an_officer_enters_only_its_own(office_at: OfficeAt) -> None:
    """An officer enters what it did itself, and neither for another unit nor for the head of its own."""
    office = office_at(DAY_BEFORE)
    organize(office, CLERK)
    office.yes("2024-03-11 09:00", CHIEF, "acknowledge", report(POLICE), officer=CONSTABLE)
    assert refused(office, CONSTABLE, POLICE, by=CONSTABLE) == ""
    assert NOT_FOR_OTHERS in refused(office, CONSTABLE, POLICE)
    assert NOT_FOR_OTHERS in refused(office, CONSTABLE, "tu_phap")
    assert NOT_FOR_OTHERS in refused(office, "tai_chinh", "tu_phap")


def test_an_officer_who_is_no_post_is_of_the_head_who_named_it(office_at: OfficeAt) -> None:
    """An officer known by a code only has its acts entered by the head of that work, and by no other head."""
    office = office_at(DAY_BEFORE)
    office.yes("2024-03-11 09:00", "tu_phap", "acknowledge", report("tu_phap"), officer="can_bo_03")
    assert refused(office, "tu_phap", "tu_phap", by="can_bo_03") == ""
    assert NOT_FOR_OTHERS in refused(office, "tai_chinh", "tu_phap", by="can_bo_03")


def test_the_refusal_names_the_clerks_and_whose_word_that_is(office_at: OfficeAt) -> None:
    """Nothing is recorded under the code of who is no clerk; the sentence says whom to ask, and by what they are it."""
    office = office_at(DAY_BEFORE)
    code, before = codes.shown(phone(office, "tai_chinh"), now=office.now), office.register.journal_lines()

    done = entered(office, code, SENT, report("tu_phap"), clerk="tai_chinh")

    assert done.refused == refused(office, "tai_chinh", "tu_phap")
    assert done.refused == (
        "«Công chức Tài chính - Kế toán xã» chỉ ghi được việc của chính mình hoặc của đơn vị mình đứng đầu, không ghi "
        "thay «Công chức Tư pháp - Hộ tịch xã» được. Hãy nhờ văn thư: Công chức Văn phòng - Thống kê xã (mặc định của "
        "hệ thống, không phải lời của văn bản: mặc định hệ thống GĐ-56)."
    )
    assert office.register.journal_lines() == before


def test_without_a_clerk_nobody_enters_for_others(office_at: OfficeAt) -> None:
    """Where the policy names no clerk everybody enters their own only, and the refusal says how to name one."""
    office = office_at(DAY_BEFORE)
    organize(office)
    assert refused(office, "tu_phap", "tu_phap") == ""
    assert refused(office, CLERK, "tu_phap").endswith(
        "Xã Ba Bích chưa khai văn thư nào để ghi thay; hãy khai mục clerks trong "
        "jurisdictions/ba_bich/organization.yaml, ví dụ «clerks: [{post: van_thu}]»."
    )


def test_who_acts_for_a_head_enters_for_the_unit_while_it_is_empty(office_at: OfficeAt) -> None:
    """The acting head enters for the unit up to the day before the post is held again; its colleague never does."""
    office = office_at(DAY_BEFORE)
    organize(office, CLERK, vacant={CHIEF: DEPUTY}, until="2024-03-12")
    assert refused(office, DEPUTY, POLICE) == ""
    assert NOT_FOR_OTHERS in refused(office, CONSTABLE, POLICE)
    assert NOT_FOR_OTHERS in refused(office, DEPUTY, "tu_phap")
    organize(office, CLERK, vacant={CHIEF: DEPUTY}, until="2024-03-11")
    assert NOT_FOR_OTHERS in refused(office, DEPUTY, POLICE)


def test_who_acts_for_the_clerk_enters_for_anybody(office_at: OfficeAt) -> None:
    """Whoever acts for the clerk keeps the register meanwhile; where nobody does, nobody enters for others."""
    office = office_at(DAY_BEFORE)
    organize(office, CLERK, vacant={CLERK: "tai_chinh"})
    assert refused(office, "tai_chinh", "tu_phap") == ""
    assert NOT_FOR_OTHERS in refused(office, "dia_chinh", "tu_phap")
    organize(office, CLERK, vacant={CLERK: None})
    assert (
        "Ngày 11/03/2024 không có ai ở chức danh văn thư đã khai (Công chức Văn phòng - Thống kê xã); hãy khai "
        in refused(office, "chu_tich", "tu_phap")
    )


@pytest.mark.parametrize(
    ("day", "clerks"),
    [(date(2022, 12, 31), []), (date(2025, 6, 30), [CLERK]), (date(2025, 7, 1), ["chanh_van_phong"])],
)
def test_the_successor_of_a_clerk_keeps_the_register(day: date, clerks: list[str]) -> None:
    """From the day on which the clerk's post ends its successor keeps the register; before it began nobody did."""
    assert list(clerks_on(charter(), day)) == clerks


def test_the_receipt_of_a_directive_is_its_readers_word(lite_office_at: OfficeAt) -> None:
    """That somebody read a directive is entered by themselves or by the clerk."""
    office = lite_office_at(DAY_BEFORE)
    what, key = "Đã đọc văn bản", f"{DIRECTIVE}#receipt-tu_phap"
    assert prepared(office, what, key, clerk="tu_phap").refused == ""
    assert NOT_FOR_OTHERS in prepared(office, what, key, clerk="tai_chinh").refused


def test_a_folder_takes_only_what_its_post_may_enter(office_at: OfficeAt, tmp_path: Path) -> None:
    """In the folder of who is no clerk their own acts are recorded, and each act of another is answered with why not."""
    office, inbox = office_at(DAY_BEFORE), tmp_path / "hop-thu"
    put(
        inbox,
        "viec.jsonl",
        act("tu_phap", "report", report("tu_phap")),
        act("tai_chinh", "report", report("tai_chinh")),
        post="tai_chinh",
    )

    (taken,) = read(office, inbox)

    assert (taken.recorded, taken.refused) == (1, 1)
    first, second = answer(inbox, taken).splitlines()[2:]
    assert NOT_FOR_OTHERS in first
    assert "Hãy nhờ văn thư: Công chức Văn phòng - Thống kê xã" in first
    assert "đã ghi: báo cáo" in second
    assert [office.row(report(work)).state for work in ("tu_phap", "tai_chinh")] == ["assigned", "reported"]


def test_a_file_may_name_an_officer_and_tell_of_it(lite_office_at: OfficeAt, tmp_path: Path) -> None:
    """The head's file names its officer and then enters what the officer did, whatever the order of its lines."""
    office, inbox = lite_office_at(DAY_BEFORE), tmp_path / "hop-thu"
    put(
        inbox,
        "viec.jsonl",
        act("can_bo_03", "report", report("tu_phap"), "2024-03-08T16:00:00+07:00"),
        act("tu_phap", "acknowledge", report("tu_phap"), officer="can_bo_03"),
        post="tu_phap",
    )
    (taken,) = read(office, inbox)
    assert (taken.recorded, taken.refused) == (2, 0)
    assert office.row(report("tu_phap")).received_at == vn("2024-03-08 16:00")
