"""A name declared twice is told for every kind of thing that has a name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import CALENDAR, DIRECTIVE, LADDER, ORGANIZATION, SOURCES

Findings = Callable[[], tuple[PolicyError, ...]]


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (DIRECTIVE, "- key: so-hoa-ho-so", "- key: ho-so-truc-tuyen", "số gốc 'ho-so-truc-tuyen'"),
        (DIRECTIVE, "{key: thieu-chu-dong,", "{key: cham-tien-do,", "tồn tại, hạn chế 'cham-tien-do'"),
        (DIRECTIVE, "{key: de-an-06,", "{key: chuyen-doi-so,", "kế hoạch dẫn chiếu 'chuyen-doi-so'"),
        (DIRECTIVE, "key: 2024-H1", "key: 2024-Q1", "kỳ báo cáo '2024-Q1'"),
        (SOURCES, "key: gd_02", "key: gd_01", "văn bản căn cứ 'gd_01'"),
        (ORGANIZATION, "key: tai_chinh", "key: tu_phap", "chức danh hoặc đơn vị 'tu_phap'"),
        (CALENDAR, "- year: 2024", "- year: 2023", "năm '2023'"),
        (CALENDAR, "off: 2026-08-31", "off: 2026-01-02", "ngày hoán đổi được nghỉ '2026-01-02'"),
        (CALENDAR, "worked: 2026-08-22", "worked: 2026-01-10", "ngày hoán đổi phải làm '2026-01-10'"),
        (LADDER, "- key: urging", "- key: reminder", "nấc 'reminder'"),
    ],
)
def test_a_name_declared_twice_is_told_with_its_first_place(
    root: Path, findings: Findings, file: str, old: str, new: str, sentence: str
) -> None:
    """The second of two things of one name is reported, with the line of the first."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = [found.message for found in findings() if found.path == file]
    assert any(
        one.startswith(f"{sentence} đã khai ở dòng ") and one.endswith("mỗi tên chỉ khai một lần") for one in told
    )


def test_a_ladder_declared_twice_is_told(root: Path, findings: Findings) -> None:
    """Two ladders of one name: the second is reported."""
    path = root / LADDER
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("  - key: default") :], encoding="utf-8")
    assert any(found.message.startswith("thang đôn đốc 'default' đã khai ở dòng ") for found in findings())
