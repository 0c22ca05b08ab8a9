"""Who is addressed when posts stand empty: passed over with a reason, acted for, never oneself, never in a circle."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from config.organization import Edge, Vacancy
from tests.usecases.office import Office, fetch, live, report, story, vn, with_organization
from workflows.chain import BrokenChain, Chain
from workflows.charter import Charter
from workflows.register.tables import JournalLine
from workflows.register.unit_of_work import Register

CLAUSES = {"3.1.2", "3.2.2"}
ON = date(2024, 3, 12)


def with_posts(**changed: dict[str, Any]) -> Charter:
    """Return Ba Bích with some of its posts changed."""

    def change(organization: Any) -> Any:
        posts = tuple(p.model_copy(update=changed.get(p.key, {})) for p in organization.posts)
        return organization.model_copy(update={"posts": posts})

    return with_organization(change, CLAUSES)


def empty(acting: str | None = None, until: date | None = None) -> dict[str, Any]:
    """Return what makes a post stand empty from the 1st of March 2024."""
    vacancy = {"from": date(2024, 3, 1), "until": until, "acting": acting, "cites": [{"source": "gd_34"}]}
    return {"vacancies": (Vacancy.model_validate(vacancy, strict=False),)}


def answering(to: str, **rest: Any) -> dict[str, Any]:
    """Return what makes a post answer to another."""
    return {"answers_to": (Edge.model_validate({"to": to} | rest, strict=False),)}


def line(register: Register, key: str, trigger: str) -> JournalLine:
    """Return the only line of a trigger on a key."""
    (found,) = fetch(register, select(JournalLine).where(JournalLine.subject == key, JournalLine.trigger == trigger))
    return found


def test_an_empty_post_is_passed_over_with_its_reason(lite_register: Register) -> None:
    """A reminder to an empty post without anybody acting goes to whom it answers to, and says why."""
    charter = with_posts(tu_phap=empty())
    register = lite_register
    live(register, charter, "2024-03-13")
    told = line(register, report("tu_phap") + "#rung-reminder", "escalate").details
    assert told["addressee"] == "chu_tich"
    assert told["passed_over"] == "Công chức Tư pháp - Hộ tịch xã: khuyết từ 01/03/2024"


def test_an_empty_post_with_somebody_acting(lite_register: Register) -> None:
    """Who acts for an empty post is addressed in its place, acts for it, and the journal says for whom."""
    charter = with_posts(tu_phap=empty(acting="tai_chinh"))
    register = lite_register
    live(register, charter, "2024-03-13")
    told = line(register, report("tu_phap") + "#rung-reminder", "escalate").details
    assert told["addressee"] == "tai_chinh"
    assert told["passed_over"] == "Công chức Tư pháp - Hộ tịch xã: khuyết từ 01/03/2024, có người phụ trách thay"
    office = Office(register, charter, vn("2024-03-13 09:00"))
    office.yes("2024-03-13 09:00", "tai_chinh", "explain", report("tu_phap") + "#explanation", reason="mới nhận việc")
    assert line(register, report("tu_phap") + "#explanation", "explain").details["for"] == "tu_phap"
    refused = office.act("2024-03-13 09:00", "dia_chinh", "report", report("tu_phap")).refused
    assert refused.startswith("Chỉ người đứng đầu hoặc cán bộ được phân công")


def test_a_vacancy_that_ended_counts_no_more(lite_register: Register) -> None:
    """Filled again before the breach, the post is addressed as ever."""
    charter = with_posts(tu_phap=empty(until=date(2024, 3, 12)))
    register = lite_register
    live(register, charter, "2024-03-13")
    assert line(register, report("tu_phap") + "#rung-reminder", "escalate").details["addressee"] == "tu_phap"


def test_the_letter_is_never_laid_before_whom_it_addresses(lite_register: Register) -> None:
    """When the monitor acts for the empty post, the urging letter is not theirs to sign to themselves."""
    charter = with_posts(tu_phap=empty(acting="van_phong_thong_ke"))
    register = lite_register
    live(register, charter, "2024-03-14")
    told = line(register, report("tu_phap") + "#rung-urging", "escalate").details
    assert told["addressee"] == "van_phong_thong_ke"
    assert told["holder"] == "chu_tich"


def test_a_proposal_about_the_authority_goes_above_it(lite_register: Register) -> None:
    """When the authority acts for the empty post, it neither signs nor decides about itself, and the case goes on."""
    charter = with_posts(tu_phap=empty(acting="chu_tich"))
    register = lite_register
    live(register, charter, "2024-03-14")
    office = Office(register, charter, vn("2024-03-14 09:00"))
    office.yes("2024-03-14 10:00", "van_phong_thong_ke", "sign", report("tu_phap") + "#rung-urging")
    office.send()
    office.pass_time("2024-03-20 08:00")
    told = line(register, report("tu_phap") + "#rung-criticism", "escalate").details
    assert told["addressee"] != told["holder"]
    assert told["holder"] == "chu_tich_ubnd_huyen"


def test_both_empty_posts_are_named(lite_register: Register) -> None:
    """Where addressee and signer both stand empty, the line gives both reasons."""
    charter = with_posts(tu_phap=empty(acting="tai_chinh"), van_phong_thong_ke=empty(acting="dia_chinh"))
    register = lite_register
    live(register, charter, "2024-03-14")
    told = line(register, report("tu_phap") + "#rung-urging", "escalate").details
    assert (told["addressee"], told["holder"]) == ("tai_chinh", "dia_chinh")
    assert "Công chức Tư pháp - Hộ tịch xã: khuyết" in told["passed_over"]
    assert "Công chức Văn phòng - Thống kê xã: khuyết" in told["passed_over"]


def test_a_silent_monitor_below_an_empty_authority(lite_register: Register) -> None:
    """The paper passes from the silent monitor to whoever acts for the authority, and stays there."""
    charter = with_posts(chu_tich=empty(acting="pho_chu_tich"))
    register = lite_register
    live(register, charter, "2024-03-25")
    passed = [one for one in story(register, report("tu_phap")) if "pass_on" in one or "#signature" in one]
    assert passed[1].endswith("silent=van_phong_thong_ke addressee=pho_chu_tich due=18/03/2024T17:00")


def test_a_circle_is_refused() -> None:
    """Posts that answer to each other give no chain: the walk says where it goes round."""
    charter = with_posts(tu_phap=empty() | answering("tai_chinh"), tai_chinh=empty() | answering("tu_phap"))
    with pytest.raises(BrokenChain, match=r"Chuỗi trách nhiệm đi vòng: tu_phap → tai_chinh → tu_phap."):
        charter.chain.stand_in("tu_phap", ON)


def test_nobody_left() -> None:
    """Empty up to the top: the walk says from where and on which day."""
    every = {post.key: empty() for post in with_posts().jurisdiction.organization.posts}
    with pytest.raises(BrokenChain, match=r"Từ «tu_phap» trở lên không còn ai giữ chức danh vào ngày 12/03/2024."):
        with_posts(**every).chain.stand_in("tu_phap", ON)
    with pytest.raises(BrokenChain, match=r"Không có chức danh «ong_a» trong tổ chức bộ máy."):
        with_posts().chain.stand_in("ong_a", ON)


@pytest.mark.parametrize(
    ("holder", "about", "expected"),
    [
        ("van_phong_thong_ke", "tu_phap", "chu_tich"),
        ("pho_chu_tich", "tu_phap", "chu_tich"),
        ("chu_tich", "tu_phap", ""),  # past the directing authority it stays
        ("truong_phong_noi_vu", "tu_phap", "chu_tich"),  # a monitor from elsewhere: back to who directs
        ("van_phong_thong_ke", "chu_tich", ""),  # about the authority: never to it
    ],
)
def test_to_whom_a_paper_passes(holder: str, about: str, expected: str) -> None:
    """From the silent holder to whom it answers to, up to the directing authority, never to whom it is about."""
    assert with_posts().chain.next_holder(holder, "chu_tich", ON, about=about) == expected


def test_a_paper_climbs_its_own_line() -> None:
    """A post that answers on both lines passes a paper up the line on which the paper stands."""
    both = (*answering("chu_tich")["answers_to"], *answering("pho_chu_tich", line="party")["answers_to"])
    chain = with_posts(tu_phap={"answers_to": both}).chain
    assert chain.next_holder("tu_phap", "chu_tich_ubnd_huyen", ON, about="") == "chu_tich"
    assert chain.next_holder("tu_phap", "chu_tich_ubnd_huyen", ON, about="", line="party") == "pho_chu_tich"


def test_the_whole_walk() -> None:
    """Officer, head, deputy who steers (copied), authority that directs, and what lies above it; districts end in 2025."""
    chain: Chain = with_posts().chain
    walked = [(link.post, link.role) for link in chain.walk("cong_an", "can_bo_1", "chu_tich", ON)]
    assert walked == [
        ("can_bo_1", "officer"), ("truong_cong_an", "head"), ("pho_chu_tich", "deputy_in_charge"),
        ("chu_tich", "authority"), ("chu_tich_ubnd_huyen", "above"), ("chu_tich_ubnd_tinh", "above"),
    ]  # fmt: skip
    assert "chu_tich_ubnd_huyen" in set(chain.empty_on(date(2025, 7, 1)))
    assert "chu_tich_ubnd_huyen" not in set(chain.empty_on(date(2025, 6, 30)))
    link = chain.stand_in("chu_tich_ubnd_huyen", date(2025, 7, 1))
    assert link.post == "chu_tich_ubnd_tinh"
    assert link.passed_over == (
        "Chủ tịch Ủy ban nhân dân huyện: đã kết thúc, Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi kế thừa",
    )


def test_the_walk_goes_by_the_successors_of_the_day() -> None:
    """Whom one answers to has ended: the successor stands in the walk, and nobody is ever above themselves."""
    chain: Chain = with_posts().chain
    assert chain.above("chu_tich", date(2025, 6, 30)) == "chu_tich_ubnd_huyen"
    assert chain.above("chu_tich", date(2025, 7, 1)) == "chu_tich_ubnd_tinh"
    walked = [link.post for link in chain.walk("cong_an", "", "chu_tich", date(2025, 7, 1))]
    assert walked == ["truong_cong_an", "pho_chu_tich", "chu_tich", "chu_tich_ubnd_tinh"]
    handed_down = with_posts(chu_tich_ubnd_huyen={"successors": ("chu_tich",)}).chain
    assert handed_down.above("chu_tich", date(2025, 7, 1)) == "chu_tich_ubnd_tinh"
    assert handed_down.above("tu_phap", date(2025, 7, 1)) == "chu_tich"


def test_a_deputy_who_ended_is_followed_by_the_successor() -> None:
    """Who steers is the successor of a deputy whose post has ended."""
    change = {"valid_until": date(2024, 3, 1), "successors": ("tai_chinh",)}
    assert with_posts(pho_chu_tich=change).chain.deputy_for("cong_an", ON) == "tai_chinh"


@pytest.mark.parametrize(
    ("post", "than", "expected"),
    [
        ("chu_tich", "tu_phap", "chu_tich"),
        ("chu_tich", "chu_tich", "chu_tich_ubnd_huyen"),
        ("chu_tich_ubnd_tinh", "chu_tich_ubnd_tinh", "chu_tich_ubnd_tinh"),  # nobody is above the top
    ],
)
def test_somebody_other_than(post: str, than: str, expected: str) -> None:
    """Who would judge themselves gives way to the next above, as far as there is one."""
    assert with_posts().chain.above_other(post, ON, "administrative", than=than) == expected


def test_ends_and_heirs() -> None:
    """The days on which somebody is taken over, and by whom; an end without a successor is none of them."""
    chain: Chain = with_posts(
        tu_phap={"valid_until": date(2024, 4, 1), "successors": ("tai_chinh",)},
        dia_chinh={"valid_until": date(2024, 5, 1), "successors": ()},
        tai_chinh={"valid_until": date(2024, 4, 1), "successors": ("chu_tich",)},
    ).chain
    assert chain.ends == (date(2024, 4, 1), date(2025, 7, 1))
    assert chain.heirs(date(2024, 4, 1)) == {"tu_phap": "chu_tich", "tai_chinh": "chu_tich"}
    assert chain.heirs(date(2024, 5, 1)) == {}


def test_successors_in_a_circle_are_refused() -> None:
    """Two posts that take each other over have no successor: the walk says where it goes round."""
    gone = {"valid_until": date(2024, 3, 1)}
    chain = with_posts(
        tu_phap=gone | {"successors": ("tai_chinh",)}, tai_chinh=gone | {"successors": ("tu_phap",)}
    ).chain
    with pytest.raises(BrokenChain, match=r"Nơi kế thừa đi vòng: tu_phap → tai_chinh → tu_phap."):
        chain.successor("tu_phap", ON)
