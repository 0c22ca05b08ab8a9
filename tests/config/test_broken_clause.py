"""Broken copies of the packaged policy: clauses, duties, targets and rungs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import DIRECTIVE, LADDER, Fault, check

FAULTS = [
    pytest.param(
        Fault(
            DIRECTIVE,
            'path: "2.6.3"',
            'path: "2.6.2"',
            0,
            "khoản '2.6.2' đã khai ở dòng {other}; mỗi tên chỉ khai một lần",
            other=-23,
        ),
        id="dup clause",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            'path: "2.6.3"',
            'path: "2.6.4"',
            0,
            "khoản 2.6.4 bỏ cách: thiếu khoản 2.6.3; đánh số theo vị trí, không theo nhãn in",
        ),
        id="clause skipped",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            'path: "2.6.3"',
            'path: "2.3.1"',
            0,
            "khoản 2.3.1 đứng sau khoản 2.6.2; hãy xếp theo thứ tự trong văn bản",
        ),
        id="clause order",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("    summary: Danh sách nơi nhận.\n    treatment: text_only\n"),
            ("    summary: Danh sách nơi nhận.\n"),
            -3,
            "khoản 5 chưa có treatment; hãy chọn objects, standing_duty, quality_criterion hoặc text_only",
        ),
        id="no treatment",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("    summary: Danh sách nơi nhận.\n    treatment: text_only\n"),
            ("    summary: Danh sách nơi nhận.\n    treatment: objects\n"),
            1,
            "khoản 5 ghi objects nhưng không có nhiệm vụ; hãy thêm duties hoặc sees",
        ),
        id="objects no duty",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("    modality: strive\n    treatment: objects"),
            ("    modality: strive\n    treatment: text_only"),
            1,
            "khoản 2 ghi text_only nhưng lại có nhiệm vụ; hãy đổi treatment hoặc bỏ duties",
        ),
        id="text with duty",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("    summary: Danh sách nơi nhận.\n    treatment: text_only\n"),
            ("    summary: Danh sách nơi nhận.\n    treatment: standing_duty\n"),
            1,
            "khoản 5 ghi standing_duty nhưng không có nhiệm vụ; hãy thêm duties",
        ),
        id="standing no duty",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("    modality: strive\n    treatment: objects"),
            ("    modality: strive\n    treatment: standing_duty"),
            1,
            "khoản 2 có nhiệm vụ không phải thường trực; hãy đổi treatment thành objects",
        ),
        id="standing other",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "rows: [BB-N]",
            "rows: [BB-4]",
            0,
            "dòng trích 'BB-4' đã thuộc khoản 4; mỗi dòng một khoản",
        ),
        id="dup row",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "      - key: muc-xep-loai",
            "      - key: thu-hang",
            0,
            "nhiệm vụ trong khoản 2 'thu-hang' đã khai ở dòng {other}; mỗi tên chỉ khai một lần",
            other=-14,
        ),
        id="dup duty",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "percent: 43.1",
            "percent: 34.1",
            0,
            "162/376 là 43.1%, không phải 34.1%; hãy kiểm tra lại số",
        ),
        id="share",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("          value: 10\n"),
            ("          value: 20\n"),
            0,
            "thứ hạng 20 phải trong khoảng từ 1 đến 19",
        ),
        id="rank",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("          level: good\n"),
            "",
            -2,
            "chỉ tiêu loại rating_min thiếu 'level'; hãy bổ sung, hoặc ghi ở missing điều văn bản chưa nêu",
        ),
        id="target shape",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("        performers: [van_phong_thong_ke]\n        monitor: chu_tich\n        cites: [gd_03]"),
            (
                "        performers: [van_phong_thong_ke]\n"
                "        deadline: {on: 2024-06-01, provenance: document, cites: [gd_03]}\n"
                "        monitor: chu_tich\n"
                "        cites: [gd_03]"
            ),
            1,
            "nhiệm vụ 'theo-doi-don-doc' loại standing không được có deadline; hãy bỏ hoặc đổi kind",
        ),
        id="standing with deadline",
    ),
    pytest.param(
        Fault(
            LADDER,
            "mode: to_sign",
            "mode: automatic",
            0,
            "nấc 'urging' phải do người ký hoặc quyết định; máy chỉ được nhắc nhở",
        ),
        id="machine judges",
    ),
    pytest.param(
        Fault(
            LADDER,
            ("working_days: 7\n"),
            ("working_days: 2\n"),
            0,
            "nấc 'criticism' (2 ngày) đứng sau nấc 3 ngày; hãy xếp số ngày tăng dần",
        ),
        id="rung order",
    ),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gets_one_sentence_at_its_line(
    fault: Fault, root: Path, findings: Callable[[], tuple[PolicyError, ...]]
) -> None:
    """One fault is reported once, at its file and line, in a Vietnamese sentence that says what to do."""
    check(fault, root, findings)
