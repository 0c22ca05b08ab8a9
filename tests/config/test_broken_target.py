"""Broken copies of the packaged policy: targets that could not be judged, or would be judged wrongly."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import DIRECTIVE, Fault, check

RANK = "          type: rank_max\n"
OF = "          value: 10\n          of: 19\n"
DIGITISED = "          direction: up\n          baseline: so-hoa-ho-so\n"
TREND = f"          type: direction\n          indicator: Tỷ lệ hồ sơ được số hóa\n{DIGITISED}"
EXTERNAL = "          type: external\n"
SPAN = "          attain_by: {0}\n          hold_until: {1}\n"


def changed(rest: str) -> str:
    """Return the trend of digitised dossiers as a change of at least so much."""
    return TREND.replace("direction\n", "change_min\n", 1) + rest


FAULTS = [
    pytest.param(
        Fault(
            DIRECTIVE,
            TREND,
            TREND.replace("          baseline: so-hoa-ho-so\n", ""),
            0,
            "chỉ tiêu loại direction thiếu 'baseline'; hãy bổ sung, hoặc ghi ở missing điều văn bản chưa nêu",
        ),
        id="trend from nowhere",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            DIGITISED,
            DIGITISED.replace("up", "down"),
            0,
            "hướng down ngược với số gốc 'so-hoa-ho-so' (better: up); hãy sửa một trong hai",
        ),
        id="trend the wrong way",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            TREND,
            changed("          value: 20\n"),
            0,
            "chỉ tiêu loại change_min thiếu 'compare'; hãy bổ sung, hoặc ghi ở missing điều văn bản chưa nêu",
        ),
        id="per cent or points",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            TREND,
            changed("          value: -20\n          compare: relative\n"),
            4,
            "mức thay đổi -20 phải lớn hơn 0; tăng hay giảm thì ghi ở direction",
        ),
        id="change below nothing",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            RANK + "          indicator: Thứ hạng Chỉ số cải cách hành chính năm 2024 trong các xã, thị trấn\n" + OF,
            "          type: ratio_min\n          indicator: Tỷ lệ\n          value: 101\n",
            2,
            "tỷ lệ 101 phải trong khoảng từ 0 đến 100 phần trăm",
        ),
        id="more than all",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            EXTERNAL,
            EXTERNAL + "          value: 80\n",
            1,
            "mức 80 chưa rõ là ít nhất hay không quá; hãy ghi direction (up: ít nhất, down: không quá), hoặc ghi of "
            "nếu là thứ hạng",
        ),
        id="threshold without a side",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            OF,
            OF + "          hold_until: 2024-12-31\n",
            2,
            "chỉ tiêu loại rank_max không có hold_until; hãy bỏ, hoặc đổi type attain_maintain",
        ),
        id="held but never attained",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            RANK,
            "          type: attain_maintain\n" + SPAN.format("2024-06-30", "2024-06-30"),
            2,
            "giữ đến 2024-06-30 phải sau ngày phải đạt 2024-06-30",
        ),
        id="held for no time",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            RANK,
            "          type: attain_maintain\n" + SPAN.format("2024-01-11", "2024-12-31"),
            1,
            "ngày phải đạt 2024-01-11 trước ngày văn bản có hiệu lực 2024-01-12; không được hồi tố, hãy sửa ngày",
        ),
        id="attained before it was asked",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "        cites: [gd_33]\n        target:\n" + RANK,
            "        cites: [gd_33]\n"
            '        deadline: {on: 2024-12-31, provenance: document, cites: [{clause: "2"}]}\n'
            "        target:\n" + RANK + "          attain_by: 2024-12-31\n",
            4,
            "nhiệm vụ 'thu-hang' có hai ngày phải đạt; chỉ giữ attain_by hoặc deadline",
        ),
        id="two dates",
    ),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_target_is_told_where_it_stands(
    fault: Fault, root: Path, findings: Callable[[], tuple[PolicyError, ...]]
) -> None:
    """A target that could not be judged, or not as it says, is refused with its place and what to do."""
    check(fault, root, findings)


def test_points_are_measured_from_a_share(root: Path, findings: Callable[[], tuple[PolicyError, ...]]) -> None:
    """A change in percentage points needs a baseline that is a share; a mere count has no points."""
    file = root / DIRECTIVE
    text = file.read_text(encoding="utf-8")
    text = text.replace("        percent: 48.4\n", "        value: 182\n", 1)
    text = text.replace(TREND, changed("          value: 20\n          compare: points\n"), 1)
    file.write_text(text, encoding="utf-8")
    line = text[: text.index("          compare: points")].count("\n") + 1
    message = (
        "số gốc 'so-hoa-ho-so' không phải là tỷ lệ nên không so được theo điểm phần trăm; hãy ghi relative, hoặc ghi of "
        "hay percent cho số gốc"
    )
    assert findings() == (PolicyError(DIRECTIVE, line, message),)


def test_what_the_text_leaves_open_may_stay_open(root: Path, findings: Callable[[], tuple[PolicyError, ...]]) -> None:
    """A target that says what is missing needs nothing else: it is kept, and never judged."""
    file = root / DIRECTIVE
    text = file.read_text(encoding="utf-8")
    told = "          type: change_min\n          indicator: Tăng\n          missing: Văn bản không nêu số gốc\n"
    file.write_text(text.replace(TREND, told, 1), encoding="utf-8")
    assert findings() == ()
