"""Every feature, run on the real use cases with the policy in force."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_bdd import scenarios

from rules.databases import Databases

pytest_plugins = ("rules.plugin",)

#: ``FEATURES_ON=postgresql`` runs every feature on PostgreSQL instead of SQLite.
SWITCH = "FEATURES_ON"


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Give the registers of this session: in files, or on PostgreSQL when the environment says so."""
    wanted = os.environ.get(SWITCH, "sqlite")
    if wanted not in ("sqlite", "postgresql"):
        pytest.fail(f"{SWITCH}={wanted}: sqlite or postgresql", pytrace=False)
    server = request.getfixturevalue("postgres_server") if wanted == "postgresql" else None
    made = Databases(tmp_path_factory.mktemp("registers"), server)
    request.addfinalizer(made.drop_all)
    return made


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
