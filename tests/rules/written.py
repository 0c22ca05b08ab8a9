"""Feature files as authors write them, and the command run on them in this process."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from rules.cli import rules

LANGUAGE = "# language: vi\n"
HEAD = f"{LANGUAGE}@ba_bich\nTính năng: Thử\n"
#: One scenario that holds.
GOOD = """  Kịch bản: Một
    Biết thông báo kết luận của xã Ba Bích đang áp dụng
    Và giao nhiệm vụ ngày 12/01/2024
    Khi hệ thống quét lại với thời điểm 8 giờ ngày 12/01/2024
    Thì báo cáo quý I của công chức Tư pháp đến hạn hết ngày 11/03/2024
"""
WRONG = GOOD.replace("Một", "Sai ngày").replace("hết ngày 11/03/2024", "hết ngày 10/03/2024")


def write(directory: Path, text: str, name: str = "thu.feature") -> Path:
    """Write a file as it stands, line ends included."""
    path = directory / name
    path.write_bytes(text.encode())
    return path


def namro_rules(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(rules, [str(one) for one in arguments], prog_name="namro rules")
