"""Broken copies of the packaged policy: figures, duties, calendar days, rungs, vacancies, unreadable places."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import CALENDAR, DIRECTIVE, LADDER, ORGANIZATION, REPORTING, SOURCES, Fault, check

Findings = Callable[[], tuple[PolicyError, ...]]

CHOICE = "không có trong các giá trị cho phép: administrative, party"

FAULTS = {
    "correction changes nothing": Fault(
        DIRECTIVE,
        "read: nhũng nhiễu",
        "read: những nhiễu",
        0,
        "chữ đọc lại giống hệt chữ in; hãy sửa hoặc xóa mục đính chính này",
    ),
    "baseline half": Fault(
        DIRECTIVE,
        "        of: 376\n",
        "",
        -3,
        "số gốc 'ho-so-truc-tuyen' phải có cả value và of, hoặc không có cả hai",
    ),
    "baseline without figures": Fault(
        DIRECTIVE,
        "        percent: 48.4\n",
        "",
        -2,
        "số gốc 'so-hoa-ho-so' không có số nào; hãy ghi value và of, hoặc percent",
    ),
    "more than all": Fault(DIRECTIVE, "of: 376", "of: 161", 0, "mẫu số 161 phải dương và không nhỏ hơn tử số 162"),
    "report without periods": Fault(
        DIRECTIVE,
        "key: dich-vu-cong\n        kind: standing",
        "key: dich-vu-cong\n        kind: periodic_report",
        1,
        "báo cáo định kỳ 'dich-vu-cong' của khoản 2.6.1 không có kỳ nào; hãy thêm periods hoặc schedules",
    ),
    "target without measure": Fault(
        DIRECTIVE,
        "key: dich-vu-cong\n        kind: standing",
        "key: dich-vu-cong\n        kind: target",
        1,
        "nhiệm vụ 'dich-vu-cong' của khoản 2.6.1 thiếu target; hãy ghi cách đo",
    ),
    "task due before effect": Fault(
        DIRECTIVE,
        "deadline: {on: 2024-12-31",
        "deadline: {on: 2024-01-11",
        0,
        "thời hạn 2024-01-11 trước ngày văn bản có hiệu lực 2024-01-12; không được hồi tố, hãy sửa ngày",
    ),
    "due before its window": Fault(
        DIRECTIVE,
        "deadline: 2024-09-10",
        "deadline: 2024-06-14",
        0,
        "kỳ 2024-Q3: thời hạn 2024-06-14 trước cả ngày bắt đầu lấy số 2024-06-15",
    ),
    "feeder clause": Fault(
        DIRECTIVE,
        'consolidates: {clause: "3.1.2"',
        'consolidates: {clause: "99"',
        0,
        "không có khoản '99'; hãy sửa tên hoặc khai khoản đó",
    ),
    "feeder duty": Fault(
        DIRECTIVE,
        "duty: bao-cao,",
        "duty: bao-cap,",
        0,
        "không có nhiệm vụ 'bao-cap' (ý bạn là 'bao-cao'?); hãy sửa tên hoặc khai nhiệm vụ đó",
    ),
    "lead outside": Fault(
        DIRECTIVE,
        "performers: [tu_phap]\n",
        "performers: [tu_phap]\n        lead: cong_an\n",
        1,
        "người chủ trì 'cong_an' không có trong performers; hãy thêm vào hoặc sửa lead",
    ),
    "same document": Fault(
        SOURCES,
        'number: "30/2020"\n    symbol: NĐ-CP\n    issuer: Chính phủ\n    issued_on: 2020-03-05',
        'number: "09/2019"\n    symbol: NĐ-CP\n    issuer: Chính phủ\n    issued_on: 2019-01-24',
        0,
        "'nd_30_2020' trùng số, ký hiệu, cơ quan và ngày với 'nd_09_2019'; hãy bỏ một",
    ),
    "year skipped": Fault(
        CALENDAR,
        "years:\n",
        "years:\n  - {year: 2099, status: official, known_on: 2098-12-01, cites: [gd_06],"
        " checked_on: 2026-11-20, holidays: []}\n",
        1,
        "lịch thiếu năm 2098 trước năm 2099; hãy bổ sung, không bỏ cách",
    ),
    "closes as it opens": Fault(
        CALENDAR, 'closes: "11:30"', 'closes: "07:30"', 0, "giờ đóng 07:30 phải sau giờ mở 07:30"
    ),
    "spans overlap": Fault(
        CALENDAR,
        'opens: "13:30"',
        'opens: "11:29"',
        0,
        "giờ mở 11:29 chồng lên buổi trước; các buổi phải nối tiếp nhau",
    ),
    "no span": Fault(
        CALENDAR,
        'spans:\n        - {opens: "07:30", closes: "11:30"}\n        - {opens: "13:30", closes: "17:00"}\n',
        "spans: []\n",
        0,
        "phải có ít nhất một buổi làm việc",
    ),
    "known too late": Fault(
        CALENDAR,
        "known_on: 2023-11-03",
        "known_on: 2025-01-01",
        0,
        "lịch năm 2024 không thể công bố sau khi năm đã hết; hãy sửa known_on",
    ),
    "compensation at a weekend": Fault(
        CALENDAR,
        "date: 2023-01-25",
        "date: 2023-01-28",
        0,
        "ngày nghỉ bù 2023-01-28 là thứ Bảy; nghỉ bù phải vào ngày làm việc",
    ),
    "holiday swapped": Fault(
        CALENDAR,
        "off: 2024-04-29",
        "off: 2024-04-30",
        0,
        "ngày 2024-04-30 đã là ngày lễ trong danh sách; không hoán đổi ngày lễ",
    ),
    "holiday worked": Fault(
        CALENDAR,
        "off: 2024-04-29\n        worked: 2024-05-04",
        "off: 2024-04-01\n        worked: 2024-02-11",
        1,
        "ngày 2024-02-11 là ngày lễ trong danh sách; không làm bù vào ngày lễ",
    ),
    "swap of another year": Fault(
        CALENDAR,
        "off: 2026-01-02",
        "off: 2025-12-31",
        0,
        "ngày 2025-12-31 không thuộc năm 2026; hãy chuyển sang đúng năm",
    ),
    "swap too far": Fault(
        CALENDAR,
        "worked: 2024-05-04",
        "worked: 2024-06-29",
        0,
        "ngày làm bù 2024-06-29 cách ngày nghỉ 2024-04-29 quá 60 ngày; hãy kiểm tra",
    ),
    "gap of the first rung": Fault(
        LADDER,
        "gap_working_days: 0",
        "gap_working_days: 1",
        0,
        "nấc đầu không có nấc trước; gap_working_days phải là 0",
    ),
    "rung without days": Fault(
        LADDER,
        "working_days: 15",
        "working_days: null",
        0,
        "nấc 'accountability_review' phải có số ngày; chỉ nấc xếp loại để trống",
    ),
    "head is deputy": Fault(
        ORGANIZATION,
        "head: truong_cong_an\n    deputy_in_charge: pho_chu_tich",
        "head: truong_cong_an\n    deputy_in_charge: truong_cong_an",
        1,
        "'truong_cong_an' vừa là người đứng đầu vừa là cấp phó phụ trách",
    ),
    "acting for itself": Fault(
        ORGANIZATION,
        "label: Chủ tịch Ủy ban nhân dân xã\n",
        "label: Chủ tịch Ủy ban nhân dân xã\n    vacancies: [{from: 2024-01-01, acting: chu_tich}]\n",
        1,
        "'chu_tich' không thể tự phụ trách thay mình khi khuyết",
    ),
    "vacancies overlap": Fault(
        ORGANIZATION,
        "label: Chủ tịch Ủy ban nhân dân xã\n",
        "label: Chủ tịch Ủy ban nhân dân xã\n    vacancies:\n"
        "      - {from: 2024-01-01, until: 2024-02-02}\n      - {from: 2024-02-01}\n",
        3,
        "chồng lên lần khuyết trước (dòng {other}); hãy sửa ngày",
        other=2,
    ),
    "unit loop": Fault(
        ORGANIZATION,
        "    head: chu_tich_ubnd_tinh\n",
        "    parent: so_noi_vu\n    head: chu_tich_ubnd_tinh\n",
        0,
        "vòng trực thuộc: ubnd_tinh → so_noi_vu → ubnd_tinh; hãy sửa để chuỗi kết thúc ở cấp trên cùng",
    ),
    "reminders out of order": Fault(
        LADDER,
        "            - {working_days: 5}\n            - {working_days: 3}\n",
        "            - {working_days: 3}\n            - {working_days: 3}\n",
        -1,
        "nhắc trước hạn phải xếp từ xa hạn đến gần hạn, không trùng nhau",
    ),
    "until at from": Fault(
        REPORTING,
        "    value: 3\n    cites: [gd_23]",
        "    until: 2019-03-12\n    value: 3\n    cites: [gd_23]",
        0,
        "until 2019-03-12 phải sau from 2019-03-12; hãy sửa một trong hai",
    ),
    "group for a choice": Fault(DIRECTIVE, "line: administrative", "line: {a: b}", 0, f"line: một nhóm khóa {CHOICE}"),
    "list for a choice": Fault(DIRECTIVE, "line: administrative", "line: [party]", 0, f"line: một danh sách {CHOICE}"),
    "too small": Fault(
        LADDER,
        "{working_days: 5}",
        "{working_days: 0}",
        0,
        "ladders[1].entries[1].value.remind_before[1].working_days: '0' quá nhỏ; phải từ 1 trở lên",
    ),
    "too large": Fault(
        LADDER,
        "{working_days: 5}",
        "{working_days: 61}",
        0,
        "ladders[1].entries[1].value.remind_before[1].working_days: '61' quá lớn; phải từ 60 trở xuống",
    ),
    "quoted number": Fault(
        DIRECTIVE, "percent: 48.4", 'percent: "48.4"', 0, "clauses[3].baselines[2].percent: '48.4' sai kiểu"
    ),
    "null choice": Fault(DIRECTIVE, "line: administrative", "line: null", 0, f"line: giá trị trống {CHOICE}"),
    "cites nothing": Fault(
        REPORTING,
        "cites: [gd_23]",
        'cites: [{place: "Điều 1"}]',
        0,
        "căn cứ không dẫn đến đâu; hãy ghi source hoặc clause",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_one_fault_gets_one_sentence_at_its_line(fault: Fault, root: Path, findings: Findings) -> None:
    """One fault is reported once, at its file and line, in a Vietnamese sentence that says what to do."""
    check(fault, root, findings)


def test_a_duty_that_nobody_can_follow_is_a_fault(root: Path, findings: Findings) -> None:
    """Where monitor and directing authority are the performer's own head, the duty must name its monitor."""
    file = root / DIRECTIVE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("monitor: van_phong_thong_ke\n", "monitor: chu_tich\n", 1), encoding="utf-8")
    assert findings() == ()

    fault = Fault(
        DIRECTIVE,
        "performers: [tu_phap]\n",
        "performers: [ubnd_xa]\n        answerable_to: chu_tich_ubnd_huyen\n",
        0,
        "không còn ai theo dõi được việc của 'ubnd_xa'; hãy ghi monitor cho nhiệm vụ này",
    )
    check(fault, root, findings)


