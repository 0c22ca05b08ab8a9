"""Broken copies of the packaged policy: the shape of values and of YAML itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import CALENDAR, DIRECTIVE, ORGANIZATION, Fault, check

FAULTS = [
    pytest.param(
        Fault(
            DIRECTIVE,
            ("    printed_label: mục 2.5\n"),
            "",
            -1,
            "thiếu khóa 'printed_label' trong clauses[14]; hãy bổ sung",
        ),
        id="missing",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "level: commune",
            ("level: commune\nlevel: district"),
            1,
            "khóa 'level' viết hai lần (lần đầu ở dòng {other}); hãy giữ một khóa",
            other=0,
        ),
        id="dup key",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "deadline: 2024-06-10",
            "deadline: 2024-06-31",
            0,
            "ngày '2024-06-31' không có trong lịch; hãy viết năm-tháng-ngày, ví dụ 2024-03-10",
        ),
        id="impossible date",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "deadline: 2024-06-10",
            'deadline: "2024-06-10"',
            0,
            "clauses[24].duties[1].periods[2].deadline: '2024-06-10' sai kiểu: phải là ngày dạng"
            " năm-tháng-ngày, ví dụ 2024-03-10, không đặt trong dấu nháy",
        ),
        id="quoted date",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            'path: "2.5"',
            "path: 2.5",
            0,
            "clauses[14].path: '2.5' sai kiểu: phải là chữ; nếu là số hoặc ngày thì đặt trong dấu nháy",
        ),
        id="number path",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            'path: "2.5"',
            'path: "2.5a"',
            0,
            "clauses[14].path: '2.5a' không hợp lệ: là vị trí thứ tự như \"3.1.2\", không phải nhãn in",
        ),
        id="printed label path",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "kind: one_off",
            "kind: oneoff",
            0,
            "clauses[6].duties[1].kind: 'oneoff' không có trong các giá trị cho phép:"
            " periodic_report, one_off, count, standing, on_event, target (ý bạn là 'one_off'?)",
        ),
        id="enum",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "provenance: document",
            "provenance: documents",
            0,
            "clauses[4].duties[1].target.provenance: 'documents' không có trong các giá trị cho"
            " phép: document, cited, default, inferred (ý bạn là 'document'?)",
        ),
        id="provenance",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "clarity_gate: 4 ",
            "clarity_gate: 3 ",
            0,
            "clarity_gate: '3' không có trong các giá trị cho phép: 4, 5",
        ),
        id="gate",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "needs_officer: true",
            "needs_officer: có",
            0,
            "clauses[6].duties[1].needs_officer: 'có' sai kiểu: phải là true hoặc false",
        ),
        id="bool",
    ),
    pytest.param(
        Fault(
            CALENDAR,
            'opens: "07:30"',
            'opens: "7h30"',
            0,
            "office_hours[1].value.spans[1].opens: '7h30' không hợp lệ: phải là giờ trong ngày dạng"
            " 'giờ:phút' đủ hai chữ số, ví dụ \"08:00\"",
        ),
        id="clock",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "issued_on: 2024-01 ",
            "issued_on: 2024-13 ",
            0,
            "issued_on: '2024-13' không hợp lệ: phải là năm (2024), năm-tháng (2024-01) hoặc"
            " năm-tháng-ngày (2024-01-12)",
        ),
        id="partial",
    ),
    pytest.param(
        Fault(ORGANIZATION, "label: Xã Ba Bích", 'label: ""', 0, "label: không được để trống; hãy ghi giá trị"),
        id="empty",
    ),
    pytest.param(
        Fault(ORGANIZATION, "label: Xã Ba Bích", "label:", 0, "label: không được để trống; hãy ghi giá trị"),
        id="null",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "label: Xã Ba Bích",
            "label: *a",
            0,
            "không được dùng neo (&) hay tham chiếu (*) của YAML; hãy viết rõ giá trị ra",
        ),
        id="alias",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "label: Xã Ba Bích",
            "label: &a Xã Ba Bích",
            0,
            "không được dùng neo (&) hay tham chiếu (*) của YAML; hãy viết rõ giá trị ra",
        ),
        id="anchor",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "label: Xã Ba Bích",
            "label: !!python/object Xã Ba Bích",
            0,
            "không được dùng nhãn kiểu '!!python/object' của YAML; hãy bỏ nhãn này",
        ),
        id="tag",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "level: commune",
            ("level: commune\n\tzone: x"),
            1,
            "có dấu tab ở đầu dòng; YAML chỉ cho thụt dòng bằng dấu cách, hãy thay tab bằng dấu cách",
        ),
        id="tab",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "label: Xã Ba Bích",
            "label: Xã: Ba Bích",
            0,
            "dấu ':' thừa hoặc thụt dòng sai; nếu ':' thuộc nội dung thì hãy đặt nội dung trong dấu nháy",
        ),
        id="colon",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "label: Xã Ba Bích\nlevel: commune",
            'label: "Xã Ba Bích\nlevel: "commune',
            1,
            "thụt dòng sai hoặc thiếu khóa; hãy cho thẳng hàng với các khóa cùng nhóm",
        ),
        id="quote",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "level: commune",
            ("level: commune\n---\na: 1"),
            1,
            "tệp có nhiều tài liệu YAML (dấu ---); mỗi tệp chỉ được một tài liệu",
        ),
        id="multidoc",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "label: Xã Ba Bích",
            "label: Xa\u0303 Ba Bích",
            0,
            "chữ có dấu chưa ở dạng dựng sẵn (NFC) nên máy coi là chữ khác; hãy gõ lại dòng này bằng"
            " bộ gõ Unicode dựng sẵn",
        ),
        id="nfd",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "label: Xã Ba Bích",
            "label: Xã \x07Ba Bích",
            0,
            "có ký tự điều khiển U+0007 không nhìn thấy được; hãy xóa ký tự đó",
        ),
        id="control",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "label: Xã Ba Bích",
            "label: " + "a" * 2001,
            0,
            "label: dài quá 2000 ký tự; hãy rút gọn",
        ),
        id="long",
    ),
    pytest.param(
        Fault(
            CALENDAR,
            "value: next_working_day",
            "value: next_workday",
            0,
            "roll[1].value: 'next_workday' không có trong các giá trị cho phép: next_working_day,"
            " none (ý bạn là 'next_working_day'?)",
        ),
        id="roll",
    ),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gets_one_sentence_at_its_line(
    fault: Fault, root: Path, findings: Callable[[], tuple[PolicyError, ...]]
) -> None:
    """One fault is reported once, at its file and line, in a Vietnamese sentence that says what to do."""
    check(fault, root, findings)
