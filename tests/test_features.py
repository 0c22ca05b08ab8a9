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
  Kịch bản: Thử sai ngày
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Khi giao nhiệm vụ ngày 12/01/2024
    Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 10/03/2024
"""
TOLD = """KỊCH BẢN KHÔNG ĐẠT: Thử sai ngày
  {path}:6
  Bước: Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 10/03/2024
  Lý do: báo cáo quý I của công chức Tư pháp đến hạn hết ngày 11/03/2024.
"""


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
    assert TOLD.format(path=feature) in run.stdout
    assert "Traceback" not in run.stdout
    assert "1 failed" in run.stdout
