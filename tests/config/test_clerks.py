"""Who keeps the register, as the policy names them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from config.policy import Policy
from tests.config.broken import ORGANIZATION, Fault, check

NAMED = "  - {post: van_phong_thong_ke, provenance: default, cites: [gd_56]}\n"


@pytest.mark.parametrize(
    ("place", "post"),
    [
        ("ba_bich", "van_phong_thong_ke"),
        ("binh_chuong", "chanh_van_phong"),
        ("binh_son", "chanh_van_phong_huyen_uy"),
        ("cam_giang", "chanh_van_phong"),
        ("thi_xa", "chanh_van_phong"),
    ],
)
def test_no_directive_names_a_clerk_so_each_is_our_default(policy: Policy, place: str, post: str) -> None:
    """Each jurisdiction has one clerk, said to be a default of ours and not the directive's word."""
    (clerk,) = policy.jurisdictions[place].organization.clerks
    assert (clerk.post, clerk.provenance) == (post, "default")
    assert [policy.cite(cite) for cite in clerk.cites] == ["mặc định hệ thống GĐ-56"]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(
            Fault(
                ORGANIZATION,
                NAMED,
                NAMED.replace("van_phong_thong_ke", "van_phong_thongke"),
                0,
                "không có chức danh 'van_phong_thongke' (ý bạn là 'van_phong_thong_ke'?); hãy sửa tên"
                " hoặc khai chức danh đó",
            ),
            id="dangling",
        ),
        pytest.param(
            Fault(
                ORGANIZATION,
                NAMED,
                NAMED + "  - {post: van_phong_thong_ke}\n",
                1,
                "văn thư 'van_phong_thong_ke' đã khai ở dòng {other}; mỗi tên chỉ khai một lần",
            ),
            id="twice",
        ),
        pytest.param(
            Fault(
                ORGANIZATION,
                NAMED,
                "  - {post: truong_phong_noi_vu}\n",
                0,
                "'truong_phong_noi_vu' thuộc cơ quan cấp trên; hãy khai một chức danh của địa phương",
            ),
            id="above",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(
    fault: Fault, root: Path, findings: Callable[[], tuple[PolicyError, ...]]
) -> None:
    """A clerk that is no post, of a body above, or named twice is an error of the policy."""
    check(fault, root, findings)


def test_no_clerk_is_no_error(root: Path, findings: Callable[[], tuple[PolicyError, ...]]) -> None:
    """A jurisdiction without a clerk is sound: nobody enters for others there."""
    file = root / ORGANIZATION
    file.write_text(file.read_text("utf-8").replace(f"clerks:\n{NAMED}", ""), encoding="utf-8")
    assert findings() == ()