def test_posts_must_exist_when_the_directive_takes_effect(root: Path, findings: Findings) -> None:
    """On the last day before its posts exist, a directive has nobody to direct, sign and follow it."""
    file = root / DIRECTIVE
    file.write_text(file.read_text(encoding="utf-8").replace("on: 2024-01-12", "on: 2022-12-31", 1), encoding="utf-8")

    assert findings() == tuple(
        PolicyError(DIRECTIVE, line, f"chức danh '{post}' không tồn tại vào ngày có hiệu lực 2022-12-31")
        for line, post in ((20, "chu_tich"), (21, "pho_chu_tich"), (26, "van_phong_thong_ke"))
    )


def test_a_folder_in_the_place_of_a_file_is_a_fault(root: Path, findings: Findings) -> None:
    """What is named as a policy file but cannot be opened is reported, not passed over."""
    folder = root / Path(DIRECTIVE).with_name("2025.yaml")
    folder.mkdir()

    (found,) = findings()

    assert (found.path, found.line) == (folder.relative_to(root).as_posix(), 1)
    assert found.message.startswith("không đọc được tệp (")
    assert found.message.endswith("); hãy kiểm tra quyền truy cập")


def test_a_policy_without_jurisdictions_is_a_fault(root: Path, findings: Findings) -> None:
    """The folder of jurisdictions must exist."""
    (root / "jurisdictions").rename(root / "other")

    assert findings() == (PolicyError("jurisdictions", 1, "thiếu thư mục này; mỗi địa phương là một thư mục con"),)
