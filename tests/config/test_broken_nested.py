"""Nested sections that cannot be: each fault with its line, in a copy of the packaged policy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import Fault, check

DIRECTIVE = "jurisdictions/thi_xa/directives/2024-cv-cchc.yaml"
FIGURE = "              figure: hoan-thanh-cua-tinh\n"
LEVEL = "              level: province\n"
SECTION = "Số nhiệm vụ đã hoàn thành trên tổng số được giao theo kế hoạch của tỉnh"
REMEDIES = "Kết quả khắc phục tồn tại, hạn chế"

FAULTS = {
    "a figure of no level": Fault(
        DIRECTIVE, f"            - section: {SECTION}\n{FIGURE}{LEVEL}", f"            - section: {SECTION}\n{FIGURE}", 0,
        f"mục «{SECTION}» phải ghi cả figure (tên số liệu) và level (cấp của kế hoạch)",
    ),
    "a level of no figure": Fault(
        DIRECTIVE, f"            - section: {SECTION}\n{FIGURE}", f"            - section: {SECTION}\n", 0,
        f"mục «{SECTION}» phải ghi cả figure (tên số liệu) và level (cấp của kế hoạch)",
    ),
    "a level that no plan has": Fault(
        DIRECTIVE, LEVEL, "              level: government\n", 0,
        "văn bản không dẫn chiếu kế hoạch nào cấp government nên không so được; hãy thêm registers hoặc bỏ level",
    ),
    "the same figure twice": Fault(
        DIRECTIVE, "              figure: hoan-thanh-cua-thi-xa\n", FIGURE, 0,
        "số liệu 'hoan-thanh-cua-tinh' đã khai ở dòng {other}; mỗi tên chỉ khai một lần", other=-4,
    ),
    "the same section twice": Fault(
        DIRECTIVE, f"            - section: {REMEDIES}\n", f"            - section: {SECTION}\n", 0,
        f"mục lồng ghép '{SECTION}' đã khai ở dòng {{other}}; mỗi tên chỉ khai một lần", other=-12,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_nested_section_that_cannot_be(
    fault: Fault, root: Path, findings: Callable[[], tuple[PolicyError, ...]]
) -> None:
    """Each is told at its line, and nothing else is."""
    check(fault, root, findings)


def test_only_a_periodic_report_has_nested_sections(
    root: Path, findings: Callable[[], tuple[PolicyError, ...]]
) -> None:
    """Nothing is nested in work that is done once."""
    file = root / DIRECTIVE
    text = file.read_text(encoding="utf-8")
    old = "        result: Danh mục tiêu chí bị trừ điểm, biện pháp và kết quả khắc phục từng tiêu chí\n"
    nested = f"        requires: {{nested: [{{section: {REMEDIES!r}}}]}}\n"
    file.write_text(text.replace(old, old + nested, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 2
    said = "nhiệm vụ 'khac-phuc' không phải báo cáo định kỳ nên không có mục lồng ghép; hãy bỏ nested"
    assert findings() == (PolicyError(DIRECTIVE, line, said),)
