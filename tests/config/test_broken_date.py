"""Broken copies of the packaged policy: days, validity and the calendar."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import CALENDAR, DIRECTIVE, ORGANIZATION, REPORTING, Fault, check

FAULTS = [
    pytest.param(
        Fault(
            REPORTING,
            ("  - from: 2019-03-12\n    value: 3\n    cites: [gd_23]"),
            (
                "  - {from: 2019-03-12, value: 5, cites: [gd_23], checked_on: 2026-11-20}\n"
                "  - from: 2019-03-12\n"
                "    value: 3\n"
                "    cites: [gd_23]"
            ),
            1,
            "hai giá trị cùng có hiệu lực từ 2019-03-12 (giá trị kia ở dòng {other}); mỗi ngày chỉ"
            " được một giá trị, hãy xóa hoặc sửa ngày",
            other=0,
        ),
        id="overlap",
    ),
    pytest.param(
        Fault(
            REPORTING,
            ("  - from: 2019-03-12\n    value: 3\n    cites: [gd_23]"),
            (
                "  - {from: 2018-03-12, until: 2020-01-01, value: 5, cites: [gd_23], checked_on:"
                " 2026-11-20}\n"
                "  - from: 2019-03-12\n"
                "    value: 3\n"
                "    cites: [gd_23]"
            ),
            0,
            "chồng lấn: còn hiệu lực đến 2020-01-01 nhưng giá trị sau đã bắt đầu từ 2019-03-12; hãy"
            " sửa until thành 2019-03-12 hoặc bỏ until",
        ),
        id="overlap until",
    ),
    pytest.param(
        Fault(
            REPORTING,
            ("  - from: 2019-03-12\n    value: 3\n    cites: [gd_23]"),
            (
                "  - {from: 2018-03-12, until: 2019-01-01, value: 5, cites: [gd_23], checked_on:"
                " 2026-11-20}\n"
                "  - from: 2019-03-12\n"
                "    value: 3\n"
                "    cites: [gd_23]"
            ),
            0,
            "khoảng trống từ 2019-01-01 đến trước 2019-03-12 không có giá trị nào; hãy sửa until"
            " thành 2019-03-12 hoặc bỏ until",
        ),
        id="gap",
    ),
    pytest.param(
        Fault(
            CALENDAR,
            "worked: 2024-05-04",
            "worked: 2024-05-06",
            0,
            "ngày làm bù 2024-05-06 là thứ Hai; chỉ làm bù vào thứ Bảy hoặc Chủ nhật",
        ),
        id="swap weekday",
    ),
    pytest.param(
        Fault(
            CALENDAR,
            "off: 2024-04-29",
            "off: 2024-04-28",
            0,
            "ngày nghỉ hoán đổi 2024-04-28 là Chủ nhật, vốn đã nghỉ; hãy sửa ngày",
        ),
        id="swap off weekend",
    ),
    pytest.param(
        Fault(
            CALENDAR,
            "{date: 2024-04-18, name: Giỗ Tổ Hùng Vương}",
            "{date: 2024-04-30, name: Giỗ Tổ Hùng Vương}",
            1,
            "ngày nghỉ năm 2024 '2024-04-30' đã khai ở dòng {other}; mỗi tên chỉ khai một lần",
            other=0,
        ),
        id="holiday twice",
    ),
    pytest.param(
        Fault(
            CALENDAR,
            "{date: 2024-04-18, name: Giỗ Tổ Hùng Vương}",
            "{date: 2023-04-18, name: Giỗ Tổ Hùng Vương}",
            0,
            "ngày 2023-04-18 không thuộc năm 2024; hãy chuyển sang đúng năm",
        ),
        id="holiday other year",
    ),
    pytest.param(
        Fault(
            CALENDAR,
            "compensates: 2024-02-10",
            "compensates: 2024-02-09",
            0,
            "ngày 2024-02-09 là thứ Sáu, không trùng ngày nghỉ hằng tuần nên không được nghỉ bù",
        ),
        id="compensates weekday",
    ),
    pytest.param(
        Fault(
            CALENDAR,
            "compensates: 2024-02-10",
            "compensates: 2024-03-10",
            0,
            "nghỉ bù cho ngày 2024-03-10 nhưng ngày đó không có trong danh sách; hãy khai ngày lễ đó",
        ),
        id="compensates none",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "deadline: 2024-03-10 ",
            "deadline: 2024-01-10 ",
            0,
            "thời hạn 2024-01-10 trước ngày văn bản có hiệu lực 2024-01-12; không được hồi tố, hãy bỏ kỳ này",
        ),
        id="deadline before effect",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("window_until: 2024-06-14\n            deadline"),
            ("window_until: 2023-06-14\n            deadline"),
            0,
            "kỳ 2024-H1: ngày chốt 2023-06-14 trước ngày bắt đầu 2023-12-15",
        ),
        id="window reversed",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("            deadline: 2024-06-10\n"),
            "",
            -4,
            "kỳ 2024-H1 không có thời hạn; hãy ghi deadline, hoặc working_days_after_window cho nhiệm vụ",
        ),
        id="no deadline",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("window_until: 2024-06-14\n            cumulative"),
            ("window_until: 2024-06-14\n            deadline: 2024-06-20\n            cumulative"),
            1,
            "kỳ 2024-H1 có hai cách tính thời hạn; chỉ giữ deadline hoặc working_days_after_window",
        ),
        id="two deadlines",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "term_until: 2024-12-31",
            "term_until: 2023-12-31",
            0,
            "hết nhiệm kỳ 2023-12-31 trước ngày có hiệu lực 2024-01-12; hãy sửa một trong hai",
        ),
        id="term",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            ("    answers_to: chu_tich\n    valid_from: 2023-01-01\n"),
            (
                "    answers_to: chu_tich\n"
                "    valid_from: 2023-01-01\n"
                "    vacancies: [{from: 2024-03-01, until: 2024-02-01}]\n"
            ),
            2,
            "until 2024-02-01 phải sau from 2024-03-01; hãy sửa một trong hai",
        ),
        id="vacancy",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            ("valid_until: 2025-07-01\n    successors: [chu_tich_ubnd_tinh]"),
            ("valid_until: 2022-07-01\n    successors: [chu_tich_ubnd_tinh]"),
            0,
            "valid_until 2022-07-01 phải sau valid_from 2023-01-01; hãy sửa một trong hai",
        ),
        id="valid until",
    ),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gets_one_sentence_at_its_line(
    fault: Fault, root: Path, findings: Callable[[], tuple[PolicyError, ...]]
) -> None:
    """One fault is reported once, at its file and line, in a Vietnamese sentence that says what to do."""
    check(fault, root, findings)
