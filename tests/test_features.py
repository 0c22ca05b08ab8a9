"""Every feature, run on the real use cases with the policy in force.

``FEATURES_ON=postgresql`` runs them on PostgreSQL instead of SQLite.
"""

import subprocess
import sys
from pathlib import Path

from pytest_bdd import scenarios

pytest_plugins = (
    "tests.steps.databases",
    "tests.steps.world",
    "tests.steps.telling",
    "tests.steps.answers",
    "tests.steps.assignments",
    "tests.steps.clock",
    "tests.steps.directives",
    "tests.steps.escalations",
    "tests.steps.figures",
    "tests.steps.identity",
    "tests.steps.journal",
    "tests.steps.law",
    "tests.steps.notices",
    "tests.steps.recurring",
    "tests.steps.reasons",
    "tests.steps.reports",
)

scenarios(".")

WRONG = """# language: vi
Tính năng: Thử
  Bối cảnh:
    Biết thông báo kết luận của xã Ba Bích đang áp dụng

  Kịch bản: Thử sai ngày
    Khi giao nhiệm vụ ngày 12/01/2024
    Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 10/03/2024

  Kịch bản: Thử bỏ quên lời từ chối
    Biết giao nhiệm vụ ngày 12/01/2024
    Khi Chủ tịch nộp báo cáo quý I của công chức Tư pháp lúc 8 giờ ngày 01/03/2024
    Thì báo cáo quý I của công chức Tư pháp không bị ghi nhận quá hạn

  Kịch bản: Thử ngày không có
    Khi giao nhiệm vụ ngày 30/02/2024
    Thì văn bản ở trạng thái «đã giao»

  Kịch bản: Thử tên lạ
    Khi giao nhiệm vụ ngày 12/01/2024
    Thì báo cáo quý I của công chức Tư pháo đến hạn hết ngày 11/03/2024

  Kịch bản: Thử câu lạ
    Khi giao việc ngày 12/01/2024
    Thì văn bản ở trạng thái «đã giao»
"""
TOLD = {
    8: "báo cáo quý I của công chức Tư pháp đến hạn hết ngày 11/03/2024.",
    13: "Việc ở bước trước bị từ chối mà kịch bản không nói tới: ",
    16: "Không có ngày 30/02/2024 trong lịch; hãy viết ngày/tháng/năm, ví dụ 12/03/2024.",
    21: "Không có chức danh, đơn vị «công chức Tư pháo»; có phải là «Công chức Tư pháp - Hộ tịch xã»?",
    24: "Chưa có câu này; có phải là «giao nhiệm vụ ngày 12/03/2024»?",
}


def test_failure_is_told_in_vietnamese(tmp_path: Path) -> None:
    """A scenario that fails says file, line, step and reason in Vietnamese, without a traceback."""
    feature = tmp_path / "thu.feature"
    feature.write_text(WRONG, encoding="utf-8")
    run = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "thử", __file__,
            "-o", f"bdd_features_base_dir={tmp_path}",
        ],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    for line, reason in TOLD.items():
        story = run.stdout.partition(f"{feature}:{line}\n  Bước: ")[2].partition("\n  Lý do: ")[2]
        assert story.startswith(reason), run.stdout
    assert "Traceback" not in run.stdout
    assert "5 failed" in run.stdout
