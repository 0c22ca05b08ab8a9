"""Broken copies of the packaged policy: names that refer to nothing, and citations."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.errors import PolicyError
from tests.config.broken import DIRECTIVE, ORGANIZATION, REPORTING, SOURCES, WORDING, Fault, check

FAULTS = [
    pytest.param(
        Fault(
            DIRECTIVE,
            ("monitor: van_phong_thong_ke\nparents"),
            ("monitor: van_phong_thongke\nparents"),
            0,
            "không có chức danh 'van_phong_thongke' (ý bạn là 'van_phong_thong_ke'?); hãy sửa tên"
            " hoặc khai chức danh đó",
        ),
        id="dangling post",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "performers: [van_phong_thong_ke, cong_an]",
            "performers: [van_phong_thong_ke, cong_ann]",
            0,
            "không có chức danh, đơn vị hoặc nhóm 'cong_ann' (ý bạn là 'cong_an'?); hãy sửa tên hoặc khai"
            " chức danh, đơn vị hoặc nhóm đó",
        ),
        id="dangling performer",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            ("    parent: ubnd_xa\n    head: truong_cong_an"),
            ("    parent: uy_ban\n    head: truong_cong_an"),
            0,
            "không có đơn vị 'uy_ban'; hãy sửa tên hoặc khai đơn vị đó",
        ),
        id="dangling unit",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "parents: [qng_kh_2024,",
            "parents: [qng_kh_2025,",
            0,
            "không có văn bản căn cứ 'qng_kh_2025' (ý bạn là 'qng_kh_2024'?); hãy sửa tên hoặc khai văn bản căn cứ đó",
        ),
        id="dangling source",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            'cites: [{clause: "0"}, gd_30]',
            'cites: [{clause: "9"}, gd_30]',
            0,
            "không có khoản '9'; hãy sửa tên hoặc khai khoản đó",
        ),
        id="dangling clause",
    ),
    pytest.param(
        Fault(
            REPORTING,
            "cites: [gd_23]",
            'cites: [{clause: "1"}]',
            0,
            "chỉ văn bản chỉ đạo mới dẫn được khoản của mình; hãy dùng source",
        ),
        id="clause outside",
    ),
    pytest.param(
        Fault(
            REPORTING,
            "cites: [gd_23]",
            "cites: []",
            0,
            "upward_working_days[1].cites: danh sách trống; phải có ít nhất một mục",
        ),
        id="empty cites",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            'cites: [{clause: "0"}, gd_30]',
            'cites: [{clause: "0", source: gd_30}]',
            0,
            "mỗi căn cứ chỉ dẫn một nơi: chọn source hoặc clause, không ghi cả hai",
        ),
        id="two cites",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ('    sees: "3.1.2"\n\n'),
            ('    sees: "4"\n\n'),
            0,
            "khoản 4 không có nhiệm vụ nào để dẫn tới",
        ),
        id="sees",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "answers_to: chu_tich\n",
            "answers_to: pho_chu_tich\n",
            0,
            "vòng chịu trách nhiệm: pho_chu_tich → pho_chu_tich; hãy sửa để chuỗi kết thúc ở cấp trên cùng",
        ),
        id="loop",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("        monitor: chu_tich\n        cites: [gd_03, gd_33]"),
            ("        monitor: van_phong_thong_ke\n        cites: [gd_03, gd_33]"),
            -2,
            "'van_phong_thong_ke' tự theo dõi việc của mình ('van_phong_thong_ke'); hãy chọn người theo dõi khác",
        ),
        id="self monitor",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            ("        answerable_to: chu_tich\n        monitor"),
            ("        answerable_to: van_phong_thong_ke\n        monitor"),
            -1,
            "'van_phong_thong_ke' phải chịu trách nhiệm trước chính mình ('van_phong_thong_ke');"
            " không ai tự đánh giá mình",
        ),
        id="self judge",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "baseline: so-hoa-ho-so",
            "baseline: so-hoa",
            0,
            "không có số gốc 'so-hoa' (ý bạn là 'so-hoa-ho-so'?); hãy sửa tên hoặc khai số gốc đó",
        ),
        id="baseline ref",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "weakness: tre-hen",
            "weakness: tre-hn",
            0,
            "không có tồn tại, hạn chế 'tre-hn' (ý bạn là 'tre-hen'?); hãy sửa tên hoặc khai tồn tại, hạn chế đó",
        ),
        id="weakness ref",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            (
                "          - key: 2024-H1\n"
                "            label: 6 tháng đầu năm 2024\n"
                "            window_from: 2023-12-15\n"
                "            window_until: 2024-06-14\n"
                "            cumulative"
            ),
            (
                "          - key: 2024-H2\n"
                "            label: 6 tháng đầu năm 2024\n"
                "            window_from: 2023-12-15\n"
                "            window_until: 2024-06-14\n"
                "            cumulative"
            ),
            0,
            "không có kỳ báo cáo thành phần '2024-H2' (ý bạn là '2024-H1'?); hãy sửa tên hoặc khai"
            " kỳ báo cáo thành phần đó",
        ),
        id="feeder period",
    ),
    pytest.param(
        Fault(
            WORDING,
            "{days_left}",
            "{day_left}",
            -1,
            "không có chỗ điền 'day_left' (ý bạn là 'days_left'?); hãy sửa tên",
        ),
        id="placeholder",
    ),
    pytest.param(
        Fault(
            WORDING,
            'subject: "Sắp đến hạn: {what}"',
            'subject: "Sắp đến hạn: {what"',
            0,
            "ngoặc nhọn mở mà không đóng, hoặc đóng mà không mở; hãy viết {tên}",
        ),
        id="brace",
    ),
    pytest.param(
        Fault(
            SOURCES,
            ("    kind: assumption\n    issuer: Năm Rõ\n    title: 'Giải"),
            ("    kind: notice\n    issuer: Năm Rõ\n    title: 'Giải"),
            3,
            "'gd_01': giả định phải có kind: assumption, assumption: true và khóa mở đầu bằng gd_,"
            " còn văn bản thì không; hãy ghi cho khớp",
        ),
        id="assumption",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "ladder: default",
            "ladder: defaut",
            0,
            "không có thang đôn đốc 'defaut' (ý bạn là 'default'?); hãy sửa tên hoặc khai thang đôn đốc đó",
        ),
        id="ladder ref",
    ),
    pytest.param(
        Fault(
            ORGANIZATION,
            "jurisdiction: ba_bich",
            "jurisdiction: ba_bch",
            0,
            "'ba_bch' khác tên thư mục 'ba_bich'; hãy đặt cho giống nhau",
        ),
        id="folder",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "key: 2024-kl-cchc",
            "key: 2024-kl",
            0,
            "'2024-kl' khác tên tệp '2024-kl-cchc'; hãy đặt cho giống nhau",
        ),
        id="file",
    ),
    pytest.param(
        Fault(
            DIRECTIVE,
            "performers: [van_phong_thong_ke, cong_an]",
            "performers: [cong_an, cong_an]",
            0,
            "người thực hiện 'cong_an' ghi hai lần; hãy bỏ một",
        ),
        id="twice performer",
    ),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gets_one_sentence_at_its_line(
    fault: Fault, root: Path, findings: Callable[[], tuple[PolicyError, ...]]
) -> None:
    """One fault is reported once, at its file and line, in a Vietnamese sentence that says what to do."""
    check(fault, root, findings)
