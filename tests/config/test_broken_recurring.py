"""Broken copies of a made-up jurisdiction in which every kind of duty, edge and addressee stands: one fault each."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import LADDER, Fault, check

SAMPLE = Path(__file__).with_name("sample")
ORGANIZATION = "jurisdictions/xa_mau/organization.yaml"
DIRECTIVE = "jurisdictions/xa_mau/directives/chi-dao.yaml"

Findings = Callable[[], tuple[PolicyError, ...]]


@pytest.fixture
def root(root: Path) -> Path:
    """Put the sample in the place of the packaged jurisdictions."""
    shutil.rmtree(root / "jurisdictions")
    shutil.copytree(SAMPLE, root / "jurisdictions" / "xa_mau")
    return root


def test_the_sample_is_sound(findings: Findings) -> None:
    """What is broken here was whole before."""
    assert findings() == ()


#: A deadline of a period that says its day in no way, or in two.
ONE_DUE = "thời hạn của kỳ phải ghi đúng một trong same_day, day, working_days_after_close, working_day_of_next_month"
ONE_DAY = (
    "; hãy ghi đúng một trong on (chậm nhất ngày), before (trước ngày), working_days (số ngày làm việc sau khi có"
    " hiệu lực)"
)
ABOVE_PARTY = "chồng lên mắt xích trước (dòng {other}) trên cùng một tuyến; hãy ghi until cho mắt xích trước hoặc sửa"

ORGANIZATIONS = {
    "edges overlap": Fault(
        ORGANIZATION,
        "      - {to: chu_tich_tinh, from: 2025-07-01}",
        "      - {to: chu_tich_tinh, from: 2025-06-30}",
        0,
        f"{ABOVE_PARTY} from",
        other=-1,
    ),
    "edges without an end": Fault(
        ORGANIZATION,
        "      - {to: chu_tich_huyen, until: 2025-07-01}",
        "      - {to: chu_tich_huyen}",
        1,
        f"{ABOVE_PARTY} from",
    ),
    "edge that ends before it begins": Fault(
        ORGANIZATION,
        "{to: chu_tich_tinh, from: 2025-07-01}",
        "{to: chu_tich_tinh, from: 2025-07-01, until: 2025-07-01}",
        0,
        "until 2025-07-01 phải sau from 2025-07-01; hãy sửa một trong hai",
    ),
    "edge to nobody": Fault(
        ORGANIZATION,
        "- {to: bi_thu, line: party}",
        "- {to: bi_thuu, line: party}",
        0,
        "không có chức danh 'bi_thuu' (ý bạn là 'bi_thu'?); hãy sửa tên hoặc khai chức danh đó",
    ),
    "edge on no line": Fault(
        ORGANIZATION,
        "- {to: bi_thu, line: party}",
        "- {to: bi_thu, line: dang}",
        0,
        "posts[4].answers_to[3].line: 'dang' không có trong các giá trị cho phép: administrative, party",
    ),
    "loop on the Party line": Fault(
        ORGANIZATION,
        "    answers_to: bi_thu_huyen\n",
        "    answers_to: chu_tich\n",
        0,
        "vòng chịu trách nhiệm trên tuyến Đảng: bi_thu → chu_tich → bi_thu; hãy sửa để chuỗi kết thúc ở cấp trên cùng",
    ),
    "loop that begins one day": Fault(
        ORGANIZATION,
        "    unit: ubnd_tinh\n",
        "    unit: ubnd_tinh\n    answers_to: [{to: chu_tich, from: 2025-07-01}]\n",
        -8,
        "vòng chịu trách nhiệm: chu_tich → chu_tich_tinh → chu_tich; hãy sửa để chuỗi kết thúc ở cấp trên cùng",
    ),
    "deputy of itself": Fault(
        ORGANIZATION,
        "    deputy_in_charge: pho_chu_tich\n",
        "    deputy_in_charge: chanh_van_phong\n",
        0,
        "'chanh_van_phong' không thể là cấp phó phụ trách của chính mình",
    ),
    "counterpart on the same line": Fault(
        ORGANIZATION,
        "    counterpart: ubnd\n",
        "    counterpart: huyen_uy\n",
        0,
        "'huyen_uy' cùng tuyến với 'dang_uy'; cơ quan cùng cấp phải ở tuyến kia (Đảng hoặc chính quyền)",
    ),
    "counterpart nowhere": Fault(
        ORGANIZATION,
        "    counterpart: ubnd\n",
        "    counterpart: uy_ban\n",
        0,
        "không có đơn vị 'uy_ban' (ý bạn là 'ubnd'?); hãy sửa tên hoặc khai đơn vị đó",
    ),
    "counterpart of another": Fault(
        ORGANIZATION,
        "external: true, valid_from: 2020-01-01, head: bi_thu_huyen}",
        "external: true, valid_from: 2020-01-01, head: bi_thu_huyen, counterpart: ubnd}",
        0,
        "'ubnd' lại cùng cấp với 'dang_uy'; hai cơ quan cùng cấp phải khai lẫn nhau",
    ),
    "successors in a circle": Fault(
        ORGANIZATION,
        "  - key: phong_moi\n    label: Phòng mới\n",
        "  - key: phong_moi\n    label: Phòng mới\n    successors: [phong_cu]\n",
        -3,
        "vòng đơn vị kế thừa: phong_cu → phong_moi → phong_cu; hãy sửa để chuỗi kết thúc ở nơi còn tồn tại",
    ),
    "member that is nobody": Fault(
        ORGANIZATION,
        "members: [phong_cu, trung_tam]",
        "members: [phong_cu, trung_tamm]",
        0,
        "không có chức danh hoặc đơn vị 'trung_tamm' (ý bạn là 'trung_tam'?); hãy sửa tên hoặc khai chức danh hoặc đơn"
        " vị đó",
    ),
    "member twice": Fault(
        ORGANIZATION,
        "members: [phong_cu, trung_tam]",
        "members: [phong_cu, phong_cu]",
        0,
        "'phong_cu' ghi hai lần trong nhóm; hãy bỏ một",
    ),
    "group in a group": Fault(
        ORGANIZATION,
        "members: [phong_cu, trung_tam]",
        "members: [phong_cu, don_vi]",
        0,
        "không có chức danh hoặc đơn vị 'don_vi'; nhóm không chứa nhóm, hãy ghi từng đơn vị",
    ),
    "group without members": Fault(
        ORGANIZATION,
        "members: [phong_cu, trung_tam]",
        "members: []",
        0,
        "groups[1].members: danh sách trống; phải có ít nhất một mục",
    ),
    "group named like a unit": Fault(
        ORGANIZATION,
        "  - key: don_vi\n    label: Các đơn vị",
        "  - {key: don_vi, label: Các đơn vị, members: [phong_cu, trung_tam]}\n  - key: trung_tam\n    label: Các đơn vị",
        1,
        "nhóm 'trung_tam' trùng tên một chức danh hoặc đơn vị; hãy đặt tên khác",
    ),
}

DIRECTIVES = {
    "monitor of an unknown clause": Fault(
        DIRECTIVE, '    clauses: ["2"]', '    clauses: ["3"]', 0, "không có khoản '3'; hãy sửa tên hoặc khai khoản đó"
    ),
    "monitor over nobody": Fault(
        DIRECTIVE,
        "    over: [van_phong]\n",
        "    over: [van_phon]\n",
        0,
        "không có chức danh hoặc đơn vị 'van_phon' (ý bạn là 'van_phong'?); hãy sửa tên hoặc khai chức danh hoặc đơn"
        " vị đó",
    ),
    "monitor over a group": Fault(
        DIRECTIVE,
        "    over: [van_phong]\n",
        "    over: [don_vi]\n",
        0,
        "không có chức danh hoặc đơn vị 'don_vi'; ở đây hãy ghi từng đơn vị, không ghi nhóm",
    ),
    "monitor that is a unit": Fault(
        DIRECTIVE,
        "  - post: truong_phong_cu\n",
        "  - post: phong_cu\n",
        0,
        "không có chức danh 'phong_cu' (ý bạn là 'truong_phong_cu'?); hãy sửa tên hoặc khai chức danh đó",
    ),
    "monitor that ends before it begins": Fault(
        DIRECTIVE,
        "    until: 2024-08-01\n",
        "    until: 2024-02-01\n",
        0,
        "until 2024-02-01 phải sau from 2024-02-01; hãy sửa một trong hai",
    ),
    "recipient twice over": Fault(
        DIRECTIVE,
        "{to: van_phong, role: oversee}",
        "{to: van_phong, label: Văn phòng, role: oversee}",
        0,
        "nơi nhận phải có hoặc to (chức danh, đơn vị đã khai) hoặc label (nơi khác)",
    ),
    "recipient that is none": Fault(
        DIRECTIVE,
        "{label: Lưu văn thư, role: file}",
        "{role: file}",
        0,
        "nơi nhận phải có hoặc to (chức danh, đơn vị đã khai) hoặc label (nơi khác)",
    ),
    "recipient nobody declared": Fault(
        DIRECTIVE,
        "{to: don_vi, role: perform}",
        "{to: cac_don_vi, role: perform}",
        0,
        "không có chức danh, đơn vị hoặc nhóm 'cac_don_vi' (ý bạn là 'don_vi'?); hãy sửa tên, hoặc ghi label nếu là nơi"
        " khác",
    ),
    "recipient listed twice": Fault(
        DIRECTIVE,
        "  - {to: van_phong, role: oversee}\n",
        "  - {to: van_phong, role: oversee}\n  - {to: van_phong, role: oversee}\n",
        1,
        "nơi nhận 'van_phong' ghi hai lần; hãy bỏ một",
    ),
    "plan twice": Fault(
        DIRECTIVE,
        "      - {key: ke-hoach, label: Kế hoạch năm, level: commune}\n",
        "      - {key: ke-hoach, label: Kế hoạch năm, level: commune}\n"
        "      - {key: ke-hoach, label: Kế hoạch khác, level: unit}\n",
        1,
        "kế hoạch dẫn chiếu 'ke-hoach' đã khai ở dòng {other}; mỗi tên chỉ khai một lần",
    ),
}

RECURRING = {
    "due in two ways": Fault(
        DIRECTIVE,
        "              working_days_after_close: 2\n",
        "              working_days_after_close: 2\n              day: 28\n",
        0,
        ONE_DUE,
    ),
    "due in no way": Fault(DIRECTIVE, "              working_days_after_close: 2\n", "", 0, ONE_DUE),
    "no due at all": Fault(
        DIRECTIVE,
        '            due: {day: 20, provenance: document, cites: [{clause: "1"}]}\n',
        "",
        -2,
        "kỳ quarterly không có thời hạn; hãy thêm due",
    ),
    "weekly on a day of the month": Fault(
        DIRECTIVE,
        'due: {same_day: true, at: "16:00",',
        'due: {day: 5, at: "16:00",',
        0,
        "kỳ weekly không có ngày trong tháng; hãy dùng same_day",
    ),
    "weekly in the month after": Fault(
        DIRECTIVE,
        'due: {same_day: true, at: "16:00",',
        'due: {working_day_of_next_month: 2, at: "16:00",',
        0,
        "kỳ weekly không có ngày trong tháng; hãy dùng same_day",
    ),
    "weekly by the decree": Fault(
        DIRECTIVE,
        "          - cadence: weekly\n",
        "          - cadence: weekly\n            window: decree\n",
        1,
        "kỳ weekly không có khoảng số liệu theo nghị định; hãy ghi calendar",
    ),
    "no such cadence": Fault(
        DIRECTIVE,
        "cadence: weekly",
        "cadence: week",
        0,
        "clauses[2].duties[1].schedules[1].cadence: 'week' không có trong các giá trị cho phép: daily, weekly, monthly,"
        " quarterly, half_yearly, nine_months, yearly, report_year (ý bạn là 'weekly'?)",
    ),
    "no such hour": Fault(
        DIRECTIVE,
        'at: "16:00"',
        'at: "16:60"',
        0,
        "clauses[2].duties[1].schedules[1].due.at: '16:60' không hợp lệ: phải là giờ trong ngày dạng 'giờ:phút' đủ hai chữ"
        ' số, ví dụ "08:00"',
    ),
    "figures not yet closed": Fault(
        DIRECTIVE,
        "due: {day: 20,",
        "due: {day: 14,",
        0,
        "thời hạn ngày 14 khi số liệu chưa chốt; hãy cho báo cáo số ước (estimates: true) hoặc lùi hạn",
    ),
    "schedules overlap": Fault(
        DIRECTIVE,
        "            until: 2024-07-01\n",
        "            until: 2024-08-01\n",
        8,
        "chồng lên lịch kỳ trước (dòng {other}); hãy ghi until cho lịch trước và from cho lịch sau",
        other=-2,
    ),
    "schedule that ends before it begins": Fault(
        DIRECTIVE,
        "            until: 2024-07-01\n",
        "            until: 2024-02-01\n",
        0,
        "until 2024-02-01 phải sau from 2024-02-01; hãy sửa một trong hai",
    ),
    "schedule after the term": Fault(
        DIRECTIVE,
        "            from: 2024-07-01\n",
        "            from: 2025-07-01\n",
        0,
        "from 2025-07-01 sau ngày hết nhiệm kỳ 2024-12-31; sẽ không có kỳ nào",
    ),
    "periods beside a schedule": Fault(
        DIRECTIVE,
        "        nil_report: true\n",
        "        nil_report: true\n"
        "        periods:\n"
        "          - {key: 2024-Q1, label: Quý I, window_from: 2023-12-15, window_until: 2024-03-14,"
        ' deadline: 2024-03-20, cumulative: false, provenance: document, cites: [{clause: "1"}]}\n',
        -5,
        "nhiệm vụ 'bao-cao-tuan' vừa liệt kê kỳ vừa có lịch kỳ; chỉ giữ periods hoặc schedules",
    ),
    "due after the window as well": Fault(
        DIRECTIVE,
        "        nil_report: true\n",
        "        nil_report: true\n"
        '        working_days_after_window: {value: 2, provenance: document, cites: [{clause: "1"}]}\n',
        1,
        "thời hạn các kỳ của 'bao-cao-tuan' ghi ở due của schedules; hãy bỏ working_days_after_window, dùng"
        " working_days_after_close",
    ),
    "fed by itself": Fault(
        DIRECTIVE,
        'consolidates: {clause: "1", duty: bao-cao-thang,',
        'consolidates: {clause: "1", duty: tong-hop,',
        0,
        "báo cáo 'tong-hop' không thể tổng hợp từ chính nó; hãy ghi báo cáo thành phần",
    ),
    "fed by a task": Fault(
        DIRECTIVE,
        'consolidates: {clause: "1", duty: bao-cao-thang,',
        'consolidates: {clause: "2", duty: giai-quyet,',
        0,
        "nhiệm vụ 'giai-quyet' không có kỳ nào để tổng hợp; hãy ghi một báo cáo định kỳ khác",
    ),
    "watching itself": Fault(
        DIRECTIVE,
        "          by: van_phong\n          over: [phong_cu]\n",
        "          by: trung_tam\n          over: [phong_cu, trung_tam]\n",
        0,
        "'trung_tam' không thể tự theo dõi chính mình; hãy bỏ khỏi over",
    ),
    "watching itself in a group": Fault(
        DIRECTIVE,
        "          by: van_phong\n          over: [phong_cu]\n",
        "          by: trung_tam\n",
        0,
        "'trung_tam' không thể tự theo dõi chính mình; hãy ghi over gồm những nơi khác",
    ),
    "watching who does nothing": Fault(
        DIRECTIVE,
        "          over: [phong_cu]\n",
        "          over: [ubnd]\n",
        0,
        "'ubnd' không thực hiện nhiệm vụ 'bao-cao-thang'; hãy bỏ hoặc thêm vào performers",
    ),
    "watched by a post": Fault(
        DIRECTIVE,
        "          by: van_phong\n",
        "          by: chanh_van_phong\n",
        0,
        "không có đơn vị 'chanh_van_phong' (ý bạn là 'van_phong'?); hãy sửa tên hoặc khai đơn vị đó",
    ),
}

DUTIES = {
    "count with a due": Fault(
        DIRECTIVE,
        '          - cadence: monthly\n            provenance: document\n            cites: [{clause: "2"}]\n',
        "          - cadence: monthly\n"
        '            due: {day: 28, provenance: document, cites: [{clause: "2"}]}\n'
        '            provenance: document\n            cites: [{clause: "2"}]\n',
        1,
        "định mức kết thúc cùng kỳ của nó; hãy bỏ due",
    ),
    "count without a number": Fault(
        DIRECTIVE,
        "        at_least: 2\n",
        "",
        -4,
        "nhiệm vụ 'kiem-tra' của khoản 2 thiếu at_least; hãy ghi ít nhất mấy lần mỗi kỳ",
    ),
    "count of none": Fault(
        DIRECTIVE, "at_least: 2", "at_least: 0", 0, "clauses[3].duties[1].at_least: '0' quá nhỏ; phải từ 1 trở lên"
    ),
    "count without periods": Fault(
        DIRECTIVE,
        "        schedules:\n          - cadence: monthly\n            provenance: document\n"
        '            cites: [{clause: "2"}]\n',
        "",
        -6,
        "định mức 'kiem-tra' của khoản 2 không nêu kỳ đếm; hãy thêm schedules",
    ),
    "heard by nobody": Fault(
        DIRECTIVE,
        "heard: [don_vi]",
        "heard: [donvi]",
        0,
        "không có chức danh, đơn vị hoặc nhóm 'donvi' (ý bạn là 'don_vi'?); hãy sửa tên hoặc khai chức danh, đơn vị"
        " hoặc nhóm đó",
    ),
    "leader who does not take part": Fault(
        DIRECTIVE,
        "        lead: van_phong\n",
        "        lead: phong_cu\n",
        0,
        "người chủ trì 'phong_cu' không có trong performers; hãy thêm vào hoặc sửa lead",
    ),
    "event without an event": Fault(
        DIRECTIVE,
        "        event:\n          label: Hồ sơ trễ hạn.\n          working_days: 2\n"
        '          at: "17:00"\n          provenance: document\n          cites: [{clause: "2"}]\n',
        "",
        -3,
        "nhiệm vụ 'chan-chinh' của khoản 2 thiếu event; hãy ghi sự kiện nào làm phát sinh nhiệm vụ",
    ),
    "event at an hour of no day": Fault(
        DIRECTIVE,
        "          label: Hồ sơ trễ hạn.\n          working_days: 2\n",
        "          label: Hồ sơ trễ hạn.\n",
        1,
        "sự kiện không có thời hạn thì vi phạm ngay khi xảy ra, không có giờ; hãy bỏ at hoặc ghi working_days",
    ),
    "event with a schedule": Fault(
        DIRECTIVE,
        "        ladder: default\n",
        "        at_least: 1\n",
        0,
        "nhiệm vụ 'chan-chinh' loại on_event không được có at_least; hãy bỏ hoặc đổi kind",
    ),
    "no such ladder": Fault(
        DIRECTIVE,
        "        ladder: default\n",
        "        ladder: gap\n",
        0,
        "không có thang đôn đốc 'gap'; hãy sửa tên hoặc khai thang đôn đốc đó",
    ),
    "deadline in two ways": Fault(
        DIRECTIVE,
        "          before: 2024-05-01\n",
        "          before: 2024-05-01\n          on: 2024-04-30\n",
        0,
        "thời hạn ghi on và before" + ONE_DAY,
    ),
    "deadline in no way": Fault(
        DIRECTIVE, "          before: 2024-05-01\n", "", 0, "thời hạn không ghi ngày" + ONE_DAY
    ),
    "the day before was too early": Fault(
        DIRECTIVE,
        "before: 2024-05-01",
        "before: 2024-01-10",
        0,
        "thời hạn trước ngày 2024-01-10 đã qua khi văn bản có hiệu lực 2024-01-10; không được hồi tố, hãy sửa",
    ),
    "no working days": Fault(
        DIRECTIVE,
        "deadline: {working_days: 10,",
        "deadline: {working_days: 0,",
        0,
        "clauses[3].duties[4].deadline.working_days: '0' quá nhỏ; phải từ 1 trở lên",
    ),
    "own monitor": Fault(
        DIRECTIVE,
        "        monitor: pho_chu_tich\n",
        "        monitor: chanh_van_phong\n",
        -1,
        "'van_phong' tự theo dõi việc của mình ('chanh_van_phong'); hãy chọn người theo dõi khác",
    ),
    "two lines without a counterpart": Fault(
        DIRECTIVE,
        "        performers: [dang_uy]\n",
        "        performers: [trung_tam]\n",
        0,
        "'trung_tam' không có cơ quan cùng cấp ở tuyến kia; hãy khai counterpart hoặc bỏ dual_liability",
    ),
    "attained and not held": Fault(
        DIRECTIVE,
        "          hold_until: 2024-12-31\n",
        "",
        -5,
        "chỉ tiêu loại attain_maintain thiếu 'hold_until'; hãy bổ sung, hoặc ghi ở missing điều văn bản chưa nêu",
    ),
    "held before it is attained": Fault(
        DIRECTIVE,
        "          hold_until: 2024-12-31\n",
        "          hold_until: 2024-06-29\n",
        0,
        "giữ đến 2024-06-29 phải sau ngày phải đạt 2024-06-30",
    ),
    "task with a quota": Fault(
        DIRECTIVE,
        "        monitor: pho_chu_tich\n",
        "        monitor: pho_chu_tich\n        at_least: 3\n",
        1,
        "nhiệm vụ 'lanh-dao' loại one_off không được có at_least; hãy bỏ hoặc đổi kind",
    ),
    "nothing to report on a task": Fault(
        DIRECTIVE,
        "        monitor: pho_chu_tich\n",
        "        monitor: pho_chu_tich\n        nil_report: true\n",
        1,
        "nhiệm vụ 'lanh-dao' loại one_off không được có nil_report; hãy bỏ hoặc đổi kind",
    ),
    "watching time without an hour": Fault(
        LADDER,
        'watching: {working_days: 2, at: "17:00", cites',
        "watching: {working_days: 2, cites",
        0,
        "thiếu khóa 'at' trong ladders[1].entries[1].value.watching; hãy bổ sung",
    ),
}

FAULTS = ORGANIZATIONS | DIRECTIVES | RECURRING | DUTIES


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_one_fault_gets_one_sentence_at_its_line(fault: Fault, root: Path, findings: Findings) -> None:
    """One fault is reported once, at its file and line, in a Vietnamese sentence that says what to do."""
    check(fault, root, findings)


def test_no_fault_is_told_under_two_names() -> None:
    """Faults are listed in parts, and each of them counts."""
    assert len(FAULTS) == sum(len(part) for part in (ORGANIZATIONS, DIRECTIVES, RECURRING, DUTIES)) >= 60
